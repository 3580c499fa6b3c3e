"""The settings of the noticeboard."""

from __future__ import annotations

from adapters.settings import Setting, secret, text

FOLDER = Setting(name="NOTICEBOARD_FOLDER", meaning="the folder that is the board", parse=text, default="")
KEY = secret("NOTICEBOARD_KEY", "opens the board; the same word as in its file `key`")

SETTINGS = (FOLDER, KEY)

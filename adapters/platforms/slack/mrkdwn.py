"""Prose in the places where Slack reads mrkdwn: nothing that somebody wrote may mean anything there."""

from __future__ import annotations

import re

from adapters.present.printable import printable

_LOOKS_LIKE_MARKUP = re.compile(r"[<>]|&\w+;")
_MEANS_SOMETHING = re.compile(r"[*_~`]|:[\w+'-]+:|^\s*>")


def escape(text: str) -> str:
    """Prose for mrkdwn: on one line, without control characters, mentions or links."""
    return escaped(printable(text))


def escaped(visible: str) -> str:
    """The three characters that Slack asks to escape, in text that is fit to be seen."""
    return visible.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def is_plain(text: str) -> bool:
    """Whether a plain-text object shows this prose as it stands, however Slack treats brackets and entities there."""
    return not _LOOKS_LIKE_MARKUP.search(text)


def is_innocent(text: str) -> bool:
    """Whether escaping alone makes mrkdwn show this prose as it stands: no emphasis, quote or emoji in it.

    Slack has no way to escape those characters.
    """
    return not _MEANS_SOMETHING.search(text)


def code(words: str) -> str:
    """Something to type as it stands; the words must be innocent."""
    return f"`{escaped(words)}`"


def link(url: str, label: str) -> str:
    """A link; the URL must have passed `adapters.printable.safe_link`."""
    return f"<{escaped(url).replace('|', '%7C')}|{escape(label)}>"

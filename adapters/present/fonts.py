"""The fonts that pictures are written in: one for each script, so that a topic in Arabic or Greek has its own letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import TYPE_CHECKING

import manimgx_fonts
from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN, _SIGNS = "NotoSans[wght].ttf", "NotoSansSymbols[wght].ttf"
_ABSENT = "\uffff"
"""No character, for which every font draws what it draws for those that it lacks."""


def pieces(text: str, size: float) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in runs that one font has, from left to right; what no font has is left out."""
    for name, signs in groupby(zip(text, _fonts(text), strict=True), key=lambda pair: pair[1]):
        if name:
            yield "".join(sign for sign, _ in signs), _font(name, size)


def draws(text: str) -> bool:
    """Whether there is a font for every letter; there is none for Chinese, Japanese and Korean, which would weigh 13 MB."""
    return all(font for sign, font in zip(text, _fonts(text), strict=True) if sign.isalnum())


def _fonts(text: str) -> Iterator[str]:
    """The font of each sign; marks, spaces and points stay in that of what they follow, where it has them."""
    font = ""
    for sign in text:
        if not (font and not sign.isalnum() and _has(font, sign)):
            font = next((font for font in _likely(sign) if _has(font, sign)), "")
        yield font


def _likely(sign: str) -> Iterator[str]:
    script = unicodedata.name(sign, "UNKNOWN").partition(" ")[0].title()
    yield from (_PLAIN, f"NotoSans{script}[wght].ttf", _SIGNS)


@lru_cache(maxsize=4096)
def _has(font: str, sign: str) -> bool:
    if not (files(manimgx_fonts) / font).is_file() or unicodedata.category(sign)[0] == "C":
        return False
    found = _font(font, 16, ImageFont.Layout.BASIC)  # the other one draws a circle under a mark that it lacks
    return sign == " " or bytes(found.getmask(sign)) != bytes(found.getmask(_ABSENT))


@lru_cache
def _font(name: str, size: float, layout: ImageFont.Layout | None = None) -> ImageFont.FreeTypeFont:
    with as_file(files(manimgx_fonts) / name) as path:
        return ImageFont.truetype(str(path), size, layout_engine=layout)

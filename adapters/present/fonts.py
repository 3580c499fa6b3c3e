"""The fonts that pictures are written in: one for each script, so that a topic in Arabic or Greek has its own letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import manimgx_fonts
from PIL import ImageFont, features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PLAIN, _SIGNS = "NotoSans[wght].ttf", "NotoSansSymbols[wght].ttf"
_OF_THE_SYSTEM = (
    *("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "DroidSansFallbackFull.ttf", "wqy-microhei.ttc"),
    *("wqy-zenhei.ttc", "PingFang.ttc", "Hiragino Sans GB.ttc", "AppleSDGothicNeo.ttc", "NanumGothic.ttf"),
    *("msyh.ttc", "msgothic.ttc", "malgun.ttf"),
)
"""Files of fonts for Chinese, Japanese and Korean, as systems have them: with ours, they would weigh more than all the rest."""
_EAST_ASIAN = frozenset(
    "CJK HIRAGANA KATAKANA KATAKANA-HIRAGANA HANGUL BOPOMOFO IDEOGRAPHIC FULLWIDTH HALFWIDTH".split()
)
_SHAPED = frozenset(
    "ARABIC HEBREW DEVANAGARI BENGALI GUJARATI GURMUKHI KANNADA KHMER LAO MALAYALAM MYANMAR ORIYA SINHALA TAMIL TELUGU "
    "THAI".split()
)
"""Scripts of ours whose letters are joined, stacked, or run to the left, instead of standing one after the other."""
_ABSENT = "\uffff"
"""No character, for which every font draws what it draws for those that it lacks."""

Direction = Literal["left", "right"]
"""Where a letter's successor stands."""


def pieces(text: str, size: float) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in runs that one font has, as they stand from left to right; what no font has is left out.

    Where the first letter runs to the left, the whole line does, with what runs to the right in its midst (Unicode's
    rules for both directions, UAX 9, without their embeddings).
    """
    signs = list(zip(text, _fonts(text), _directions(text), strict=True))
    parts = [(direction, list(part)) for direction, part in groupby(signs, key=lambda sign: sign[2])]
    for direction, part in parts[::-1] if _base(text) == "left" else parts:
        runs = [("".join(sign for sign, *_ in run), name) for name, run in groupby(part, key=lambda sign: sign[1])]
        for run, name in runs[::-1] if direction == "left" else runs:
            if name:
                yield run, _font(name, size)


def draws(text: str) -> bool:
    """Whether every letter can be drawn as its readers write it."""
    signs = [(sign, font) for sign, font in zip(text, _fonts(text), strict=True) if sign.isalnum()]
    return all(font and (_shapes() or _script(sign) not in _SHAPED) for sign, font in signs)


@lru_cache(maxsize=1)
def _shapes() -> bool:
    """Whether letters can be joined and lines run to the left, which takes the system's FriBidi."""
    return bool(features.check("raqm"))


def _base(text: str) -> Direction:
    return next(filter(None, map(_direction, text)), "right")


def _directions(text: str) -> Sequence[Direction]:
    """That of each sign; between letters of both, spaces and points run as the whole line does."""
    own, base = [_direction(sign) for sign in text], _base(text)
    before, after = _carried(own, base), _carried(own[::-1], base)[::-1]
    return [one if one == other else base for one, other in zip(before, after, strict=True)]


def _carried(directions: Sequence[Direction | None], first: Direction) -> list[Direction]:
    carried = []
    for direction in directions:
        first = direction or first
        carried.append(first)
    return carried


def _direction(sign: str) -> Direction | None:
    """None for what has none of its own."""
    kind = unicodedata.bidirectional(sign)
    if kind in {"R", "AL"}:
        return "left"
    return "right" if kind in {"L", "EN", "AN"} else None


def _fonts(text: str) -> Iterator[str]:
    """The font of each sign; marks, spaces and points stay in that of what they follow, where it has them."""
    font = ""
    for sign in text:
        if not (font and not sign.isalnum() and _has(font, sign)):
            font = next((font for font in _likely(sign) if _has(font, sign)), "")
        yield font


def _likely(sign: str) -> Iterator[str]:
    script = _script(sign)
    yield from (_PLAIN, f"NotoSans{script.title()}[wght].ttf", _SIGNS)
    if script in _EAST_ASIAN:
        yield from _OF_THE_SYSTEM


def _script(sign: str) -> str:
    """The first word of a letter's name, which is its script's, but for `CJK UNIFIED …`."""
    return unicodedata.name(sign, "UNKNOWN").partition(" ")[0]


@lru_cache(maxsize=4096)
def _has(font: str, sign: str) -> bool:
    if unicodedata.category(sign)[0] == "C" or not _is_there(font):
        return False
    found = _font(font, 16, ImageFont.Layout.BASIC)  # the other one draws a circle under a mark that it lacks
    return sign == " " or bytes(found.getmask(sign)) != bytes(found.getmask(_ABSENT))


@lru_cache(maxsize=64)
def _is_there(font: str) -> bool:
    if font not in _OF_THE_SYSTEM:
        return (files(manimgx_fonts) / font).is_file()
    try:
        _font(font, 16)
    except OSError:
        return False
    return True


@lru_cache
def _font(name: str, size: float, layout: ImageFont.Layout | None = None) -> ImageFont.FreeTypeFont:
    """Raises `OSError` for a font of the system that isn't there; Pillow knows where systems have theirs."""
    if name in _OF_THE_SYSTEM:
        return ImageFont.truetype(name, size, layout_engine=layout)
    with as_file(files(manimgx_fonts) / name) as path:
        return ImageFont.truetype(str(path), size, layout_engine=layout)

"""A roundup's picture as a PNG, from the same shapes as the SVG, for previews and messages that take no SVG."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from adapters.present.picture import WIDTH, Bar, Picture, height, shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCALE = 2
"""Pixels a unit, for screens that have them."""
_MARGIN = 20
_TYPED = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "’": "'", "×": "x", "ø": "o", "ł": "l", "ß": "ss", "ı": "i"}
)


def png(picture: Picture, colours: Mapping[str, str]) -> bytes:
    """The picture in these colours by role, `picture.LIGHT` or `picture.DARK`."""
    size = (round((WIDTH + 2 * _MARGIN) * _SCALE), round((height(picture) + 2 * _MARGIN) * _SCALE))
    image = Image.new("RGB", size, colours["paper"])
    draw = ImageDraw.Draw(image)
    for shape in shapes(picture):
        if isinstance(shape, Bar):
            left, top = _at(shape.left, shape.top)
            right, foot = _at(shape.left + shape.width, shape.top + shape.height)
            draw.rectangle((left, top, max(left, right - 1), max(top, foot - 1)), fill=colours[shape.role])
        else:
            anchor = "rs" if shape.right else "ls"
            draw.text(
                _at(shape.x, shape.y),
                _plain(shape.text),
                fill=colours[shape.role],
                font=_font(shape.size),
                anchor=anchor,
            )
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _plain(text: str) -> str:
    """Text in the signs that the font has: letters without their accents, dashes and quotes as typed."""
    parted = unicodedata.normalize("NFKD", text.translate(_TYPED))
    return "".join(sign for sign in parted if sign.isascii() and sign.isprintable())


def _at(x: float, y: float) -> tuple[int, int]:
    return round((x + _MARGIN) * _SCALE), round((y + _MARGIN) * _SCALE)


@lru_cache
def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own, which has the signs of ASCII."""
    return ImageFont.load_default(size * _SCALE)

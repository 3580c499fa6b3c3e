"""A roundup's picture as a PNG, from the same shapes as the SVG, for previews and messages that take no SVG."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from adapters.present.fonts import draws, pieces
from adapters.present.picture import WIDTH, Bar, Label, height, shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.present.picture import Picture

_SCALE = 2
"""Pixels a unit, for screens that have them."""
_MARGIN = 20


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
            _written(draw, shape, colours[shape.role])
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def is_drawable(picture: Picture) -> bool:
    """Whether there are fonts for all of its words; one without its words would show nothing."""
    return all(draws(shape.text) for shape in shapes(picture) if isinstance(shape, Label))


def _written(draw: ImageDraw.ImageDraw, label: Label, colour: str) -> None:
    """Run by run, since each script has a font of its own."""
    runs = [(run, font, font.getlength(run)) for run, font in pieces(label.text, label.size * _SCALE)]
    left, foot = _at(label.x, label.y)
    at = left - sum(wide for *_, wide in runs) if label.right else float(left)
    for run, font, wide in runs:
        draw.text((at, foot), run, fill=colour, font=font, anchor="ls")
        at += wide


def _at(x: float, y: float) -> tuple[int, int]:
    return round((x + _MARGIN) * _SCALE), round((y + _MARGIN) * _SCALE)

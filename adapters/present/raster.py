"""A roundup's picture as a PNG, from the same shapes as the SVG, for previews and messages that take no SVG."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from adapters.present.fonts import draws, pieces
from adapters.present.picture import WIDTH, Bar, height, shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.present.picture import Label, Picture

_SCALE = 2
"""Pixels a unit, for screens that have them."""
_MARGIN = 20


def png(picture: Picture, colours: Mapping[str, str]) -> bytes:
    """The picture in these colours by role, `picture.LIGHT` or `picture.DARK`; words that no font has are left out whole."""
    picture = _legible(picture)
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
    """Whether it shows anything that its fonts have words for: the weeks, or one of the themes."""
    return bool(picture.counts) or any(draws(theme) for theme, _ in picture.themes)


def _legible(picture: Picture) -> Picture:
    """With a number for a theme, and no name for a topic, that no font of ours has: half of the words would mislead.

    What they are stands in the picture's alt text. Where no theme has a name, the weeks are all that is to see.
    """
    named = [(name if draws(name) else f"Theme {at}", count) for at, (name, count) in enumerate(picture.themes, 1)]
    return replace(
        picture,
        topic=picture.topic if draws(picture.topic) else "this topic",
        themes=() if picture.counts and not any(draws(name) for name, _ in picture.themes) else tuple(named),
    )


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

"""A roundup's picture: the topic's papers over the weeks and this week's themes, as an SVG and in words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING, Literal
from unicodedata import east_asian_width

from adapters.present.printable import printable, shortened, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.model import Window
    from digest.roundup import Roundup

WIDTH = 400
"""Of all pictures, in the units of their shapes: as wide as a phone shows them."""
MOST_THEMES = 6
LIGHT: Mapping[str, str] = {"paper": "#fffdf9", "ink": "#23201c", "dim": "#6b645b", "bar": "#d9cfc2", "now": "#9a3324"}
DARK: Mapping[str, str] = {"paper": "#191715", "ink": "#ece7df", "dim": "#a8a096", "bar": "#4a443d", "now": "#e8927f"}
"""Colours by role."""
_BARS = 84
_WIDEST = 40.0
_ROW = 31
_LONGEST = 52
"""Characters of a theme's label, or half as many that are as wide as high, which leave room for its count in usual fonts."""
_WEEK = range(4, 9)
_FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

Role = Literal["paper", "ink", "dim", "bar", "now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture shows.

    Attributes:
        counts: On-topic papers a week, oldest first, the roundup's own week last; () where there is nothing to compare.
        since: What the first count is of, and `until` the last: `11 weeks before`, `11–15 May 2026`.
        themes: This week's themes with their papers, the largest first.
        alt: All of it in words.
    """

    topic: str
    counts: tuple[int, ...]
    since: str
    until: str
    themes: tuple[tuple[str, int], ...]
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A picture under a message's blocks, which say what matters without it.

    Attributes:
        address: The https URL where it can be fetched as a PNG; "" where there is none.
    """

    picture: Picture
    address: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    left: float
    top: float
    width: float
    height: float
    role: Role


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on its base line; `right` says that it ends at `x` instead of beginning there."""

    x: float
    y: float
    text: str
    size: float
    role: Role
    right: bool = False


def of(roundup: Roundup) -> Picture | None:
    """The picture of a roundup; None where there is nothing to draw."""
    counts = roundup.trend.counts if roundup.trend and len(roundup.trend.counts) > 1 else ()
    sections = [section for section in roundup.sections if section.kind == "theme" and section.papers]
    themes = tuple((_label(printable(one.title)), len(one.papers)) for one in sections[:MOST_THEMES])
    if not counts and not themes:
        return None
    return Picture(
        topic=printable(roundup.topic.name),
        counts=counts,
        since=_before(len(counts) - 1, roundup.window),
        until=roundup.window.label,
        themes=themes,
        alt=" ".join(_words(roundup, counts, themes)),
    )


def _label(text: str) -> str:
    """As much of a text as one line has room for."""
    widths = accumulate(2 if east_asian_width(sign) in {"W", "F"} else 1 for sign in text)
    return shortened(text, sum(width <= _LONGEST for width in widths))


def _before(count: int, window: Window) -> str:
    days = len(window.days)
    span = "day" if days == 1 else "week" if days in _WEEK else "window"
    return f"{count} {span} before" if count == 1 else f"{count} {span}s before"


def _words(roundup: Roundup, counts: tuple[int, ...], themes: tuple[tuple[str, int], ...]) -> Iterator[str]:
    if counts and roundup.trend:
        yield printable(roundup.trend.sentence)
        yield f"Papers on topic, from {_before(len(counts) - 1, roundup.window)} to now: {', '.join(map(str, counts))}."
    if themes:
        told = "; ".join(f"{label}, {count} {'paper' if count == 1 else 'papers'}" for label, count in themes)
        yield f"Themes of {roundup.window.label}: {told}."


def height(picture: Picture) -> float:
    """Of a picture that is `WIDTH` wide."""
    return (_BARS + 58 if picture.counts else 0) + (len(picture.themes) * _ROW + 30 if picture.themes else 0)


def shapes(picture: Picture) -> Iterator[Bar | Label]:
    """All that is to be drawn, from the top down."""
    top = 0.0
    if picture.counts:
        yield Label(0, 14, _label(f"Papers on {picture.topic}"), 13, "ink")
        yield from _weeks(picture, 28)
        top = _BARS + 58
    if picture.themes:
        yield Label(0, top + 14, "Themes", 13, "ink")
        yield from _themes(picture.themes, top + 22)


def _weeks(picture: Picture, top: float) -> Iterator[Bar | Label]:
    """A bar a week, with the number on the last one and on the highest."""
    counts, most, foot = picture.counts, max(picture.counts), top + _BARS
    wide = min(WIDTH / len(counts) - 2, _WIDEST)
    for at, count in enumerate(counts):
        is_now = at == len(counts) - 1
        left, tall = at * (WIDTH - wide) / (len(counts) - 1), max((_BARS - 16) * count / most if most else 0, 1)
        yield Bar(left, foot - tall, wide, tall, "now" if is_now else "bar")
        if is_now or (count == most > counts[-1] and count not in counts[:at]):
            yield Label(left + wide, foot - tall - 4, f"{count:,}", 11, "now" if is_now else "dim", right=True)
    yield Label(0, foot + 16, picture.since, 11, "dim")
    yield Label(WIDTH, foot + 16, picture.until, 11, "dim", right=True)


def _themes(themes: tuple[tuple[str, int], ...], top: float) -> Iterator[Bar | Label]:
    most = max(count for _, count in themes)
    for at, (label, count) in enumerate(themes):
        foot = top + _ROW * (at + 1)
        yield Label(0, foot - 11, label, 12, "ink")
        yield Label(WIDTH, foot - 11, f"{count:,}", 12, "dim", right=True)
        yield Bar(0, foot - 6, WIDTH, 3, "bar")
        yield Bar(0, foot - 6, WIDTH * count / most, 3, "now")


def svg(picture: Picture, *, alone: bool = True) -> str:
    """The picture as an SVG; `alone`, it brings its colours for light and dark, else those of the page around it."""
    tall = f"{height(picture):g}"
    drawn = "".join(map(_drawn, shapes(picture)))
    own = f"<style>{_rules(LIGHT)}@media(prefers-color-scheme:dark){{{_rules(DARK)}}}</style>" if alone else ""
    ground = (
        f'<rect class="paper" x="-12" y="-8" width="{WIDTH + 24}" height="{height(picture) + 16:g}"/>' if alone else ""
    )
    box = f"-12 -8 {WIDTH + 24} {height(picture) + 16:g}" if alone else f"0 0 {WIDTH} {tall}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="{box}" role="img" '
        f'aria-label="{_escaped(picture.alt)}" font-family="{_FONT}">{own}{ground}{drawn}</svg>'
    )


def _rules(colours: Mapping[str, str]) -> str:
    return "".join(f".{role}{{fill:{colour}}}" for role, colour in colours.items())


def _escaped(text: str) -> str:
    return escape(xml_text(text))


def _drawn(shape: Bar | Label) -> str:
    if isinstance(shape, Bar):
        place = f'x="{shape.left:.4g}" y="{shape.top:.4g}" width="{shape.width:.4g}" height="{shape.height:.4g}"'
        return f'<rect class="{shape.role}" {place}/>'
    end = ' text-anchor="end"' if shape.right else ""
    at = f'x="{shape.x:.4g}" y="{shape.y:.4g}" font-size="{shape.size:g}"'
    return f'<text class="{shape.role}" {at}{end}>{_escaped(shape.text)}</text>'

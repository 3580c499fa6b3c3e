"""Reads numbers out of prose, so that 44.5 % and 44.5%, 1k and 1,000, three and 3 compare equal."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Unit = Literal["", "%", "points", "×"]

_ONES = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPELLED = {w: n for n, w in enumerate(_ONES.split("|"), 2)} | {w: 10 * n for n, w in enumerate(_TENS.split("|"), 2)}
_SPELLED |= {"dozen": 12}
_POWERS = {"hundred": 2, "k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "billion": 9, "t": 12, "trillion": 12}

_PLAIN = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\u00a0\u2009\u202f\u2007", " "))
_IDEOGRAPH = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_SCRIPTS = re.compile(rf"(?<={_IDEOGRAPH})(?=[A-Za-z0-9.])|(?<=[A-Za-z0-9%])(?={_IDEOGRAPH})")
_WIDE = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９％．（），。", "0123456789%.(),.", strict=True)}
_COMMA = re.compile(r"(?<![\d,.])(\d+),(\d{1,2})(?![\d,])")
_HUNDREDS = re.compile(
    rf"\b(an?|one|two|three|four|five|six|seven|eight|nine) hundred(?: and ({_TENS})(?:-({_ONES}|one))?| and ({_ONES}))?\b",
    re.IGNORECASE,
)
_FACTOR = re.compile(r"\bfactors? of (?:about |around |roughly |almost |nearly |over |more than )?\Z", re.IGNORECASE)
_SIZES = re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)")
_FIGURE = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+)(?:[⁰¹²³⁴-⁹⁺⁻]+|\^-?\d+|e[+-]?\d+(?![^\W_]))?"
)
_INSIDE_A_NAME = re.compile(r"(?:(?<!\d)[^\W\d_]-?|[@#^_]|[^\W\d_]\.)\Z")
_SCALE = re.compile(r"(?:([kKMBT])(?![^\W_])|[ -]?(hundred|thousand|million|billion|trillion)s?\b)\+?", re.IGNORECASE)
_UNITS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    (
        "points",
        re.compile(
            r"(?:\s?%|[ -]percent(?:age)?|[ -]per cent)?[ -]points?\b|[ -]?pp\b"
            r"|[ -](?:prozent)?punkten?\b|[ -]puntos?\b|[ -]punti\b|[ -]pontos?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "%",
        re.compile(
            r"\s?%|[ -](?:percent|per cent|prozent|pour cent|por cien(?:to)?|por cento|per cento)\b", re.IGNORECASE
        ),
    ),
    (
        "×",
        re.compile(
            r"\s?×(?!\d)|x\b(?!\d)|[ -]?times\b(?! out of)|[ -]?fold\b|[ -]?(?:mal|fois|veces|volte)\b", re.IGNORECASE
        ),
    ),
)
_MEASURE = re.compile(r"(?:[nµμm]?s|h|[kmg]?hz|[kmgtp]i?b|fps|[kcmn]?m|kg|[km]?wh?|db|[gt]?flops)\b", re.IGNORECASE)
_GLUED = re.compile(r"[^\W_]")
_SPELT = re.compile(rf"\b(?:({_TENS})(?:-({_ONES}|one))?|({_ONES}|dozen))(?:fold)?\b", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+")
_SPELT_WORDS = frozenset(_SPELLED) | {f"{word}fold" for word in _SPELLED}
_CHAIN = re.compile(r"\s?(?:,|-|/|→|->|,? (?:to|and|or|vs\.?|versus|from))\s?\+?~?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as it was meant.

    Attributes:
        value: Its digits in one spelling: no thousands separators, no trailing zeros after the point.
        end: Where it ends in the text it was read from, unit included.
    """

    value: str
    unit: Unit
    start: int
    end: int


def plain(text: str) -> str:
    """The text with every dash a hyphen, every space a plain one, `512 x 512` as `512×512`, and scripts set apart."""
    narrow = text if text.isascii() else _SCRIPTS.sub(" ", text.translate(_PLAIN | _WIDE))
    return _SIZES.sub("×", narrow)


def letters(text: str) -> frozenset[str]:
    """All runs of letters in a text, small: a quick look at what of it is worth a search by a long pattern."""
    return frozenset(_LETTERS.findall(text.lower()))


def read(text: str, *, inside_names: bool = False) -> tuple[Number, ...]:
    """The numbers of a text given by `plain`, in order.

    Args:
        text: Prose; "one" and ordinals are not numbers.
        inside_names: Whether the size in `Llama-8B` counts; for sources, of which a statement may say "an 8B model".
    """
    # In statements only: a source's `1,2` is two numbers, a statement's `1,2 %` is German or French.
    figures = text if inside_names else _COMMA.sub(r"\1.\2", text)
    said = letters(text)
    hundreds = _hundreds(text) if "hundred" in said else []
    spelt = [] if said.isdisjoint(_SPELT_WORDS) else _spelt(text)
    spelt = [n for n in spelt if not any(whole.start <= n.start < whole.end for whole in hundreds)]
    found = [*_figures(figures, inside_names=inside_names), *spelt, *hundreds]
    return _shared_units(text, sorted(found, key=lambda n: n.start))


def _figures(text: str, *, inside_names: bool) -> list[Number]:
    found = []
    for match in _FIGURE.finditer(text):
        number = _with_unit(text, match.group(), match.start(), match.end())
        named = _INSIDE_A_NAME.search(text[max(0, match.start() - 3) : match.start()])
        glued = _GLUED.match(text, number.end) and not _MEASURE.match(text, number.end)
        if not (named or glued) or (inside_names and _SCALE.match(text, match.end())):
            found.append(number)
    return found


def _spelt(text: str) -> list[Number]:
    found = []
    for match in _SPELT.finditer(text):
        tens, ones, word = (part.lower() if part else "" for part in match.groups())
        value = _SPELLED[tens] + _SPELLED.get(ones, int(ones == "one")) if tens else _SPELLED[word]
        end = match.end() - 4 if match.group().lower().endswith("fold") else match.end()
        found.append(_with_unit(text, str(value), match.start(), end))
    return found


def _hundreds(text: str) -> list[Number]:
    found = []
    for match in _HUNDREDS.finditer(text):
        hundreds, tens, ones, few = (part.lower() if part else "" for part in match.groups())
        small = _SPELLED.get(tens, 0) + _SPELLED.get(ones, int(ones == "one")) + _SPELLED.get(few, 0)
        if small:  # a bare "two hundred" is read with its scale
            found.append(_with_unit(text, str(100 * _SPELLED.get(hundreds, 1) + small), match.start(), match.end()))
    return found


def _with_unit(text: str, figure: str, start: int, end: int) -> Number:
    value = _digits(figure)
    if scale := _SCALE.match(text, end):
        value = _scaled(value, _POWERS[(scale.group(1) or scale.group(2)).lower()])
        end = scale.end()
    for unit, pattern in _UNITS:
        if match := pattern.match(text, end):
            return Number(value=value, unit=unit, start=start, end=match.end())
    unit = "×" if _FACTOR.search(text[max(0, start - 32) : start]) else ""
    return Number(value=value, unit=unit, start=start, end=end)


def _digits(figure: str) -> str:
    """One spelling of a figure; powers of ten keep theirs."""
    bare = figure.replace(",", "")
    return format(Decimal(bare).normalize(), "f") if _is_decimal(bare) else bare


def _scaled(value: str, power: int) -> str:
    return _digits(format(Decimal(value).scaleb(power), "f")) if _is_decimal(value) else value


def _is_decimal(figure: str) -> bool:
    return figure.replace(".", "", 1).isdecimal()


def _shared_units(text: str, numbers: list[Number]) -> tuple[Number, ...]:
    """Give `40.1 to 52.3%`, `19-24%` and `2, 3 and 4×` their common unit throughout."""
    shared: list[Number] = []
    for number in reversed(numbers):
        after = shared[-1] if shared else None
        chained = after and not number.unit and _CHAIN.fullmatch(text, number.end, after.start)
        shared.append(replace(number, unit=after.unit) if after and chained else number)
    return tuple(reversed(shared))

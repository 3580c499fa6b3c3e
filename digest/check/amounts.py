"""Reads amounts as people write them: `44.5%`, `three in five`, `nearly a third`, `twice`, `a fifth of a second`, `400 ms`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from digest.check import quantities, units

if TYPE_CHECKING:
    from collections.abc import Iterator

Bound = Literal["", "least", "most", "nearly", "about"]

_NUMERALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_PARTS = {word: at for at, word in enumerate(_ORDINALS, 1) if at > 2} | {"half": 2, "halves": 2, "quarter": 4}  # noqa: PLR2004
_PARTS |= {"fifteenth": 15, "sixteenth": 16, "hundredth": 100, "thousandth": 1000}
_TENS = {word: 10 * at for at, word in enumerate("twen thir for fif six seven eigh nine".split(), 2)}
_PARTS |= {f"{one}-hundredth": 100 * at for at, one in enumerate(_NUMERALS[2:10], 2)}
_PARTS |= {f"{tens}tieth": count for tens, count in _TENS.items()}
_PARTS |= {f"{tens}ty-{ones}": count + at for tens, count in _TENS.items() for at, ones in enumerate(_ORDINALS[:9], 1)}
_NUMERAL = "|".join(_NUMERALS[1:])
_PART = "|".join(sorted((word for word in _PARTS if not word.endswith("ves")), key=len, reverse=True))
_FRACTION = re.compile(
    rf"\b(?:(?P<n>an?|{_NUMERAL})[ -])?(?P<part>{_PART}|halves)(?:s\b|\b)"
    r"(?! (?:stage|step|of all|turn|tool|call|paper|one|author|generation|model|row|phase|layer)\b)",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    rf"\b(?P<n>{_NUMERAL}|\d+)(?:[ -](?!(?:second|minute|hour|day|week|month|year)s?\b)[a-z]+)?"
    rf"(?: out of(?: every)?| in| of every| of)"
    rf" (?P<d>{_NUMERAL}|(?!(?:19|20)\d\d\b)\d+)\b(?![.,]\d|\s?%|,? (?:and|or|to) \d)",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"(?!\d+\.\d)[\w,.]+ times\b(?! (?:as|more|less|fewer|the|that|its|their|over|out|what|\w+er)\b)", re.IGNORECASE
)
"""Where `times` counts how often something is done, and compares nothing: `judged ten times`."""
_SPREAD = re.compile(r"\s?(?:±|\+/-)\s?\d[\d.]*")
"""What may stand between a number and its unit: `6.9 ± 3.0 s`."""
_AND_A_HALF = re.compile(rf"\b(?P<n>an?|{_NUMERAL}|\d+)(?: (?P<of>[a-z]+))? and a half\b", re.IGNORECASE)
_AGAIN = re.compile(r"\bhalf as (?:\w+|(?:many|much) \w+) again\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:one|a single)(?= (?:hour|day|week|month|year)\b)", re.IGNORECASE)
_ONE_OR_A = re.compile(r"\b(?:one|an?|a single)(?= (?:hour|day|week|month|year)\b)", re.IGNORECASE)
"""Of what a statement tells by the piece only `one` is held against its sources, which may well say `a`."""
_TIMES = re.compile(r"[ -]?(?:times|fold|×|x)\b", re.IGNORECASE)
_MAGNITUDES = re.compile(rf"\b(?P<n>an?|one|{_NUMERAL}|\d) orders? of magnitude\b", re.IGNORECASE)
_DOUBLES = {"twice": 2, "twofold": 2, "double": 2, "doubl": 2, "threefold": 3, "tripl": 3, "quadrupl": 4, "tenfold": 10}
_DOUBLE = re.compile(
    r"\b(?:twice(?= (?:as|the|that|its|their))"
    r"|twofold|threefold|tenfold|(?:doubl|tripl|quadrupl)(?:e[sd]?|ing))\b(?! (?:duty|role|descent))",
    re.IGNORECASE,
)
_ENDINGS = ("", "s", "e", "es", "ed", "ing")
_RARE = {part + end for one in (*_PARTS, *_DOUBLES, "halv", "magnitude") for part in one.split("-") for end in _ENDINGS}
"""Without one of these words there is nothing that is worth a search by the long patterns."""
_HALVES = re.compile(r"\b(?:halv(?:e[sd]?|ing)|half)\b", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\babsolute\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:about|around|roughly|some|approximately|close to|circa|approx|~|≈|just|(?:a )?good|only|barely|hardly)\s?(?:an? )?\Z",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"(?:more than|over|at least|above|exceed\w*|past"
    r"|upwards of|beyond|better than|greater than|>|≥|no fewer than|well over)\s?(?:an? )?\Z",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"(?:less than|fewer than|under|below|up to|at most|within|no more than|as many as|as much as|<|≤)\s?(?:an? )?\Z",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"(?:nearly|almost|close to|not quite|just short of)\s?(?:an? )?\Z", re.IGNORECASE)
_AFTER = re.compile(
    r"\s?(?:%|percent|points?)?\s?(?:or (?:more|less|so|fewer|better|above|below)|and (?:more|up))\b|\+", re.IGNORECASE
)
_FACE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_OF_A = re.compile(r" (?:of )?an?(?= )")
_SUB = re.compile(r"\bsub-(?=\d)")
_POWER = re.compile(r"10\^?(\d)")
_A_SECOND = re.compile(r",? (?:[a-z]+ )?(?:a|per|each|every) second\b")
_PART_OF = re.compile(r" of (?:the |its |their |all |that |what )?[a-z]")
_HUNDRED, _SPAN = 100, 26
_EXACT = 3  # digits up to which a whole number is taken as it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount in a text.

    Attributes:
        unit: `%`, `points`, `×`, `share`, a measure's base (`s`, `B`, `m`, …), or "".
        step: The place of its last digit, for rounding: 0.1 for 8.5, 1000 for 12,000.
        bound: Whether it is told as a least, a most, as nearly or about so much, or as it is ("").
        spelled: Whether it is written in letters.
        of_whole: Whether it is told as a part of a whole: `30% of the steps`.
        face: The figure as it is written, without its scale and unit: 14 for `14B` and for `14 GB`, 0 where it is in letters.
    """

    value: float
    unit: str
    start: int
    end: int
    step: float = 1.0
    bound: Bound = ""
    spelled: bool = False
    of_whole: bool = False
    face: float = 0.0


def read(text: str, *, inside_names: bool = False) -> tuple[Amount, ...]:
    """The amounts of a text given by `quantities.plain`, in order; `inside_names` for sources, as in `quantities.read`."""
    text = _SUB.sub("sub ", text)
    rare = (
        () if quantities.letters(text).isdisjoint(_RARE) else (*_and_a_half(text), *_fractions(text), *_multiples(text))
    )
    rare = (*rare, *_single(text, _ONE_OR_A if inside_names else _ONE))
    found: list[Amount] = []
    for amount in (*_parts_of(text), *rare, *_figures(text, inside_names=inside_names)):
        # What was read first reads more: `three in five` isn't a three and a five.
        free = all(amount.end <= other.start or amount.start >= other.end for other in found)
        # A source that `halves` something reports a half; a statement may tell of a law: `the gap halves with each`.
        if free and (inside_names or text[amount.start :][:4].lower() != "halv"):
            found.append(amount)
    return tuple(sorted(found, key=lambda one: one.start))


def _parts_of(text: str) -> Iterator[Amount]:
    for match in _OUT_OF.finditer(text):
        part, whole = _numeral(match["n"]), _numeral(match["d"])
        digits = match["n"].isdigit() and match["d"].isdigit()
        chosen = part == 1 and " in " not in match[0] and " out of " not in match[0]  # `one of three classes`
        if digits and whole == _HUNDRED and part <= whole:
            yield replace(_spelled(text, match, part, "%"), step=1.0)
        elif 0 < part <= whole and whole > 1 and not chosen and (not digits or " out of " in match[0]):
            yield _spelled(text, match, part / whole, "share")


def _and_a_half(text: str) -> Iterator[Amount]:
    for match in _AGAIN.finditer(text):
        yield _spelled(text, match, 1.5, "×", step=0.5)
    for match in _AND_A_HALF.finditer(text):
        bare = "×" if _TIMES.match(text, match.end()) else "", 1.0
        unit, factor = units.unit_and_scale(f" {match['of']}", 0) if match["of"] else bare  # `a second and a half`
        if unit or not match["of"]:
            yield _spelled(text, match, (_numeral(match["n"]) + 0.5) * factor, unit, step=0.5 * factor)


def _fractions(text: str) -> Iterator[Amount]:
    for match in _FRACTION.finditer(text):
        count = match["n"]
        if count is None and match["part"].lower() != "half" and not match[0].endswith("s"):
            continue  # an ordinal
        share = _numeral(count or "a") / _PARTS[match["part"].lower()]
        of = _OF_A.match(text, match.end())
        unit, factor = units.unit_and_scale(text, of.end()) if of else ("", 1.0)
        yield _spelled(text, match, share * factor, unit or "share", step=share / 2)  # `a fifth of a second`
    for match in _HALVES.finditer(text):
        yield _spelled(text, match, 0.5, "share")


def _single(text: str, pattern: re.Pattern[str]) -> Iterator[Amount]:
    for match in pattern.finditer(text):
        unit, factor = units.unit_and_scale(text, match.end())
        yield _spelled(text, match, factor, unit, step=factor)


def _multiples(text: str) -> Iterator[Amount]:
    for match in _MAGNITUDES.finditer(text):
        yield _spelled(text, match, 10.0 ** _numeral(match["n"]), "×")
    for match in _DOUBLE.finditer(text):
        value = next(v for stem, v in _DOUBLES.items() if match[0].lower().startswith(stem))
        yield _spelled(text, match, value, "×")


def _figures(text: str, *, inside_names: bool) -> Iterator[Amount]:
    for number in quantities.read(text, inside_names=inside_names):
        power = _POWER.fullmatch(number.value) if "^" in number.value else None
        try:
            value = 10.0 ** int(power[1]) if power else float(number.value)
        except ValueError:  # another power
            continue
        word = text[number.start : number.end]
        spread = _SPREAD.match(text, number.end)
        unit, factor = (
            (number.unit, 1.0) if number.unit else units.unit_and_scale(text, spread.end() if spread else number.end)
        )
        if unit == "×" and "times" in word:
            often = _OFTEN.match(text, number.start)
            unit = "" if often else unit
        if not number.unit or "times" in word:
            unit = "Hz" if (not unit or unit == "×") and _A_SECOND.match(text, number.end) else unit
        if unit == "%" and _ABSOLUTE.search(text, max(0, number.start - 2 * _SPAN), number.end + _SPAN):
            unit = "points"  # `an absolute gain of 1.1%`
        yield Amount(
            value=value * factor,
            unit=unit,
            start=number.start,
            end=number.end,
            step=_step(number.value) * factor,
            bound=_bound(text, number.start, number.end),
            spelled=word[:1].isalpha(),
            of_whole=unit == "%" and bool(_PART_OF.match(text, number.end)),
            face=_face(word),
        )


def _face(word: str) -> float:
    figure = _FACE.match(word)
    return float(figure[0].replace(",", "")) if figure else 0.0


def _spelled(text: str, match: re.Match[str], value: float, unit: str, *, step: float = 0.0) -> Amount:
    start, end = match.span()
    return Amount(value=value, unit=unit, start=start, end=end, step=step, bound=_bound(text, start, end), spelled=True)


def _numeral(word: str) -> float:
    return (
        float(word) if word.isdigit() else 1.0 if word.lower() in {"a", "an"} else float(_NUMERALS.index(word.lower()))
    )


def _step(value: str) -> float:
    """The place of the last digit that is written."""
    if "." in value:
        return 10.0 ** -len(value.split(".")[1])
    bare = value.rstrip("0")
    # 12,000 is rounded, 50 isn't.
    return 10.0 ** (len(value) - len(bare)) if len(value) > _EXACT and bare else 1.0


def _bound(text: str, start: int, end: int) -> Bound:
    before = text[max(0, start - _SPAN) : start]
    if _OVER.search(before):
        return "least"
    if _UNDER.search(before):
        return "most"
    if _NEARLY.search(before):
        return "nearly"
    return "about" if _ABOUT.search(before) or _AFTER.match(text, end) else ""

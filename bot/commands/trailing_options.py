"""Options that stand behind a topic, such as `deep` or `in German`: what the commands that take some have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import OSA

from adapters.present.printable import shortened
from digest.brief.prompting import STYLES
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from digest.brief.prompting import Style

Kind = Literal["cadence", "weekday", "at", "zone", "style", "language", "days"]
NOUNS: dict[Kind, str] = {
    "cadence": "rhythm",
    "weekday": "weekday",
    "at": "time of day",
    "zone": "time zone",
    "style": "style",
    "language": "language",
    "days": "span of time",
}
_STYLE = re.compile(r"(?:style(?:=|: ?| ))?(\w+)", re.IGNORECASE)
_NAMED = re.compile(r"language=(.+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:in )?language:? (.+)", re.IGNORECASE)
_IN = re.compile(r"in (.+)", re.IGNORECASE)
_NAMES = """
Afrikaans, Albanian, Amharic, Arabic, Armenian, Azerbaijani, Basque, Belarusian, Bengali, Bosnian, Brazilian Portuguese,
British English, Bulgarian, Burmese, Catalan, Chinese, Croatian, Czech, Danish, Dutch, English, Estonian, Filipino,
Finnish, French, Galician, Georgian, German, Greek, Gujarati, Hebrew, Hindi, Hungarian, Icelandic, Indonesian, Irish,
Italian, Japanese, Kannada, Kazakh, Korean, Latin, Latvian, Lithuanian, Macedonian, Malay, Malayalam, Marathi, Mongolian,
Nepali, Norwegian, Persian, Polish, Portuguese, Punjabi, Romanian, Russian, Serbian, Simplified Chinese, Slovak,
Slovenian, Spanish, Swahili, Swedish, Tamil, Telugu, Thai, Traditional Chinese, Turkish, Ukrainian, Urdu, Uzbek,
Vietnamese, Welsh
"""
LANGUAGES: tuple[str, ...] = tuple(" ".join(name.split()) for name in _NAMES.split(","))
"""Those that are known, by their English names."""
_OWN_NAMES = {
    "deutsch": "German",
    "español": "Spanish",
    "français": "French",
    "italiano": "Italian",
    "nederlands": "Dutch",
    "polski": "Polish",
    "português": "Portuguese",
    "svenska": "Swedish",
    "türkçe": "Turkish",
    "русский": "Russian",
    "українська": "Ukrainian",
    "中文": "Chinese",
    "日本語": "Japanese",
    "한국어": "Korean",
}
_ONE_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}")
_LONGEST_NAME = 40
_SHORTEST_SLIP = 5


@dataclass(frozen=True, slots=True)
class TrailingOption:
    """One thing said after the topic; an unsure one may be meant as a word of the topic."""

    kind: Kind
    value: object
    sure: bool = True


def cut(
    typed: str, last: Callable[[str], tuple[TrailingOption, str] | None], tidy: Callable[[str], str]
) -> tuple[str, list[TrailingOption]]:
    """What stands before all options, and the options, the last first.

    `last` finds the option at the end of a text, with what stands before it, which `tidy` frees of what joined the two.
    """
    rest, options = typed, list[TrailingOption]()
    while found := last(rest):
        option, before = found
        options.append(option)
        rest = tidy(before)
    return rest, options


def endings(text: str, most: int, *, marks: str = ",;") -> Iterator[tuple[str, str]]:
    """Ways to cut the text in two, with up to so many words behind, the most first; `marks` at the very end are dropped."""
    words = text.split(" ")
    for count in range(min(most, len(words)), 0, -1):
        yield " ".join(words[:-count]), " ".join(words[-count:]).rstrip(marks)


def how_written(words: str) -> TrailingOption | None:
    """A style or a language."""
    if style := style_in(words):
        return TrailingOption("style", *style)
    language = language_in(words)
    return TrailingOption("language", *language) if language else None


def values(options: Sequence[TrailingOption], *, understood: str, example: str) -> dict[Kind, object]:
    """The value of each kind; raises Misunderstood, with what was understood and an example, where two options clash."""
    found: dict[Kind, object] = {}
    for option in options:
        if found.setdefault(option.kind, option.value) != option.value:
            problem = f"There are two different values for the {NOUNS[option.kind]}; I need one."
            raise Misunderstood(problem, understood=understood, example=example)
    return found


def style_in(words: str) -> tuple[Style, bool] | None:
    """The style that these words are, and whether nothing else can be meant."""
    match = _STYLE.fullmatch(words)
    name = match[1].lower() if match else ""
    return next(((one, name != words.lower()) for one in STYLES if one == name), None)


def language_in(words: str) -> tuple[str, bool] | None:
    """The language that these words ask for, and whether nothing else can be meant.

    Any word may stand after `language=`; elsewhere only a known one, since `language` is a word of many topics.
    """
    if named := _NAMED.fullmatch(words):
        any_name = named_language(named[1])
        return (any_name, True) if any_name else None
    sure = _LANGUAGE.fullmatch(words)
    found = sure or _IN.fullmatch(words)
    name = known_language(found[1]) if found else None
    return (name, sure is not None) if name else None


def near_miss(words: str) -> tuple[str, str] | None:
    """What is wrong with words that must have been meant as a style or a language, and an option that works in their place."""
    low = words.lower()
    if low.startswith("style="):
        return f"“{shortened(words[6:])}” is no style; there are {', '.join(STYLES)}.", "style=deep"
    if low.startswith("language="):
        problem = (
            f"“{shortened(words[9:])}” is no language that I know; one word will do, such as German or Swiss-German."
        )
        return problem, "language=German"
    typed = _LANGUAGE.fullmatch(words)
    near = near_language(typed[1]) if typed else None
    return (
        (f"I don't know “{shortened(typed[1])}”; did you mean {near}?", f"language={near}") if typed and near else None
    )


def known_language(name: str) -> str | None:
    """The English name of a language that is known by this one."""
    return _names().get(name.casefold())


def named_language(name: str) -> str | None:
    """A language that somebody calls one: a known name, or any single word, hyphens included."""
    is_word = len(name) <= _LONGEST_NAME and _ONE_WORD.fullmatch(name)
    return known_language(name) or (name if is_word else None)


def near_language(name: str) -> str | None:
    """The known language that this is a slip of."""
    low = name.casefold()
    if len(low) < _SHORTEST_SLIP:
        return None
    return next((full for key, full in _names().items() if OSA.distance(low, key, score_cutoff=1) == 1), None)


@cache
def _names() -> Mapping[str, str]:
    return _OWN_NAMES | {name.casefold(): name for name in LANGUAGES}

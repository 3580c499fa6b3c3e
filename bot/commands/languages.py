"""Languages that are known by name, so that a word at the end of a command is surely one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Mapping

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
"""Their English names."""
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

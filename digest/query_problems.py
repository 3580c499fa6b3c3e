"""What people type as a topic that no index of English abstracts can look for, and what to tell them."""

from __future__ import annotations

import re
import unicodedata

from digest.text import words

LINK = (
    "A link or a DOI is no topic. To see one paper, use /paper with its id or link; for a topic, say what it is about."
)
_LINK = re.compile(r"(?:https?://|www\.|doi:|10\.\d{4,9}/)\S+", re.IGNORECASE)
_SCRIPTS = {
    "CYRILLIC": "Cyrillic",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Devanagari",
    "THAI": "Thai",
}


def is_link(token: str) -> bool:
    """Whether this is an address or a DOI, not a word."""
    return _LINK.match(token) is not None


def not_english(said: str) -> str:
    """Why nothing can be found for words in these letters; "" where some of them are such as English has."""
    scripts = [_script(character) for character in said if character.isalpha()]
    if scripts and all(scripts):
        return f"The abstracts are in English, so a topic in {scripts[0]} letters finds nothing. Say it in English."
    return ""


def unfindable(said: str) -> str:
    """Why nothing can be found for these words; "" where something can."""
    stems = words.stems(said)
    if stems and words.common().issuperset(stems):
        return f"“{said}” has only words that every abstract has. Say what the papers are about."
    return ""


def _script(letter: str) -> str:
    """The script of a letter, where it is one that no English abstract is written in."""
    name = unicodedata.name(letter, "").split(" ")[0]
    return _SCRIPTS.get(name, "")

"""Reads how somebody wants to be written to: `deep`, `style=deep`, `in German`, `language German`, `language=Klingon`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.commands import languages
from bot.commands.saying import shown
from digest.brief.prompting import STYLES

if TYPE_CHECKING:
    from digest.brief.prompting import Style

_STYLE = re.compile(r"(?:style(?:=|: ?| ))?(\w+)", re.IGNORECASE)
_NAMED = re.compile(r"language=(.+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:in )?language:? (.+)", re.IGNORECASE)
_IN = re.compile(r"in (.+)", re.IGNORECASE)


def style_in(words: str) -> tuple[Style, bool] | None:
    """The style that these words are, and whether nothing else can be meant."""
    found = _STYLE.fullmatch(words)
    name = found[1].lower() if found else ""
    return next(((one, name != words.lower()) for one in STYLES if one == name), None)


def language_in(words: str) -> tuple[str, bool] | None:
    """The language that these words ask for, and whether nothing else can be meant.

    Any word may stand after `language=`; elsewhere only a known one, since `language` is a word of many topics.
    """
    if named := _NAMED.fullmatch(words):
        any_name = languages.named_language(named[1])
        return (any_name, True) if any_name else None
    sure = _LANGUAGE.fullmatch(words)
    found = sure or _IN.fullmatch(words)
    name = languages.known_language(found[1]) if found else None
    return (name, sure is not None) if name else None


def near_miss(words: str) -> tuple[str, str] | None:
    """What is wrong with words that must have been meant as a style or a language, and an option that works in their place."""
    low = words.lower()
    if low.startswith("style="):
        return f"“{shown(words[6:])}” is no style; there are {', '.join(STYLES)}.", "style=deep"
    if low.startswith("language="):
        problem = f"“{shown(words[9:])}” is no language that I know; one word will do, such as German or Swiss-German."
        return problem, "language=German"
    said = _LANGUAGE.fullmatch(words)
    near = languages.near_language(said[1]) if said else None
    return (f"I don't know “{shown(said[1])}”; did you mean {near}?", f"language={near}") if said and near else None

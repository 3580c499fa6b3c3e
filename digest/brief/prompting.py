"""The prompt file as values, and how a reader wants to be written to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from digest.errors import Misunderstood

if TYPE_CHECKING:
    from collections.abc import Mapping

Style = Literal["brief", "standard", "deep"]
STYLES: tuple[Style, ...] = get_args(Style)

_VERSION = re.compile(r"^Version:\s*(\S+)\s*$", re.MULTILINE)
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_LANGUAGE = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,3}")
_LONGEST_LANGUAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingOptions:
    """How a reader wants to be written to.

    Attributes:
        language: By its name, in any language: `English`, `Deutsch`, `Brazilian Portuguese`.
    """

    style: Style = "standard"
    language: str = "English"

    @property
    def is_english(self) -> bool:
        """Whether the abstracts' own sentences fit among what is written."""
        return self.language.casefold() in {"english", "british english", "american english"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """The prompt file: its version, and the text of each section under its heading."""

    version: str
    sections: Mapping[str, str]

    def filled(self, section: str, **words: str) -> str:
        """A section with its words in braces filled in; other braces stay as they are."""
        text = self.sections[section]
        for name, word in words.items():
            text = text.replace(f"{{{name}}}", word)
        return text


def prompts(text: str) -> Prompts:
    """Read the prompt file."""
    version = _VERSION.search(text)
    parts = _SECTION.split(text)
    sections = {name.strip(): body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}
    return Prompts(version=version[1] if version else "?", sections=sections)


def writing_options(style: str = "", language: str = "") -> WritingOptions:
    """What these words ask for; raises `Misunderstood` where they can't be a style and a language."""
    wanted: Style | None = next((one for one in STYLES if one == (style or "standard").casefold()), None)
    if wanted is None:
        raise Misunderstood(f"“{style[:40]}” is no style; there are {', '.join(STYLES)}.", example="standard")
    named = " ".join(language.split()) or "English"
    if len(named) > _LONGEST_LANGUAGE or not _LANGUAGE.fullmatch(named):
        raise Misunderstood(f"“{named[:40]}” is no name of a language.", example="German")
    return WritingOptions(style=wanted, language=named)


def unusual(usual: WritingOptions, style: str, language: str) -> WritingOptions | None:
    """The options where a subscription says this besides the usual ones; None where that is the same."""
    wanted = writing_options(style or usual.style, language or usual.language)
    same = (wanted.style, wanted.language.casefold()) == (usual.style, usual.language.casefold())
    return None if same else wanted

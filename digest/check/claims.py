"""The check's view of a statement: everything in it that a source must have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.check import naming, quantities
from digest.roundup import ReferencePlace
from digest.source_profiles import SourceProfiles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet


_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”’)\]]+"
    r"|\b(?:[a-z0-9][a-z0-9-]{0,62}\.){1,10}(?:com|org|net|io|ai|dev|app|edu|gov|science|co|cn|de|uk|fr|ch|jp|me|page|tech|space|example|info|xyz|site|online|link|ly|gg|ru|biz|cloud|shop|live|club|top|zip)\b"
    r"(?:/[^\s<>\"“”’)\]]*)?|\b(?:[a-z0-9][a-z0-9-]{0,62}\.){1,10}[a-z]{2,12}/[^\s<>\"“”’)\]]+",
    re.IGNORECASE,
)
_REPOSITORY = re.compile(
    r"\b(?:github|gitlab|hugging ?face|kaggle|zenodo|repository|repo)[\s:]+(?:at |in |on |is )?([\w.-]+/[\w.-]*\w)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\[\d+(?:[,;-]\s*\d+)*\]")
_QUOTED = re.compile(r"[“„]([^“”„]+)[”“]|\"([^\"]+)\"|(?<!\w)[‘'`](?!s\b)([^‘’'`]{2,}?)[’'`](?!\w)|«([^«»]+)»")
_TRAILING = ".,;:!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContext:
    """What code itself says of a roundup, which no source must have.

    Attributes:
        spoken: Phrases such as the topic's name, the window and the labels of themes.
        counts: How many papers were read, matched, selected and so on.
        names: The names that the shortlist's papers give their own work.
        sources: How papers' ids are written, and the sources' own names, which anybody may say.
    """

    spoken: tuple[str, ...] = ()
    counts: AbstractSet[str] = frozenset()
    names: AbstractSet[str] = frozenset()
    sources: SourceProfiles = field(default_factory=SourceProfiles)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedClaim:
    """A statement, a title or a headline, taken apart.

    Attributes:
        text: The words without references, links and what code itself said.
        names: Names by their look: `EndPrompt`, `SBR`, `GPT-4`, `3D`.
        phrases: Runs of capitalised words inside a sentence.
        openers: Capitalised words that begin a sentence, so that their case says nothing.
        links: Addresses and `owner/name` repositories.
        ids: The ids of papers that stand in it.
        quotes: What stands in quotation marks.
        low: The text in lower case, every sign in its place.
        people: Who stands before "et al." and the like.
        marks: Where in the text the reference of a paper stands, where it has any.
    """

    cites: tuple[str, ...]
    setting: ClaimContext
    text: str
    names: tuple[str, ...]
    phrases: tuple[str, ...]
    openers: tuple[str, ...]
    links: tuple[str, ...]
    ids: tuple[str, ...]
    quotes: tuple[str, ...]
    people: tuple[str, ...]
    low: str
    marks: tuple[ReferencePlace, ...] = ()


def read(
    text: str,
    cites: tuple[str, ...],
    setting: ClaimContext,
    *,
    marks: tuple[ReferencePlace, ...] = (),
    titled: bool = False,
) -> ParsedClaim:
    """What a text claims; `titled` where capitals say nothing, as in a headline."""
    bare = _REFERENCE.sub(" ", quantities.plain(text))
    unlinked = _LINK.sub(" ", bare)
    repositories = _REPOSITORY.findall(unlinked)
    whole = setting.sources.without_mentions(_without(unlinked, repositories))
    prose = _prose(whole, setting)
    phrases, openers = ((), ()) if titled else naming.capitals(prose)
    return ParsedClaim(
        cites=cites,
        setting=setting,
        text=prose,
        names=naming.names(prose),
        phrases=phrases,
        openers=openers,
        links=(*(link.rstrip(_TRAILING) for link in _LINK.findall(bare)), *repositories),
        ids=tuple(mention.id for mention in setting.sources.mentions(unlinked)),
        quotes=tuple(next(filter(None, m.groups())) for m in _QUOTED.finditer(whole)),
        people=naming.people(whole),
        low=_lowered(prose),
        marks=tuple(ReferencePlace(at=_moved(text[: mark.at], prose, setting), paper=mark.paper) for mark in marks),
    )


def _prose(text: str, setting: ClaimContext) -> str:
    return _without(text, (*setting.spoken, *setting.sources.names))


def _moved(before: str, prose: str, setting: ClaimContext) -> int:
    """The place of a mark in the prose: where the words end that stand before it in the text."""
    end = _prose(quantities.plain(before), setting).rstrip()
    return len(end) if prose.startswith(end) else len(prose)


def _lowered(text: str) -> str:
    """Lower case that keeps every sign in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(s.lower() if len(s.lower()) == 1 else s for s in text)


def address(link: str) -> str:
    """A link in one spelling, for comparing only."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip().casefold()).rstrip(_TRAILING + "/")
    return bare.removesuffix(".git")


def _without(text: str, phrases: Iterable[str]) -> str:
    for phrase in phrases:
        text = (
            re.sub(rf"(?<!\w){re.escape(quantities.plain(phrase))}(?!\w)", " ", text, flags=re.IGNORECASE)
            if phrase
            else text
        )
    return text

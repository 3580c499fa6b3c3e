"""What the engine is told of the places that papers come from: how their ids and categories are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A paper's id inside a text; `start` and `end` are where it stands, its prefix and version included."""

    id: str
    start: int
    end: int


class SourceProfile(Protocol):
    """One source's conventions; pure, so the engine may ask."""

    @property
    def name(self) -> str:
        """As people write it, and as BibTeX calls the archive."""
        ...

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that are read whole where an installation sets none, such as `cs.*`."""
        ...

    def paper_id(self, reference: str) -> str | None:
        """The canonical id, without a version, if `reference` is nothing but an id or a link to a paper of this source."""
        ...

    def page_of(self, address: str) -> str | None:
        """The id of the paper whose own page this is; None for another address, be it the paper's PDF."""
        ...

    def mentions(self, text: str) -> Iterable[Mention]:
        """The ids that stand in a text, in order."""
        ...

    def links(self, text: str) -> Iterable[Mention]:
        """The ids that a text links to or names with the source's own prefix; a bare number is none."""
        ...

    def category(self, said: str) -> str | None:
        """A category in the source's own spelling (`cs.CL`, `cs.*`, `cs`); None where the source has no such thing."""
        ...

    def area(self, categories: Sequence[str]) -> str:
        """What people call the field of a paper in these categories, the primary one first; "" where there is no word."""
        ...


@dataclass(frozen=True, slots=True)
class SourceProfiles:
    """All sources of an installation; the first one that knows an id or a category owns it."""

    profiles: tuple[SourceProfile, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The sources as people write them."""
        return tuple(profile.name for profile in self.profiles)

    @property
    def categories(self) -> tuple[str, ...]:
        """What is read whole where an installation sets no categories."""
        return tuple(category for profile in self.profiles for category in profile.categories)

    def paper_id(self, reference: str) -> str | None:
        """The canonical id, if `reference` is nothing but an id or a link that some source knows."""
        return next((found for profile in self.profiles if (found := profile.paper_id(reference))), None)

    def page_of(self, address: str) -> str | None:
        """The id of the paper whose own page this is, by the first source that says so."""
        return next((found for profile in self.profiles if (found := profile.page_of(address))), None)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The ids that stand in a text, in order; where two sources see one, the longer reading stands."""
        return _apart(mention for profile in self.profiles for mention in profile.mentions(text))

    def links(self, text: str) -> tuple[Mention, ...]:
        """The ids that a text links to or names with a source's prefix, in order."""
        return _apart(mention for profile in self.profiles for mention in profile.links(text))

    def category(self, said: str) -> str | None:
        """A category in its source's own spelling; None where no source has it."""
        return next((found for profile in self.profiles if (found := profile.category(said))), None)

    def area(self, categories: Sequence[str]) -> str:
        """What people call a paper's field, by the source of its primary category; "" where there is no word."""
        source = self.of_category(categories[0]) if categories else None
        return source.area(categories) if source else ""

    def of_category(self, category: str) -> SourceProfile | None:
        """The source that a category belongs to."""
        return next((profile for profile in self.profiles if profile.category(category)), None)

    def without_mentions(self, text: str) -> str:
        """The text with a space where an id stood."""
        for mention in reversed(self.mentions(text)):
            text = f"{text[: mention.start]} {text[mention.end :]}"
        return text


def _apart(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)

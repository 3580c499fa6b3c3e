"""What people ask of single papers in a roundup's thread, and what they ask in words, as frozen values like all commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

if TYPE_CHECKING:
    from adapters.chat import EntryPoint

Ref = int | str
"""A paper as people point at it in a thread: its number there, or an id, a link or a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPaper:
    """Something asked of one paper in a roundup's thread."""

    entry_point: ClassVar[EntryPoint] = "thread"
    verb: ClassVar[str]
    ref: Ref

    @override
    def __str__(self) -> str:
        return f"{self.verb} {self.ref}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPaper(_OfPaper):
    """Its card."""

    verb: ClassVar[str] = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibtex(_OfPaper):
    """Its BibTeX entry."""

    verb: ClassVar[str] = "bibtex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(_OfPaper):
    """Links to its code."""

    verb: ClassVar[str] = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authors(_OfPaper):
    """Who wrote it."""

    verb: ClassVar[str] = "authors"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowAbstract(_OfPaper):
    """Its abstract."""

    verb: ClassVar[str] = "abstract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related(_OfPaper):
    """The papers nearest to it."""

    verb: ClassVar[str] = "related"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralPapers:
    """The same asked of several papers.

    Attributes:
        of: Two or more of one kind.
    """

    entry_point: ClassVar[EntryPoint] = "thread"
    of: tuple[OfPaper, ...]

    @override
    def __str__(self) -> str:
        return f"{self.of[0].verb} {', '.join(str(one.ref) for one in self.of)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion:
    """Anything else said in a roundup's thread."""

    entry_point: ClassVar[EntryPoint] = "thread"
    text: str

    @override
    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyThis(_OfPaper):
    """Why it is on the list."""

    verb: ClassVar[str] = "why"


OfPaper = OpenPaper | Authors | Bibtex | Code | ShowAbstract | Related | WhyThis

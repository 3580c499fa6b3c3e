"""What the page of a whole paper adds to its abstract, and the paper told with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.model import Resource
from digest.text.sentences import split

if TYPE_CHECKING:
    from digest.model import Facts, Paper

_MOST_LIMITATIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText:
    """What was read on a paper's page.

    Attributes:
        affiliations: Where its authors work, as they write it, each once.
        headings: Of its sections, in order.
        code: Links to repositories that stand in the text, not in its references.
        limitations: What it says of its own limits, in its own sentences.
    """

    affiliations: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    limitations: str = ""

    @property
    def limits(self) -> tuple[str, ...]:
        """The first sentences on its limits."""
        return split(self.limitations)[:_MOST_LIMITATIONS]


def with_full_text(paper: Paper, text: FullText) -> Paper:
    """The paper with its affiliations, and with its limits behind the abstract."""
    abstract = " ".join((paper.abstract, *text.limits))
    return replace(paper, affiliations=paper.affiliations or text.affiliations, abstract=abstract)


def with_code_links(facts: Facts, paper_id: str, text: FullText) -> Facts:
    """The facts with the code that only the page links to."""
    known = {url.casefold().rstrip("/") for url in facts.code}
    fresh = [url for url in text.code if url.casefold().rstrip("/") not in known]
    own = facts.names[0] if facts.names else "code"
    added = tuple(Resource(kind="code", name=own, url=url, cites=(paper_id,)) for url in fresh)
    return replace(facts, resources=(*facts.resources, *added))

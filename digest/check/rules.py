"""What code holds against a claim since its sources don't have it: some for sure, some for the classifier to weigh.

Each rule was measured on statements that were written without sight of it (`make truth`): one of whose refusals there
one in ten or more was wrong refuses nothing by itself, but where the classifier has nothing to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.alignment import content
from digest.check.claims import address
from digest.check.naming import words
from digest.check.number_rules import makes_up_a_number, takes_another_papers_number
from digest.check.wording_rules import (
    announces_a_release_as_done,
    boasts,
    cites_the_wrong_paper,
    spells_out_otherwise,
    takes_others_work_for_its_own,
)
from digest.facts.known import BENCHMARKS, DATASETS, MODELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.check.case import Case, Rule
    from digest.check.sources import SourcePaper

_KNOWN = MODELS | DATASETS | BENCHMARKS
_ACCEPTED = re.compile(
    r"\b(?:(?:accepted|published) (?:at|in|to|by)|presented at|(?:accepted|presented) as an? (?:oral|poster|spotlight)"
    r"|appear(?:s|ed|ing)? (?:at|in) (?:the )?(?:\w+ )?(?:(?:19|20)\d\d|conference|workshop|journal|proceedings))\b",
    re.IGNORECASE,
)
_LEADS_IN = frozenset(
    "in as by while like unlike with when where whereas and but here both for from to at of so yet though although since "
    "because after before if there then today wo während wie bei où selon como según".split()
)


def cites_nothing(case: Case) -> str | None:
    """A statement without a paper rests on nothing."""
    return None if case.claim.cites else "it cites no paper"


def cites_a_stranger(case: Case) -> str | None:
    """A paper that isn't on the shortlist can't be cited, nor named by its id."""
    known = {source.id for source in case.sources}
    strangers = [i for i in (*case.claim.cites, *case.claim.ids) if i not in known]
    return f"{strangers[0]} isn't among its papers" if strangers else None


def makes_up_a_link(case: Case) -> str | None:
    """A link or repository must be in the facts of a cited paper."""
    known: frozenset[str] = frozenset().union(*(source.links for source in case.sources))
    for link in case.claim.links:
        if not any(address(link) == own or own.endswith("/" + address(link)) for own in known):
            return f"the link {link} is in no cited paper"
    return None


def makes_up_a_name(case: Case) -> str | None:
    """A name must be in a cited title or abstract, or be an author's or a place of work."""
    for name in case.claim.names:
        if not any(source.names(name) for source in case.sources):
            return f"the name {name} is in no cited paper"
    for phrase in case.claim.phrases:
        if not any(source.knows(phrase) for source in case.sources):
            return f"the name {phrase} is in no cited paper"
    return None


def borrows_a_name(case: Case) -> str | None:
    """A plain word that opens a sentence can be the name of a paper that isn't cited."""
    for opener in case.claim.openers:
        strange = not any(source.names(opener) or source.people(opener) for source in case.sources)
        if strange and (opener in case.claim.setting.names or opener in _KNOWN):
            return f"the name {opener} is another paper's"
    return None


def quotes_nobody(case: Case) -> str | None:
    """Words in quotation marks were written by a cited paper."""
    for quote in case.claim.quotes:
        if words(quote) and not any(source.runs(quote) or _turns(source, quote) for source in case.sources):
            return f"no cited paper writes “{quote}”"
    return None


def _turns(source: SourcePaper, quote: str) -> bool:
    """Whether a passage has the telling words of a quote one after another: “think before you speak”, `think-before-speak`."""
    said = [word.stem for word in content(quote)]
    among = ([word.stem for word in content(passage.text)] for passage in source.passages)
    return len(said) > 1 and any(said == have[at : at + len(said)] for have in among for at in range(len(have)))


def credits_a_stranger(case: Case) -> str | None:
    """Who stands before "et al." wrote a cited paper."""
    for person in case.claim.people:
        parts = person.split()
        loose = next((i for i, part in enumerate(parts) if part.lower() not in _LEADS_IN and part[-1] != "."), 0)
        spellings = [" ".join(parts[start:]) for start in range(loose + 1)]
        if not any(s.people(spelling) or s.runs(f"{spelling} et al") for spelling in spellings for s in case.sources):
            return f"{person} wrote no cited paper"
    return None


def invents_a_venue(case: Case) -> str | None:
    """A paper is accepted somewhere only where its source says so."""
    if _ACCEPTED.search(case.claim.text) and not any(
        source.venue or _ACCEPTED.search(source.low) for source in case.sources
    ):
        return "no cited paper names a venue"
    return None


def quotes_what_is_not_there(case: Case) -> str | None:
    """Evidence stands in the paper that it is given for, word for word."""
    for source in case.sources:
        for quote in source.quotes:
            if not source.has(quote):
                return f"{source.id} doesn't say “{quote}”"
    return None


def leaves_a_paper_without_evidence(case: Case) -> str | None:
    """Where evidence is given, each cited paper has some."""
    if any(source.quotes for source in case.sources):
        return next((f"nothing is quoted from {source.id}" for source in case.sources if not source.quotes), None)
    return None


ALWAYS: tuple[Rule, ...] = (cites_a_stranger, makes_up_a_link)
"""For sentences taken from a paper, too."""
_IN_ANY_TEXT: tuple[Rule, ...] = (
    *ALWAYS,
    spells_out_otherwise,
    credits_a_stranger,
    borrows_a_name,
    invents_a_venue,
    quotes_nobody,
)
WEIGHED: tuple[Rule, ...] = (makes_up_a_name, makes_up_a_number, boasts, cites_the_wrong_paper)
"""What the classifier weighs with everything else; where it has nothing to say, they refuse, too."""
SURE: tuple[Rule, ...] = (
    cites_nothing,
    *_IN_ANY_TEXT,
    quotes_what_is_not_there,
    leaves_a_paper_without_evidence,
    takes_another_papers_number,
    takes_others_work_for_its_own,
    announces_a_release_as_done,
)
HEADING_RULES = (*_IN_ANY_TEXT, makes_up_a_name, makes_up_a_number, boasts)
"""For text that carries no references of its own: headlines, titles, and the lead of a week with nothing on topic."""


def against(case: Case, rules: Iterable[Rule]) -> tuple[str, ...]:
    """What is wrong with a claim, the surest first."""
    return tuple(reason for rule in rules if (reason := rule(case)))

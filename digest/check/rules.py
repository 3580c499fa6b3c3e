"""What makes a claim untrue to its sources: one small rule for each kind of error, none of them guessing.

A rule takes a claim and the evidence of the papers that it cites, and says what is wrong, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from digest.check.boasts import BOASTS
from digest.check.claims import address
from digest.check.naming import words
from digest.check.number_rules import changes_the_measure, makes_up_a_number, swaps_papers
from digest.check.turning_rules import (
    swaps_a_comparison,
    turns_a_bound_round,
    turns_a_change_round,
    turns_a_result_round,
)
from digest.facts.known import BENCHMARKS, DATASETS, MODELS

if TYPE_CHECKING:
    from digest.check.claims import Claim
    from digest.check.evidence import Sources

Rule = Callable[["Claim", "Sources"], str | None]

_SUPERLATIVE = re.compile(
    r"\b(?:is|are|remains?|becomes?) the ([a-z]{3,}est|most [a-z]+|best|worst)\b"
    r"|\bthe ([a-z]{3,}est|most [a-z]+|best|worst) (?:[\w-]+ ){1,5}?(?:to date|so far|known|yet|ever)\b"
)
_KNOWN = MODELS | DATASETS | BENCHMARKS
_ACCEPTED = re.compile(r"\b(?:accepted|published|presented|appears?|appearing) (?:at|in|to|by|as)\b", re.IGNORECASE)
_LEADS_IN = frozenset(
    "in as by while like unlike with when where whereas and but here both for from to at of so yet though although since "
    "because after before if there then today wo während wie bei où selon como según".split()
)
_INSTITUTION = re.compile(
    r"\b((?:[^\W\d_a-z][\w&.-]*\s+)*(?:University|Universit(?:ät|é|à)|Universidade?|Hochschule|Institut[eo]?|College|Laborator(?:y|ies)|Labs?|Academy|School|Hospital|Inc)\b"
    r"(?:\s+(?:of\s+|for\s+|at\s+)?[^\W\d_a-z][\w-]*)*)"
)
_TEAM = re.compile(
    r"\b(?:researchers|team|group|authors|engineers|scientists|colleagues|et al\.?)\s+(?:at|from)\s+(?:the\s+)?"
    r"([^\W\d_a-z][\w&-]*(?:\s+[^\W\d_a-z][\w&-]*)*)"
)


def cites_nothing(claim: Claim, _: Sources) -> str | None:
    """A statement without a paper rests on nothing."""
    return None if claim.cites else "it cites no paper"


def cites_a_stranger(claim: Claim, sources: Sources) -> str | None:
    """A paper that isn't on the shortlist can't be cited, nor named by its id."""
    known = {source.id for source in sources}
    strangers = [i for i in (*claim.cites, *claim.ids) if i not in known]
    return f"{strangers[0]} isn't among its papers" if strangers else None


def makes_up_a_link(claim: Claim, sources: Sources) -> str | None:
    """A link or repository must be in the facts of a cited paper."""
    known: frozenset[str] = frozenset().union(*(source.links for source in sources))
    for link in claim.links:
        if not any(address(link) == own or own.endswith("/" + address(link)) for own in known):
            return f"the link {link} is in no cited paper"
    return None


def makes_up_a_name(claim: Claim, sources: Sources) -> str | None:
    """A name must be in a cited title or abstract, or be an author's or a place of work."""
    for name in claim.names:
        if not any(source.names(name) for source in sources):
            return f"the name {name} is in no cited paper"
    for phrase in claim.phrases:
        if not any(s.runs(phrase) or s.people(phrase) or s.homes(phrase) for s in sources):
            return f"the name {phrase} is in no cited paper"
    return None


def borrows_a_name(claim: Claim, sources: Sources) -> str | None:
    """A plain word that opens a sentence can be the name of a paper that isn't cited."""
    for opener in claim.openers:
        strange = not any(source.names(opener) or source.people(opener) for source in sources)
        if strange and (opener in claim.setting.names or opener in _KNOWN):
            return f"the name {opener} is another paper's"
    return None


def expands_wrongly(claim: Claim, sources: Sources) -> str | None:
    """An acronym is spelled out in the words of a cited paper."""
    for acronym, phrase in claim.expansions:
        if not any(source.runs(phrase) for source in sources):
            return f"no cited paper spells out {acronym} as {phrase}"
    return None


def boasts(claim: Claim, sources: Sources) -> str | None:
    """A paper is called the first, the best or better than others only where it says so itself."""
    for boast, said, allowed in BOASTS:
        if said.search(claim.text) and not any(allowed.search(source.text) for source in sources):
            return f"no cited paper claims {boast}"
    for match in _SUPERLATIVE.finditer(claim.low):
        told = match[1] or match[2]
        if not any(told in source.text for source in sources):
            return f"no cited paper calls anything the {told}"
    return None


def quotes_nobody(claim: Claim, sources: Sources) -> str | None:
    """Words in quotation marks were written by a cited paper."""
    for quote in claim.quotes:
        if words(quote) and not any(source.runs(quote) for source in sources):
            return f"no cited paper writes “{quote}”"
    return None


def credits_a_stranger(claim: Claim, sources: Sources) -> str | None:
    """Who stands before "et al." wrote a cited paper."""
    for person in claim.people:
        parts = person.split()
        loose = next((i for i, part in enumerate(parts) if part.lower() not in _LEADS_IN and part[-1] != "."), 0)
        spellings = [" ".join(parts[start:]) for start in range(loose + 1)]
        if not any(s.people(spelling) or s.runs(f"{spelling} et al") for spelling in spellings for s in sources):
            return f"{person} wrote no cited paper"
    return None


def moves_the_authors(claim: Claim, sources: Sources) -> str | None:
    """A place of work is one that a source gives for a cited paper."""
    for place in (*_INSTITUTION.findall(claim.text), *_TEAM.findall(claim.text)):
        if not any(source.homes(place) or source.runs(place) for source in sources):
            return f"no author of a cited paper is known to be at {place}"
    return None


def invents_a_venue(claim: Claim, sources: Sources) -> str | None:
    """A paper is accepted somewhere only where its source says so."""
    if _ACCEPTED.search(claim.text) and not any(source.venue or _ACCEPTED.search(source.text) for source in sources):
        return "no cited paper names a venue"
    return None


RULES: tuple[Rule, ...] = (
    cites_nothing,
    cites_a_stranger,
    makes_up_a_number,
    swaps_papers,
    makes_up_a_link,
    expands_wrongly,
    credits_a_stranger,
    moves_the_authors,
    makes_up_a_name,
    borrows_a_name,
    invents_a_venue,
    boasts,
    swaps_a_comparison,
    turns_a_bound_round,
    changes_the_measure,
    turns_a_result_round,
    turns_a_change_round,
    quotes_nobody,
)


HEADING_RULES = tuple(rule for rule in RULES if rule not in {cites_nothing, swaps_papers})
"""For text that carries no references of its own: headlines, titles, and the lead of a week with nothing on topic."""


def wrong(claim: Claim, sources: Sources, rules: tuple[Rule, ...] = RULES) -> str | None:
    """What the first broken rule says, or None for a claim that holds."""
    return next((reason for rule in rules if (reason := rule(claim, sources))), None)

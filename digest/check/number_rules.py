"""Numbers in a claim: each is borne out by a cited paper, by the right one, and for the right thing."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from digest.check.alignment import around, content, likeness
from digest.check.arithmetic import borne_out, near, reported, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.amounts import Amount
    from digest.check.case import Case
    from digest.check.sources import Source

_GROUPS = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:benchmarks?|data ?sets?|corpora|teams?|groups?|methods?|approaches|audits|surveys|authors"
    r"|attacks|defen[cs]es|systems|lines|answers|ways|arbeiten|artikel|studien|articles|études|trabajos|estudios|lavori"
    r"|studi|trabalhos)\b",
    re.IGNORECASE,
)
"""Other words for papers, where there are as many as are cited."""
_COUNTED = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:papers?|works?|studies|preprints?|articles?|submissions|themes|read|selected|cited|listed)\b"
    r"|\s+(?:are |were |is |was )?on topic\b|\s+of (?:the|them|these|which|\d)"
)
_PAPERS = re.compile(r"\s+papers\b")
_AMONG = re.compile(r"\bof (?:the|these|those|all) \Z", re.IGNORECASE)
_CALLED = re.compile(r"([^\W\d_a-z][^\W_]*) \Z")
"""A name before a number, which may be part of it: `Llama 3.1`."""
_COUNTABLE = 20
"""Up to here a number in letters may count what a paper lists without counting it."""
_MEASURED = frozenset({"%", "points", "×"})
_SWAPPED = 0.09
"""From which part of their common likeness on two numbers fit each other's surroundings better than their own."""
_ALIKE = 0.4
_MISPLACED = 0.6
"""How much better another number of a kind must fit the surroundings of one that fits by `_ALIKE` at least."""


def makes_up_a_number(case: Case) -> str | None:
    """A number is in a cited title or abstract or follows from what is, unless it counts papers and counts right."""
    every = [amount for source in case.sources for amount in source.amounts]
    for amount in case.amounts:
        if _is_free(amount, case):
            continue
        if not _is_known(amount, every, case) or _counts_papers(amount, case):
            return f"the number {_shown(amount, case)} is in no cited paper"
    return None


def _is_known(amount: Amount, every: list[Amount], case: Case) -> bool:
    if not case.claim.cites:  # over a whole shortlist, arithmetic would give anything
        return reported(amount, every)
    if amount.unit in {"share", "×"}:
        return borne_out(amount, every)
    return any(borne_out(amount, source.amounts) for source in case.sources)


def _counts_papers(amount: Amount, case: Case) -> bool:
    """Whether it counts the papers it tells of, and not those around them, as in `two of these six papers`."""
    text = case.claim.text
    counted = amount.spelled and not amount.unit and _PAPERS.match(text, amount.end)
    return bool(counted) and not _AMONG.search(text, 0, amount.start)


def _is_free(amount: Amount, case: Case) -> bool:
    """Whether a number needs no source: it counts papers, or what anybody can count, or is part of a name."""
    text, counts = case.claim.text, case.claim.setting.counts
    if amount.spelled and not amount.unit and amount.value <= _COUNTABLE:
        return str(round(amount.value)) in counts or not _counts_papers(amount, case)
    counted = _COUNTED.match(text, amount.end) or (
        amount.value == len(case.sources) and _GROUPS.match(text, amount.end)
    )
    if not amount.unit and str(round(amount.value)) in counts and counted:
        return True
    called = _CALLED.search(text, 0, amount.start)
    return bool(called) and any(
        source.names(f"{called[1]}-{_shown(amount, case)}") for source in case.sources if called
    )


def _shown(amount: Amount, case: Case) -> str:
    return case.claim.text[amount.start : amount.end].strip()


def miscounts(case: Case) -> str | None:
    """A thing that a paper counts isn't counted otherwise."""
    for amount in case.amounts:
        if amount.unit or amount.bound or amount.step != 1:
            continue
        noun = _noun(case.claim.text, amount.end)
        for source in case.clause_at(amount.start).about if noun else ():
            if not any(same(amount, own) or own.value == amount.value for own in source.amounts):
                for shown in _counted(source, noun):
                    return f"the paper counts {shown}, not {_shown(amount, case)}"
    return None


def _counted(source: Source, noun: str) -> Iterator[str]:
    for passage in source.passages:
        for own in passage.amounts:
            if not own.unit and own.value > 1 and _noun(passage.text, own.end) == noun:
                yield f"{passage.text[own.start : own.end]} of them"


def _noun(text: str, end: int) -> str:
    """The stem of the word behind a number, where it says what is counted."""
    after = re.match(r"[\s-]([^\W\d_]+)", text[end:])
    found = content(after[1].lower()) if after else ()
    return found[0].stem if found else ""


def takes_another_papers_number(case: Case) -> str | None:
    """A clause about one cited paper can't carry another one's number."""
    if len(case.sources) < 2:  # noqa: PLR2004 - nothing to swap
        return None
    for amount in case.amounts:
        clause = case.clause_at(amount.start)
        if len(clause.about) > 1 or _is_free(amount, case) or (amount.spelled and not clause.named):
            continue
        own = clause.about[0].amounts
        others = [one for source in case.sources if source is not clause.about[0] for one in source.amounts]
        # Arithmetic may give by chance what another paper says as it stands.
        if not reported(amount, own) and (reported(amount, others) or not borne_out(amount, own + tuple(others))):
            return f"the number {_shown(amount, case)} is another paper's"
    return None


def swaps_two_numbers(case: Case) -> str | None:
    """Of two numbers of a kind each stands where its own words stand, not the other's."""
    told = [amount for amount in case.amounts if amount.unit or not amount.spelled]
    surroundings = {amount: around(case.claim.text, amount.start) for amount in told}
    for first, second in combinations(told, 2):
        if first.unit != second.unit or same(first, second):
            continue
        for source in case.sources:
            kept = _fit(surroundings[first], first, source) + _fit(surroundings[second], second, source)
            turned = _fit(surroundings[first], second, source) + _fit(surroundings[second], first, source)
            known = all(any(same(one, own) for own in source.amounts) for one in (first, second))
            if known and turned - kept > _SWAPPED * (turned + kept):
                return f"{_shown(first, case)} and {_shown(second, case)} are reported the other way round"
    return None


def _fit(surroundings: dict[str, float], amount: Amount, source: Source) -> float:
    """How well some words fit those around a number in a paper, where it fits best."""
    return max(
        (
            likeness(surroundings, near_by)
            for passage in source.passages
            for own, near_by in zip(passage.amounts, passage.surroundings, strict=True)
            if same(amount, own)
        ),
        default=0.0,
    )


def takes_the_number_of_another_condition(case: Case) -> str | None:
    """A number isn't told of what its paper gives another one of the kind for."""
    for amount in case.amounts:
        if amount.unit not in _MEASURED:
            continue
        surroundings = around(case.claim.text, amount.start)
        for source in case.clause_at(amount.start).about:
            own = _fit(surroundings, amount, source)
            rival, shown = _rival(surroundings, amount, source, case)
            if own >= _ALIKE and rival - own >= _MISPLACED:
                return f"the paper gives {shown} for what {_shown(amount, case)} is told of"
    return None


def _rival(surroundings: dict[str, float], amount: Amount, source: Source, case: Case) -> tuple[float, str]:
    """The number of the same kind, not told itself, that fits some words best."""
    found = (0.0, "")
    for passage in source.passages:
        for own, near_by in zip(passage.amounts, passage.surroundings, strict=True):
            if own.unit == amount.unit and not any(borne_out(told, (own,)) for told in case.amounts):
                found = max(found, (likeness(surroundings, near_by), passage.text[own.start : own.end].strip()))
    return found


def passes_over_what_is_quoted(case: Case) -> str | None:
    """Where evidence has numbers of a kind, one of the kind comes from there and not from elsewhere in the paper."""
    for amount in case.amounts:
        for source in case.clause_at(amount.start).about if amount.unit and not _is_free(amount, case) else ():
            quoted = [own for passage in source.quoted for own in passage.amounts]
            if not quoted or borne_out(amount, quoted) or not borne_out(amount, source.amounts):
                continue
            unused = [own for own in quoted if own.unit == amount.unit and not _is_told(own, case)]
            if unused:
                return f"the number {_shown(amount, case)} isn't in what is quoted"
    return None


def _is_told(own: Amount, case: Case) -> bool:
    return any(borne_out(told, (own,)) or near(told, own.value) for told in case.amounts)

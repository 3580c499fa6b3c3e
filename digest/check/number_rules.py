"""Numbers in a claim: each is borne out by a cited paper, and by the right one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.arithmetic import borne_out, is_near, is_reported
from digest.check.case import Feature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.amounts import Amount
    from digest.check.case import Case

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
_AGAINST = re.compile(r"\b(?:than|against|versus)\b")
_COUNTABLE = 20
"""Up to here a number in letters may count what a paper lists without counting it."""


def makes_up_a_number(case: Case) -> str | None:
    """A number is in a cited title or abstract or follows from what is, unless it counts papers and counts right."""
    found = next(
        (one for one in _unborne(case) if not one.spelled or _counts_papers(one, case) or not case.sources), None
    )
    return f"the number {as_written(found, case)} is in no cited paper" if found else None


def unborne_number(case: Case) -> Feature:
    """A number in letters that no cited paper bears out: it may be reckoned in a way that code doesn't know."""
    found = next(_unborne(case), None)
    return Feature(1.0, f"the number {as_written(found, case)} is in no cited paper") if found else Feature()


def _unborne(case: Case) -> Iterator[Amount]:
    # `200 hours in four languages` for 50 a language: what it counts itself may be multiplied with.
    counts = [one for one in case.amounts if one.spelled and not one.unit and one.value <= _COUNTABLE]
    for amount in case.amounts:
        known = is_free(amount, case) or _is_known(amount, case) or _is_product(amount, case, counts)
        if not known or (not is_free(amount, case) and _counts_papers(amount, case)):
            yield amount


def _every(case: Case) -> Iterator[Amount]:
    """The amounts of all its sources, of which each is read only where those before it didn't do."""
    return (amount for source in case.sources for amount in source.amounts)


def _is_known(amount: Amount, case: Case) -> bool:
    if not case.claim.cites:  # over a whole shortlist, arithmetic would give anything
        return any(is_reported(amount, source.amounts) for source in case.sources)
    if amount.unit in {"share", "×"}:
        return borne_out(amount, [*_every(case)])
    return any(borne_out(amount, source.amounts) for source in case.sources)


def _is_product(amount: Amount, case: Case, counts: list[Amount]) -> bool:
    """Whether it is one of its sources' so many times; never a count itself."""
    return not amount.spelled and any(
        is_near(amount, count.value * own.value) for count in counts for own in _every(case) if own.unit == amount.unit
    )


def _counts_papers(amount: Amount, case: Case) -> bool:
    """Whether it counts the papers it tells of, and not those around them, as in `two of these six papers`."""
    text = case.claim.text
    counted = amount.spelled and not amount.unit and _PAPERS.match(text, amount.end)
    return bool(counted) and not _AMONG.search(text, 0, amount.start)


def is_free(amount: Amount, case: Case) -> bool:
    """Whether a number needs no source: it counts papers, or what anybody can count, or is part of a name."""
    text, counts = case.claim.text, case.claim.setting.counts
    if amount.spelled and not amount.unit and amount.value <= _COUNTABLE:
        return str(round(amount.value)) in counts or not _counts_papers(amount, case)
    counted = _COUNTED.match(text, amount.end) or (
        amount.value == len(case.sources) and _GROUPS.match(text, amount.end)
    )
    if not amount.unit and str(round(amount.value)) in counts and counted:
        return True
    called = None if amount.spelled else _CALLED.search(text, 0, amount.start)
    return bool(called) and any(
        source.names(f"{called[1]}-{as_written(amount, case)}") for source in case.sources if called
    )


def as_written(amount: Amount, case: Case) -> str:
    """The amount as the claim writes it."""
    return case.claim.text[amount.start : amount.end].strip()


def takes_another_papers_number(case: Case) -> str | None:
    """A clause about one cited paper can't carry another one's number."""
    if len(case.sources) < 2:  # noqa: PLR2004 - nothing to swap
        return None
    for amount in case.amounts:
        clause = case.clause_at(amount.start)
        if _AGAINST.search(case.claim.text, amount.end, clause.end):
            continue  # the clause may name the one that this is set against: `1.48 than FREPix`
        if len(clause.about) > 1 or is_free(amount, case) or (amount.spelled and not clause.named):
            continue
        own = clause.about[0].amounts
        others = [one for source in case.sources if source is not clause.about[0] for one in source.amounts]
        # Arithmetic may give by chance what another paper says as it stands.
        if not is_reported(amount, own) and (is_reported(amount, others) or not borne_out(amount, own + tuple(others))):
            return f"the number {as_written(amount, case)} is another paper's"
    return None

"""Numbers in a claim: each is in a cited paper, in the right one, and measures what it measures there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.direction import clauses
from digest.check.measures import measure
from digest.check.naming import words

if TYPE_CHECKING:
    from digest.check.claims import Claim
    from digest.check.evidence import Sources
    from digest.check.quantities import Number

_GROUPS = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:benchmarks?|data ?sets?|corpora|teams?|groups?|methods?"
    r"|approaches|audits|surveys|authors|attacks"
    r"|defen[cs]es|systems|lines|answers|ways|arbeiten|artikel|studien|articles|études"
    r"|trabajos|estudios|lavori|studi|trabalhos)\b",
    re.IGNORECASE,
)
"""Other words for papers, where there are as many as are cited."""
_OUT_OF = re.compile(r"(?:\bout of|\bin|\bvon|\bsur|\bde cada)\s\Z", re.IGNORECASE)
_PARTS = {"3": "third", "4": "quarter", "5": "fifth", "10": "tenth"}
"""What a source may say instead of `two out of three`."""
_COUNTED = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:papers?|works?|studies|preprints?|articles?|submissions|themes"
    r"|read|selected|cited|listed)\b"
    r"|\s+(?:are |were |is |was )?on topic\b|\s+of (?:the|them|these|which|\d)"
)
_CALLED = re.compile(r"([^\W\d_a-z][^\W_]*) \Z")
"""A name before a number, which may be part of it: `Llama 3.1`."""
_PAUSE = re.compile(r"\s?[,.;:]")


def makes_up_a_number(claim: Claim, sources: Sources) -> str | None:
    """A number must be in a cited title or abstract, unless it counts papers and counts right."""
    for number in claim.numbers:
        stated = claim.text[number.start : number.end].strip()
        called = stated[:1].isdigit() and _CALLED.search(claim.text, 0, number.start)
        known = any(source.says(number) or (called and source.names(f"{called[1]}-{stated}")) for source in sources)
        spelled = not number.unit and stated.isalpha()
        # Written in letters, a share would have its word: "forty" isn't a source's 40%.
        known = known and not (spelled and all(source.is_share(number) for source in sources))
        if not known and not _counts_papers(number, claim) and not _is_share(number, claim, sources):
            return f"the number {stated} is in no cited paper"
    return None


def _is_share(number: Number, claim: Claim, sources: Sources) -> bool:
    """`two out of three` where a source says two thirds."""
    part = _PARTS.get(number.value)
    return bool(part and _OUT_OF.search(claim.text, 0, number.start)) and any(part in s.text for s in sources if part)


def _counts_papers(number: Number, claim: Claim) -> bool:
    """`433 papers`, `three of them`; a bare `both of the two, …` where two are cited."""
    if number.unit or number.value not in claim.setting.counts:
        return False
    spelled = not claim.text[number.start].isdigit()
    bare = spelled and number.value == str(len(claim.cites)) and _PAUSE.match(claim.text, number.end)
    groups = number.value == str(len(claim.cites)) and _GROUPS.match(claim.text, number.end)
    return bool(bare or groups or _COUNTED.match(claim.text, number.end))


def swaps_papers(claim: Claim, sources: Sources) -> str | None:
    """A clause about one cited paper's own method can't carry another one's number."""
    if len(sources) < 2:  # noqa: PLR2004 - nothing to swap
        return None
    for start, end in clauses(claim.text):
        said = set(words(claim.text[start:end]))
        about = [source for source in sources if source.own & said or source.told_by(said)]
        for number in claim.numbers if len(about) == 1 else ():
            if start <= number.start < end and number.value not in claim.setting.counts and not about[0].says(number):
                return f"the number {number.value}{number.unit} is another paper's"
    return None


def changes_the_measure(claim: Claim, sources: Sources) -> str | None:
    """Seconds aren't told as milliseconds."""
    for number in claim.numbers:
        told = measure(claim.low, number.end)
        reported: frozenset[str] = frozenset().union(*(source.measures(number) for source in sources))
        if told and reported and told not in reported and "" not in reported:
            return f"{number.value} is reported in {min(reported)}"
    return None

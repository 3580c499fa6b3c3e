"""What a claim takes a passage for: its own result, others' work, a plan, or another paper's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check import naming
from digest.check.alignment import best, share
from digest.check.naming import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.alignment import Clause
    from digest.check.case import Case
    from digest.check.passages import Passage

_RESULT = re.compile(
    r"\b(?:experiments?|evaluations?|show(?:s|ed|n)?|find(?:s|ings)?|found|reveal\w*|demonstrat\w*|measur\w*|results?"
    r"|observ\w*|tested|comparison|establish\w*|prov(?:e[sdn]?|ing)|confirm\w*|analysis)\b",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"\b(?:introduc(?:es?|ed|ing)|propos(?:es?|ed|ing)|presents?|puts? forward|establish(?:es|ed)?|develop(?:s|ed)?"
    r"|builds?|invent(?:s|ed)?|creat(?:es?|ed)|shows?|showed)\b",
    re.IGNORECASE,
)
_MAKING_OF = re.compile(
    r"\b(?:introduc(?:es?|ed|ing)|propos(?:es?|ed|ing)|presents?|puts? forward|develops?|creates?) (?:the |an? )?([A-Z][\w-]*)"
)
_DONE = re.compile(
    r"\b(?:released?|public|available|download\w*|extend(?:s|ed)|delivers?|comes? with|has been|have been|close the gap"
    r"|redesign\w*|proved|provides?|equipped|examin\w*|finds?|evaluat\w*)\b",
    re.IGNORECASE,
)
_RELEASED = re.compile(
    r"\b(?:releas(?:e[ds]?|ing)|made public|public(?:ly)?|available|download\w*|open[- ]sourc\w*)\b", re.IGNORECASE
)
_HANDED_OUT = re.compile(
    r"\b(?:(?:has|have|been|is|are|was|were|and|they|authors) released?|releas(?:ed|es)|made public|publicly available"
    r"|can be downloaded|open[- ]sourced?)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|nothing|cannot|hardly|fails?|unable|insignificant)\b", re.IGNORECASE
)
_DENYING = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|nothing|cannot|hardly|fail\w*|unable|only|alone|spare\w*|reject\w*|hard\w*"
    r"|less|fewer|worse|lack\w*|miss\w*|weak\w*|instead|other than|rather|before|price|cost\w*|except|merely|nobody"
    r"|dispens\w*|avoid\w*|absen\w*|un\w{4,}|in(?:valid|secure|consistent|sufficient|complete|significant)\w*|dis\w{4,}|free"
    r"|drops?|fall\w*|hold back|until|however|but)\b|n['’]t\b",
    re.IGNORECASE,
)
_WORDS = 3
"""Words of its own that a clause needs before it can be placed."""
_ENOUGH = 5
"""Words that must be told of a paper before it can be said to be about something else."""
_BACKGROUND, _OTHERS, _PLAN = 0.12, 0.05, 0.01
"""How much nearer, as a part of the clause, a passage of that kind must come than any other."""
_ELSEWHERE = 0.45
"""How much more of a clause another cited paper must have than the one it names."""
_FULL = 6
"""Words from which on a clause counts in full."""
_STRANGE = 0.72
"""Which part of what is told of a paper may not be in it."""


def _placed(case: Case) -> Iterator[tuple[Clause, Passage, float]]:
    """The clauses about one paper with the passage that comes nearest, and how much nearer than those of other kinds."""
    for clause in case.clauses if case.is_english else ():
        if len(clause.about) == 1 and len(clause.stems) >= _WORDS:
            source = clause.about[0]
            for passage in best(clause.stems, source, 1):
                rest = [one for one in source.passages if one.part not in {passage.part, "title"}]
                second = max((share(clause.stems, (one,)) for one in rest), default=0.0)
                yield clause, passage, share(clause.stems, (passage,)) - second


def takes_a_premise_for_a_result(case: Case) -> str | None:
    """What a paper starts from isn't what its experiments show, nor what it made."""
    for clause, passage, lead in _placed(case):
        if passage.part == "background" and _RESULT.search(clause.text) and lead >= _BACKGROUND:
            return f"the paper starts from this and doesn't show it: “{_short(passage)}”"
        if passage.part == "background" and _MAKING.search(clause.text) and lead >= _OTHERS:
            return f"the paper tells this of others: “{_short(passage)}”"
    return None


def takes_a_plan_for_done(case: Case) -> str | None:
    """What is still to come isn't told as done."""
    for clause, passage, lead in _placed(case):
        if passage.part == "planned" and _DONE.search(clause.text) and lead >= _PLAN:
            return f"the paper doesn't say that this is done: “{_short(passage)}”"
    return None


def announces_a_release_as_done(case: Case) -> str | None:
    """Code and data that are only promised aren't released."""
    if not _HANDED_OUT.search(case.claim.text):
        return None
    for source in case.sources:
        said = [one for one in source.passages if _RELEASED.search(one.low)]
        linked = any(resource.url for resource in source.facts.resources)
        if said and not linked and all(one.part == "planned" for one in said):
            return f"the paper only announces it: “{_short(said[0])}”"
    return None


def takes_others_work_for_its_own(case: Case) -> str | None:
    """A paper doesn't introduce what it only mentions."""
    for clause in case.clauses:
        for match in _MAKING_OF.finditer(clause.text):
            name = "".join(words(match[1]))
            for source in clause.about if naming.names(match[1]) else ():
                if name in source.joined and not any(name in own or own in name for own in source.own):
                    return f"{match[1]} isn't the paper's own"
    return None


def tells_it_of_another_paper(case: Case) -> str | None:
    """What a clause tells of the paper it names isn't what another cited paper says."""
    for clause in case.clauses if len(case.sources) > 1 and case.is_english else ():
        if not clause.named or len(clause.stems) < _WORDS:
            continue
        told = clause.stems - clause.about[0].naming
        own = share(told, best(told, clause.about[0]))
        for other in case.sources:
            gain = share(told, best(told, other)) - own
            if gain * min(1.0, len(told) / _FULL) >= _ELSEWHERE:
                return f"another paper says this: “{clause.text.strip(' ,;.')}”"
    return None


def is_about_something_else(case: Case) -> str | None:
    """Each cited paper speaks of what is told of it."""
    for source in case.sources if case.is_english else ():
        told = frozenset[str]().union(*(one.stems for one in case.clauses if source in one.about)) - source.naming
        if len(told) >= _ENOUGH and len(told - source.stems) > _STRANGE * len(told):
            return f"{source.id} doesn't speak of this"
    return None


def drops_a_denial(case: Case) -> str | None:
    """What is quoted as a denial isn't told without one."""
    if not case.is_english or _DENYING.search(case.claim.text):
        return None
    denied = (passage for passage in case.quoted() if _DENIED.search(passage.text))
    return next((f"what is quoted denies it: “{_short(passage)}”" for passage in denied), None)


def _short(passage: Passage, size: int = 120) -> str:
    text: str = passage.text
    return text if len(text) <= size else f"{text[: size - 1].rsplit(' ', 1)[0]} …"

"""Features of a claim beside its sources that speak against it: none of them settles it, a classifier weighs them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check import denial
from digest.check.alignment import best, share
from digest.check.case import Feature
from digest.check.number_rules import unborne_number
from digest.check.rules import WEIGHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.check.alignment import Clause
    from digest.check.case import Case, Measure, Rule
    from digest.check.passages import Part, SourcePassage

_RESULT = re.compile(
    r"\b(?:experiments?|evaluations?|show(?:s|ed|n)?|find(?:s|ings)?|found|reveal\w*|demonstrat\w*|measur\w*|results?"
    r"|observ\w*|tested|comparison|establish\w*|prov(?:e[sdn]?|ing)|confirm\w*|analysis)\b",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"\b(?:introduc(?:es?|ed|ing)|propos(?:es?|ed|ing)|presents?|puts? forward|establish(?:es|ed)?|develop(?:s|ed)?"
    r"|builds?|invent(?:s|ed)?|creat(?:es?|ed)|shows?|showed|devis\w+|contribut\w+)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:released?|public|available|download\w*|extend(?:s|ed)|delivers?|comes? with|has been|have been|close the gap"
    r"|redesign\w*|proved|provides?|equipped|examin\w*|finds?|evaluat\w*|establish\w*|improved)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:(?:is|are|was|were) (?:what (?:makes?|made|drives?|drove|causes?)|the (?:reason|cause))|the reason why"
    r"|caus(?:es?|ed|ing)\b|brings? about|brought about|does the damage|responsible for|because)",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"\b(?:caus\w*|because|due to|lead\w* to|led to|driv\w*|result\w* (?:in|from)|attribut\w*|stem\w* from|reason\b"
    r"|responsib\w*|induc\w*|trigger\w*|explain\w*|root|aris\w* from|introduc\w*|trac(?:e[ds]?|ing)\b|produc\w*|therefore"
    r"|thus|thereby|creat\w*|origin\w*|mechanis\w*|mak(?:e[s]?|ing)|since|as a result|via|through|by \w+ing)\b",
    re.IGNORECASE,
)
_PROVED = re.compile(r"\b(?:prove[sdn]?|establish\w*|guarantee\w*)\b", re.IGNORECASE)
_PROOF = re.compile(r"\b(?:prov(?!id)|theor|guarant|establish)")
_QUALIFIED = (
    re.compile(
        r"\b(?:but|yet|however|although|though|whereas|while|only|except|despite|unless|instead|rather|nevertheless|still)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:not|no|never|without|nor|neither|cannot)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:when|if|only|under|unless|where|provided|assum\w*|given|restrict\w*|subset|sufficient\w*|for the|except|until"
        r"|combined with|limited to|within|at least|in the|during|specific\w*|certain|particular\w*|low|small|some|single"
        r"|offline|simulat\w*|synthetic|average\w*|mean)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:may|might|can|could|suggest\w*|potential\w*|preliminary|possibl[ey]|likely|indicat\w*|tends?|often|sometimes"
        r"|in many cases|typical\w*|generally|largely|mostly|near\w*|approximat\w*|implicat\w*|hypothes\w*|contribut\w*"
        r"|plausib\w*|appear\w*|toward\w*|motivat\w*|candidate\w*|some|modest\w*|partial\w*)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bup to\b|\bas (?:few|many|much|low|high) as\b|\bat (?:most|least)\b|\b(?:on )?average\b", re.IGNORECASE
    ),
)
"""What qualifies a statement: reservations, denials, conditions, hedges and bounds."""
_WORDS = 3
"""Words of its own that a clause needs before it can be placed."""
_FULL = 6
"""Words from which on a clause counts in full."""
_MOST = 4


def _nearest_passages(case: Case, part: Part) -> Iterator[tuple[Clause, SourcePassage, float]]:
    """The clauses about one paper to which a passage of this part comes nearest, and how much nearer than any other."""
    for clause in case.clauses:
        if len(clause.about) == 1 and len(clause.stems) >= _WORDS:
            source = clause.about[0]
            for passage in best(clause.stems, source, 1):
                rest = [one for one in source.passages if one.part not in {passage.part, "title"}]
                second = max((share(clause.stems, (one,)) for one in rest), default=0.0)
                if passage.part == part:
                    yield clause, passage, share(clause.stems, (passage,)) - second


def premise_as_result(case: Case) -> Feature:
    """What a paper starts from is told as what its experiments show."""
    found = [
        (lead, passage)
        for clause, passage, lead in _nearest_passages(case, "background")
        if _RESULT.search(clause.text)
    ]
    return _strongest((lead, f"the paper starts from this and doesn't show it: {p.quoted}") for lead, p in found)


def others_work_as_own(case: Case) -> Feature:
    """What a paper tells of others is told as what it made."""
    found = [
        (lead, passage)
        for clause, passage, lead in _nearest_passages(case, "background")
        if _MAKING.search(clause.text)
    ]
    return _strongest((lead, f"the paper tells this of others: {passage.quoted}") for lead, passage in found)


def plan_as_done(case: Case) -> Feature:
    """What is still to come is told as done."""
    found = [
        (lead, passage) for clause, passage, lead in _nearest_passages(case, "planned") if _DONE.search(clause.text)
    ]
    return _strongest((lead, f"the paper doesn't say that this is done: {passage.quoted}") for lead, passage in found)


def denied_as_so(case: Case) -> Feature:
    """Words that a paper has under a denial only are told without one."""
    found = []
    for clause in case.clauses:
        for source in () if denial.denies(clause.text) else clause.about:
            among = [(one, *denial.plain_and_denied_stems(one.text)) for one in source.passages]
            plain = frozenset[str]().union(*(said for _, said, _ in among)) | source.naming
            passage, hit = max(
                ((one, (clause.stems & denied) - plain) for one, _, denied in among), key=lambda x: len(x[1])
            )
            every = clause.stems & frozenset[str]().union(*(denied for _, _, denied in among)) - plain
            found += [(_grown(len(every)), f"the paper denies it: {passage.quoted}")] if hit else []
    return _strongest(found)


def gives_a_cause(case: Case) -> Feature:
    """What goes together is told as cause and effect."""
    causes = [match[0] for match in _CAUSE.finditer(case.claim.low) if not _CAUSED.search(case.nearest(match.start()))]
    return Feature(1.0, f"no cited paper gives a cause here (“{causes[0]}”)") if causes else Feature()


def told_as_proved(case: Case) -> Feature:
    """It tells of a proof or a guarantee, of which no cited paper speaks."""
    said = _PROVED.search(case.claim.text)
    return (
        Feature(1.0, f"no cited paper goes as far as “{said[0]}”")
        if said and not _PROOF.search(case.low)
        else Feature()
    )


def unqualified(case: Case) -> Feature:
    """It carries no reservation, condition, denial, hedge or bound; true statements mostly carry some.

    This is no reason to refuse anything, so that it gives none: it makes the others weigh more.
    """
    carried = sum(bool(kind.search(case.claim.text)) for kind in _QUALIFIED)
    return Feature(1 - carried / len(_QUALIFIED))


def is_anothers(case: Case) -> Feature:
    """Another cited paper has much more of a clause than the one that it is told of."""
    found = []
    for clause in case.clauses if len(case.sources) > 1 else ():
        told = clause.stems.difference(*(source.naming for source in case.sources))
        own = max((share(told, best(told, source)) for source in clause.about), default=0.0)
        for other in case.sources if len(told) >= _WORDS else ():
            gain = (share(told, best(told, other)) - own) * min(1.0, len(told) / _FULL)
            found.append((gain, f"another paper says this: “{clause.text.strip(' ,;.')}”"))
    return _strongest(found)


def _grown(count: int) -> float:
    """Two words say much more than twice as much as one."""
    return min(_MOST, count) ** 2 / _MOST


def _strongest(found: Iterable[tuple[float, str]]) -> Feature:
    strength, reason = max(found, default=(0.0, ""))
    return Feature(strength, reason) if strength > 0 else Feature()


def _weighed(rule: Rule) -> Measure:
    def measure(case: Case) -> Feature:
        reason = rule(case)
        return Feature(1.0, reason) if reason else Feature()

    return measure


FEATURES: Mapping[str, Measure] = {rule.__name__: _weighed(rule) for rule in WEIGHED} | {
    one.__name__: one
    for one in (
        premise_as_result,
        others_work_as_own,
        plan_as_done,
        denied_as_so,
        gives_a_cause,
        told_as_proved,
        is_anothers,
        unborne_number,
        unqualified,
    )
}

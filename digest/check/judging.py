"""Holds any statements about papers against those papers: what `paperround check` answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.check import claims, rules
from digest.check.claims import Setting
from digest.check.evidence import evidence
from digest.facts import facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import Paper
    from digest.roundup import Statement
    from digest.source_profiles import SourceProfiles

Ruling = Literal["supported", "refused", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check says of a statement, and why, the weightiest reason first."""

    ruling: Ruling
    reasons: tuple[str, ...] = ()


def judge(statement: Statement, papers: Mapping[str, Paper], sources: SourceProfiles) -> Verdict:
    """Whether a statement holds against the papers it cites; `sources` tell ids in its words."""
    cited = [papers[i] for i in statement.cites if i in papers]
    setting = Setting(counts=frozenset({str(len(statement.cites))}), sources=sources)
    claim = claims.read(statement.text, statement.cites, setting)
    reason = rules.wrong(claim, tuple(evidence(paper, facts(paper)) for paper in cited))
    return Verdict(ruling="refused", reasons=(reason,)) if reason else Verdict(ruling="supported")

"""The papers of a brief as sources, and the verdict on any text that rests on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.check import claims, rules
from digest.check.claims import Setting
from digest.check.evidence import Evidence, evidence
from digest.model import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from digest.model import Brief
    from digest.roundup import Section, Statement


class Witnesses:
    """Lays out each paper's evidence when it is first asked for, and only once."""

    def __init__(self, brief: Brief) -> None:
        self._facts = brief.facts
        self._papers = {pick.paper.id: pick.paper for pick in brief.shortlist.picks}
        self._known: dict[str, Evidence] = {}
        self._setting = _setting(brief)
        self._labels = tuple(theme.label for theme in brief.themes)

    def __contains__(self, paper_id: str) -> bool:
        return paper_id in self._papers

    def facts(self, paper_id: str) -> Facts:
        """What code read out of a paper, which may be nothing."""
        return self._facts.get(paper_id) or Facts()

    def against(self, statement: Statement, section: Section) -> str | None:
        """What is wrong with a statement, or None; without any papers, a statement can't cite."""
        setting = replace(
            self._setting,
            spoken=self._setting.spoken + (() if section.kind == "theme" else self._labels),
            counts=self._setting.counts | {str(len(statement.cites)), str(len(section.papers))},
        )
        if not statement.text.strip():
            return "it says nothing"
        claim = claims.read(statement.text, statement.cites, setting)
        return rules.wrong(claim, self._sources(statement.cites), rules.RULES if self._papers else rules.HEADING_RULES)

    def against_heading(self, text: str, papers: Iterable[str] = ()) -> str | None:
        """What is wrong with a title or headline over these papers, or over the whole shortlist."""
        known = tuple(i for i in papers if i in self) or tuple(self._papers)
        spoken = self._setting.spoken + self._labels
        counts = self._setting.counts | {str(len(known))}
        claim = claims.read(text, (), replace(self._setting, spoken=spoken, counts=counts), titled=True)
        # Most headings claim nothing that needs a source, and a shortlist's evidence is costly to lay out.
        if not rules.wrong(claim, (), rules.HEADING_RULES):
            return None
        return rules.wrong(claim, self._sources(known), rules.HEADING_RULES)

    def _sources(self, ids: Iterable[str]) -> tuple[Evidence, ...]:
        for paper_id in ids:
            if paper_id in self._papers and paper_id not in self._known:
                self._known[paper_id] = evidence(self._papers[paper_id], self.facts(paper_id))
        return tuple(self._known[i] for i in dict.fromkeys(ids) if i in self._known)


def _setting(brief: Brief) -> Setting:
    shortlist = brief.shortlist
    facts = [brief.facts.get(pick.paper.id) or Facts() for pick in shortlist.picks]
    counts = [shortlist.found, shortlist.matched, len(shortlist.picks), len(brief.themes)]
    counts += [sum(bool(f.code) for f in facts), sum(bool(f.venue) for f in facts)]
    counts += [len(theme.picks) for theme in brief.themes]
    days = (shortlist.window.start, shortlist.window.end)
    return Setting(
        spoken=(shortlist.topic.name, shortlist.window.label, *(way for day in days for way in _ways(day))),
        counts=frozenset(map(str, counts)),
        names=frozenset(name for f in facts for name in f.names),
        sources=brief.sources,
    )


def _ways(day: date) -> tuple[str, ...]:
    """A day as people write it, the longest way first."""
    return (
        f"{day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B}",
        f"{day:%B} {day.day}",
        f"{day}",
    )

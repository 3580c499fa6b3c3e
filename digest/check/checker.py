"""Holds statements and headings against the papers that they rest on, each laid out as a source once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.check import claims, classifier, rules
from digest.check.case import Case, CheckVerdict
from digest.check.claims import ClaimContext
from digest.check.rivals import Rivals
from digest.check.sources import SourcePaper
from digest.facts import facts as read_facts
from digest.model import Facts
from digest.roundup import Evidence
from digest.text.titles import parted, quotable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from digest.model import Brief, Paper
    from digest.roundup import Section, Statement


class Checker:
    """Holds text against papers by id and what code read out of them, which without `facts` is read when it is needed."""

    def __init__(
        self, papers: Mapping[str, Paper], facts: Mapping[str, Facts] | None = None, setting: ClaimContext | None = None
    ) -> None:
        self._papers = papers
        self._facts = facts
        self._setting = setting or ClaimContext()
        self._rivals = Rivals(papers)
        self._labels: tuple[str, ...] = ()
        self._known: dict[str, SourcePaper] = {}

    @classmethod
    def of(cls, brief: Brief) -> Checker:
        """The papers of a shortlist, and what code itself says of it."""
        papers = {pick.paper.id: pick.paper for pick in brief.shortlist.picks}
        checker = cls(papers, brief.facts, _setting(brief))
        checker._labels = tuple(theme.label for theme in brief.themes)
        return checker

    def __contains__(self, paper_id: str) -> bool:
        return paper_id in self._papers

    def facts(self, paper_id: str) -> Facts:
        """What code read out of a paper, which may be nothing."""
        if self._facts is None:
            return read_facts(self._papers[paper_id])
        return self._facts.get(paper_id) or Facts()

    def verdict(self, statement: Statement, section: Section | None = None) -> CheckVerdict:
        """Whether a statement holds against the papers it cites; without any papers, a statement can't cite."""
        if not statement.text.strip():
            return CheckVerdict(ruling="refused", reasons=("it says nothing",))
        case = self.case(statement, section)
        # Not even a paper's own words may name a stranger or lead anywhere.
        if reasons := rules.against(case, rules.ALWAYS):
            return CheckVerdict(ruling="refused", reasons=reasons)
        if len(statement.cites) == 1 and any(
            source.lends(_untitled(statement.text, case.sources)) and all(map(source.has, source.quotes))
            for source in case.sources
        ):
            return CheckVerdict(ruling="supported")
        if reasons := rules.against(case, rules.SURE if self._papers else rules.HEADING_RULES):
            return CheckVerdict(ruling="refused", reasons=reasons)
        if not case.sources or not case.is_english:
            reasons = rules.against(case, rules.WEIGHED)
            return CheckVerdict(ruling="refused" if reasons else "supported", reasons=reasons)
        return classifier.weigh(case)

    def case(self, statement: Statement, section: Section | None = None) -> Case:
        """A statement beside the papers that it cites, as the rules and the classifier see it."""
        outside = section is None or section.kind != "theme"
        setting = replace(
            self._setting,
            spoken=self._setting.spoken + (self._labels if outside else ()),
            counts=self._setting.counts
            | {str(len(statement.cites))}
            | ({str(len(section.papers))} if section else frozenset()),
        )
        sources = self._sources(statement)
        claim = claims.read(_untitled(statement.text, sources), statement.cites, setting, marks=statement.marks)
        return Case(claim=claim, sources=sources, rivals=self._rivals)

    def against(self, statement: Statement, section: Section | None = None) -> tuple[str, ...]:
        """Why a statement is refused; nothing where it isn't."""
        verdict = self.verdict(statement, section)
        return verdict.reasons if verdict.ruling == "refused" else ()

    def against_heading(self, text: str, papers: Iterable[str] = ()) -> tuple[str, ...]:
        """What is wrong with a title or headline over these papers, or over the whole shortlist."""
        known = tuple(i for i in papers if i in self) or tuple(self._papers)
        spoken = self._setting.spoken + self._labels
        counts = self._setting.counts | {str(len(known))}
        claim = claims.read(text, (), replace(self._setting, spoken=spoken, counts=counts), titled=True)
        # Most headings claim nothing that needs a source, and a shortlist is costly to lay out.
        if not rules.against(Case(claim=claim, sources=()), rules.HEADING_RULES):
            return ()
        return rules.against(Case(claim=claim, sources=tuple(map(self.source, known))), rules.HEADING_RULES)

    def evidenced(self, statement: Statement) -> Statement:
        """The statement with the passages that it rests on: those it names and have, or else the nearest."""
        named = tuple(one for one in statement.evidence if one.paper in self and self.source(one.paper).has(one.quote))
        without = [cite for cite in statement.cites if cite not in {one.paper for one in named}]
        if not without:
            return statement if named == statement.evidence else replace(statement, evidence=named)
        found = self.nearest(replace(statement, cites=tuple(without), evidence=()))
        return replace(statement, evidence=(*named, *found))

    def nearest(self, statement: Statement) -> tuple[Evidence, ...]:
        """The passages of each cited paper that come nearest to what a statement says of it, at most two."""
        return tuple(
            Evidence(paper=one.id, quote=passage.text)
            for one in self._sources(statement)
            for passage in one.nearest_to(statement.text)
        )

    def source(self, paper_id: str) -> SourcePaper:
        """A paper as a source; raises `KeyError` for one that isn't among them."""
        if paper_id not in self._known:
            self._known[paper_id] = SourcePaper(paper=self._papers[paper_id], facts=self.facts(paper_id))
        return self._known[paper_id]

    def _sources(self, statement: Statement) -> tuple[SourcePaper, ...]:
        """The cited papers that are known, with what the statement quotes from each."""
        known = [self.source(cite) for cite in dict.fromkeys(statement.cites) if cite in self]
        quotes = {one.id: tuple(e.quote for e in statement.evidence if e.paper == one.id) for one in known}
        return tuple(replace(one, quotes=quotes[one.id]) if quotes[one.id] else one for one in known)


def _untitled(text: str, sources: Iterable[SourcePaper]) -> str:
    """The text with blanks for the titles of its papers in quotation marks, which say whose it is and claim nothing."""
    for source in sources:
        title = source.paper.title
        for named in (title, parted(title)[1]):
            quoted = f"“{quotable(named)}”"
            text = text.replace(quoted, " " * len(quoted)) if named else text
    return text


def _setting(brief: Brief) -> ClaimContext:
    shortlist = brief.shortlist
    facts = [brief.facts.get(pick.paper.id) or Facts() for pick in shortlist.picks]
    counts = [shortlist.found, shortlist.matched, len(shortlist.picks), len(brief.themes)]
    counts += [sum(bool(f.code) for f in facts), sum(bool(f.venue) for f in facts)]
    counts += [len(theme.picks) for theme in brief.themes]
    days = (shortlist.window.start, shortlist.window.end)
    return ClaimContext(
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

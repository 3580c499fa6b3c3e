"""Writes a roundup without a model: the week's strongest findings first, then each theme by what its papers found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from digest.extract.closeness import Closeness
from digest.extract.connections import connection
from digest.extract.headline import headline
from digest.extract.outlook import outlook
from digest.extract.telling import BY_EXTRACT, Telling
from digest.extract.under_the_hood import under_the_hood
from digest.extract.wording import capital, joined_names
from digest.roundup import Draft, Evidence, Section, Statement
from digest.text.titles import gist, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.extract.stories import Story
    from digest.model import Brief, Pick

WORTH_TELLING, _WORTH_SHOWING = 0.9, -0.5
"""The logit of being good from which on a paper is told of, and that from which on it is where nothing better can lead or
show what a theme has."""
_CLOSE = (0.7, 0.5)
"""The share of the closest paper's closeness from which on a paper may be headlined and lead; the next one where none
that is so close can."""
_FEWEST = 5
"""Papers among which these are chosen, where there are so many."""
_TOLD_FROM = 0.4
"""The share of it from which on a paper is told and not only listed."""
_BY_CLOSENESS = 2.5
"""Logits that being as close as the closest paper is worth."""
_CHOICE = 3.0
"""Papers that can be told, the closest ones, among which each that is told of is chosen."""
_IN_LEAD = 3
_MEASURED_IN_LEAD = 2
_OUTLOOKS = 4
_LOOKED_AT = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundupLength:
    """How much is told.

    Attributes:
        lead: Papers told of in the lead.
        theme: Papers told of in each theme; with none, the lead is all there is.
        least: Papers told of beside the lead, where there are so many.
        also: Papers told of beside the themes.
    """

    lead: int
    theme: int
    least: int
    also: int


LENGTHS = {
    "brief": RoundupLength(lead=5, theme=0, least=0, also=0),
    "standard": RoundupLength(lead=3, theme=5, least=14, also=4),
    "deep": RoundupLength(lead=3, theme=10, least=28, also=8),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Told:
    pick: Pick
    story: Story
    points: float

    @property
    def statement(self) -> Statement:
        paper = self.pick.paper.id
        quotes = tuple(Evidence(paper=paper, quote=source) for source in self.story.sources)
        return Statement(text=self.story.text, cites=(paper,), evidence=quotes)


class _Writer:
    """Writes one draft; remembers whom it has told of, so that nothing is said twice."""

    def __init__(self, brief: Brief, length: RoundupLength) -> None:
        self._brief = brief
        self._length = length
        self._used: set[str] = set()
        self._tellings: dict[str, Telling] = {}
        closeness = Closeness(brief.shortlist.topic)
        self._close = {pick.paper.id: closeness(pick) for pick in brief.shortlist.picks}
        self._closest = sorted(brief.shortlist.picks, key=lambda pick: -self._close[pick.paper.id])

    def draft(self) -> Draft:
        """All of it; the lead is written first, and what it tells isn't told again."""
        if not self._brief.shortlist.picks:
            return _nothing(self._brief)
        title, lead = self._opening()
        if not self._length.theme:
            return Draft(headline=title, sections=(lead,), written_by=BY_EXTRACT)
        themes = [made for theme in self._brief.themes if (made := self._theme(theme.label, theme.picks))]
        sections = [lead, *themes, self._also({paper for theme in themes for paper in theme.papers})]
        said = frozenset(s.text for theme in themes for s in theme.statements)
        tellings = [self._telling(pick) for pick in self._brief.shortlist.picks]
        sections.append(under_the_hood(tellings, self._brief.facts, told=self._used, said=said))
        sections.append(Section(kind="outlook", title="Where this is going", statements=self._outlook()))
        return Draft(
            headline=title,
            sections=tuple(s for s in sections if s.statements or s.resources or (s.kind == "also" and s.papers)),
            written_by=BY_EXTRACT,
        )

    def _opening(self) -> tuple[str, Section]:
        """The headline and the lead, of the papers closest to the topic: the headline's paper is told in full first."""
        title, first, pool = "", None, list[_Told]()
        for share in _CLOSE:
            close = sum(self._closeness(pick) >= share for pick in self._closest)
            picks = self._closest[: max(close, _FEWEST)]
            worth = _WORTH_SHOWING if share == _CLOSE[-1] else WORTH_TELLING
            pool = sorted(self._pool(picks, worth), key=lambda told: -told.points)
            findings = [told for told in pool if told.story.finds]
            title, first = headline(
                self._brief, [(told.pick, self._telling(told.pick)) for told in findings], self._small
            )
            if first and len(pool) >= self._length.lead:
                break
        opener = [told for told in pool if told.pick is first]
        findings = [told for told in pool if told.story.finds and told.pick is not first]
        measured = self._apart(opener, [told for told in findings if told.story.measured])[:_MEASURED_IN_LEAD]
        negative = [told for told in findings if told.story.negative and told not in measured][:1]
        if any(told.story.negative for told in measured):
            negative = []
        lead = list(dict.fromkeys((*measured, *negative, *findings, *pool)))[: self._length.lead]
        if not lead:
            return title, self._titles()
        self._used.update(told.pick.paper.id for told in lead)
        return title, Section(kind="lead", title="", statements=tuple(told.statement for told in lead))

    def _apart(self, first: list[_Told], others: Iterable[_Told]) -> list[_Told]:
        """Findings of different themes before further ones of the same."""
        homes = {pick.paper.id: theme.label for theme in self._brief.themes for pick in theme.picks}
        chosen, seen = list(first), {homes.get(told.pick.paper.id, "") for told in first}
        rest: list[_Told] = []
        for told in others:
            home = homes.get(told.pick.paper.id, told.pick.paper.id)
            (rest if home in seen else chosen).append(told)
            seen.add(home)
        return [*chosen, *rest]

    def _titles(self) -> Section:
        picks = self._brief.shortlist.picks[:2]
        gists = joined_names([gist(pick.paper, self._brief.facts[pick.paper.id], self._small) for pick in picks], "; ")
        text = f"To start with: {gists}."
        return Section(
            kind="lead", title="", statements=(Statement(text=text, cites=tuple(p.paper.id for p in picks)),)
        )

    def _theme(self, label: str, picks: Sequence[Pick]) -> Section | None:
        """None where nothing of it can be told: its papers stand under *Also this week*."""
        statements = self._best_statements(picks, self._length.theme)
        if not statements:
            return None
        joined = connection([self._telling(pick) for pick in picks], self._brief.facts)
        if joined:
            statements.append(joined.statement)
        return Section(kind="theme", title=capital(label), papers=_ids(picks), statements=tuple(statements))

    def _also(self, themed: set[str]) -> Section:
        """What is in no theme; where there are no themes, everything."""
        rest = [pick for pick in self._brief.shortlist.picks if pick.paper.id not in themed]
        in_themes = len(self._used & themed)
        most = max(self._length.also, self._length.least - in_themes)
        return Section(
            kind="also", title="Also this week", papers=_ids(rest), statements=tuple(self._best_statements(rest, most))
        )

    def _best_statements(self, picks: Sequence[Pick], most: int) -> list[Statement]:
        """The best told of these, the strongest finding first, then by rank."""
        mine = {pick.paper.id for pick in picks} - self._used
        fresh = (p for p in self._closest if p.paper.id in mine and self._closeness(p) >= _TOLD_FROM)
        told = sorted(islice(self._pool(fresh, _WORTH_SHOWING), int(most * _CHOICE)), key=lambda told: -told.points)
        best = [one for one in told if one.story.good >= WORTH_TELLING][:most] or told[:1]
        # The opening shows a theme by the first thing that is told of it.
        first = max(best, key=lambda told: told.story.worth_showing, default=None)
        order = sorted(best, key=lambda told: (told is not first, -self._closeness(told.pick)))
        self._used.update(told.pick.paper.id for told in order)
        return [told.statement for told in order]

    def _pool(self, picks: Iterable[Pick], worth: float = WORTH_TELLING) -> Iterable[_Told]:
        """The papers of which a telling is likely good enough."""
        for pick in picks:
            stories = self._telling(pick).stories
            if stories and stories[0].good >= worth:
                points = stories[0].good + _BY_CLOSENESS * self._closeness(pick)
                yield _Told(pick=pick, story=stories[0], points=points)

    def _closeness(self, pick: Pick) -> float:
        """How close to the topic, measured by the closest paper."""
        return self._close[pick.paper.id] / max(self._close[self._closest[0].paper.id], 1e-9)

    @cached_property
    def _small(self) -> frozenset[str]:
        """Words that some abstract writes small, for titles in running text."""
        return vocabulary(pick.paper.abstract for pick in self._brief.shortlist.picks)

    def _outlook(self) -> tuple[Statement, ...]:
        """What papers that aren't told of yet leave open, the best-ranked first."""
        found: list[Statement] = []
        for pick in self._brief.shortlist.picks[:_LOOKED_AT]:
            if pick.paper.id in self._used:
                continue
            if open_ := outlook(self._telling(pick)):
                text, quote = open_
                evidence = (Evidence(paper=pick.paper.id, quote=quote),)
                found.append(Statement(text=text, cites=(pick.paper.id,), evidence=evidence))
            if len(found) == _OUTLOOKS:
                break
        return tuple(found)

    def _telling(self, pick: Pick) -> Telling:
        paper = pick.paper
        if paper.id not in self._tellings:
            self._tellings[paper.id] = Telling(paper, self._brief.facts[paper.id])
        return self._tellings[paper.id]


def _nothing(brief: Brief) -> Draft:
    shortlist = brief.shortlist
    read = "1 paper was read" if shortlist.found == 1 else f"{shortlist.found:,} papers were read"
    text = f"Nothing on {shortlist.topic.name} was listed on {shortlist.window.label}; {read}."
    lead = Section(kind="lead", title="", statements=(Statement(text=text, cites=()),))
    return Draft(headline=f"{capital(shortlist.topic.name)}: nothing new", sections=(lead,), written_by=BY_EXTRACT)


def _ids(picks: Sequence[Pick]) -> tuple[str, ...]:
    return tuple(pick.paper.id for pick in picks)


def write(brief: Brief, length: RoundupLength = LENGTHS["standard"]) -> Draft:
    """A draft in which each statement rests on sentences of the papers that it cites."""
    return _Writer(brief, length).draft()

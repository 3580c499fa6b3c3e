"""The writer that needs no model: a draft made of the abstracts' own key sentences, and cards of single papers."""

from __future__ import annotations

import re
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from digest.extract.telling import Telling
from digest.model import Resource
from digest.roundup import Card, Draft, Section, Statement, WrittenBy
from digest.text.titles import gist, vocabulary
from digest.text.verbs import INTRODUCING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.model import Brief, Facts, Paper, Pick, Theme

BY_EXTRACT = WrittenBy(kind="extract")
_TOLD = 5
"""Papers of a theme that are told of."""
_TOLD_AT_LEAST = 10
"""Papers told of in all, where there are so many."""
_SPARE = 4
"""Further papers of a theme that are looked at for something to tell."""
_IN_HEADLINE = 3
_IN_LEAD = 2
_FIRST = 18
"""Papers that may open a roundup where the themes' best say too little."""
_INTRODUCES = re.compile(rf"\b(?:{'|'.join(sorted(INTRODUCING))})(?:s|es)?\b")
_SHORT = 300
_THIN = 110
"""Characters below which a sentence names something and says little of it."""
_ENOUGH = 2
"""Papers told of in a theme, before one that leans on what isn't told may join them."""
_OUTLOOKS = 4
_KINDS = ("model", "dataset", "benchmark", "code")
_UNLINKED = 8
"""Named models, datasets or benchmarks without a link that are listed of each kind."""


def write(brief: Brief) -> Draft:
    """A draft in which each statement rests on sentences and titles of the papers that it cites."""
    if not brief.shortlist.picks:
        return _nothing(brief)
    return _Writer(brief).draft()


def card(paper: Paper, facts: Facts, related: Sequence[Paper]) -> Card:
    """One paper explained in its own sentences."""
    telling = Telling(paper, facts)
    first, *further = telling.new(most=3) or ("",)
    results = telling.results()
    first, results = (first, results) if first or not results else (results[0], results[1:])
    return Card(
        paper=paper,
        facts=facts,
        gist=first or gist(paper, facts, vocabulary([paper.abstract])),
        new=tuple(further),
        results=results,
        related=tuple(related),
        written_by=BY_EXTRACT,
    )


def _nothing(brief: Brief) -> Draft:
    shortlist = brief.shortlist
    read = "1 paper was read" if shortlist.found == 1 else f"{shortlist.found:,} papers were read"
    text = f"Nothing on {shortlist.topic.name} was listed on {shortlist.window.label}; {read}."
    lead = Section(kind="lead", title="", statements=(Statement(text=text, cites=()),))
    return Draft(headline=f"{_capital(shortlist.topic.name)}: nothing new", sections=(lead,), written_by=BY_EXTRACT)


class _Writer:
    """Writes one draft; remembers what it has said so that nothing is said twice."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._led: set[str] = set()
        self._tellings: dict[str, Telling] = {}

    def draft(self) -> Draft:
        themes = self._brief.themes
        sections = [self._lead(), *map(self._theme, themes)]
        sections.append(Section(kind="resources", title="Under the hood", resources=self._resources()))
        sections.append(Section(kind="outlook", title="Where this is going", statements=self._outlook()))
        return Draft(
            headline=self._headline(),
            sections=tuple(s for s in sections if s.statements or s.resources),
            written_by=BY_EXTRACT,
        )

    def _headline(self) -> str:
        name = _capital(self._brief.shortlist.topic.name)
        labels = [theme.label for theme in self._brief.themes]
        # A label that is a pair itself would be lost in a list.
        alone = [label for label in labels if " and " not in label][:_IN_HEADLINE]
        if len(labels) > 1:
            return f"{name}: {_list(alone) if len(alone) > 1 else '; '.join(labels[:2])}"
        return f"{name}: {self._gist(self._brief.shortlist.picks[0])}"

    def _lead(self) -> Section:
        """What the best papers of different themes bring; their results are told further down, so nothing is said twice."""
        heads = sorted((theme.picks[0] for theme in self._brief.themes), key=lambda pick: pick.rank)
        rest = (pick for pick in self._brief.shortlist.picks[:_FIRST] if pick not in heads)
        statements = self._openers(heads)
        if len(statements) < _IN_LEAD:
            statements = [*statements, *self._openers(rest)][:_IN_LEAD]
        if not statements:
            first = self._brief.shortlist.picks[:_IN_LEAD]
            gists = _list([self._gist(pick) for pick in first], "; ")
            statements = [Statement(text=f"To start with: {gists}.", cites=tuple(pick.paper.id for pick in first))]
        self._led.update(cited for statement in statements for cited in statement.cites)
        return Section(kind="lead", title="", statements=tuple(statements))

    def _openers(self, picks: Iterable[Pick]) -> list[Statement]:
        """What can be understood at once, first what introduces something: a finding often wants its abstract."""
        tellings = [telling for telling in map(self._telling, picks) if telling.clear]
        told = [(telling, telling.contribution()) for telling in tellings]
        told.sort(key=lambda one: (not _INTRODUCES.search(one[1]), len(one[1]) < _THIN))
        fit = [Statement(text=text, cites=(t.paper.id,)) for t, text in told if text and len(text) <= _SHORT]
        return fit[:_IN_LEAD]

    def _theme(self, theme: Theme) -> Section:
        told: list[Statement] = []
        leaning: list[Statement] = []
        most = max(_TOLD, _TOLD_AT_LEAST // len(self._brief.themes))
        for pick in theme.telling[: most + _SPARE]:
            if text := self._told(pick):
                (told if self._telling(pick).clear else leaning).append(Statement(text=text, cites=(pick.paper.id,)))
            if len(told) == most:
                break
        return Section(
            kind="theme",
            title=_capital(theme.label),
            papers=tuple(pick.paper.id for pick in theme.picks),
            statements=(*told, *leaning[: max(_ENOUGH - len(told), 0)]),
        )

    def _told(self, pick: Pick) -> str:
        telling = self._telling(pick)
        return telling.result() if pick.paper.id in self._led else telling.statement()

    def _outlook(self) -> tuple[Statement, ...]:
        """What the papers say of what comes next, from as many themes as can be."""
        statements: list[Statement] = []
        rounds = zip_longest(*(theme.telling for theme in self._brief.themes))
        for pick in filter(None, chain.from_iterable(rounds)):
            telling = self._telling(pick)
            if telling.looks_ahead and (text := telling.outlook()):
                statements.append(Statement(text=text, cites=(pick.paper.id,)))
            if len(statements) == _OUTLOOKS:
                break
        return tuple(statements)

    def _telling(self, pick: Pick) -> Telling:
        paper = pick.paper
        if paper.id not in self._tellings:
            self._tellings[paper.id] = Telling(paper, self._brief.facts[paper.id])
        return self._tellings[paper.id]

    def _resources(self) -> tuple[Resource, ...]:
        merged: dict[tuple[str, str], Resource] = {}
        for pick in self._brief.shortlist.picks:
            for resource in self._brief.facts[pick.paper.id].resources:
                key = (resource.kind, (resource.url or resource.name).lower())
                seen = merged.get(key)
                cites = tuple(dict.fromkeys((*(seen.cites if seen else ()), *resource.cites)))
                merged[key] = Resource(kind=resource.kind, name=(seen or resource).name, url=resource.url, cites=cites)
        return tuple(chain.from_iterable(self._of_kind(kind, merged.values()) for kind in _KINDS))

    def _of_kind(self, kind: str, resources: Iterable[Resource]) -> Iterable[Resource]:
        """All with a link, and of those without the papers' own and the most used."""
        mine = [resource for resource in resources if resource.kind == kind]
        yield from (resource for resource in mine if resource.url)
        unlinked = [resource for resource in mine if not resource.url]
        yield from sorted(unlinked, key=lambda resource: -len(resource.cites))[:_UNLINKED]

    def _gist(self, pick: Pick) -> str:
        small = vocabulary(known.paper.abstract for known in self._brief.shortlist.picks)
        return gist(pick.paper, self._brief.facts[pick.paper.id], small)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list(items: Sequence[str], comma: str = ", ") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004 - a pair
        return "".join(items)
    last = " and " if comma == ", " else f"{comma}and "
    return f"{comma.join(items[:-1])}{last}{items[-1]}"

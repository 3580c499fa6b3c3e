"""Gathers what a reader can use: linked code, models and datasets, and well-known ones a paper names without a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.facts.coinage import Shape, shape
from digest.facts.descriptions import description_in
from digest.facts.links import Link, links
from digest.facts.mentions import IS_BENCH, mentions, own_kind
from digest.facts.places import Place, place
from digest.model import Resource, ResourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Paper, ResourceRole

_ORDER: dict[ResourceKind, int] = {"code": 0, "page": 1, "model": 2, "dataset": 3, "benchmark": 4, "tool": 5}
# How a paper hands over its own things; `built on https://…` doesn't.
_OFFERED = re.compile(
    r"(?:\b(?:codes?|data|datasets?|models?|weights|pages?|site|website|available|released|open[- ]sourced?|demo"
    r"|benchmark|implementation|github"
    r"|repository|homepage)\b[^.!?]{0,40}|:\s*)$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\bcodes?\b|implementation|repositor|software|scripts?\b|source|toolkit|library|github", re.IGNORECASE
)
_DATA = re.compile(r"\bdata\b|\bdatasets?\b|\bcorpus\b|\bcorpora\b", re.IGNORECASE)
_BENCHMARK = re.compile(r"\bbenchmarks?\b|leaderboard", re.IGNORECASE)
_COMING = re.compile(
    r"\bcodes?\b[^.]{0,60}\bwill\s(?:soon\s)?be\s(?:[\w-]+\s){0,2}(?:available|released|open-?sourced|public|published)"
    r"|\bwill\s(?:release|publish|open-source|share)\b[^.]{0,40}\bcode\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\bwill\s(?:[\w-]+\s)?be\s(?:[\w-]+\s){0,3}(?:available|released|open[- ]?sourced?|public|published|hosted)\b[^.]*$"
    r"|\bwill\s(?:[\w-]+\s)?(?:release|publish|share|open[- ]?source)\b[^.]*$",
    re.IGNORECASE,
)
# `integrated into NAME at https://…` leads to what somebody else offers.
_ANOTHERS = re.compile(
    r"\b(?:integrated\sinto|built\s(?:up)?on|based\son|forked\sfrom|adapted\sfrom|provided\sby)\s[^.,;]{0,40}$",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?:\s(?:in|on|for|of|with|from|by|at|to|and))+$")
_GOES_ON = re.compile(r",? (?:that|which|where|while|whose|enabling)\b|[;:]|\s[–—]|, ")
_IN_A_LIST = re.compile(
    r", (?!an?\b|the\b|with\b|to\b|for\b|by\b|from\b|on\b|in\b|including\b|such\b|designed\b|built\b|based\b"
    r"|trained\b|which\b|that\b|where\b|covering\b|comprising\b|spanning\b|[a-z]+ing\s(?:an?|the|both)\b)"
)
_LONGEST = 110
_TELLING = 4
"""Words from which a description says more than the kind does."""
_SENTENCE = re.compile(r"[.!?;]\s")
_SHELVES = frozenset({"code", "page"})
"""Where anything may lie, whatever it is."""
_ALNUM = re.compile(r"[^a-z0-9]+")
_SAYS_NOTHING = frozenset(
    "datasets dataset code codes data model models main repo project paper benchmark demo".split()
)


def resources(paper: Paper, names: Sequence[str]) -> tuple[Resource, ...]:
    """Everything linked in abstract and comment, then what is named without a link, sorted by kind, each once.

    What is linked is the paper's own; so is what it names as its own. Code without a link that it says will come is
    announced.
    """
    spots: dict[str, tuple[Link, Place]] = {}
    for link in (*links(paper.abstract), *links(paper.comment)):
        spot = place(link)
        if spot and not _ANOTHERS.search(link.before):
            spots.setdefault(spot.key, (link, spot))
    repositories = sum(spot.kind == "code" and not spot.page for _, spot in spots.values())
    found = []
    for link, spot in spots.values():
        kind = _kind(link, spot)
        name = _name(spot, link, kind, paper, names, alone=repositories == 1)
        if kind == "dataset" and IS_BENCH.search(name):
            kind = "benchmark"
        coming = not spot.page and _LATER.search(link.before)
        found.append(
            Resource(
                kind=kind,
                name=name,
                url=spot.url,
                cites=(paper.id,),
                role="announced" if coming else "introduced",
                about=_own_description(name, kind, names, paper),
            )
        )
    linked = {_bare(resource.name) for resource in found if resource.kind not in _SHELVES}
    for kind, name in mentions(paper, names):
        if _bare(name) not in linked:
            role: ResourceRole = "introduced" if name in names else "used"
            about = _own_description(name, kind, names, paper)
            found.append(Resource(kind=kind, name=name, url=None, cites=(paper.id,), role=role, about=about))
    if not any(resource.kind == "code" for resource in found) and _COMING.search(f"{paper.abstract} {paper.comment}"):
        name = names[0] if names else paper.title
        found.append(Resource(kind="code", name=name, url=None, cites=(paper.id,), role="announced"))
    return tuple(sorted(found, key=lambda resource: _ORDER[resource.kind]))


def _kind(link: Link, spot: Place) -> ResourceKind:
    """By the host where that says it; else by the words of the sentence that leads to the link."""
    if spot.kind == "model" and not spot.whole:
        return "model"
    near = _SENTENCE.split(link.before)[-1]
    if spot.page or (spot.kind == "code" and _CODE.search(near)):
        return spot.kind
    if _BENCHMARK.search(near):
        return "benchmark"
    if _DATA.search(near):
        return "dataset"
    return spot.kind


def _name(spot: Place, link: Link, kind: ResourceKind, paper: Paper, names: Sequence[str], *, alone: bool) -> str:
    """The paper's own name where the address carries it or the paper offers nothing else; else the repository's."""
    text = f"{paper.title}. {paper.abstract}"
    # A dataset isn't called what its method is.
    fitting = [name for name in names if kind in _SHELVES or own_kind(name, text) in {kind, None}]
    slug = _bare(spot.slug)
    own = next((name for name in fitting if len(_bare(name)) > 1 and _bare(name) in slug), None)
    alone = alone and kind in _SHELVES
    said = re.search(rf"(?<![\w/.-]){re.escape(spot.slug)}(?![\w/])", text, re.IGNORECASE)
    if own is None and said and shape(said[0]) is Shape.COINED:
        return said[0]
    if own is None and fitting and (spot.page or alone or spot.numbered or slug in _SAYS_NOTHING):
        own = fitting[0] if _OFFERED.search(link.before) else None
    return own or spot.slug


def _own_description(name: str, kind: ResourceKind, names: Sequence[str], paper: Paper) -> str | None:
    """What the paper says of its own, up to where it goes on; nothing where that would be too long."""
    found = description_in(name, paper.abstract) if name in names else None
    if found is None or (kind not in _SHELVES and found.sort not in {kind, "method"}):
        return None
    phrase = _GOES_ON.split(found.phrase)[0].strip(" ,")
    # A comma that only parts the items of a list is no end.
    if _IN_A_LIST.match(found.phrase, len(phrase)) or re.search(r" providing$| including$", phrase):
        return None
    phrase = _DANGLING.sub("", phrase)
    return phrase if len(phrase) <= _LONGEST and len(phrase.split()) >= _TELLING else None


def _bare(name: str) -> str:
    return _ALNUM.sub("", name.casefold())

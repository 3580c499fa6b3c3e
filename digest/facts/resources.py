"""Gathers what a reader can use: linked code, models and datasets, and well-known ones a paper names without a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.facts.descriptions import described
from digest.facts.links import Link, links
from digest.facts.mentions import mentions
from digest.facts.places import Place, place
from digest.model import Resource, ResourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Paper

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
_GOES_ON = re.compile(
    r",? (?:that|which|where|and|while|to|by|with|enabling|designed|based|built|constructed)\b|[;:]|\s[–—]|, "
)
_LONGEST = 120
_TELLING = 4
"""Words from which a description says more than the kind does."""
_SENTENCE = re.compile(r"[.!?;]\s")
_ALNUM = re.compile(r"[^a-z0-9]+")


def resources(paper: Paper, names: Sequence[str]) -> tuple[Resource, ...]:
    """Everything linked in abstract and comment, then what is named without a link, sorted by kind, each once.

    What is linked is the paper's own; so is what it names as its own. Code without a link that it says will come is
    announced.
    """
    spots: dict[str, tuple[Link, Place]] = {}
    for link in (*links(paper.abstract), *links(paper.comment)):
        spot = place(link)
        if spot:
            spots.setdefault(spot.key, (link, spot))
    repositories = sum(spot.kind == "code" and not spot.page for _, spot in spots.values())
    found = [
        Resource(
            kind=_kind(link, spot),
            name=_name(spot, link, names, alone=repositories == 1),
            url=spot.url,
            cites=(paper.id,),
            role="introduced",
            about=_about(_name(spot, link, names, alone=repositories == 1), names, paper),
        )
        for link, spot in spots.values()
    ]
    linked = {(resource.kind, _bare(resource.name)) for resource in found}
    found += [
        Resource(
            kind=kind,
            name=name,
            url=None,
            cites=(paper.id,),
            role="introduced" if name in names else "used",
            about=_about(name, names, paper),
        )
        for kind, name in mentions(paper, names)
        if (kind, _bare(name)) not in linked
    ]
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


def _name(spot: Place, link: Link, names: Sequence[str], *, alone: bool) -> str:
    """The paper's own name where the address carries it or the paper offers nothing else; else the repository's."""
    slug = _bare(spot.slug)
    own = next((name for name in names if len(_bare(name)) > 1 and _bare(name) in slug), None)
    if own is None and names and (spot.page or alone or spot.numbered) and _OFFERED.search(link.before):
        own = names[0]
    return own or spot.slug


def _about(name: str, names: Sequence[str], paper: Paper) -> str | None:
    """What the paper says of its own, cut where it goes on."""
    found = described(name, paper.abstract) if name in names else None
    if found is None:
        return None
    phrase = _GOES_ON.split(found.phrase)[0].strip(" ,")
    return phrase if len(phrase) <= _LONGEST and len(phrase.split()) >= _TELLING else None


def _bare(name: str) -> str:
    return _ALNUM.sub("", name.casefold())

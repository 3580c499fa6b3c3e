"""Gathers what a reader can use: linked code, models and datasets, and well-known ones a paper names without a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.facts.links import Link, links
from digest.facts.mentions import mentions
from digest.facts.places import Place, place
from digest.model import Resource, ResourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Paper

_ORDER: dict[ResourceKind, int] = {"code": 0, "model": 1, "dataset": 2, "benchmark": 3}
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
_SENTENCE = re.compile(r"[.!?;]\s")
_ALNUM = re.compile(r"[^a-z0-9]+")


def resources(paper: Paper, names: Sequence[str]) -> tuple[Resource, ...]:
    """Everything linked in abstract and comment, then what is named without a link, sorted by kind, each once.

    A project page is listed as code, or as what it is said to offer, under the name `X project page`.
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
        )
        for link, spot in spots.values()
    ]
    linked = {(resource.kind, _bare(resource.name)) for resource in found}
    found += [
        Resource(kind=kind, name=name, url=None, cites=(paper.id,))
        for kind, name in mentions(paper, names)
        if (kind, _bare(name)) not in linked
    ]
    return tuple(sorted(found, key=lambda resource: _ORDER[resource.kind]))


def _kind(link: Link, spot: Place) -> ResourceKind:
    """By the host where that says it; else by the words of the sentence that leads to the link."""
    if spot.kind == "model" and not spot.whole:
        return "model"
    near = _SENTENCE.split(link.before)[-1]
    if spot.kind == "code" and (_CODE.search(near) or spot.page):
        return "code"
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
    name = own or spot.slug
    return f"{name} project page" if spot.page else name


def _bare(name: str) -> str:
    return _ALNUM.sub("", name.casefold())

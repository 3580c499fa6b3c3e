"""Writes what is under the hood: results on one benchmark side by side, and what the papers bring and use, each thing once."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from digest.extract.comparing import shared_results
from digest.roundup import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from digest.extract.telling import Telling
    from digest.model import Facts, Resource

_REPORTING = 3
"""Papers that must report on the same benchmark for a comparison of the whole shortlist."""
_REPORTS = 2
_KINDS = ("model", "dataset", "benchmark", "tool", "code", "page")
_UNLINKED = 8


def under_the_hood(
    tellings: Sequence[Telling], facts: Mapping[str, Facts], *, told: Collection[str], said: Collection[str]
) -> Section:
    """The section.

    Args:
        tellings: All papers, best first.
        facts: By paper.
        told: The ids of the papers that are told of, whose things come first.
        said: What the themes say already.
    """
    reports = (
        report
        for report in shared_results(tellings, facts)
        if len(report.papers) >= _REPORTING and report.text not in said
    )
    resources = _merged(resource for telling in tellings for resource in facts[telling.paper.id].resources)
    return Section(
        kind="resources",
        title="Under the hood",
        statements=tuple(report.statement for report in islice(reports, _REPORTS)),
        resources=tuple(shown for kind in _KINDS for shown in _of_kind(kind, resources, told)),
    )


def _merged(resources: Iterable[Resource]) -> Sequence[Resource]:
    """Each once, with all papers that bring or use it."""
    merged: dict[tuple[str, str], Resource] = {}
    for resource in resources:
        key = (resource.kind, (resource.url or resource.name).lower())
        seen = merged.get(key)
        cites = tuple(dict.fromkeys((*(seen.cites if seen else ()), *resource.cites)))
        first = seen if seen and (seen.role == "introduced" or resource.role != "introduced") else resource
        merged[key] = replace(first, cites=cites)
    return tuple(merged.values())


def _of_kind(kind: str, resources: Iterable[Resource], told: Collection[str]) -> Iterator[Resource]:
    """All with a link, and of those without the most used, those of papers that are told of first."""
    mine = [resource for resource in resources if resource.kind == kind]
    yield from (resource for resource in mine if resource.url)
    unlinked = [resource for resource in mine if not resource.url]
    unlinked.sort(key=lambda r: (not any(paper in told for paper in r.cites), r.role != "introduced", -len(r.cites)))
    yield from unlinked[:_UNLINKED]

"""Says what code can see that papers have in common: results on one benchmark, and what several bring."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from digest.extract.comparing import MEASURED_ON, Connection, measured_on_the_same, shared_results
from digest.extract.wording import joined_names, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.extract.telling import Telling
    from digest.model import Facts, Resource

# What it is for or of, whole, and understood with nothing before it.
_TELLS = re.compile(
    r"^(?!.*\b(?:this|these|its|their)\b)(?=.{38}).*\s(?:for|of|to|on|requiring|comprising|with)\s.*?(?<![\w-])(?!in$|the$|of$|and$)\w+$"
)
_ENOUGH = 5
"""Papers from which on a theme wants to be told together."""
_SEVERAL = 3


def connection(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Connection | None:
    """The strongest thing that papers of one theme have in common, None where there is nothing.

    Args:
        tellings: The theme's papers, best first.
        facts: By paper.
    """
    if len(tellings) < _ENOUGH:
        return None
    ways = (
        shared_results(tellings, facts),
        measured_on_the_same(tellings),
        _brought(tellings, facts),
    )
    return next(chain.from_iterable(ways), None)


def _brought(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """What benchmarks or datasets they bring, each with what it is."""
    for kind in MEASURED_ON:
        found = (
            _glossed(telling, resource) for telling in tellings for resource in _own_resources(kind, telling, facts)
        )
        told = [one for one in found if one][:_SEVERAL]
        if len(told) == _SEVERAL:
            # Not how many: others may bring one in words that aren't recognised.
            text = sentence(f"New {kind}s here include {joined_names([gloss for gloss, _ in told], '; ')}")
            yield Connection(text=text, quotes=tuple(quote for _, quote in told))


def _own_resources(kind: str, telling: Telling, facts: Mapping[str, Facts]) -> Sequence[Resource]:
    """The first benchmark or dataset that a paper brings."""
    resources = facts[telling.paper.id].resources
    return [
        one for one in resources if one.kind == kind and one.role == "introduced" and _TELLS.match(one.about or "")
    ][:1]


def _glossed(telling: Telling, resource: Resource) -> tuple[str, tuple[str, str]] | None:
    """Its name with what the paper says it is, and the sentence that says so; None where no sentence says both."""
    said = next(
        (p.raw for p in telling.abstract.passages if resource.name in p.raw and str(resource.about) in p.raw), ""
    )
    return (f"{resource.name}, {resource.about}", (telling.paper.id, said)) if said else None

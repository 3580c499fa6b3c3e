"""Says what code can see that papers have in common: results on one benchmark, what several bring, two sides of an attack."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from digest.extract.comparing import MEASURED_ON, Connection, called, results, together
from digest.extract.wording import listed, sentence

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
_ATTACKS = re.compile(
    r"\b(?:attack(?:s|ing)?|jailbreak(?:s|ing)?|red[- ]team(?:s|ing)?|poisoning|hijacking|exploit(?:s|ing)?)\b",
    re.IGNORECASE,
)
_DEFENDS = re.compile(
    r"\b(?:defen[cds]\w*|detect\w*|mitigat\w*|protect\w*|guard\w*|prevent\w*|immuniz\w*)\b", re.IGNORECASE
)
_THREATS = {
    "jailbreaks": "jailbreak",
    "backdoors": "backdoor",
    "prompt injection": "prompt injection",
    "data poisoning": "poisoning",
    "membership inference": "membership inference",
    "adversarial examples": "adversarial",
    "deepfakes": "deepfake",
    "watermarks": "watermark",
}


def connection(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Connection | None:
    """The strongest thing that papers of one theme have in common, None where there is nothing.

    Args:
        tellings: The theme's papers, best first.
        facts: By paper.
    """
    if len(tellings) < _ENOUGH:
        return None
    ways = (
        results(tellings, facts),
        _sides(tellings),
        together(tellings),
        _brought(tellings, facts),
    )
    return next(chain.from_iterable(ways), None)


def _brought(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """What benchmarks or datasets they bring, each with what it is."""
    for kind in MEASURED_ON:
        found = (_glossed(telling, resource) for telling in tellings for resource in _own(kind, telling, facts))
        told = [one for one in found if one][:_SEVERAL]
        if len(told) == _SEVERAL:
            # Not how many: others may bring one in words that aren't recognised.
            text = sentence(f"New {kind}s here include {listed([gloss for gloss, _ in told], '; ')}")
            yield Connection(text=text, quotes=tuple(quote for _, quote in told))


def _own(kind: str, telling: Telling, facts: Mapping[str, Facts]) -> Sequence[Resource]:
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


def _sides(tellings: Sequence[Telling]) -> Iterator[Connection]:
    """What one paper attacks and another defends."""
    for threat, word in _THREATS.items():
        about = [t for t in tellings if word in t.paper.title.lower()]
        attackers = [t for t in about if _ATTACKS.search(t.paper.title) and not _DEFENDS.search(t.paper.title)][:2]
        defenders = [t for t in about if _DEFENDS.search(t.paper.title)][:2]
        if attackers and defenders:
            sides = f"attacks by {called(attackers)}, defenses by {called(defenders)}"
            text = sentence(f"Both sides of {threat} are here: {sides}")
            yield Connection(text=text, quotes=tuple((t.paper.id, t.paper.title) for t in (*attackers, *defenders)))

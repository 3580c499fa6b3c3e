"""Says what code can see that papers have in common: results on one benchmark, what several bring, two sides of an attack."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from digest.extract.comparing import MEASURED_ON, MOST_NAMED, Connection, called, results, together
from digest.extract.wording import listed, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.extract.telling import Telling
    from digest.model import Facts

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
    """What benchmarks or datasets they bring."""
    for kind in MEASURED_ON:
        own: list[tuple[Telling, str]] = []
        for telling in tellings:
            made = [r for r in facts[telling.paper.id].resources if r.kind == kind and r.role == "introduced"]
            own += [(telling, r.name) for r in made[:1] if r.name in telling.paper.abstract]
        if len(own) >= _SEVERAL:
            names = [name for _, name in own[:MOST_NAMED]]
            # Not how many: others may bring one in words that aren't recognised.
            text = f"New {kind}s here include {listed(names)}."
            yield Connection(text=text, quotes=_saying(own))


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


def _saying(own: Sequence[tuple[Telling, str]]) -> tuple[tuple[str, str], ...]:
    """The sentence of each in which it says so."""
    return tuple(
        (t.paper.id, next((p.raw for p in t.abstract.passages if name in p.raw), t.paper.title)) for t, name in own
    )

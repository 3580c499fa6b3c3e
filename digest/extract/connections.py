"""Says what code can see that several papers of a theme have in common: a benchmark, two sides of an attack, open code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from digest.extract.wording import listed, spelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.extract.telling import Telling
    from digest.model import Facts

_ENOUGH = 5
"""Papers from which on a theme wants to be told together."""
_MOST_NAMED = 5
_USED = ("benchmark", "dataset", "model")
_ATTACKS = re.compile(
    r"\b(?:attack(?:s|ing)?|jailbreak(?:s|ing)?|red[- ]team(?:s|ing)?|poisoning|hijacking|exploit(?:s|ing)?)\b",
    re.IGNORECASE,
)
_DEFENDS = re.compile(
    r"\b(?:defen[cds]\w*|guard\w*|protect\w*|mitigat\w*|detect\w*|prevent\w*|robust\w*|safe(?:ty|guard\w*)"
    r"|resist\w*|immuniz\w*|secur(?:ing|e)|shield\w*|purif\w*)\b",
    re.IGNORECASE,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A sentence on several papers, with the papers that it joins and the words in each that show it."""

    text: str
    papers: tuple[str, ...]
    signs: Mapping[str, str]


def connection(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Connection | None:
    """The strongest thing that papers of one theme have in common, the theme's best first; None where there is nothing."""
    if len(tellings) < _ENOUGH:
        return None
    return next(chain(_shared(tellings, facts), _sides(tellings), _open(tellings, facts)), None)


def _shared(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """A benchmark, dataset or model that two or more name; what most share first."""
    users: dict[str, list[Telling]] = {}
    for telling in tellings:
        own = {name.casefold() for name in facts[telling.paper.id].names}
        for resource in facts[telling.paper.id].resources:
            if resource.kind in _USED and not resource.url and resource.name.casefold() not in own:
                users.setdefault(resource.name, []).append(telling)
    for name, using in sorted(users.items(), key=lambda user: -len(user[1])):
        if len(using) > 1:
            both = "both" if len(using) == 2 else "all"  # noqa: PLR2004 - a pair
            text = f"{_called(using)} {both if len(using) <= _MOST_NAMED else ''} work with {name}.".replace("  ", " ")
            yield Connection(text=text, papers=_ids(using), signs={t.paper.id: name for t in using})


def _sides(tellings: Sequence[Telling]) -> Iterator[Connection]:
    """What one paper attacks and another defends."""
    for threat, word in _THREATS.items():
        about = [t for t in tellings if word in f"{t.paper.title} {t.paper.abstract}".lower()]
        attackers = [t for t in about if _ATTACKS.search(t.paper.title) and not _DEFENDS.search(t.paper.title)]
        defenders = [t for t in about if _DEFENDS.search(t.paper.title) and not _ATTACKS.search(t.paper.title)]
        if attackers and defenders:
            sides = (*attackers[:2], *defenders[:2])
            text = (
                f"On {threat}, {_called(attackers[:2])} {'take' if len(attackers) > 1 else 'takes'} the attacker’s side, "
                f"{_called(defenders[:2])} the defender’s."
            )
            yield Connection(text=text, papers=_ids(sides), signs={t.paper.id: t.paper.title for t in sides})


def _open(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """How many link their code."""
    linking = [t for t in tellings if facts[t.paper.id].code]
    if 1 < len(linking) < len(tellings):
        named = f": {_called(linking)}" if len(linking) <= _MOST_NAMED else ""
        text = f"{spelt(len(linking)).capitalize()} of these {spelt(len(tellings))} papers link their code{named}."
        yield Connection(
            text=text, papers=_ids(linking), signs={t.paper.id: facts[t.paper.id].code[0] for t in linking}
        )


def _called(tellings: Sequence[Telling]) -> str:
    """The papers by the names of their methods, or by their people; many of them by the first few."""
    names = [telling.voice.name or telling.voice.by for telling in tellings]
    return listed(
        names
        if len(names) <= _MOST_NAMED
        else [*names[: _MOST_NAMED - 1], f"{spelt(len(names) - _MOST_NAMED + 1)} others"]
    )


def _ids(tellings: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(telling.paper.id for telling in tellings))

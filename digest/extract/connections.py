"""Says what code can see that several papers of a theme have in common: a benchmark, two sides of an attack, a technique."""

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
_USED = ("benchmark", "dataset")
"""A model's name often stands in an abstract as an example only, so that sharing it would be too much said."""
_ATTACKS = re.compile(
    r"\b(?:attack(?:s|ing)?|jailbreak(?:s|ing)?|red[- ]team(?:s|ing)?|poisoning|hijacking|exploit(?:s|ing)?)\b",
    re.IGNORECASE,
)
_DEFENDS = re.compile(
    r"\b(?:defen[cds]\w*|guard\w*|protect\w*|mitigat\w*|detect\w*|prevent\w*|robust\w*|safe(?:ty|guard\w*)|resist\w*"
    r"|immuniz\w*|secur(?:ing|e)|shield\w*|purif\w*)\b",
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
    """A sentence on several papers.

    Attributes:
        quotes: Each paper that it joins, and words of its title or abstract that show it.
    """

    text: str
    quotes: tuple[tuple[str, str], ...]

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that it joins."""
        return tuple(paper for paper, _ in self.quotes)


def connection(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Connection | None:
    """The strongest thing that papers of one theme have in common, None where there is nothing.

    Args:
        tellings: The theme's papers, best first.
        facts: By paper.
    """
    if len(tellings) < _ENOUGH:
        return None
    return next(chain(_shared(tellings, facts), _sides(tellings)), None)


def _shared(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """A benchmark or dataset that two or more name; what most share first."""
    users: dict[str, list[Telling]] = {}
    for telling in tellings:
        own = {name.casefold() for name in facts[telling.paper.id].names}
        for resource in facts[telling.paper.id].resources:
            if resource.kind in _USED and not resource.url and resource.name.casefold() not in own:
                users.setdefault(resource.name, []).append(telling)
    for name, using in sorted(users.items(), key=lambda user: -len(user[1])):
        if len(using) > 1:
            both = "both" if len(using) == 2 else "all"  # noqa: PLR2004 - a pair
            yield Connection(text=f"{_called(using)} {both} work with {name}.", quotes=_saying(using, (name,)))


def _sides(tellings: Sequence[Telling]) -> Iterator[Connection]:
    """What one paper attacks and another defends."""
    for threat, word in _THREATS.items():
        about = [t for t in tellings if word in f"{t.paper.title} {t.paper.abstract}".lower()]
        attackers = [t for t in about if _ATTACKS.search(t.paper.title) and not _DEFENDS.search(t.paper.title)][:2]
        defenders = [t for t in about if _DEFENDS.search(t.paper.title) and not _ATTACKS.search(t.paper.title)][:2]
        if attackers and defenders:
            takes = "take" if len(attackers) > 1 else "takes"
            text = (
                f"On {threat}, {_called(attackers)} {takes} the attacker’s side, {_called(defenders)} the defender’s."
            )
            yield Connection(text=text, quotes=tuple((t.paper.id, t.paper.title) for t in (*attackers, *defenders)))


def _saying(tellings: Sequence[Telling], ways: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The sentence of each in which it says so."""
    return tuple(
        (t.paper.id, next((p.raw for p in t.abstract.passages if any(way in p.raw for way in ways)), t.paper.title))
        for t in tellings
    )


def _called(tellings: Sequence[Telling]) -> str:
    """The papers by the names of their methods, or by their people; many of them by the first few."""
    names = list(dict.fromkeys(telling.called for telling in tellings))
    more = len(names) - _MOST_NAMED + 1
    return listed(names if len(names) <= _MOST_NAMED else [*names[: _MOST_NAMED - 1], f"{spelt(more)} others"])

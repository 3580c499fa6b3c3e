"""Says what code can see that papers have in common: results on one benchmark, what several bring, two sides of an attack."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from digest.extract.comparing import MEASURED_ON, MOST_NAMED, Connection, called, results, together
from digest.extract.wording import listed, sentence
from digest.text import phrases
from digest.themes import strands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.extract.telling import Telling
    from digest.model import Facts

_ENOUGH = 5
"""Papers from which on a theme wants to be told together."""
_SEVERAL = 3
_STEM = 5
_TRAITS = {
    "need no training": re.compile(r"\btraining-free\b"),
    "are model-agnostic": re.compile(r"\bmodel-agnostic\b|\barchitecture-agnostic\b"),
    "are plug-and-play": re.compile(r"\bplug-and-play\b"),
    "work zero-shot": re.compile(r"\bzero-shot\b"),
    "need no labels": re.compile(r"\b(?:self-supervised|unsupervised|label-free)\b"),
    "treat models as black boxes": re.compile(r"\bblack-box\b"),
    "run in real time": re.compile(r"\breal-time\b"),
    "prove what they claim": re.compile(r"\bprove\b"),
    "are tried on real robots": re.compile(
        r"\breal-(?:robot|world robot)\b|\breal robots?\b|\bhardware experiments\b|\bphysical robot"
    ),
    "ask people": re.compile(r"\b(?:user study|participants|interviews?|survey of \d|surveyed \d)\b"),
    "are surveys": re.compile(
        r"^(?:[Ww]e|This (?:paper|survey|article|review)|The (?:paper|survey)) (?:surveys?|reviews?)\b"
    ),
}
"""What an abstract says of its own work in so many words."""
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


def connection(tellings: Sequence[Telling], facts: Mapping[str, Facts], known: Sequence[str]) -> Connection | None:
    """The strongest thing that papers of one theme have in common, None where there is nothing.

    Args:
        tellings: The theme's papers, best first.
        facts: By paper.
        known: The names of the theme and the topic, which go without saying.
    """
    if len(tellings) < _ENOUGH:
        return None
    ways = (
        results(tellings, facts),
        _sides(tellings),
        together(tellings, facts),
        _brought(tellings, facts),
        _alike(tellings),
        _within(tellings, known),
        _code(tellings, facts),
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


def _code(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """Whose code can be had."""
    with_code = [t for t in tellings if facts[t.paper.id].code and t.abstract.contributions]
    if len(with_code) > 1:
        quotes = tuple((t.paper.id, t.abstract.contributions[0].source) for t in with_code)
        yield Connection(text=sentence(f"Code is linked by {called(with_code)}"), quotes=quotes)


def _within(tellings: Sequence[Telling], known: Sequence[str]) -> Iterator[Connection]:
    """What several of these papers are about, by title or gist, beyond the theme and the topic; most first."""
    papers = [telling.paper for telling in tellings]
    lines = {
        line.label: [member.words for member in line.members if not member.titles_only] for line in strands.table()
    }
    ways = lines | {label: [words] for words, label in phrases.labels(papers).items() if len(words) > 1}
    said = [_on_itself(telling) for telling in tellings]
    texts = phrases.Texts(titles=tuple(map(phrases.singular, said)), bodies=((),) * len(said))
    found = texts.strengths({words for members in ways.values() for words in members})
    barred = {word[:_STEM] for name in known for word in phrases.singular(name)}
    shared: dict[str, list[Telling]] = {}
    for label, members in ways.items():
        saying = {at for words in members for at, strength in found.get(words, {}).items() if strength >= 1.0}
        if not barred & {word[:_STEM] for word in phrases.singular(label)}:
            shared[label] = [tellings[at] for at in sorted(saying)]
    for label, both in sorted(shared.items(), key=lambda item: -len(item[1])):
        if 1 < len(both) < len(tellings):
            quotes = tuple((t.paper.id, t.stories[0].sources[0] if t.stories else t.paper.title) for t in both)
            yield Connection(text=f"{called(both)} have {label} in common.", quotes=quotes)


def _on_itself(telling: Telling) -> str:
    """What a paper says it is about."""
    told = [telling.stories[0].text] if telling.stories else []
    return " ".join((f"{telling.paper.title}.", *told, *(c.text for c in telling.contributions[:2])))


def _alike(tellings: Sequence[Telling]) -> Iterator[Connection]:
    """What several say of their own work; what most say first."""
    found: list[tuple[str, list[tuple[Telling, str]]]] = []
    for trait, words in _TRAITS.items():
        own = [(t, said[0]) for t in tellings if (said := [s for s in _own_words(t) if words.search(s)])]
        found.append((trait, own))
    for trait, own in sorted(found, key=lambda one: -len(one[1])):
        if 1 < len(own) < len(tellings):
            text = f"{called([telling for telling, _ in own])} {trait}."
            yield Connection(text=text, quotes=tuple((telling.paper.id, said) for telling, said in own))


def _own_words(telling: Telling) -> Iterator[str]:
    """The sentences that say what a paper brings, and those on what its people found."""
    yield from (candidate.source for candidate in telling.contributions[:2])
    yield from (candidate.source for candidate in telling.abstract.findings if candidate.role == "found")


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

"""Says what code can see that papers have in common: results on one benchmark, what several bring, two sides of an attack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from digest.extract.wording import listed, spelt
from digest.roundup import Evidence, Statement
from digest.text import phrases
from digest.themes import strands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.extract.telling import Telling
    from digest.model import Facts

_ENOUGH = 5
"""Papers from which on a theme wants to be told together."""
_MOST_NAMED = 5
_SEVERAL = 3
_FEW = 8
"""Papers up to which two that have more in common are worth saying."""
_MEASURED_ON = ("benchmark", "dataset")
_METRICS = {
    "success rate": r"success(?:\srates?)?",
    "accuracy": r"accuracy",
    "F1": r"F1(?:[\s-]scores?)?",
    "pass@1": r"pass@1",
    "exact match": r"exact\smatch",
    "mean IoU": r"mIoU|mean\sIoU",
    "word error rate": r"WER|word\serror\srate",
    "Dice score": r"Dice(?:\s(?:score|coefficient))?",
}
_METRIC = re.compile("|".join(f"(?P<m{at}>{way})" for at, way in enumerate(_METRICS.values())), re.IGNORECASE)
_VALUE = r"(?P<value>\d{1,3}(?:\.\d+)?\s?%)"
_REACHES = r"(?:achiev|reach|attain|obtain|scor)(?:es?|ed|s|ing)?"
# By how much something is better or worse is no result that stands beside another.
_CHANGE = re.compile(
    r"improv|gain|increas|reduc|drop|lower|higher|boost|\bby\s|\+|relative|margin|than\b", re.IGNORECASE
)
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

    @property
    def statement(self) -> Statement:
        """The same as a roundup has it."""
        quotes = tuple(Evidence(paper=paper, quote=quote) for paper, quote in self.quotes)
        return Statement(text=self.text, cites=self.papers, evidence=quotes)


def connection(tellings: Sequence[Telling], facts: Mapping[str, Facts], known: Sequence[str]) -> Connection | None:
    """The strongest thing that papers of one theme have in common, None where there is nothing.

    Args:
        tellings: The theme's papers, best first.
        facts: By paper.
        known: The names of the theme and the topic, which go without saying.
    """
    if len(tellings) < _ENOUGH:
        return None
    ways = (results(tellings, facts), _sides(tellings), _brought(tellings, facts), _within(tellings, known))
    return next(chain.from_iterable(ways), None)


def results(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """What several papers report in the same measure on the same benchmark, the best value first."""
    for name, using in _shared(tellings, facts):
        reports: dict[str, list[tuple[Telling, str, str]]] = {}
        for telling in using:
            if found := _reported(telling, name):
                metric, value, quote = found
                reports.setdefault(metric, []).append((telling, value, quote))
        for metric, rows in reports.items():
            if len(rows) > 1:
                rows.sort(key=lambda row: -float(row[1].rstrip(" %")))
                told = "; ".join(
                    f"{telling.called} reports a {metric} of {value}" for telling, value, _ in rows[:_MOST_NAMED]
                )
                text = f"On {name}: {told}."
                yield Connection(text=text, quotes=tuple((telling.paper.id, quote) for telling, _, quote in rows))


def _shared(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Sequence[tuple[str, Sequence[Telling]]]:
    """The benchmarks and datasets that two or more work with; what most share first."""
    users: dict[str, list[Telling]] = {}
    for telling in tellings:
        for resource in facts[telling.paper.id].resources:
            if resource.kind in _MEASURED_ON and not resource.url:
                users.setdefault(resource.name, []).append(telling)
    shared = [(name, using) for name, using in users.items() if len(using) > 1]
    return sorted(shared, key=lambda user: -len(user[1]))


def _reported(telling: Telling, name: str) -> tuple[str, str, str] | None:
    """The measure, the value and the words of a paper's result on a benchmark; None where it isn't certain."""
    benchmark = rf"(?:the\s)?(?:standard\s)?{re.escape(name)}(?![\w-])(?:\sbenchmark|\sdataset)?"
    ways = (
        rf"{_VALUE}(?P<words>(?:\s[\w@-]+){{0,5}}?)\son\s{benchmark}",
        rf"\b[Oo]n\s{benchmark}[^.;%\d]{{0,70}}?\b{_REACHES}(?P<words>[^.;%\d]{{0,50}}?){_VALUE}(?P<after>(?:\s[\w@-]+){{0,3}})",
        rf"\b{_REACHES}(?P<words>[^.;%\d]{{0,50}}?){_VALUE}(?P<after>(?:\s[\w@-]+){{0,3}})\son\s{benchmark}",
    )
    for passage in telling.abstract.passages:
        if name not in passage.raw:
            continue
        for way in ways:
            found = re.search(way, passage.raw)
            if found is None or _CHANGE.search(f"{passage.raw[max(0, found.start() - 25) : found.start()]}{found[0]}"):
                continue
            groups = found.groupdict()
            metric = _METRIC.search(f"{groups['words']} {groups.get('after') or ''}")
            if metric and metric.lastgroup:
                return list(_METRICS)[int(metric.lastgroup[1:])], found["value"], found[0].strip()
    return None


def _brought(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """What benchmarks or datasets they bring."""
    for kind in _MEASURED_ON:
        own: list[tuple[Telling, str]] = []
        for telling in tellings:
            made = [r for r in facts[telling.paper.id].resources if r.kind == kind and r.role == "introduced"]
            own += [(telling, r.name) for r in made[:1] if r.name in telling.paper.abstract]
        if len(own) >= _SEVERAL:
            names = [name for _, name in own[:_MOST_NAMED]]
            # Not how many: others may bring one in words that aren't recognised.
            text = f"New {kind}s here include {listed(names)}."
            yield Connection(text=text, quotes=_saying(own))


def _within(tellings: Sequence[Telling], known: Sequence[str]) -> Iterator[Connection]:
    """What several of these papers are about, by title or gist, beyond the theme and the topic; most first."""
    papers = [telling.paper for telling in tellings]
    lines = {
        line.label: [member.words for member in line.members if not member.titles_only] for line in strands.table()
    }
    ways = lines | {label: [words] for words, label in phrases.labels(papers).items() if len(words) > 1}
    said = [f"{t.paper.title}. {t.stories[0].text if t.stories else ''}" for t in tellings]
    texts = phrases.Texts(titles=tuple(map(phrases.singular, said)), bodies=((),) * len(said))
    found = texts.strengths({words for members in ways.values() for words in members})
    barred = [frozenset(phrases.singular(name)) for name in known]
    shared: dict[str, list[Telling]] = {}
    for label, members in ways.items():
        saying = {at for words in members for at, strength in found.get(words, {}).items() if strength >= 1.0}
        words = frozenset(phrases.singular(label))
        if not any(words & own for own in barred):
            shared[label] = [tellings[at] for at in sorted(saying)]
    least = _SEVERAL if len(tellings) > _FEW else 2
    for label, both in sorted(shared.items(), key=lambda item: -len(item[1])):
        if least <= len(both) < len(tellings):
            named = f": {_called(both)}" if len(both) <= _MOST_NAMED else ""
            text = f"Several of these papers turn on {_several(label)}{named}".rstrip(".")
            quotes = tuple((t.paper.id, t.stories[0].sources[0] if t.stories else t.paper.title) for t in both)
            yield Connection(text=f"{text}.", quotes=quotes)


def _several(label: str) -> str:
    """In the plural, where it is something that one can count."""
    last = label.rsplit(" ", 1)[-1]
    return (
        f"{label}s"
        if last.endswith(("agent", "model", "network", "graph", "system", "benchmark", "robot", "attack"))
        else label
    )


def _sides(tellings: Sequence[Telling]) -> Iterator[Connection]:
    """What one paper attacks and another defends."""
    for threat, word in _THREATS.items():
        about = [t for t in tellings if word in t.paper.title.lower()]
        attackers = [t for t in about if _ATTACKS.search(t.paper.title) and not _DEFENDS.search(t.paper.title)][:2]
        defenders = [t for t in about if _DEFENDS.search(t.paper.title)][:2]
        if attackers and defenders:
            text = (
                f"Both sides of {threat} are here: attacks by {_called(attackers)}, defenses by {_called(defenders)}."
            )
            yield Connection(text=text, quotes=tuple((t.paper.id, t.paper.title) for t in (*attackers, *defenders)))


def _saying(own: Sequence[tuple[Telling, str]]) -> tuple[tuple[str, str], ...]:
    """The sentence of each in which it says so."""
    return tuple(
        (t.paper.id, next((p.raw for p in t.abstract.passages if name in p.raw), t.paper.title)) for t, name in own
    )


def _called(tellings: Sequence[Telling]) -> str:
    """The papers by the names of their methods, or by their people; many of them by the first few."""
    names = list(dict.fromkeys(telling.called for telling in tellings))
    more = len(names) - _MOST_NAMED + 1
    return listed(names if len(names) <= _MOST_NAMED else [*names[: _MOST_NAMED - 1], f"{spelt(more)} others"])

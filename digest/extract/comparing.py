"""Joins what papers report in one measure on one benchmark, and names what they are measured on together."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.extract.wording import joined_names, spelt
from digest.facts.coinage import Shape, shape
from digest.facts.known import BENCHMARKS, DATASETS
from digest.roundup import Evidence, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.extract.telling import Telling
    from digest.model import Facts

MOST_NAMED = 5
_TOGETHER = 3
"""Papers that must be measured on the same for that to be told."""
MEASURED_ON = ("benchmark", "dataset")
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
# `on R2R, SOON, and REVERIE`: names of what something is measured on.
_PLACES = re.compile(
    r"\b(?:on|across|over)\s(?:the\s)?(?P<names>[A-Z][\w.+-]*(?:(?:,\s|\sand\s|,\sand\s)[A-Z][\w.+-]*)*)"
)
_PARTS = re.compile(r",\sand\s|\sand\s|,\s")


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


def shared_results(tellings: Sequence[Telling], facts: Mapping[str, Facts]) -> Iterator[Connection]:
    """What several papers report in the same measure on the same benchmark, the best value first."""
    for name, using in _shared_benchmarks(tellings, facts):
        reports: dict[str, list[tuple[Telling, str, str]]] = {}
        for telling in using:
            if found := _reported_result(telling, name):
                metric, value, quote = found
                reports.setdefault(metric, []).append((telling, value, quote))
        for metric, rows in reports.items():
            if len(rows) > 1:
                rows.sort(key=lambda row: -float(row[1].rstrip(" %")))
                told = "; ".join(
                    f"{telling.name} reports a {metric} of {value}" for telling, value, _ in rows[:MOST_NAMED]
                )
                text = f"On {name}: {told}."
                yield Connection(text=text, quotes=tuple((telling.paper.id, quote) for telling, _, quote in rows))


def _shared_benchmarks(
    tellings: Sequence[Telling], facts: Mapping[str, Facts]
) -> Sequence[tuple[str, Sequence[Telling]]]:
    """The benchmarks and datasets that two or more work with; what most share first."""
    users: dict[str, list[Telling]] = {}
    for telling in tellings:
        for resource in facts[telling.paper.id].resources:
            if resource.kind in MEASURED_ON and not resource.url:
                users.setdefault(resource.name, []).append(telling)
    shared = [(name, using) for name, using in users.items() if len(using) > 1]
    return sorted(shared, key=lambda user: -len(user[1]))


def _reported_result(telling: Telling, name: str) -> tuple[str, str, str] | None:
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


def measured_on_the_same(tellings: Sequence[Telling]) -> Iterator[Connection]:
    """The benchmark or dataset that most of them are measured on."""
    measured: dict[str, dict[str, tuple[Telling, str]]] = defaultdict(dict)
    for telling in tellings:
        for name, quote in _measured_on(telling):
            measured[name].setdefault(telling.paper.id, (telling, quote))
    for name, papers in sorted(measured.items(), key=lambda item: -len(item[1])):
        own = any(name == telling.name for telling, _ in papers.values())
        if len(papers) >= _TOGETHER and not own:
            text = f"{names_of([telling for telling, _ in papers.values()])} are measured on {name}."
            yield Connection(text=text, quotes=tuple((paper, quote) for paper, (_, quote) in papers.items()))


def names_of(tellings: Sequence[Telling]) -> str:
    """The papers by the names of their methods, or by their people; many of them by the first few."""
    names = list(dict.fromkeys(telling.name for telling in tellings))
    more = len(names) - MOST_NAMED + 1
    return joined_names(names if len(names) <= MOST_NAMED else [*names[: MOST_NAMED - 1], f"{spelt(more)} others"])


def _measured_on(telling: Telling) -> Iterator[tuple[str, str]]:
    """The names of what a paper's findings hold on, each with the sentence that says so."""
    for finding in telling.findings:
        for found in _PLACES.finditer(finding.source):
            for name in _PARTS.split(found["names"]):
                bare = name.rstrip(".")
                if bare in BENCHMARKS or bare in DATASETS or (shape(bare) is Shape.COINED and bare != telling.name):
                    yield bare, finding.source

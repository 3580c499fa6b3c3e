"""Fits what each feature of a sentence counts, on abstracts that editors have marked: `make sentences` writes what ships.

A file of marks has an object a line: the `id` of a paper; the numbers of its abstract's sentences that say what it is
(`about`, or null), that tell its main result (`point`, or null), that would do as well (`points_ok`); and whether some
of them are understood `alone`, by number. What is said of a paper is measured with weights fitted on the others.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.sources.arxiv.snapshot import files
from digest.extract import weights
from digest.extract.abstract import Abstract
from digest.extract.features import PLACE, WORD, features
from digest.facts import facts
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FOLDS, ROUNDS, DECAY, WORD_DECAY = 10, 8, 1.0, 6.0
WORDS, COMMON = 50, 15
"""How many words count, of those that stand in so many sentences."""
LEAST = 0.1
"""Weights below it aren't shipped."""
RECALLS = (0.3, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Example:
    """A sentence with what editors say of it; `alone` is None where they don't."""

    paper: str
    found: Mapping[str, float]
    about: bool
    point: bool
    alone: bool | None


def examples(marks: Iterable[Mapping[str, Any]]) -> list[Example]:
    """The sentences of the marked papers that could be told."""
    marked = {one["id"]: one for one in marks}
    weeks = (files.read(week).papers for week in sorted(DATA.glob("arxiv-*.jsonl.gz")))
    papers = {paper.id: paper for week in weeks for paper in week if paper.id in marked}
    found: list[Example] = []
    for paper in papers.values():
        mark, abstract = marked[paper.id], Abstract(paper, facts(paper))
        points = {mark["point"], *mark["points_ok"]} - {None}
        found += [
            Example(
                paper=paper.id,
                found=features(candidate, abstract.subject),
                about=candidate.at == mark["about"],
                point=candidate.at in points,
                alone=mark["alone"].get(str(candidate.at)),
            )
            for candidate in abstract.candidates
        ]
    return found


def by_what_it_says(one: Example) -> Example:
    """The same without what is measured of its place: whether a sentence is understood doesn't hang on that."""
    return replace(one, found={name: value for name, value in one.found.items() if not name.startswith(PLACE)})


def fitted(
    seen: Sequence[Example], is_so: Callable[[Example], bool], decay: float = DECAY
) -> tuple[dict[str, float], float]:
    """Weights and the bias, by Newton's method on the logistic loss with a quadratic penalty."""
    right = np.array([is_so(one) for one in seen], dtype=float)
    names = _names(seen, right)
    inputs = np.array([[*(one.found.get(name, 0.0) for name in names), 1.0] for one in seen])
    penalty = np.array([*(WORD_DECAY if name.startswith(WORD) else decay for name in names), 1e-6])
    fit = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(inputs @ fit)))
        slope = inputs.T @ (chance - right) + penalty * fit
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag(penalty)
        fit -= np.linalg.solve(curve, slope)
    return dict(zip(names, map(float, fit[:-1]), strict=True)), float(fit[-1])


def _names(seen: Sequence[Example], right: Floats) -> list[str]:
    """All features but the words, and the words that say most."""
    every, mine = Counter[str](), Counter[str]()
    for one, so in zip(seen, right, strict=True):
        every.update(one.found)
        mine.update(one.found if so else ())
    share = right.mean()

    def telling(word: str) -> float:
        # How many standard deviations from what chance would give.
        return float(abs(mine[word] - share * every[word]) / np.sqrt(every[word] * share * (1 - share)))

    words = [name for name in every if name.startswith(WORD) and every[name] >= COMMON]
    return sorted(name for name in every if not name.startswith(WORD)) + sorted(
        sorted(words, key=telling, reverse=True)[:WORDS]
    )


def scored(one: Example, model: tuple[Mapping[str, float], float]) -> float:
    """The score of a sentence."""
    return model[1] + sum(model[0].get(name, 0.0) * value for name, value in one.found.items())


def left_out(seen: Sequence[Example], is_so: Callable[[Example], bool], decay: float = DECAY) -> Floats:
    """The score of each by weights from other papers."""
    papers = sorted({one.paper for one in seen})
    fold = {paper: number % FOLDS for number, paper in enumerate(papers)}
    found = np.zeros(len(seen))
    for number in range(FOLDS):
        model = fitted([one for one in seen if fold[one.paper] != number], is_so, decay)
        for at, one in enumerate(seen):
            if fold[one.paper] == number:
                found[at] = scored(one, model)
    return found


def agreement(
    seen: Sequence[Example],
    found: Floats,
    is_so: Callable[[Example], bool],
    marks: Iterable[Mapping[str, Any]],
    key: str,
) -> float:
    """In what share of the papers for which editors named one the sentence with the best score is right."""
    best: dict[str, tuple[float, bool]] = defaultdict(lambda: (-np.inf, False))
    for one, score in zip(seen, found, strict=True):
        best[one.paper] = max(best[one.paper], (float(score), is_so(one)))
    return float(np.mean([best[mark["id"]][1] for mark in marks if mark[key] is not None]))


def precision(right: Sequence[bool], found: Floats, total: int) -> dict[float, tuple[float, float]]:
    """At each recall the score from which on it is reached, and the precision there."""
    order = np.argsort(-found)
    hits = np.cumsum(np.array(right)[order])
    at = {recall: min(int(np.searchsorted(hits, recall * total)), len(order) - 1) for recall in RECALLS}
    return {recall: (round(float(found[order[n]]), 2), round(float(hits[n] / (n + 1)), 3)) for recall, n in at.items()}


def shipped(models: Sequence[tuple[Mapping[str, float], float]]) -> str:
    """The module of weights, with those that count anything."""
    head, *_ = Path(weights.__file__).read_text(encoding="utf-8").partition("BIAS = ")
    names = sorted({name for model, _ in models for name, weight in model.items() if abs(weight) >= LEAST})
    rows = [(name, ", ".join(f"{model.get(name, 0.0):.2f}" for model, _ in models)) for name in names]
    table = "".join(f'    "{name}": ({row}),\n' for name, row in rows)
    biases = ", ".join(f"{bias:.2f}" for _, bias in models)
    return f"{head}BIAS = ({biases})\nWEIGHTS: Mapping[str, tuple[float, float, float]] = {{\n{table}}}\n"


def main(argv: Sequence[str]) -> int:
    """Write the weights, and print what they say of papers that are left out."""
    marks = [json.loads(line) for name in argv for line in Path(name).read_text(encoding="utf-8").splitlines()]
    seen = examples(marks)
    read = {one.paper for one in seen}
    marks = [mark for mark in marks if mark["id"] in read]
    alone = [by_what_it_says(one) for one in seen if one.alone is not None]
    asked: Sequence[tuple[Sequence[Example], Callable[[Example], bool]]] = (
        (seen, lambda one: one.about),
        (seen, lambda one: one.point),
        (alone, lambda one: bool(one.alone)),
    )
    Path(weights.__file__).write_text(shipped([fitted(*one) for one in asked]), encoding="utf-8")
    for name, (mine, is_so) in zip(weights.HEADS, asked, strict=True):
        found = left_out(mine, is_so)
        said = partial("{}: {}\n".format, name)
        if name != "alone":
            share = agreement(mine, found, is_so, marks, name)
            sys.stdout.write(said(f"the best sentence is right for {share:.1%} of the papers that have one"))
        total = sum(map(is_so, mine)) if name != "alone" else sum(sum(mark["alone"].values()) for mark in marks)
        sys.stdout.write(said(f"score and precision by recall {precision([*map(is_so, mine)], found, total)}"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

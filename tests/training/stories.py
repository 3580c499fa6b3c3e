"""Fits what each feature of a way to tell a paper counts, on ways that editors have judged: `make stories` writes what ships.

A file of judgments has an object a line: the `id` of a paper, the numbers of its abstract's sentences that were told
(`at`), and the `verdict`: `G` where a reader finds it good as it is. What is said of a paper is measured with weights
fitted on the others.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.sources.arxiv.snapshot import files
from digest.extract import stories, story_features, story_weights
from digest.extract.abstract import Abstract
from digest.facts import facts
from tests.conftest import DATA
from tests.training.sentences import LEAST, Example, fitted, left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DECAY = 8.0
GOOD = "G"
SHARES = (1.0, 0.5, 0.25)


def examples(judged: Iterable[Mapping[str, Any]]) -> list[Example]:
    """The ways that were judged and can still be told."""
    every = list(judged)
    wanted = {one["id"] for one in every}
    weeks = (files.read(week).papers for week in sorted(DATA.glob("arxiv-*.jsonl.gz")))
    abstracts = {p.id: Abstract(p, facts(p)) for week in weeks for p in week if p.id in wanted}
    found: list[Example] = []
    for one in every:
        abstract = abstracts[one["id"]]
        sentences = {weighed.at: weighed for weighed in abstract.weighed}
        if all(at in sentences for at in one["at"]):
            told = [sentences[at] for at in one["at"]]
            measured = story_features.features(told, stories.body(told, abstract), abstract)
            found.append(
                Example(paper=one["id"], found=measured, about=False, point=one["verdict"] == GOOD, alone=None)
            )
    return found


def good(one: Example) -> bool:
    """Whether a reader finds it good."""
    return one.point


def shipped(model: tuple[Mapping[str, float], float]) -> str:
    """The module of weights, with those that count anything."""
    weights, bias = model
    head, *_ = Path(story_weights.__file__).read_text(encoding="utf-8").partition("BIAS = ")
    rows = "".join(f'    "{name}": {weights[name]:.2f},\n' for name in sorted(weights) if abs(weights[name]) >= LEAST)
    return f"{head}BIAS = {bias:.2f}\nWEIGHTS: Mapping[str, float] = {{\n{rows}}}\n"


def main(argv: Sequence[str]) -> int:
    """Write the weights, and print how many are good among the best ones of the papers that are surest to be told well."""
    lines = (line for name in argv for line in Path(name).read_text(encoding="utf-8").splitlines())
    seen = examples(map(json.loads, lines))
    Path(story_weights.__file__).write_text(shipped(fitted(seen, good, DECAY)), encoding="utf-8")
    best: dict[str, tuple[float, bool]] = defaultdict(lambda: (-np.inf, False))
    for one, score in zip(seen, left_out(seen, good, DECAY), strict=True):
        best[one.paper] = max(best[one.paper], (float(score), good(one)))
    ranked = sorted(best.values(), reverse=True)
    for share in SHARES:
        top = ranked[: round(len(ranked) * share)]
        right = sum(so for _, so in top) / len(top)
        sys.stdout.write(f"the best way of {share:.0%} of the papers, from {top[-1][0]:.2f}: {right:.1%} good\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The judged topics at hand, with what the engine sees in each of their papers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adapters.sources.arxiv.snapshot.files import read
from bot.knowledge import knowledge, topics
from digest.corpus import Corpus
from digest.model import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from digest.model import Topic


DEPTH = 50


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """A topic whose papers were graded by reading: 3 core, 2 central, 1 touches it, 0 off.

    Attributes:
        kind: `free` or `well-known`.
        grades: By paper id; what isn't there wasn't read.
    """

    topic: Topic
    kind: str
    corpus: Corpus
    grades: Mapping[str, int]

    @property
    def window(self) -> Window:
        """The whole week."""
        days = [paper.listed for paper in self.corpus.papers]
        return Window(start=min(days), end=max(days))


def judged(data: Path) -> Iterator[Judged]:
    """Every judged topic of a data folder; each week is indexed once."""
    weeks: dict[str, Corpus] = {}
    for row in json.loads((data / "judged.json").read_text()):
        if row["week"] not in weeks:
            weeks[row["week"]] = Corpus.of(read(data / row["week"]).papers, knowledge())
        lines = map(json.loads, (data / row["file"]).read_text().splitlines())
        yield Judged(
            topic=topics().resolve(row["topic"]),
            kind=row["kind"],
            corpus=weeks[row["week"]],
            grades={line["id"]: line["grade"] for line in lines},
        )


def ndcg(grades: list[int], ideal: list[int]) -> float:
    """How good an order is, from 0 to 1: each paper's gain is 2^grade − 1, less the further down it stands."""
    return _gain(grades) / max(_gain(sorted(ideal, reverse=True)[:DEPTH]), 1e-9)


def _gain(grades: list[int]) -> float:
    return float(sum((2**grade - 1) / np.log2(at + 2) for at, grade in enumerate(grades)))

"""Measures selection on judged topics beside what others do: newest first, BM25, TF-IDF with Rocchio feedback."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bm25s
import numpy as np
import Stemmer

from digest.selection import select
from digest.text import words
from tests.conftest import DATA
from tests.training.judged import DEPTH, judged, ndcg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.corpus import Corpus, Floats
    from tests.training.judged import Judged

LIMIT = 100
SEEDS = 20
OURS = "paperround"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good one ranking of one topic is; papers that nobody graded are left out.

    Attributes:
        ndcg: nDCG@50 with the gain 2^grade - 1.
        touch: Share of the graded papers shown with grade 1 or better.
        found: Share of the papers with grade 2 or better that are shown.
    """

    ndcg: float
    touch: float
    found: float


def score(shown: Sequence[str], one: Judged) -> Score:
    """Grade the papers shown, best first."""
    known = [one.grades[paper] for paper in shown if paper in one.grades]
    central = {paper for paper, grade in one.grades.items() if grade >= 2}
    return Score(
        ndcg=ndcg([one.grades[paper] for paper in shown[:DEPTH] if paper in one.grades], list(one.grades.values())),
        touch=sum(grade >= 1 for grade in known) / max(1, len(known)),
        found=len(central.intersection(shown)) / max(1, len(central)),
    )


def ours(one: Judged) -> tuple[str, ...]:
    """The ids that a roundup on the topic would show, in its order."""
    picks = select(one.corpus, one.topic, one.window, limit=LIMIT).picks
    return tuple(pick.paper.id for pick in picks)


class Baselines:
    """What others show of one week; none of them knows where to stop."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._stemmer = Stemmer.Stemmer("english")
        texts = [f"{paper.title} {paper.abstract}" for paper in corpus.papers]
        self._bm25 = bm25s.BM25()
        self._bm25.index(bm25s.tokenize(texts, stemmer=self._stemmer, show_progress=False), show_progress=False)

    def shown(self, topic: str) -> dict[str, tuple[str, ...]]:
        """The ids of the best papers of each, by its name."""
        corpus, said = self._corpus, topic.replace("-", " ")
        newest = sorted(corpus.papers, key=lambda paper: (paper.published, paper.id), reverse=True)
        asked = bm25s.tokenize([said], stemmer=self._stemmer, show_progress=False, return_ids=False)[0]
        bm25: Floats = np.asarray(self._bm25.get_scores(asked), dtype=np.float64)
        seeds = np.argsort(-bm25, kind="stable")[:SEEDS]
        feedback = corpus.vectors.dot(corpus.vectors.total(seeds, bm25[seeds]))
        return {
            "newest first": tuple(paper.id for paper in newest[:LIMIT]),
            "BM25 (bm25s)": _ranked(corpus, bm25),
            "TF-IDF + Rocchio": _ranked(corpus, _scaled(_tfidf(corpus, said)) + 2 * _scaled(feedback)),
        }


def baselines(topics: Sequence[Judged]) -> list[dict[str, tuple[str, ...]]]:
    """What others show on each topic; every week is indexed once."""
    weeks = {id(one.corpus): one.corpus for one in topics}
    indexed = {week: Baselines(corpus) for week, corpus in weeks.items()}
    return [indexed[id(one.corpus)].shown(one.topic.name) for one in topics]


def main() -> int:
    """Print the table; 1 where there is nothing to measure on."""
    if not (DATA / "judged.json").is_file():
        sys.stderr.write(f"There are no judged topics at {DATA}.\n")
        return 1
    table: dict[tuple[str, str], list[Score]] = {}
    sys.stdout.write("  ndcg touch found\n")
    every = tuple(judged(DATA))
    for one, others in zip(every, baselines(every), strict=True):
        shown = {**others, OURS: ours(one)}
        for name, papers in shown.items():
            table.setdefault((one.kind, name), []).append(score(papers, one))
        sys.stdout.write(_row([table[one.kind, OURS][-1]], f"{one.kind}: {one.topic.name} ({len(shown[OURS])} shown)"))
    for (kind, name), scores in sorted(table.items()):
        sys.stdout.write(_row(scores, f"MEAN {kind}: {name}, worst nDCG {min(one.ndcg for one in scores):.3f}"))
    return 0


def _row(scores: Sequence[Score], name: str) -> str:
    figures = (np.mean([getattr(one, field) for one in scores]) for field in ("ndcg", "touch", "found"))
    return "".join(f" {figure:5.3f}" for figure in figures) + f"  {name}\n"


def _tfidf(corpus: Corpus, said: str) -> Floats:
    query = np.zeros(len(corpus.stems))
    for stem in words.stems(said):
        if stem in corpus.stems:
            query[corpus.stems[stem]] = math.log((1 + len(corpus.papers)) / (1 + corpus.frequency[corpus.stems[stem]]))
    return corpus.vectors.dot(query)


def _scaled(scores: Floats) -> Floats:
    return scores / max(float(scores.max()), 1e-9)


def _ranked(corpus: Corpus, scores: Floats) -> tuple[str, ...]:
    return tuple(corpus.papers[row].id for row in np.argsort(-scores, kind="stable")[:LIMIT].tolist())


if __name__ == "__main__":
    raise SystemExit(main())

"""Measures selection on the judged week beside what others do: newest first, BM25, TF-IDF, Rocchio feedback."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bm25s
import numpy as np
import Stemmer

from adapters.sources.arxiv.snapshot.files import read
from bot.knowledge import knowledge, topics
from digest.corpus import Corpus
from digest.model import Window
from digest.selection import select
from digest.text import words
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from digest.corpus import Floats

WEEK = "2026-W19"
TOPICS = ("fine-tuning", "hallucination", "robot-manipulation")
DEPTHS = (20, 50, 100)
LIMIT = 100
Grades = dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good one ranking of one topic is.

    Attributes:
        ndcg: At each depth, unjudged papers left out, linear gain.
        strict: At each depth, unjudged papers counted as off topic.
        on_topic: Share of the judged papers shown with grade 1 or better.
        central: Share of the judged papers shown with grade 2 or better.
        shown: How many papers are shown.
    """

    ndcg: tuple[float, ...]
    strict: tuple[float, ...]
    on_topic: float
    central: float
    shown: int


def score(ranked: Sequence[str], grades: Grades) -> Score:
    """Grade the papers shown, best first."""
    judged = [paper for paper in ranked if paper in grades]
    shown = [grades[paper] for paper in ranked[:LIMIT] if paper in grades]
    return Score(
        ndcg=tuple(_ndcg(judged, grades, depth) for depth in DEPTHS),
        strict=tuple(_ndcg(ranked, grades, depth) for depth in DEPTHS),
        on_topic=sum(grade >= 1 for grade in shown) / max(1, len(shown)),
        central=sum(grade >= 2 for grade in shown) / max(1, len(shown)),
        shown=min(LIMIT, len(ranked)),
    )


def ours(corpus: Corpus, topic: str) -> tuple[str, ...]:
    """The ids that a roundup on the topic would show, in its order."""
    days = [paper.listed for paper in corpus.papers]
    shortlist = select(corpus, topics().resolve(topic), Window(start=min(days), end=max(days)), limit=LIMIT)
    return tuple(pick.paper.id for pick in shortlist.picks)


def judged(data: Path, topic: str) -> Grades:
    """The grades of a topic, by paper."""
    lines = (data / f"judged-{topic}-{WEEK}.jsonl").read_text().splitlines()
    return {row["id"]: row["grade"] for row in map(json.loads, lines)}


def week(data: Path) -> Corpus:
    """The judged week."""
    return Corpus.of(read(data / f"arxiv-{WEEK}.jsonl.gz").papers, knowledge())


def baselines(corpus: Corpus, topic: str) -> dict[str, tuple[str, ...]]:
    """What others do, by name."""
    said = topic.replace("-", " ")
    newest = sorted(corpus.papers, key=lambda paper: (paper.published, paper.id), reverse=True)
    bm25, tfidf = _bm25(corpus, said), _tfidf(corpus, said)
    mixed = bm25 / max(bm25.max(), 1e-9) + tfidf / max(tfidf.max(), 1e-9)
    seeds = np.argsort(-mixed, kind="stable")[:20]
    feedback = corpus.vectors.dot(corpus.vectors.total(seeds, np.ones(len(seeds))))
    return {
        "newest first": tuple(paper.id for paper in newest),
        "BM25 (bm25s)": _ranked(corpus, bm25),
        "TF-IDF": _ranked(corpus, tfidf),
        "BM25 + TF-IDF + Rocchio": _ranked(corpus, mixed + feedback / max(feedback.max(), 1e-9)),
    }


def main() -> int:
    """Print the table; 1 where there is nothing to measure on."""
    if not (DATA / f"arxiv-{WEEK}.jsonl.gz").is_file():
        sys.stderr.write(f"There are no judged weeks at {DATA}.\n")
        return 1
    corpus = week(DATA)
    table: dict[str, list[Score]] = {}
    sys.stdout.write("nDCG with linear gain, unjudged papers left out; P1, P2: share of the judged\n")
    sys.stdout.write(f"papers among those shown (at most {LIMIT}) with grade 1 or 2 and better.\n")
    for topic in TOPICS:
        grades = judged(DATA, topic)
        scores = {name: score(ranked, grades) for name, ranked in baselines(corpus, topic).items()}
        scores["paperround"] = score(ours(corpus, topic), grades)
        sys.stdout.write(_rows(f"{topic} ({len(grades)} judged)", scores))
        for name, one in scores.items():
            table.setdefault(name, []).append(one)
    sys.stdout.write(_rows("mean", {name: mean(scores) for name, scores in table.items()}))
    return 0


def mean(scores: Sequence[Score]) -> Score:
    """All figures averaged over topics."""
    return Score(
        ndcg=tuple(float(np.mean(column)) for column in zip(*(one.ndcg for one in scores), strict=True)),
        strict=tuple(float(np.mean(column)) for column in zip(*(one.strict for one in scores), strict=True)),
        on_topic=float(np.mean([one.on_topic for one in scores])),
        central=float(np.mean([one.central for one in scores])),
        shown=round(float(np.mean([one.shown for one in scores]))),
    )


def _rows(title: str, scores: Mapping[str, Score]) -> str:
    heads = "".join(f"{head:>7}" for head in (*(f"@{depth}" for depth in DEPTHS), "P1", "P2", "shown"))
    lines = ["", f"{title:<35}{heads}"]
    for name, one in scores.items():
        lines.append(f"  {name:<33}{_figures((*one.ndcg, one.on_topic, one.central))}{one.shown:7}")
        if name == "paperround":
            lines.append(f"  {'  unjudged counted as off topic':<33}{_figures(one.strict)}")
    return "\n".join(lines) + "\n"


def _figures(figures: Sequence[float]) -> str:
    return "".join(f"{figure:7.3f}" for figure in figures)


def _ndcg(ranked: Sequence[str], grades: Grades, depth: int) -> float:
    gains = [grades.get(paper, 0) for paper in ranked[:depth]]
    ideal = sorted(grades.values(), reverse=True)[:depth]
    return _dcg(gains) / max(_dcg(ideal), 1e-9)


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(at + 2) for at, gain in enumerate(gains))


def _bm25(corpus: Corpus, said: str) -> Floats:
    stemmer = Stemmer.Stemmer("english")
    texts = [f"{paper.title} {paper.abstract}" for paper in corpus.papers]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stemmer=stemmer, show_progress=False), show_progress=False)
    asked = bm25s.tokenize([said], stemmer=stemmer, show_progress=False, return_ids=False)[0]
    scores: Floats = np.asarray(index.get_scores(asked), dtype=np.float64)
    return scores


def _tfidf(corpus: Corpus, said: str) -> Floats:
    query = np.zeros(len(corpus.stems))
    for stem in words.stems(said):
        if stem in corpus.stems:
            query[corpus.stems[stem]] = math.log((1 + len(corpus.papers)) / (1 + corpus.frequency[corpus.stems[stem]]))
    return corpus.vectors.dot(query)


def _ranked(corpus: Corpus, scores: Floats) -> tuple[str, ...]:
    return tuple(corpus.papers[row].id for row in np.argsort(-scores, kind="stable").tolist())


if __name__ == "__main__":
    raise SystemExit(main())

"""How relevant each paper of a week is to a query."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from digest.selection.reranking import outstanding
from digest.selection.sightings import Sightings
from digest.selection.understanding import covered, together, understand
from digest.selection.weights import BIAS, CUT, EMBEDDED_BIAS, EMBEDDED_CUT, EMBEDDED_WEIGHTS, LISTED_CUT, WEIGHTS
from digest.term_vectors import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from digest.corpus import Corpus, Floats, Ints
    from digest.query import Query
    from digest.selection.concepts import Understanding
    from digest.selection.reranking import Embeddings

SEEDS = 15
"""So many of the best hits tell what papers on the topic are like."""
NEAREST = 5
"""A paper is held against so many of them, those nearest to it."""
SEED_SHARE = 0.7
"""They are at least so good, measured by the best."""
DOUBTFUL, CERTAIN = 0.5, 0.9
"""Below and above these first scores the best hits tell nothing of the topic, and tell all they can."""
TELLING = 400
"""So many of the stems that the best hits share tell what papers on the topic are like."""
LIKEST = 1.5
"""More likeness than this to the best hits says no more."""
NEAR_ENOUGH = 0.6
"""From this nearness on a paper meets a concept that it doesn't name."""
UNMET = 0.05
"""How well a concept counts as met that isn't met at all: that one is missing must not make all others void."""
VOUCHED, DOUBT = 0.5, 4.0
"""How much the best hits of a list of names must have of them to vouch for others, and what unvouched ones lose."""
FIRST_SAID, FIRST_NEAR = 0.7, 0.5
"""What being named, and being near each concept, count beside nearness to the whole when the best hits are sought."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking:
    """The relevance of every paper of a corpus.

    Attributes:
        signals: What speaks for each paper, a row for each of the weights.
        profile: The stems that the best hits share, with their weights.
        relevance: How likely a reader finds it on topic, from 0 to 1.
        embedded: How far each stands out by a model's vectors; None where there are none.
    """

    understanding: Understanding
    sightings: Sightings
    signals: NDArray[np.float64]
    profile: Floats
    relevance: Floats
    embedded: Floats | None = None

    @property
    def cut(self) -> float:
        """The relevance from which a paper is on topic."""
        if self.understanding.listed:
            return LISTED_CUT
        return CUT if self.embedded is None else EMBEDDED_CUT


def rank(corpus: Corpus, query: Query, among: Ints, embeddings: Embeddings | None = None) -> Ranking:
    """Weigh every paper; only those `among` teach what the best hits are like.

    A paper without a vector among `embeddings` is weighed without them.
    """
    understanding = understand(query, corpus.knowledge)
    sightings = Sightings.of(corpus, understanding)
    if not understanding.concepts:
        # Filters alone have said all there is to say.
        nothing, ones = np.zeros(len(corpus.stems)), np.ones(len(corpus.papers))
        signals = np.zeros((len(WEIGHTS), len(corpus.papers)))
        return Ranking(
            understanding=understanding, sightings=sightings, signals=signals, profile=nothing, relevance=ones
        )
    near = _together(sightings.specific, sightings.near, [concept.vector for concept in understanding.concepts])
    concepts = understanding.concepts
    whole = covered(concepts) * (corpus.meanings @ unit(together(concepts))).astype(np.float64)
    met = np.log(np.maximum(_met(sightings), UNMET))
    company = _company(corpus, _first(understanding, sightings, near), among)
    signals = np.array(
        [
            near,
            whole,
            np.exp(_mean(understanding, sightings.specific, met)),
            sightings.described,
            sightings.near_described,
            company.words,
            company.meaning,
            company.nearest,
        ]
    )
    sums = BIAS + np.array(list(WEIGHTS.values())) @ signals
    relevance = _chance(sums - _unvouched(understanding, sightings, sums, among))
    built_in = Ranking(
        understanding=understanding, sightings=sightings, signals=signals, profile=company.profile, relevance=relevance
    )
    return built_in if embeddings is None else _embedded(corpus, built_in, among, embeddings)


def _embedded(corpus: Corpus, built_in: Ranking, among: Ints, embeddings: Embeddings) -> Ranking:
    """The ranking with what a model's vectors tell: nearness to the topic, and to the best hits."""
    table = embeddings.table(corpus.papers)
    known = table.any(axis=1)
    near = outstanding(table @ embeddings.direction, table)
    first: Floats = built_in.relevance * known
    seeds = among[np.argsort(-first[among], kind="stable")[:SEEDS]]
    middle = unit(first[seeds].astype(np.float32) @ table[seeds])
    signals = np.concatenate([built_in.signals, [near, outstanding(table @ middle, table)]])
    sums = EMBEDDED_BIAS + np.array(list(EMBEDDED_WEIGHTS.values())) @ signals
    relevance = _chance(sums - _unvouched(built_in.understanding, built_in.sightings, sums, among))
    return replace(built_in, signals=signals, relevance=np.where(known, relevance, built_in.relevance), embedded=near)


def _unvouched(understanding: Understanding, sightings: Sightings, sums: Floats, among: Ints) -> Floats:
    """What to take from each paper that has none of the names on a list, or hardly, unless papers that have them vouch.

    A list of names says by itself what belongs. Where few of the best hits have any of them, the window has little on
    the topic, and what is near to it in meaning is only the nearest that there is.
    """
    if not understanding.listed:
        return np.zeros(len(sums))
    said = sightings.strength.max(axis=0)
    best = among[np.argsort(-sums[among], kind="stable")[:SEEDS]]
    vouched = min(1.0, float(said[best].mean()) / VOUCHED) if len(best) else 0.0
    doubt: Floats = DOUBT * (1 - vouched) * (1 - said)
    return doubt


def _chance(sums: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-sums))
    return chance


def _first(understanding: Understanding, sightings: Sightings, near: Floats) -> Floats:
    """The first score of each paper, by which the best hits are sought."""
    said = _mean(understanding, sightings.specific, sightings.strength)
    meant = _mean(understanding, sightings.specific, sightings.near)
    return near + FIRST_SAID * said + FIRST_NEAR * meant


def _met(sightings: Sightings) -> NDArray[np.float64]:
    """For each concept and paper how well the paper meets it: by its names, by nearness, or by some of both."""
    return 1 - (1 - sightings.strength) * (1 - np.clip(sightings.near / NEAR_ENOUGH, 0.0, 1.0))


def _mean(understanding: Understanding, specific: Floats, by_concept: NDArray[np.float64]) -> Floats:
    """The mean over the concepts that belong together, the specific ones counting most, in the best alternative."""
    ends = np.cumsum([len(row) for row in understanding.alternatives]).tolist()
    rows = zip([0, *ends], ends, strict=False)
    means = [specific[start:end] @ by_concept[start:end] / specific[start:end].sum() for start, end in rows]
    best: Floats = np.max(means, axis=0)
    return best


def _together(specific: Floats, by_concept: NDArray[np.float64], vectors: Sequence[NDArray[np.float32]]) -> Floats:
    """Nearness to the sum of all concepts, the specific ones counting most: what is near to each is added up."""
    length = float(np.linalg.norm(specific @ unit(np.stack(vectors)))) or 1.0
    return specific @ by_concept / length


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Company:
    """How like the best hits each paper is.

    Attributes:
        words: By the words that they share; 1 is as like them as the likest are.
        meaning: By the direction of their meanings.
        nearest: By meaning to the few of them that are nearest.
        profile: The stems that the best hits share, with their weights.
    """

    words: Floats
    meaning: Floats
    nearest: Floats
    profile: Floats


def _company(corpus: Corpus, first: Floats, among: Ints) -> _Company:
    seeds = among[np.argsort(-first[among], kind="stable")[:SEEDS]]
    weights = np.maximum(first[seeds], 0.0)
    seeds, weights = (
        seeds[weights >= weights.max(initial=0.0) * SEED_SHARE],
        weights[weights >= weights.max(initial=0.0) * SEED_SHARE],
    )
    known = float(np.clip((weights.mean() - DOUBTFUL) / (CERTAIN - DOUBTFUL), 0.0, 1.0)) if len(seeds) else 0.0
    if not known:
        nothing = np.zeros(len(first))
        return _Company(words=nothing, meaning=nothing, nearest=nothing, profile=np.zeros(len(corpus.stems)))
    weights /= weights.max()
    profile = _told(corpus.vectors.total(seeds, weights))
    like = corpus.vectors.dot(profile)
    usual = float(np.sort(like)[-len(seeds) :].mean()) or 1.0
    each = (corpus.meanings[seeds] @ corpus.meanings.T).astype(np.float64)
    middle = weights @ each / (float(np.sqrt(weights @ each[:, seeds] @ weights)) or 1.0)
    each[np.arange(len(seeds)), seeds] = 0.0
    return _Company(
        words=known * np.minimum(like / usual, LIKEST),
        meaning=known * middle,
        nearest=known * np.partition(each, -min(NEAREST, len(seeds)), axis=0)[-NEAREST:].mean(axis=0),
        profile=profile,
    )


def _told(profile: Floats) -> Floats:
    """Only the stems that tell most; thousands more, which a few papers have by chance, cost time and blur it."""
    if np.count_nonzero(profile) <= TELLING:
        return profile
    return np.where(profile >= np.partition(profile, -TELLING)[-TELLING], profile, 0.0)

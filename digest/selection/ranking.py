"""How relevant each paper of a week is to a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.selection.meaning import understand
from digest.selection.sightings import Sightings

if TYPE_CHECKING:
    from digest.corpus import Corpus, Floats, Ints
    from digest.query import Query

TITLE, LEAD, BODY = 4.0, 2.0, 1.0
"""What a sighting counts in a title, among the first words of an abstract, and after them."""
LEAD_WORDS = 30
HALF = 4.0
"""The weighted sightings at which a paper is half about it."""
LENGTH = 0.5
"""How far a long abstract must say it more often."""
SEEDS = 50
TERMS = 100
FEWEST = 3
USUAL, PRIOR = 0.08, 2.0
"""The likeness of two papers on one subject, as a rule, and how many papers' worth of evidence that rule is."""
STRANGE, AKIN = 0.3, 0.6
"""Below and above these likenesses an ambiguous name does not count, and counts fully."""
UNSURE = 0.3
"""What an ambiguous name counts while nothing is known of its company."""
LIKEST = 1.25
"""More likeness than this to the best hits says no more, nor does it count more than the paper's own words."""
SILENT = 0.7
"""What likeness counts in a paper that doesn't speak of the subject at all."""
CUT = 0.3
"""The relevance from which a paper is on topic: a short way in words of its own, or a long way by likeness."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking:
    """The relevance of every paper of a corpus.

    Attributes:
        about: How much a paper speaks of it, from 0 to 1.
        like: How like the best hits it is; 1 is as like them as they are themselves.
        profile: The stems that the best hits share, with their weights.
        relevance: Both together.
    """

    sightings: Sightings
    about: Floats
    like: Floats
    profile: Floats
    relevance: Floats


def rank(corpus: Corpus, query: Query, among: Ints) -> Ranking:
    """Weigh every paper; only those `among` teach what the best hits are like.

    Abbreviations and narrower names often mean something else, too. So they count only in papers that are like those
    that name the subject in full.
    """
    sightings = Sightings.of(corpus, understand(query, corpus.knowledge.vocabulary))
    if not query.alternatives:
        # Filters alone have said all there is to say.
        ones, none = np.ones(len(corpus.papers)), np.zeros(len(corpus.stems))
        return Ranking(sightings=sightings, about=ones, like=np.zeros(len(ones)), profile=none, relevance=ones)
    about = _about(corpus, sightings, np.where(sightings.sure, sightings.weights, 0.0))
    company = _company(corpus, about, among)
    if not sightings.sure.all():
        akin = np.clip((company.like - STRANGE) / (AKIN - STRANGE), 0.0, 1.0)
        trust = company.known * akin + (1 - company.known) * UNSURE
        gate = np.where(sightings.sure, 1.0, trust[corpus.row[sightings.places]])
        if company.known == 0:
            # Nobody names it in full, so the person's own short name is all there is to go by.
            gate = sightings.own.astype(np.float64)
        about = _about(corpus, sightings, sightings.weights * gate)
        company = _company(corpus, about, among)
    near = np.minimum(company.like, LIKEST) * np.where(about > 0, 1.0, SILENT)
    # Where few papers say what others on the subject are like, the words themselves decide.
    near = company.known * near + (1 - company.known) * LIKEST * about
    relevance = (about + near) / (1 + LIKEST)
    return Ranking(sightings=sightings, about=about, like=company.like, profile=company.profile, relevance=relevance)


def _about(corpus: Corpus, sightings: Sightings, weights: Floats) -> Floats:
    row = corpus.row[sightings.places]
    into = sightings.places - corpus.bodies[row]
    weights = weights * np.where(into < 0, TITLE, np.where(into < LEAD_WORDS, LEAD, BODY))
    lengths = np.diff(corpus.starts)
    said = np.bincount(row, weights, len(lengths)) / (
        1 - LENGTH + LENGTH * lengths / max(1.0, lengths.sum() / max(1, len(lengths)))
    )
    share: Floats = said / (said + HALF)
    return share


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Company:
    """What the best hits are like.

    Attributes:
        known: How much that is known, from 0 (no hits) to 1 (many).
    """

    like: Floats
    profile: Floats
    known: float


def _company(corpus: Corpus, about: Floats, among: Ints) -> _Company:
    """Likeness to the best hits, by the terms that they share; each of them is compared with the others only."""
    hits = among[about[among] > 0]
    if not len(hits):
        return _Company(like=np.zeros(len(about)), profile=np.zeros(len(corpus.stems)), known=0.0)
    number = min(SEEDS, max(FEWEST, len(hits) // 2))
    seeds = hits[np.argsort(-about[hits], kind="stable")[:number]]
    weights = about[seeds]
    profile = corpus.vectors.total(seeds, weights)
    some = profile[profile > 0]
    if len(some) > TERMS:
        profile = np.where(profile >= np.partition(some, -TERMS)[-TERMS], profile, 0.0)
    like = corpus.vectors.dot(profile)
    own = np.array([corpus.vectors.overlap(row, profile) for row in seeds.tolist()]) * weights
    total = weights.sum()
    like[seeds] = np.maximum(0.0, like[seeds] - own) * total / np.maximum(total - weights, 1e-9)
    # A few seeds say little about how like each other papers on the subject are; what is usual fills in.
    usual = (like[seeds] @ weights + USUAL * total * PRIOR) / (total + PRIOR)
    return _Company(like=like / usual, profile=profile, known=len(seeds) / (len(seeds) + PRIOR))

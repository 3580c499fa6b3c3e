"""What each kind of evidence counts for a paper's relevance; fitted on judged topics by `make weights`, not by hand."""

from __future__ import annotations

WEIGHTS = {
    "near": 1.83,  # nearness in meaning to the whole topic, by all its names
    "near, own": 1.04,  # nearness to the person's own words
    "said": 0.50,  # how much it names the concepts
    "said, each": 0.81,  # how much it names the one that it names least
    "meant": 0.82,  # nearness to each concept, on average
    "meant, each": 1.54,  # nearness to the one that it is farthest from
    "like, words": 0.94,  # likeness to the best hits, by words
    "like, meaning": 1.61,  # likeness to the best hits, by meaning
    "like, nearest": 1.95,  # nearness to the best hits that are nearest to it
}
BIAS = -3.53

CUT = 0.5
"""The relevance from which a paper is on topic."""

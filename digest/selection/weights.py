"""What each kind of evidence counts for a paper's relevance; fitted on judged topics by `make weights`, not by hand."""

from __future__ import annotations

WEIGHTS = {
    "near": 1.67,  # nearness in meaning to the whole topic, by all its names
    "near, own": 2.59,  # nearness to the person's own words
    "said": 0.78,  # how much it names the concepts
    "meant": 0.87,  # nearness to each concept
    "met": 0.74,  # how well it meets them by either
    "met, all": 1.14,  # the same, and none is missing: a geometric mean
    "like, words": 0.64,  # likeness to the best hits, by words
    "like, meaning": 1.43,  # likeness to the best hits, by meaning
    "like, nearest": 2.11,  # nearness to the best hits that are nearest to it
}
BIAS = -4.44

EMBEDDED_WEIGHTS = {
    "near": 1.33,
    "near, own": 2.16,
    "said": 0.83,
    "meant": 0.66,
    "met": 0.73,
    "met, all": 1.04,
    "like, words": 0.35,
    "like, meaning": 0.92,
    "like, nearest": 1.40,
    "near, embedded": 0.88,  # nearness to the topic by a model's vectors
    "like, embedded": 1.28,  # nearness to the best hits by them
}
"""The same where papers have vectors of an embeddings model; fitted in the same way with those of all-MiniLM-L6-v2."""
EMBEDDED_BIAS = -4.76

CUT = 0.48
"""The relevance from which a paper is on topic: of those shown three in four are, and four in five of all that are."""
EMBEDDED_CUT = 0.48
"""The same by a model's vectors as well."""
LISTED_CUT = 0.38
"""The same where the topic is a list of names, which leaves less to guess."""

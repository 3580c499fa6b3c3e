"""What each kind of evidence counts for a paper's relevance; fitted on judged topics by `make weights`, not by hand."""

from __future__ import annotations

WEIGHTS = {
    "near": 1.55,  # nearness in meaning to the whole topic, by all its names
    "near, own": 2.15,  # nearness to the person's own words
    "said": 0.59,  # how much it names the concepts
    "meant": 0.97,  # nearness to each concept
    "met": 0.73,  # how well it meets them by either
    "met, all": 1.24,  # the same, and none is missing: a geometric mean
    "like, words": 0.73,  # likeness to the best hits, by words
    "like, meaning": 1.61,  # likeness to the best hits, by meaning
    "like, nearest": 2.55,  # nearness to the best hits that are nearest to it
}
BIAS = -4.15

EMBEDDED_WEIGHTS = {
    "near": 1.20,
    "near, own": 1.83,
    "said": 0.69,
    "meant": 0.75,
    "met": 0.73,
    "met, all": 1.08,
    "like, words": 0.39,
    "like, meaning": 1.03,
    "like, nearest": 1.71,
    "near, embedded": 0.89,  # nearness to the topic by a model's vectors
    "like, embedded": 1.39,  # nearness to the best hits by them
}
"""The same where papers have vectors of an embeddings model; fitted in the same way with those of all-MiniLM-L6-v2."""
EMBEDDED_BIAS = -4.55

CUT = 0.46
"""The relevance from which a paper is on topic: of those shown three in four are, and four in five of all that are."""
EMBEDDED_CUT = 0.43
"""The same by a model's vectors as well."""
LISTED_CUT = 0.35
"""The same where the topic is a list of names, which leaves less to guess."""

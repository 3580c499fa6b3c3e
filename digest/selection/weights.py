"""What each kind of evidence counts for a paper's relevance; fitted on judged topics by `make weights`, not by hand."""

from __future__ import annotations

WEIGHTS = {
    "near": 0.77,  # nearness in meaning to the whole topic, by all its names
    "whole": 1.14,  # nearness to the person's words as one text
    "met": 0.83,  # how well it meets each concept, by its names or by nearness: a geometric mean
    "described": 1.89,  # how much it names what the person's words describe
    "near, described": 3.11,  # nearness to that
    "like, words": 0.44,  # likeness to the best hits, by words
    "like, meaning": 1.08,  # likeness to the best hits, by meaning
    "like, nearest": 1.79,  # nearness to the best hits that are nearest to it
}
BIAS = -3.18

EMBEDDED_SHARE = 0.78
"""What the above still counts where papers have vectors of an embeddings model as well."""
EMBEDDED_WEIGHTS = {name: EMBEDDED_SHARE * weight for name, weight in WEIGHTS.items()} | {
    "near, embedded": 0.88,  # nearness to the topic by a model's vectors
    "like, embedded": 1.28,  # nearness to the best hits by them
}
"""The share and the last two were fitted in the same way, with vectors of all-MiniLM-L6-v2 and earlier weights above."""
EMBEDDED_BIAS = -3.73

CUT = 0.46
"""The relevance from which a paper is on topic: of those shown three in four are, and four in five of all that are."""
EMBEDDED_CUT = 0.48
"""The same by a model's vectors as well."""
LISTED_CUT = 0.38
"""The same where the topic is a list of names, which leaves less to guess."""

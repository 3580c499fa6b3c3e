"""What each kind of evidence counts for a paper's relevance; fitted on judged topics by `make weights`, not by hand."""

from __future__ import annotations

WEIGHTS = {
    "near": 1.73,  # nearness in meaning to the whole topic, by all its names
    "near, own": 1.05,  # nearness to the person's own words
    "said": 0.67,  # how much it names the concepts
    "said, each": 0.84,  # how much it names the one that it names least
    "meant": 0.84,  # nearness to each concept, on average
    "meant, each": 1.29,  # nearness to the one that it is farthest from
    "like, words": 0.82,  # likeness to the best hits, by words
    "like, meaning": 1.95,  # likeness to the best hits, by meaning
    "like, nearest": 2.60,  # nearness to the best hits that are nearest to it
}
BIAS = -3.67

CUT = 0.5
"""The relevance from which a paper is on topic: of those shown three in four are, and four in five of all that are."""
LISTED_CUT = 0.35
"""The same where the topic is a list of names, which leaves less to guess."""

"""Which papers of a window are on a topic, in what order, and why."""

from digest.selection.answering import answering
from digest.selection.choice import Preferences
from digest.selection.concepts import Concept, Understanding
from digest.selection.filters import author_named
from digest.selection.reranking import Reranking
from digest.selection.selecting import Verdict, borderline, explain, related, search, select
from digest.selection.understanding import neighbours, understand

__all__ = [
    "Concept",
    "Preferences",
    "Reranking",
    "Understanding",
    "Verdict",
    "answering",
    "author_named",
    "borderline",
    "explain",
    "neighbours",
    "related",
    "search",
    "select",
    "understand",
]

"""What some papers say nearest to a question, in their own sentences: the answer that needs no model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.roundup import Evidence, Statement
from digest.selection.answering import Question
from digest.text import words
from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.corpus import Corpus, Floats
    from digest.model import Paper

LEAD = 0.75
"""By so much must the best paper stand out among those that come near before its sentence is taken for an answer.

Nearness tells little of whether a question is answered. Where this was fitted, this and the names let 11 of 25 questions
that an abstract answers be answered, 8 of them from the right paper, and kept 4 of 5 others from it.
"""
CLOSE = 0.3
"""No farther behind the best paper another one still adds to the answer."""
NAMED = 0.5
"""A name that a question has is met by a word as near as this."""
BACKGROUND = 0.8
"""What a sentence counts that comes before the authors speak of their own work."""
_MOST = 3
_OWN = re.compile(r"\b(?:we|our|us|this (?:paper|work|study|article|thesis|survey|report)|here)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_][\w'’+-]*")
_ODD = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestSentences:
    """What came of a question.

    Attributes:
        papers: Those looked at, the likeliest first.
        statements: The nearest sentence of each of the first few, with the paper it stands in; where it is answered,
            of those alone that come close to the first.
        answered: Whether the first is likely enough an answer.
    """

    papers: tuple[Paper, ...] = ()
    statements: tuple[Statement, ...] = ()
    answered: bool = False


def nearest(
    corpus: Corpus, text: str, limit: int = 8, *, relevance: Floats | None = None, nearness: Floats | None = None
) -> NearestSentences:
    """What the papers say nearest to a question.

    Args:
        corpus: The papers that are asked.
        text: The question as a person asks it.
        limit: At most so many papers are looked at.
        relevance: For each paper of the corpus how likely it is on a topic, from 0 to 1.
        nearness: For each how near it is to the question by the vectors of an embeddings model.
    """
    question = Question.of(corpus, text)
    likely = question.likely(limit, relevance=relevance, nearness=nearness)
    pairs = zip(likely.papers, likely.behind, strict=True)
    first = [(paper, behind) for paper, behind in pairs if paper.abstract.strip()][:_MOST]
    named = all(_speaks_of(name, question, [paper for paper, _ in first]) for name in _names(text))
    answered = bool(first) and likely.lead >= LEAD and named
    statements = tuple(
        _nearest_statement(question, paper) for paper, behind in first if behind <= CLOSE or not answered
    )
    return NearestSentences(papers=likely.papers, statements=statements, answered=answered)


def _nearest_statement(question: Question, paper: Paper) -> Statement:
    """The sentence that meets most of the question; what others did before counts less."""
    sentences = split(paper.abstract)
    own = next((at for at, one in enumerate(sentences) if _OWN.search(one)), 0)
    weighed = [question.met(one) * (1.0 if at >= own else BACKGROUND) for at, one in enumerate(sentences)]
    best = sentences[weighed.index(max(weighed))]
    return Statement(text=best, cites=(paper.id,), evidence=(Evidence(paper=paper.id, quote=best),))


def _names(text: str) -> Iterator[str]:
    """The stems of what a question names: words with a capital within a sentence, with several, or with a digit."""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        for at, word in enumerate(_TOKEN.findall(sentence)):
            if len(word) > 1 and (_ODD.search(word) or (at and word[0].isupper() and "'" not in word)):
                yield from words.stems(word)


def _speaks_of(name: str, question: Question, papers: Sequence[Paper]) -> bool:
    """Whether one of the papers has the name, or a word that is as good."""
    if name not in question.stems:
        return True
    return any(question.nearness(name, f"{paper.title} {paper.abstract}") >= NAMED for paper in papers)

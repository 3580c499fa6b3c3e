"""Which papers a question leads to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.knowledge import knowledge
from digest.corpus import Corpus
from digest.selection import answering
from tests.digest.samples import HERON, PAPERS

LESS = replace(
    HERON,
    id="2605.00101",
    title="Adapters that fit in memory",
    abstract="We train low-rank adapters with half the memory by keeping activations on disk.",
)
CORPUS = Corpus.of([HERON, *(one for one in PAPERS if one != HERON), LESS], knowledge())


def test_the_rare_words_of_a_question_decide() -> None:
    """What all papers share says little."""
    assert answering(CORPUS, "how can I make training of adapters use less memory?", 1) == (LESS,)


def test_a_question_of_no_or_of_unknown_words_has_no_papers() -> None:
    """Nothing is guessed."""
    assert answering(CORPUS, "what is it about?") == ()
    assert answering(CORPUS, "zyxquv?") == ()
    assert answering(Corpus.of([], knowledge()), "memory") == ()


def test_what_was_likely_before_breaks_ties() -> None:
    """A prior moves a paper up, but not one that has nothing to do with the question in."""
    prior = np.zeros(len(CORPUS.papers))
    prior[1] = 1.0

    assert answering(CORPUS, "memory", 1, prior=prior) == (LESS,)

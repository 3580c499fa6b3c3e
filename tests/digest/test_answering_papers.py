"""Which papers a question leads to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.knowledge import knowledge
from digest.corpus import Corpus
from digest.nearest_sentences import nearest
from digest.selection import answering
from digest.selection.answering import Question
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


def test_relevance_to_the_topic_moves_a_paper_up_and_keeps_others_out() -> None:
    """Of two that fit alike the one on the topic comes first; one far from it isn't asked at all."""
    twins = [replace(LESS, id="2605.00102"), replace(LESS, id="2605.00103")]
    corpus = Corpus.of([*PAPERS, *twins], knowledge())
    relevance = np.full(len(corpus.papers), 0.2)
    relevance[-1] = 0.9

    def asked() -> list[str]:
        likely = Question.of(corpus, "adapters and memory").likely(len(corpus.papers), relevance=relevance)
        return [paper.id for paper in likely.papers]

    assert asked()[:2] == ["2605.00103", "2605.00102"]
    relevance[-2] = 0.01
    assert "2605.00102" not in asked()


def test_a_word_that_no_paper_has_is_met_by_what_is_near_it() -> None:
    """Somebody who says “finetuning” is told of a paper that only says “adapters”."""
    question = Question.of(CORPUS, "finetuning")

    assert 0 < question.met("low-rank adapters") < 1
    assert question.met("low-rank adapters") > question.met("the weather of a lake")


def test_a_lone_paper_stands_out_from_nobody() -> None:
    """There is nothing to compare it with."""
    likely = Question.of(Corpus.of([LESS], knowledge()), "adapters").likely(3)

    assert (likely.papers, likely.lead) == ((LESS,), np.inf)


def test_what_a_question_names_must_be_there() -> None:
    """A sentence on something alike is no answer to a question on a thing by its name."""
    known = nearest(CORPUS, "Do low-rank adapters fit in half the memory?")
    unknown = nearest(CORPUS, "Do low-rank adapters fit in half the memory of a Zyxquv2?")

    assert (known.answered, unknown.answered) == (True, False)
    assert known.papers[0] == unknown.papers[0] == LESS
    assert known.statements[0].evidence[0].quote in LESS.abstract


def test_the_authors_own_work_answers_before_what_others_did() -> None:
    """Of two sentences that say the same, the one that tells of the paper's own work is the answer."""
    paper = replace(LESS, abstract="Adapters need much memory. In this work we study adapters and memory.")
    told = nearest(Corpus.of([paper], knowledge()), "adapters and memory")

    assert told.statements[0].text == "In this work we study adapters and memory."


def test_what_lies_far_behind_adds_nothing_to_an_answer() -> None:
    """The one paper that says it is enough; papers that merely share a word are not the answer."""
    told = nearest(CORPUS, "Do low-rank adapters fit in half the memory?")

    assert [one.cites for one in told.statements] == [(LESS.id,)]
    assert len(told.papers) > 1

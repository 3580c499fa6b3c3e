"""Vectors and judgments on the way from a model to a ranking: paid for once, kept, and never missed when they fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.errors import WriterAway
from adapters.store.memory.key_value import InMemoryKeyValue
from bot.knowledge import knowledge
from bot.writing.embedding_cache import EmbeddingCache
from bot.writing.judgment_cache import JudgmentCache
from bot.writing.reranker import Reranker, embedding_text
from digest.corpus import Corpus
from digest.model import Topic, Window
from digest.query import parse
from digest.selection import explain, select
from digest.selection.reranking import BUILT_IN
from tests.bot.model_fakes import FakeEmbedder, FakeJudge
from tests.digest.test_selection import paper

DAY = date(2026, 5, 11)
ADAPTERS = [
    replace(
        paper(at, f"Adapters for {what}", f"We tune adapters of language models for {what} with less memory."),
        listed=DAY + timedelta(days=at % 5),
    )
    for at, what in enumerate(("ponds", "lakes", "rivers", "mills", "boats", "bridges", "ferries", "docks"), 1)
]
OTHERS = [
    replace(paper(at, f"Soil of field {at}", f"Field {at} has clay and sand."), listed=DAY + timedelta(days=at % 5))
    for at in range(20, 400)
]
PAPERS = (*ADAPTERS, *OTHERS)
CORPUS = Corpus.of(PAPERS, knowledge())
TOPIC = Topic(name="adapters on rivers", query=parse("adapters on rivers"))
WEEK = Window(start=DAY, end=DAY + timedelta(days=6))


class TestEmbedding:
    """Vectors of a topic and a week."""

    async def test_each_paper_is_paid_for_once(self) -> None:
        """The second topic, and another process, find the papers' vectors kept."""
        embedder, kept = FakeEmbedder(), InMemoryKeyValue()
        first = await EmbeddingCache(embedder, kept).embeddings("ponds", PAPERS, spending=True)
        second = await EmbeddingCache(embedder, kept).embeddings("lakes", PAPERS, spending=True)

        assert first is not None
        assert second is not None
        assert first.papers == second.papers
        assert set(first.papers) == {one.id for one in PAPERS}
        assert len(embedder.texts) == len(PAPERS) + 2

    async def test_without_spending_nobody_is_asked(self) -> None:
        """A preview has what is kept, or nothing."""
        embedder, kept = FakeEmbedder(), InMemoryKeyValue()
        none = await EmbeddingCache(embedder, kept).embeddings("ponds", PAPERS, spending=False)
        asked_before = len(embedder.texts)
        await EmbeddingCache(embedder, kept).embeddings("ponds", PAPERS, spending=True)

        assert none is None
        assert not asked_before
        assert await EmbeddingCache(embedder, kept).embeddings("ponds", PAPERS, spending=False)
        assert await EmbeddingCache(embedder, kept).embeddings("lakes", PAPERS, spending=False) is None

    async def test_half_a_week_counts_for_nothing_and_is_kept(self) -> None:
        """Where the budget ends midway, no vector counts; the next day goes on from there."""
        poor, kept = FakeEmbedder(most=300), InMemoryKeyValue()
        half = await EmbeddingCache(poor, kept).embeddings("ponds", PAPERS, spending=True)
        await kept.drop("embeddings:here:resting")
        rich = FakeEmbedder()

        assert half is None
        assert await EmbeddingCache(rich, kept).embeddings("ponds", PAPERS, spending=True)
        assert len(rich.texts) == len(PAPERS) + 1 - len(poor.texts)

    async def test_a_failed_model_is_left_alone_for_a_while(self) -> None:
        """The next roundup doesn't wait for it, and takes what is kept."""
        embedder, kept = FakeEmbedder(away=WriterAway("it is gone")), InMemoryKeyValue()
        assert await EmbeddingCache(embedder, kept).embeddings("ponds", PAPERS, spending=True) is None

        embedder.away = None
        assert await EmbeddingCache(embedder, kept).embeddings("ponds", PAPERS, spending=True) is None
        assert not embedder.texts

    async def test_a_slow_model_isnt_waited_for(self) -> None:
        """After so many seconds the roundup goes on without."""
        assert (
            await EmbeddingCache(FakeEmbedder(), InMemoryKeyValue(), patience=0.0).embeddings(
                "x", PAPERS, spending=True
            )
            is None
        )

    async def test_vectors_of_another_model_arent_mixed(self) -> None:
        """A model that gives other lengths under the same name is found out, and everything is asked for anew."""
        kept = InMemoryKeyValue()
        await EmbeddingCache(FakeEmbedder(), kept).embeddings("ponds", PAPERS, spending=True)
        changed = FakeEmbedder(length=16)
        new = (*PAPERS, paper(999, "A new paper on ponds", "Ponds are new."))
        told = [await EmbeddingCache(changed, kept).embeddings("lakes", new, spending=True) for _ in range(2)]

        assert all(told)
        assert {len(vector) for one in told if one for vector in one.papers.values()} == {16}
        assert len(changed.texts) == len(new) + 1

    async def test_a_topic_whose_vector_is_an_older_models_is_asked_for_again(self) -> None:
        """The first roundup after the change does without it, the next one doesn't."""
        kept = InMemoryKeyValue()
        await EmbeddingCache(FakeEmbedder(), kept).embeddings("ponds", PAPERS[:3], spending=True)
        changed = FakeEmbedder(length=16)
        first = await EmbeddingCache(changed, kept).embeddings("ponds", PAPERS, spending=True)

        assert first is None
        assert await EmbeddingCache(changed, kept).embeddings("ponds", PAPERS, spending=True)

    async def test_a_torn_note_is_no_vector(self) -> None:
        """What can't be read is asked for again."""
        kept, embedder = InMemoryKeyValue(), FakeEmbedder()
        await EmbeddingCache(embedder, kept).embeddings("ponds", PAPERS, spending=True)
        for name in list(kept.notes):
            kept.notes[name] = kept.notes[name][:40]

        assert await EmbeddingCache(embedder, kept).embeddings("ponds", PAPERS, spending=True)
        assert len(embedder.texts) == 2 * (len(PAPERS) + 1)


class TestJudging:
    """Judgments of papers in doubt."""

    async def test_a_topic_and_a_window_are_judged_once(self) -> None:
        """What was said is kept for both; another window is another question."""
        judge, kept = FakeJudge(), InMemoryKeyValue()
        judging = JudgmentCache(judge, kept)
        said = [await judging.judgments(TOPIC, WEEK, ADAPTERS, spending=True) for _ in range(2)]
        without = await judging.judgments(TOPIC, WEEK, ADAPTERS, spending=False)
        unknown = await judging.judgments(TOPIC, replace(WEEK, end=WEEK.start), ADAPTERS, spending=False)

        assert said[0] == said[1] == without
        assert unknown is None
        assert await judging.judgments(TOPIC, WEEK, (), spending=True) is None
        assert judge.times == 1

    async def test_many_new_papers_are_judged_too(self) -> None:
        """A few that came later aren't worth a call; most of them are."""
        judge, kept = FakeJudge(), InMemoryKeyValue()
        judging = JudgmentCache(judge, kept)
        await judging.judgments(TOPIC, WEEK, PAPERS[:100], spending=True)
        await judging.judgments(TOPIC, WEEK, PAPERS[:105], spending=True)
        few = judge.times
        await judging.judgments(TOPIC, WEEK, PAPERS[:200], spending=True)

        assert few == 1
        assert judge.times == 2

    async def test_a_judge_that_fails_is_not_missed(self) -> None:
        """Nothing is said, and a note that can't be read is none."""
        kept = InMemoryKeyValue()
        judging = JudgmentCache(FakeJudge(away=True), kept)
        assert await judging.judgments(TOPIC, WEEK, ADAPTERS, spending=True) is None

        await JudgmentCache(FakeJudge(), kept).judgments(TOPIC, WEEK, ADAPTERS, spending=True)
        for name in list(kept.notes):
            kept.notes[name] = "{"
        assert await judging.judgments(TOPIC, WEEK, ADAPTERS, spending=False) is None


class TestReranker:
    """Both together."""

    async def test_without_models_the_engine_decides_alone(self) -> None:
        """Nothing is asked, and nobody is named."""
        assert await Reranker().reranking(CORPUS, TOPIC, WEEK, spending=True) == BUILT_IN

    async def test_both_say_so_in_the_shortlist_and_in_why(self) -> None:
        """The shortlist names who had a say, and the verdict on a paper tells what each said of it."""
        reranker = Reranker(
            embedding=EmbeddingCache(FakeEmbedder(), InMemoryKeyValue()),
            judging=JudgmentCache(FakeJudge(judgment="off"), InMemoryKeyValue()),
        )
        said = await reranker.reranking(CORPUS, TOPIC, WEEK, spending=True)
        found = select(CORPUS, TOPIC, WEEK, reranking=said)
        judged = next(iter(said.judgments.of_paper)) if said.judgments else ""
        verdict = explain(CORPUS, TOPIC, WEEK, judged, reranking=said)

        assert (found.ranked_by.embeddings, found.ranked_by.judge) == ("small", "judge")
        assert judged not in {pick.paper.id for pick in found.picks}
        assert not verdict.selected
        assert verdict.ranked_by == found.ranked_by
        assert "judge read its title and says that it is off topic" in verdict.reasons


@pytest.mark.parametrize(
    ("name", "query", "text"),
    [
        ("ponds -lakes cat:cs.CL", "ponds -lakes cat:cs.CL", "ponds"),
        ("ponds OR small lakes", "ponds OR small lakes", "ponds, small lakes"),
        ("water", "ponds OR lakes", "water: ponds, lakes"),
    ],
)
def test_a_topics_text_is_its_words_without_filters(name: str, query: str, text: str) -> None:
    """What is left out, categories and authors say nothing of what it is about."""
    assert embedding_text(Topic(name=name, query=parse(query))) == text

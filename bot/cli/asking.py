"""`paperround ask`: a question to the papers in files, to those on a topic, or to what arXiv listed lately."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from adapters.platforms.terminal.progress import ProgressMeter
from adapters.present.parts import author
from adapters.present.printable import visible
from bot.cli import from_files, languages, output
from bot.clock import SystemClock
from bot.knowledge import knowledge, topics
from bot.settings import EMBEDDINGS, MODEL
from bot.writing.question_answerer import MOST_PAPERS
from digest.corpus import Corpus
from digest.nearest_sentences import nearest
from digest.selection.answering import Question, topic_relevance

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from adapters.settings import Settings
    from bot.cli.main import Streams
    from digest.corpus import Floats
    from digest.model import Paper
    from digest.roundup import Statement

_NEAREST = "the nearest sentences of the abstracts"
_CANDIDATES = 300
"""So many papers are held against a question by an embeddings model."""
_UNCLEAR = "nothing in the abstracts comes near enough to be taken for an answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a question.

    Attributes:
        papers: Those looked at, best first.
        statements: What they say; () where they don't.
        by: Who says so, or why nobody does, for people.
    """

    papers: tuple[Paper, ...]
    statements: tuple[Statement, ...]
    by: str


def ask(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround ask QUESTION`."""
    output.check(args.output)
    topic = languages.read(args.topic, topics().resolve, streams, settings) if args.topic else None
    corpus = _corpus(args, streams, settings)
    relevance = topic_relevance(corpus, topic.query) if topic else None
    near = asyncio.run(_nearness(corpus, args.question, relevance, settings)) if settings[EMBEDDINGS] else None
    found = nearest(corpus, args.question, MOST_PAPERS, relevance=relevance, nearness=near)
    if settings[MODEL] and found.papers:
        answer = asyncio.run(_by_model(args.question, found.papers, settings))
    else:
        said = found.statements if found.answered else ()
        answer = Answer(
            papers=found.papers, statements=said, by=f"{_NEAREST if said else _UNCLEAR}; no model was asked"
        )
    output.write(_json(args.question, answer) if args.format == "json" else _text(answer), args.output, streams.stdout)
    return 0


def _corpus(args: argparse.Namespace, streams: Streams, settings: Settings) -> Corpus:
    """The papers in the files, or of the last weeks."""
    if not args.papers:
        from bot.cli import from_sources  # noqa: PLC0415 - the store and the sources take a while to import

        return from_sources.lately(streams, settings)
    meter = ProgressMeter(streams.stderr)
    with meter.under_way("Reading papers"):
        return Corpus.of(from_files.read(args.papers, streams, meter), knowledge())


async def _nearness(corpus: Corpus, question: str, relevance: Floats | None, settings: Settings) -> Floats | None:
    """How near the likeliest papers are by the vectors of an embeddings model; they are kept for the next question."""
    from bot.composition import model  # noqa: PLC0415 - most commands need no model

    likeliest = {paper.id for paper in Question.of(corpus, question).likely(_CANDIDATES, relevance=relevance).papers}
    rows = [row for row, paper in enumerate(corpus.papers) if paper.id in likeliest]
    async with AsyncExitStack() as stack:
        kept = model.kept_embeddings(settings, SystemClock())
        reranker = await model.reranker(stack, settings, SystemClock(), kept, None)
        found = await reranker.nearness(question, [corpus.papers[row] for row in rows])
    if found is None:
        return None
    near = np.zeros(len(corpus.papers))
    near[rows] = found
    return near


async def _by_model(question: str, papers: Sequence[Paper], settings: Settings) -> Answer:
    from bot.composition.model import open_model_services  # noqa: PLC0415 - most commands need no model

    async with open_model_services(settings, SystemClock()) as made:
        said = await made.answering.on(question, papers)
        by = said.instead or f"{author(made.answering.by)}, checked against the abstracts"
    return Answer(papers=tuple(papers), statements=said.statements, by=by)


def _json(question: str, answer: Answer) -> str:
    told = [{"text": one.text, "cites": list(one.cites)} for one in answer.statements]
    papers = [paper.id for paper in answer.papers]
    return output.as_json({"question": question, "papers": papers, "answer": told, "answered": bool(told)})


def _text(answer: Answer) -> str:
    told = [f"{visible(one.text)} [{', '.join(one.cites)}]" for one in answer.statements]
    head = told or ["These papers don't say." if answer.papers else "No paper here has the question's words."]
    looked = [f"{paper.id}  {visible(paper.title)}" for paper in answer.papers]
    return "\n".join([*head, "", *(["Looked at:", *looked, ""] if looked else []), answer.by]) + "\n"

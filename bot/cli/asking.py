"""`paperround ask`: a question to the papers in files, to those on a topic, or to what arXiv listed lately."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.platforms.terminal.progress import ProgressMeter
from adapters.present.opening import author
from adapters.present.printable import visible
from bot.cli import formats, from_files, output
from bot.clock import SystemClock
from bot.knowledge import knowledge, topics
from bot.search_words import any_of, content
from bot.settings import MODEL
from digest import nearest_sentences, selection
from digest.corpus import Corpus

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from adapters.settings import Settings
    from bot.cli.main import Streams
    from digest.model import Paper
    from digest.roundup import Statement

MOST_PAPERS = 8


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
    papers = _papers(args, streams, settings)
    corpus = Corpus.of(papers, knowledge())
    nearest = selection.answering(corpus, args.question, MOST_PAPERS)
    if settings[MODEL] and nearest:
        answer = asyncio.run(_by_model(args.question, nearest, settings))
    else:
        said = nearest_sentences.answer(args.question, nearest, papers)
        answer = Answer(
            papers=nearest, statements=said, by="the nearest sentences of the abstracts; no model was asked"
        )
    output.write(_json(args.question, answer) if args.format == "json" else _text(answer), args.output, streams.stdout)
    return 0


def _papers(args: argparse.Namespace, streams: Streams, settings: Settings) -> tuple[Paper, ...]:
    """All papers in the files or of the last weeks, or those on the topic's shortlist."""
    topic = topics().resolve(args.topic) if args.topic else None
    if not args.papers:
        from bot.cli import from_arxiv  # noqa: PLC0415 - the store and arXiv take a while to import

        if topic is None:
            words = content(args.question)
            found = from_arxiv.search(any_of(words), args.limit, streams, settings) if words else ()
            return tuple(pick.paper for pick in found)
        made = from_arxiv.roundup(topic, args, streams, settings)
        return tuple(listed.pick.paper for listed in made.papers)
    meter = ProgressMeter(streams.stderr)
    with meter.under_way("Reading papers"):
        papers = from_files.read(args.papers, streams, meter)
    if topic is None or not papers:
        return papers
    picks = selection.select(Corpus.of(papers, knowledge()), topic, from_files.whole(papers)).picks
    return tuple(pick.paper for pick in picks)


async def _by_model(question: str, papers: Sequence[Paper], settings: Settings) -> Answer:
    from bot.composition.model import opened  # noqa: PLC0415 - most commands need no model

    async with opened(settings, SystemClock()) as made:
        said = await made.answering.on(question, papers)
        by = said.instead or f"{author(made.answering.by)}, checked against the abstracts"
    return Answer(papers=tuple(papers), statements=said.statements, by=by)


def _json(question: str, answer: Answer) -> str:
    told = [{"text": one.text, "cites": list(one.cites)} for one in answer.statements]
    papers = [paper.id for paper in answer.papers]
    return formats.as_json({"question": question, "papers": papers, "answer": told, "answered": bool(told)})


def _text(answer: Answer) -> str:
    told = [f"{visible(one.text)} [{', '.join(one.cites)}]" for one in answer.statements]
    head = told or ["These papers don't say." if answer.papers else "No paper here has the question's words."]
    looked = [f"{paper.id}  {visible(paper.title)}" for paper in answer.papers]
    return "\n".join([*head, "", *(["Looked at:", *looked, ""] if looked else []), answer.by]) + "\n"

"""`paperround roundup`, `paper` and `search`: one document, from files or from arXiv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.terminal.progress import ProgressMeter
from adapters.platforms.terminal.screen import Screen
from adapters.present import parts
from adapters.present.card import card_part, paper_list_part
from bot import registry
from bot.answers.topic_answers import unfound
from bot.cli import from_files, languages, output
from bot.cli.parser import WrongUsage
from bot.clock import SystemClock
from bot.knowledge import knowledge, topics
from bot.settings import MODEL, NoModel
from digest import engine, selection
from digest.bibtex import bibtex
from digest.corpus import Corpus
from digest.document import paper_json
from digest.errors import PaperroundError
from digest.facts import facts
from digest.lookup import Lookup
from digest.model import Pick
from digest.query import parse
from digest.roundup import Listed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from adapters.chat import Part
    from adapters.settings import Settings
    from bot.cli.main import Streams
    from digest.model import Paper
    from digest.query import Query
    from digest.roundup import Card

_FOUND = 20
_ALSO = 5
_NEAREST = 3


class UnknownPaper(PaperroundError):  # noqa: N818 - a plain word
    """Raised when a reference leads to no paper."""


def roundup(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround roundup TOPIC`."""
    if args.start and args.end and args.start > args.end:
        raise WrongUsage(
            f"--from {args.start} is after --to {args.end}; a window runs from the earlier day to the later."
        )
    output.check(args.output)
    topic = languages.read(args.topic, topics().resolve, streams, settings)
    by_model = args.writer == "model"
    if by_model and not settings[MODEL]:
        raise NoModel
    if args.papers:
        made, author = from_files.roundup(
            topic,
            args.papers,
            args.history,
            start=args.start,
            end=args.end,
            limit=args.limit,
            streams=streams,
            clock=SystemClock(),
            settings=settings,
            by_model=by_model,
        )
    else:
        from bot.cli import from_sources  # noqa: PLC0415 - the store and the sources take a while to import

        made, author = from_sources.roundup(topic, args, streams, settings)
    if made.counts.matched == 0:
        _say_what_else(topic.query, author, streams)
    if args.format == "text":
        _show(parts.parts(made), args, streams)
    else:
        output.write(output.formatted(made, args.format), args.output, streams.stdout)
    return 0


def paper(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround paper REF`."""
    output.check(args.output)
    card, also = _find_card(args, streams, settings)
    if args.format == "json":
        best, *others = (
            _as_listed(Pick(paper=one, rank=n, score=1.0, why=())) for n, one in enumerate((card.paper, *also), 1)
        )
        output.write(output.as_json(paper_json(best, others)), args.output, streams.stdout)
    elif args.format == "bibtex":
        output.write(bibtex(card.paper, card.facts), args.output, streams.stdout)
    else:
        _show((card_part(card),), args, streams)
    return 0


def search(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround search QUERY`."""
    output.check(args.output)
    query = languages.read(args.query, lambda said: parse(said, knowledge().sources), streams, settings)
    if args.papers:
        meter = ProgressMeter(streams.stderr)
        with meter.under_way("Reading papers"):
            corpus = Corpus.of(from_files.read(args.papers, streams, meter), knowledge())
            picks, author = selection.search(corpus, query, _FOUND), selection.author_named(corpus, query)
    else:
        from bot.cli import from_sources  # noqa: PLC0415 - the store and the sources take a while to import

        picks, author = from_sources.search(query, _FOUND, streams, settings)
    if not picks:
        _say_what_else(query, author, streams)
    if args.format == "json":
        papers = [paper_json(_as_listed(pick)) for pick in picks]
        output.write(output.as_json({"query": query.text, "papers": papers}), args.output, streams.stdout)
    else:
        heading = f"Papers that match {query.text}" if picks else f"Nothing matches {query.text}."
        _show((paper_list_part(heading, [pick.paper for pick in picks]),), args, streams)
    return 0


def _say_what_else(query: Query, author: str, streams: Streams) -> None:
    """What may be meant by words that found nothing, on stderr."""
    for sentence in unfound(query, author):
        streams.say(sentence)


def _find_card(args: argparse.Namespace, streams: Streams, settings: Settings) -> tuple[Card, tuple[Paper, ...]]:
    """The card of the paper that is meant, and the next best; raises `UnknownPaper` with the nearest there are."""
    if not args.papers:
        from bot.cli import from_sources  # noqa: PLC0415 - the store and the sources take a while to import

        found = from_sources.find(args.ref, streams, settings)
        if found.card is None:
            raise UnknownPaper(_unknown(args.ref, found.also))
        return found.card, found.also
    meter = ProgressMeter(streams.stderr)
    with meter.under_way("Reading papers"):
        papers = from_files.read(args.papers, streams, meter)
        hits = Lookup.of(papers, knowledge().sources).find(args.ref, _ALSO + 1)
        corpus = Corpus.of(papers, knowledge())
    if not hits:
        raise UnknownPaper(_unknown(args.ref, _nearest(corpus, args.ref)))
    return engine.card(corpus, hits[0].paper), tuple(hit.paper for hit in hits[1:])


def _nearest(corpus: Corpus, ref: str) -> tuple[Paper, ...]:
    return selection.answering(corpus, ref, _NEAREST)


def _unknown(ref: str, nearest: Sequence[Paper]) -> str:
    words = " ".join(ref.split())
    shown = words if len(words) <= 80 else f"{words[:79]}…"  # noqa: PLR2004 - a line
    hints = "".join(f"\n  {one.id}  {one.title}" for one in nearest)
    return f"No paper is called “{shown}” here." + (
        f" The nearest are:{hints}" if hints else " Try an id, a title, or the name of a method."
    )


def _as_listed(pick: Pick) -> Listed:
    return Listed(number=pick.rank, pick=pick, facts=facts(pick.paper))


def _show(document: Sequence[Part], args: argparse.Namespace, streams: Streams) -> None:
    """Parts as text: with colour on a terminal, plain in a pipe or a file."""
    if args.output is None:
        Screen(streams.stdout, page_of=registry.profiles().page_of).parts(document)
    else:
        from adapters.platforms.terminal.render import TerminalStyle, text  # noqa: PLC0415 - only files need it

        look = TerminalStyle(page_of=registry.profiles().page_of)
        output.write(text(document, look), args.output, streams.stdout)

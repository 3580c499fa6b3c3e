"""Hand-written fakes of the ports, and a few invented papers to answer from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import (
    Bullets,
    Channel,
    Heading,
    Numbered,
    Paragraph,
    Person,
    Request,
    Rows,
    Small,
    Verbatim,
    flat,
)
from adapters.errors import SourceAway
from adapters.sources.ports import BulkSource, Changes, PaperSource
from bot.handlers.sharing import PostingRights
from digest.model import Paper
from tests.at_arxiv import at_arxiv

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from adapters.chat import Block, EntryPoint, Part, Reply
    from adapters.sources.ports import Progress
    from digest.model import Window

NOW = datetime(2026, 5, 18, 7, 0, tzinfo=UTC)
"""A Monday."""
CHANNEL = Channel(platform="test", workspace="lab", id="reading")
ADA = Person(id="ada", name="Ada", zone="Europe/Berlin", may_manage=True)


async def _can_post(_channel: Channel) -> str:
    return ""


async def _everybody_may(_channel: Channel, _person: Person) -> bool:
    return True


ALLOWED = PostingRights(ensure_can_post=_can_post, may_post=_everybody_may)
"""The bot may post anywhere, and so may everybody."""


def paper(number: int, title: str, abstract: str, *, listed: date = date(2026, 5, 13), comment: str = "") -> Paper:
    """An invented paper."""
    return Paper(
        id=f"2605.{number:05}",
        title=title,
        abstract=abstract,
        authors=("Ada Lovelace", "Grace Hopper", f"Author {number}"),
        categories=("cs.CL", "cs.LG"),
        published=listed,
        listed=listed,
        comment=comment,
        **at_arxiv(f"2605.{number:05}"),
    )


PAPERS = (
    paper(
        1,
        "PondLoRA: Low-Rank Fine-Tuning in Shallow Ponds",
        "Fine-tuning large models is costly. We propose PondLoRA, a low-rank adaptation method that fine-tunes only the "
        "shallow layers. PondLoRA reaches 91.2% accuracy on FrogBench and needs 40% less memory than full fine-tuning. "
        "Code is at https://github.com/example/pondlora.",
        comment="Accepted at ACL 2026",
    ),
    paper(
        2,
        "ReedTune: Instruction Tuning with Reeds",
        "Instruction tuning depends on clean data. We introduce ReedTune, which filters instructions before supervised "
        "fine-tuning. ReedTune improves accuracy by 3.4 points over full fine-tuning on three benchmarks.",
    ),
    paper(
        3,
        "MarshAdapters: Parameter-Efficient Adapters for Speech",
        "Adapters allow parameter-efficient fine-tuning. We present MarshAdapters for speech recognition. Word error "
        "rate falls by 12% with 0.3% of the parameters.",
        listed=date(2026, 5, 14),
    ),
    paper(
        4,
        "LilyGraph: Attention on Graphs of Water Lilies",
        "Graph attention networks forget distant nodes. We propose LilyGraph, an attention layer on graphs that keeps "
        "them. LilyGraph gains 5.1% on node classification.",
        listed=date(2026, 5, 14),
    ),
    paper(
        5,
        "DriftBot: Robots that Follow Currents",
        "Robots waste energy. DriftBot plans paths along currents and saves 27% energy in river trials.",
        listed=date(2026, 5, 15),
    ),
    paper(
        6,
        "OtterQA: Retrieval for Long Documents",
        "Retrieval augmented generation fails on long documents. OtterQA retrieves by chapter and answers 78% of the "
        "questions of RiverQA.",
        listed=date(2026, 5, 15),
    ),
    paper(
        7,
        "Old Pond Fine-Tuning Notes",
        "Fine-tuning of language models for ponds was studied early. We report 55% accuracy with full fine-tuning.",
        listed=date(2026, 5, 6),
    ),
)


@dataclass
class FakeSource(PaperSource):
    """A source of given papers that writes down what it was asked; away when told so."""

    papers: tuple[Paper, ...] = PAPERS
    away: bool = False
    asked: list[tuple[Window, tuple[str, ...]]] = field(default_factory=list)

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        self._reach()
        self.asked.append((window, tuple(categories)))
        there = [one for one in self.papers if one.published in window and _is_in(one, categories)]
        found = tuple(sorted(there, key=lambda one: (one.published, one.id), reverse=True))
        progress(len(found), len(found))
        return found

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        self._reach()
        return tuple(one for wanted in dict.fromkeys(ids) for one in self.papers if one.id == wanted)

    def _reach(self) -> None:
        if self.away:
            raise SourceAway("arXiv can't be reached; next try at 07:15 UTC.")


class FakeBulk(BulkSource):
    """Tells of given papers and of those that are gone, so many a part; where it breaks, no list of it comes to its end."""

    def __init__(
        self,
        *papers: Paper,
        today: date,
        deleted: tuple[tuple[str, date], ...] = (),
        size: int = 10,
        breaks: bool = False,
    ) -> None:
        self.papers = papers
        self.deleted = deleted
        self.asked: list[tuple[date, tuple[str, ...]]] = []
        self._today = today
        self._size = size
        self._breaks = breaks

    @override
    def covers(self, category: str) -> bool:
        return category.startswith("cs.")

    @override
    async def changes(self, since: date, categories: Sequence[str]) -> AsyncIterator[Changes]:
        self.asked.append((since, tuple(categories)))
        wanted = tuple(one for one in self.papers if one.listed >= since and _is_in(one, categories))
        gone = tuple((id_, day) for id_, day in self.deleted if day >= since)
        for at in range(0, max(len(wanted), 1), self._size):
            yield Changes(papers=wanted[at : at + self._size], deleted=() if at else gone, as_of=self._today)
        if self._breaks:
            raise SourceAway("arXiv can't be reached.")


def _is_in(one: Paper, categories: Sequence[str]) -> bool:
    prefixes = [wanted.removesuffix("*") for wanted in categories]
    return any(
        has == wanted or (wanted.endswith(".") and has.startswith(wanted))
        for wanted in prefixes
        for has in one.categories
    )


def request(
    said: str, *, entry_point: EntryPoint = "papers", person: Person = ADA, thread: str | None = None
) -> Request:
    """Something said in the test channel."""
    return Request(entry_point=entry_point, text=said, channel=CHANNEL, person=person, thread=thread)


def words(reply: Reply) -> str:
    """All that a reply says, a line a block."""
    return "\n".join(line for part in reply.parts for line in part_lines(part))


def part_lines(part: Part) -> list[str]:
    """What a message says, and its buttons in brackets."""
    lines = [line for block in part.blocks for line in block_lines(block)]
    return [*lines, *(f"<{action.label}>" for action in part.actions)]


def block_lines(block: Block) -> list[str]:
    """A block as plain lines."""
    match block:
        case Heading() | Verbatim():
            return [block.text]
        case Bullets():
            return [f"• {flat(item)}" for item in block.items]
        case Rows():
            return [f"{label}: {flat(text)}" for label, text in block.rows]
        case Numbered():
            return [f"[{number}] {flat(item)}" for number, item in block.items]
        case Paragraph() | Small():
            return [flat(block.text)]

"""What the adapter is given in tests: notes in a dictionary, and a bot that answers from a table."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from adapters.chat import (
    Action,
    Channel,
    Paragraph,
    Part,
    Ports,
    Reply,
    Request,
    Span,
    Suggestion,
    Suggestions,
    code,
    plain,
)
from adapters.platforms.discord.rest import DiscordRest
from adapters.present.card import card_part, paper_list_part
from adapters.present.parts import paper_list, parts
from bot.answers.roundup_answers import shared
from tests.adapters.platforms.fakes import NOON, fake_ports
from tests.adapters.present.documents import card, roundup
from tests.platforms.sharing import FakeSharing
from tests.stores import FakeKeyValues, FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDUP = "r-77"


class FakeRest(DiscordRest):
    """Answers each route with what the table has for it, one after another; the last stays."""

    def __init__(self, table: dict[str, list[Any]]) -> None:
        super().__init__("nothing")
        self._table = table
        self.sent: list[Any] = []

    @override
    async def _request(
        self, method: str, path: str, ids: Any, *, body: Any = None, query: Any = None, files: Any = None
    ) -> Any:
        answers = self._table[f"{method} {path}"]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.sent.append(body)
        if isinstance(answer, Exception):
            raise answer
        return answer


def sentence(text: str, *actions: Action, private: bool = True) -> Reply:
    """An answer of one paragraph."""
    return Reply(parts=(Part(blocks=(Paragraph(plain(text)),), actions=actions),), private=private)


LONG = "search " + "long words " * 20
OPENING, *THREAD = parts(roundup())
SHARE = Action(label="Share", entry_point="papers", text=f"share {ROUNDUP}")
REPLIES = {
    ("papers", "roundup"): Reply(
        parts=(Part(blocks=OPENING.blocks, actions=(SHARE, *OPENING.actions)), *THREAD), roundup_id=ROUNDUP
    ),
    ("papers", "help"): sentence(
        "I can help.",
        Action(label="Long", entry_point="papers", text=LONG),
        Action(label="Broken", entry_point="papers", text="break"),
    ),
    ("papers", "status"): Reply(
        parts=(
            Part(
                blocks=(
                    Paragraph((Span(text="Next: "), Span(text="Mon 18 May 2026, 12:00", moment=NOON))),
                    Paragraph((Span(text="Try "), code("/papers roundup agents"), Span(text=" or "), code("/paper"))),
                    Paragraph((Span(text="A paper wrote `/papers list`, "), code("/papers dance"))),
                )
            ),
        )
    ),
    ("papers", "list"): sentence("No subscriptions."),
    ("papers", "pause"): sentence("Paused.", private=False),
    ("papers", "topics"): Reply(
        parts=tuple(Part(blocks=(Paragraph(plain(f"Topic {n}.")),)) for n in range(8)), private=True
    ),
    ("papers", "resume"): Reply(
        parts=tuple(Part(blocks=(Paragraph(plain(f"Topic {n}.")),)) for n in range(8)), private=False
    ),
    ("papers", "search x"): Reply(parts=(paper_list_part("Papers of the last weeks on x", card().related),)),
    ("thread", "what's new on agents"): Reply(parts=(OPENING, *THREAD), roundup_id=ROUNDUP),
    ("thread", "papers"): Reply(parts=(paper_list(roundup()),), private=False),
    ("thread", "3"): Reply(parts=(card_part(card()),), private=False),
    ("paper", "TinyTune"): Reply(parts=(card_part(card()),)),
}


def _sharing() -> FakeSharing:
    roundups = FakeRoundups()
    roundups.kept[ROUNDUP] = roundup()
    return FakeSharing(roundups)


@dataclass(kw_only=True)
class FakeBot:
    """Remembers what it was asked and told, and answers from the table.

    Attributes:
        refusal: Why nothing can be shared.
        slow: Seconds that an answer takes.
    """

    key_values: FakeKeyValues = field(default_factory=FakeKeyValues)
    asked: list[Request] = field(default_factory=list)
    tied: list[tuple[Channel, str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)
    sharing: FakeSharing = field(default_factory=_sharing)
    subscriptions: FakeSubscriptions = field(default_factory=FakeSubscriptions)
    refusal: str = ""
    slow: float = 0.0
    suggests_slowly: float = 0.0

    async def answer(self, request: Request) -> Reply:
        """The table's reply, or the words said back."""
        self.asked.append(request)
        if self.slow:
            await asyncio.sleep(self.slow)
        if request.text == "break":
            raise RuntimeError("broken")
        if request.text == SHARE.text and self.refusal:
            return sentence(self.refusal)
        if request.text == SHARE.text:
            shared_now = await self.sharing.post(request.channel, ROUNDUP, "fine-tuning", "Ada")
            assert shared_now
            return shared(roundup(), ROUNDUP, "Shared by @Ada", is_new=shared_now.is_new)
        return REPLIES.get(
            (request.entry_point, request.text), sentence(f"You said {request.text} at {request.entry_point}.")
        )

    @property
    def ports(self) -> Ports:
        """As the adapter is given it."""
        return fake_ports(
            answer=self.answer,
            link_thread=self._link_thread,
            record_shown=self._link_thread,
            workspace_removed=self._removed,
            workspace_restored=self._restored,
            suggest=Suggestions(
                topics=self._topics, zones=self._zones, papers=self._papers, subscriptions=self._subscriptions
            ),
            key_values=self.key_values,
            subscriptions=self.subscriptions,
        )

    async def _link_thread(self, channel: Channel, thread: str, roundup_id: str) -> None:
        self.key_values.reach()
        self.tied.append((channel, thread, roundup_id))

    async def _removed(self, platform: str, workspace: str, reason: str) -> None:
        assert platform == "discord"
        self.key_values.reach()
        self.removed.append((workspace, reason))

    async def _restored(self, platform: str, workspace: str) -> None:
        assert platform == "discord"
        self.key_values.reach()
        self.restored.append(workspace)

    async def _topics(self, _channel: Channel, typed: str) -> Sequence[Suggestion]:
        await asyncio.sleep(self.suggests_slowly)
        self.typed.append(("topics", typed))
        return [Suggestion(label=f"{typed} {n}", value=f"topic {n}") for n in range(40)]

    async def _zones(self, _channel: Channel, typed: str) -> Sequence[Suggestion]:
        self.typed.append(("zones", typed))
        return [Suggestion(label="Berlin", value="Europe/Berlin"), Suggestion(label="Long", value="x" * 101)]

    async def _papers(self, _channel: Channel, typed: str) -> Sequence[Suggestion]:
        self.typed.append(("papers", typed))
        return [Suggestion(label="TinyTune: Adapters in One Layer " * 9, value="2605.00001")]

    async def _subscriptions(self, channel: Channel, typed: str) -> Sequence[Suggestion]:
        self.typed.append(("subscriptions", f"{channel.id} {typed}"))
        return [Suggestion(label="fine-tuning", value="fine-tuning")]

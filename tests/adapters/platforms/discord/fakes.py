"""What the adapter is given in tests: notes in a dictionary, and a bot that answers from a table."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from adapters.chat import Action, Channel, Paragraph, Part, Reply, Request, plain
from adapters.errors import StoreAway
from adapters.platforms.discord.ports import DiscordPorts, Suggester, Suggestion
from adapters.platforms.discord.rest import DiscordRest
from adapters.present.card import card_part
from adapters.present.parts import paper_list, parts
from adapters.store.ports import KeyValueStore
from tests.adapters.present.documents import card, roundup

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDUP = "r-77"


class FakeScratch(KeyValueStore):
    """Notes in a dictionary that never expire; away when told so."""

    def __init__(self) -> None:
        self.notes: dict[str, str] = {}
        self.away = False

    @override
    async def get(self, name: str) -> str | None:
        self._reach()
        return self.notes.get(name)

    @override
    async def put(self, name: str, note: str, seconds: int | None) -> None:
        self._reach()
        self.notes[name] = note

    @override
    async def claim(self, name: str, note: str, seconds: int) -> bool:
        self._reach()
        return self.notes.setdefault(name, note) == note

    @override
    async def drop(self, name: str) -> bool:
        self._reach()
        return self.notes.pop(name, None) is not None

    def _reach(self) -> None:
        if self.away:
            raise StoreAway("I can't reach my memory.")


class FakeRest(DiscordRest):
    """Answers each route with what the table has for it, one after another; the last stays."""

    def __init__(self, table: dict[str, list[Any]]) -> None:
        super().__init__("nothing")
        self._table = table
        self.sent: list[Any] = []

    @override
    async def _asked(self, method: str, path: str, ids: Any, *, body: Any = None, query: Any = None) -> Any:
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
SHARE = Action(label="Share", door="papers", text=f"share {ROUNDUP}")
REPLIES = {
    ("papers", "roundup"): Reply(
        parts=(Part(blocks=OPENING.blocks, actions=(SHARE, *OPENING.actions)), *THREAD), roundup=ROUNDUP
    ),
    ("papers", f"share {ROUNDUP}"): Reply(parts=(OPENING, *THREAD), private=False, roundup=ROUNDUP),
    ("papers", "help"): sentence(
        "I can help.",
        Action(label="Long", door="papers", text=LONG),
        Action(label="Broken", door="papers", text="break"),
    ),
    ("papers", "list"): sentence("No subscriptions."),
    ("papers", "pause"): sentence("Paused.", private=False),
    ("papers", "topics"): Reply(
        parts=tuple(Part(blocks=(Paragraph(plain(f"Topic {n}.")),)) for n in range(8)), private=True
    ),
    ("thread", "papers"): Reply(parts=(paper_list(roundup()),), private=False),
    ("thread", "3"): Reply(parts=(card_part(card()),), private=False),
    ("paper", "TinyTune"): Reply(parts=(card_part(card()),)),
}


@dataclass(kw_only=True)
class FakeBot:
    """Remembers what it was asked and told, and answers from the table.

    Attributes:
        slow: Seconds that an answer takes.
    """

    scratch: FakeScratch = field(default_factory=FakeScratch)
    asked: list[Request] = field(default_factory=list)
    tied: list[tuple[Channel, str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)
    slow: float = 0.0
    suggests_slowly: float = 0.0

    async def answer(self, request: Request) -> Reply:
        """The table's reply, or the words said back."""
        self.asked.append(request)
        if self.slow:
            await asyncio.sleep(self.slow)
        if request.text == "break":
            raise RuntimeError("broken")
        return REPLIES.get((request.door, request.text), sentence(f"You said {request.text} at {request.door}."))

    @property
    def ports(self) -> DiscordPorts:
        """As the adapter is given it."""
        return DiscordPorts(
            answer=self.answer,
            shown=self._shown,
            removed=self._removed,
            restored=self._restored,
            suggesting=Suggester(
                topics=self._topics, zones=self._zones, papers=self._papers, subscriptions=self._subscriptions
            ),
            scratch=self.scratch,
        )

    async def _shown(self, channel: Channel, thread: str, roundup_id: str) -> None:
        self.scratch._reach()  # noqa: SLF001 - the same store
        self.tied.append((channel, thread, roundup_id))

    async def _removed(self, workspace: str, reason: str) -> None:
        self.scratch._reach()  # noqa: SLF001 - the same store
        self.removed.append((workspace, reason))

    async def _restored(self, workspace: str) -> None:
        self.scratch._reach()  # noqa: SLF001 - the same store
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

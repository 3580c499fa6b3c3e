"""The platform: what reads the board and what leaves lines on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Platform
from adapters.errors import PlatformRefused, RightsLost, TryLater, Uncertain
from tests.platforms.noticeboard import render
from tests.platforms.noticeboard.board import BoardRefused, BoardSilent
from tests.platforms.noticeboard.listeners import Listeners

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.chat import Channel, Marker, Part, Person, Ports
    from digest.errors import PaperroundError
    from tests.platforms.noticeboard.board import Board


def _translated(refused: BoardRefused) -> PaperroundError:
    if str(refused) == "slow down":
        return TryLater("The board takes no more for now.", retry_after=30)
    return RightsLost("the board was closed")


class NoticeboardPlatform(Platform):
    """A board, opened with its key."""

    def __init__(self, board: Board, key: str, ports: Ports) -> None:
        self._board = board
        self._key = key
        self._ports = ports
        self.listeners = Listeners(board, ports, self)
        self._hears = False

    @override
    async def start(self) -> None:
        pass

    @override
    async def listen(self) -> None:
        if not self._board.opens_with(self._key):
            raise PlatformRefused("The board doesn't open with NOTICEBOARD_KEY.")
        self._hears = True
        try:
            await self.listeners.listen()
        finally:
            self._hears = False

    @property
    @override
    def is_connected(self) -> bool:
        return self._hears

    @override
    async def stop(self) -> None:
        await self.listeners.tasks.finish(5.0)

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return render.fit(parts)

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        line = {
            "by": "bot",
            "at": self._ports.now().isoformat(),
            "thread": thread,
            "text": render.text(part, thread or ""),
            "marker": [marker.delivery, marker.part],
        }
        try:
            return self._board.leave(channel.id, line)
        except BoardRefused as refused:
            raise _translated(refused) from refused
        except BoardSilent as silent:
            raise Uncertain("The board didn't say whether it took the line.") from silent

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        try:
            lines = self._board.lines(channel.id)
        except BoardRefused as refused:
            raise _translated(refused) from refused
        ours = [one for one in lines if one["by"] == "bot" and one["thread"] == thread and one["marker"][0] == delivery]
        return {one["marker"][1]: one["id"] for one in ours if datetime.fromisoformat(one["at"]) >= since}

    @override
    async def ensure_can_post(self, channel: Channel) -> str:
        try:
            self._board.lines(channel.id)
        except BoardRefused as refused:
            return f"The board refuses: {refused}. Whoever keeps it can open it."
        return ""

    @override
    async def may_post(self, channel: Channel, person: Person) -> bool:
        """Guests read only."""
        return not self._board.is_guest(person.id)

    @override
    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        line = {"by": "bot", "at": self._ports.now().isoformat(), "thread": None, "marker": ["note", 0]}
        self._board.leave("administrators", {**line, "text": f"{channel.id}: {render.text(note)}"})

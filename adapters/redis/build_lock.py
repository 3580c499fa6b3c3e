"""Who makes a roundup, and that it was made, in Redis.

Owns, in one slot a roundup: `paperround:{built:KEY}:lock`, whose value is its holder's fencing token and which expires
after two minutes without a sign of life; `paperround:{built:KEY}:fence`, the last token given; and
`paperround:{built:KEY}:note`, what came of it. The latter two expire after two weeks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.ledger import Built
from adapters.redis import keys, scripts

if TYPE_CHECKING:
    from adapters.redis.link import Link

_TWO_MINUTES = 120
_TWO_WEEKS = 14 * 86_400


class BuildLock(Built):
    """Only the newest token can note a result, however long an older holder was asleep."""

    def __init__(self, link: Link, *, lifetime: int = _TWO_MINUTES) -> None:
        self._link = link
        self._lifetime = lifetime

    @override
    async def get(self, key: str) -> str | None:
        note = await self._link.ask("GET", keys.built(key, "note"))
        return None if note is None else note.decode()

    @override
    async def begin(self, key: str) -> int | None:
        ours = (keys.built(key, "lock"), keys.built(key, "fence"))
        token = await self._link.ask("EVAL", scripts.BUILT_BEGIN, 2, *ours, self._lifetime, _TWO_WEEKS)
        return None if token is None else int(token)

    @override
    async def extend(self, key: str, token: int) -> bool:
        lock = keys.built(key, "lock")
        return bool(await self._link.ask("EVAL", scripts.IF_MINE_EXPIRE, 1, lock, token, self._lifetime))

    @override
    async def finish(self, key: str, token: int, note: str) -> bool:
        ours = (keys.built(key, "lock"), keys.built(key, "fence"), keys.built(key, "note"))
        return bool(await self._link.ask("EVAL", scripts.BUILT_FINISH, 3, *ours, token, note, _TWO_WEEKS))

    @override
    async def give_up(self, key: str, token: int) -> None:
        await self._link.ask("EVAL", scripts.IF_MINE_DELETE, 1, keys.built(key, "lock"), token)

"""`paperround doctor`: looks at each part of an installation in turn, and names the one step that mends each finding."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from adapters.store.redis.store import open_store
from bot import access, composition, settings, shutdown
from bot.delivery.dead_letter_report import none_given_up
from digest.errors import PaperroundError

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Awaitable, Mapping

    from adapters.finding import Finding
    from bot.cli.main import Streams
    from bot.settings import Settings

_PATIENCE = 10.0
_WIDTH = 8


def doctor(asked: argparse.Namespace, streams: Streams, environ: Mapping[str, str]) -> int:
    """Answer `paperround doctor`: 0 when all is well, 1 when something needs mending."""
    own = settings.read(environ)
    return 0 if shutdown.run(_Examination(own, environ, streams, again=asked.send_again).all_is_well()) else 1


class _Examination:
    """One look at everything."""

    def __init__(self, own: Settings, environ: Mapping[str, str], streams: Streams, *, again: bool) -> None:
        self._settings = own
        self._environ = environ
        self._out = streams.stdout
        self._again = again

    async def all_is_well(self) -> bool:
        """Say of each part how it is; whether nothing needs mending."""
        own = self._settings
        where = "the server that REDIS_URL names" if own.redis_url else str(own.data)
        well = [
            await self._answers("store", _store(own), f"keeps its data in {where}"),
            await self._answers("queue", none_given_up(own, again=self._again), "no job was given up"),
            await self._answers("arXiv", _arxiv(own), f"answers at {own.arxiv_url}"),
            await self._slack(),
            await self._discord(),
        ]
        if not own.contact:
            self._say("note", "contact", "set PAPERROUND_CONTACT to an address that arXiv can write to")
        self._say("note", "python", sys.version.split()[0])
        return all(well)

    async def _answers(self, part: str, examination: Awaitable[None], good: str) -> bool:
        try:
            await examination
        except PaperroundError as error:
            self._say("bad", part, str(error))
            return False
        self._say("well", part, good)
        return True

    async def _slack(self) -> bool:
        found = access.slack(self._environ)
        if found is None:
            self._say("note", "Slack", "isn't set up; docs/slack.md says how")
            return True
        # Imported here because it brings a web client, and most installations have one platform.
        from adapters.platforms.slack.doctor import examine  # noqa: PLC0415

        return await self._findings("Slack", examine(found))

    async def _discord(self) -> bool:
        found = access.discord(self._environ)
        if found is None:
            self._say("note", "Discord", "isn't set up; docs/discord.md says how")
            return True
        from adapters.platforms.discord.doctor import examine  # noqa: PLC0415 - as above

        return await self._findings("Discord", examine(found))

    async def _findings(self, part: str, findings: AsyncIterator[Finding]) -> bool:
        well = True
        async for finding in findings:
            self._say("well" if finding.is_well else "bad", part, f"{finding.what} {finding.mend}".strip())
            well = well and finding.is_well
        return well

    def _say(self, verdict: str, part: str, words: str) -> None:
        self._out.write(f"{verdict:<6} {part:<{_WIDTH}} {words}\n")
        self._out.flush()


async def _store(own: Settings) -> None:
    async with open_store(own.redis_url, own.data) as store:
        await store.ping()


async def _arxiv(own: Settings) -> None:
    await composition.arxiv(own, _PATIENCE).get(["0704.0001"])

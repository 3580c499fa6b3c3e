"""`paperround doctor`: looks at each part of an installation in turn, and names the one step that mends each finding."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from adapters.chat import Finding
from adapters.mail_address import masked
from adapters.sources.settings import CONTACT
from adapters.store.settings import REDIS_URL
from bot import registry, shutdown
from bot.clock import SystemClock
from bot.composition import sources, store
from bot.settings import data_folder
from digest.errors import PaperroundError

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Awaitable

    from adapters.chat import PlatformDeclaration
    from adapters.settings import Settings
    from adapters.sources.ports import SourceDeclaration
    from adapters.store.jobs import DeadLetter
    from bot.cli.main import Streams

_PATIENCE = 5.0
_WIDTH = 8


def doctor(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround doctor`: 0 when all is well, 1 when something needs mending."""
    return 0 if shutdown.run(_Examination(settings, streams, again=args.send_again).all_is_well()) else 1


class _Examination:
    """One look at everything."""

    def __init__(self, settings: Settings, streams: Streams, *, again: bool) -> None:
        self._settings = settings
        self._out = streams.stdout
        self._again = again
        self._rate_limits = sources.LocalRateLimits()

    async def all_is_well(self) -> bool:
        """Say of each part how it is; whether nothing needs mending."""
        settings = self._settings
        well = [
            await self._findings("store", _store(settings)),
            await self._answers("queue", none_given_up(settings, again=self._again), "no job was given up"),
            *[await self._source(declared) for declared in registry.sources()],
            *[await self._platform(declared) for declared in registry.platform_declarations()],
        ]
        if not settings[CONTACT]:
            self._say("note", "contact", "set PAPERROUND_CONTACT to an address that arXiv can write to")
        self._say("note", "python", sys.version.split()[0])
        return all(well)

    async def _source(self, declared: SourceDeclaration) -> bool:
        source = declared.connect(self._settings, self._rate_limits(declared.profile.name), None, _PATIENCE).papers
        good = f"answers at {declared.address(self._settings)}"
        return await self._answers(declared.profile.name, source.get([declared.example]), good)

    async def _answers(self, part: str, examination: Awaitable[object], good: str) -> bool:
        try:
            await examination
        except PaperroundError as error:
            self._say("bad", part, str(error))
            return False
        self._say("well", part, good)
        return True

    async def _platform(self, declared: PlatformDeclaration) -> bool:
        findings = declared.examine(self._settings)
        if findings is None:
            self._say("note", declared.title, f"isn't set up; {declared.guide} says how")
            return True
        return await self._findings(declared.title, findings)

    async def _findings(self, part: str, findings: AsyncIterator[Finding]) -> bool:
        well = True
        async for finding in findings:
            self._say("well" if finding.is_well else "bad", part, f"{finding.what} {finding.mend}".strip())
            well = well and finding.is_well
        return well

    def _say(self, verdict: str, part: str, words: str) -> None:
        self._out.write(f"{verdict:<6} {part:<{_WIDTH}} {words}\n")
        self._out.flush()


async def _store(settings: Settings) -> AsyncIterator[Finding]:
    """With where it keeps its data, where that can be reached."""
    where = "the server that REDIS_URL names" if settings[REDIS_URL] else str(data_folder(settings))
    async for finding in store.examine(settings, SystemClock()):
        yield Finding(what=f"keeps its data in {where}: {finding.what}") if finding.is_well else finding


async def none_given_up(settings: Settings, *, again: bool = False) -> None:
    """Raise with the jobs that were given up; send them again where that is asked for."""
    async with store.open_installation_store(settings, as_guest=True) as opened:
        jobs = store.jobs(opened)
        letters = await jobs.dead_letters()
        if again:
            for one in letters:
                await jobs.resend(one.job)
    if letters and not again:
        count = "1 job was given up" if len(letters) == 1 else f"{len(letters)} jobs were given up"
        lines = "".join(f"\n       {_line(one)}" for one in letters)
        raise PaperroundError(f"{count}; paperround doctor --send-again tries once more.{lines}")


def _line(one: DeadLetter) -> str:
    return f"{masked(one.job)}: {one.reason} ({one.tries} tries, the last on {one.when:%d %B %Y at %H:%M} UTC)"

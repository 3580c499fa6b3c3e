"""`paperround run`, `doctor` and `subscriptions`: the installation as its keeper sees it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from adapters import subscription_file
from adapters.errors import BadFile
from adapters.redis.store import open_store
from bot import app, ending, output, settings
from bot.cli import ROLES
from bot.clock import SystemClock
from bot.planning import planned
from digest.errors import PaperroundError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Mapping

    from bot.cli import Streams
    from bot.settings import Settings

_PATIENCE = 10.0


def run_bot(asked: argparse.Namespace, streams: Streams, environ: Mapping[str, str]) -> int:
    """Answer `paperround run`."""
    for role in asked.roles:
        if role not in ROLES:
            raise PaperroundError(f"There is no role “{role}”. The roles are {', '.join(ROLES)}.")
    # Imported here because nothing else on the command line needs the chat platforms' libraries.
    from bot import run  # noqa: PLC0415

    run.run(asked.roles, settings.read(environ), environ, streams)
    return 0


def subscriptions(asked: argparse.Namespace, streams: Streams, environ: Mapping[str, str]) -> int:
    """Answer `paperround subscriptions export|import FILE`."""
    own = settings.read(environ)
    if asked.direction == "export":
        path = None if asked.file == "-" else asked.file
        output.check(path)
        document, count = ending.run(_exported(own))
        output.write(document, path, streams.stdout)
        streams.say(f"{_counted(count)} exported.")
    else:
        added, replaced = ending.run(_imported(own, _read(asked.file, streams)))
        streams.say(f"{_counted(added)} added, {replaced} that were there replaced.")
    return 0


def doctor(_asked: argparse.Namespace, streams: Streams, environ: Mapping[str, str]) -> int:
    """Answer `paperround doctor`: 0 when all is well, 1 when something needs mending."""
    own = settings.read(environ)
    return 0 if ending.run(_examined(own, streams)) else 1


async def _examined(own: Settings, streams: Streams) -> bool:
    """Look at each part in turn, and say of each whether it is well or what would mend it."""
    where = "the server that REDIS_URL names" if own.redis_url else str(own.data)
    well = [
        await _found("store", _store_answers(own), f"keeps its data in {where}", streams),
        await _found("arXiv", _arxiv_answers(own), f"answers at {own.arxiv_url}", streams),
    ]
    if not own.contact:
        streams.stdout.write("note   contact  set PAPERROUND_CONTACT to an address that arXiv can write to\n")
    streams.stdout.write("note   chat     this version has no Slack or Discord adapter yet\n")
    streams.stdout.write(f"note   python   {sys.version.split()[0]}\n")
    return all(well)


async def _found(part: str, examination: Awaitable[None], good: str, streams: Streams) -> bool:
    try:
        await examination
    except PaperroundError as error:
        streams.stdout.write(f"bad    {part:<8} {error}\n")
        return False
    streams.stdout.write(f"well   {part:<8} {good}\n")
    return True


async def _store_answers(own: Settings) -> None:
    async with open_store(own.redis_url, own.data) as store:
        await store.ping()


async def _arxiv_answers(own: Settings) -> None:
    await app.arxiv(own, _PATIENCE).get(["0704.0001"])


async def _exported(own: Settings) -> tuple[str, int]:
    async with open_store(own.redis_url, own.data) as store:
        every = await store.subscriptions.every()
    return subscription_file.write(every), len(every)


async def _imported(own: Settings, data: bytes) -> tuple[int, int]:
    """How many were new and how many replaced; nothing is kept unless every entry can be read."""
    wanted = subscription_file.read(data)
    added = 0
    async with open_store(own.redis_url, own.data) as store:
        kept = planned(store, SystemClock())
        for subscription in wanted:
            added += await kept.put(subscription)
    return added, len(wanted) - added


def _read(file: str, streams: Streams) -> bytes:
    try:
        return streams.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadFile(f"{file} can't be read: {error.strerror or error}.") from error


def _counted(count: int) -> str:
    return "1 subscription" if count == 1 else f"{count} subscriptions"

"""`paperround run` and `subscriptions`: the installation as its keeper sees it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import BadFile
from adapters.store import subscription_file
from bot import shutdown
from bot.cli import output
from bot.composition import store
from bot.composition.delivery import planned
from bot.registry import roles
from digest.errors import PaperroundError

if TYPE_CHECKING:
    import argparse

    from adapters.chat import Channel
    from adapters.settings import Settings
    from adapters.store.ports import Subscription
    from bot.cli.main import Streams

_AT_ONCE = 64


def run_bot(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround run`."""
    for role in args.roles:
        if role not in roles():
            raise PaperroundError(f"There is no role “{role}”. The roles are {', '.join(roles())}.")
    # Imported here because nothing else on the command line needs the chat platforms' libraries.
    from bot import run  # noqa: PLC0415

    run.run(args.roles, settings, streams.stderr)
    return 0


def subscriptions(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround subscriptions export|import FILE`."""
    if args.direction == "export":
        path = None if args.file == "-" else args.file
        output.check(path)
        document, count = shutdown.run(_exported(settings))
        output.write(document, path, streams.stdout)
        streams.say(f"{_counted(count)} exported.")
    else:
        added, replaced = shutdown.run(_imported(settings, _read(args.file, streams)))
        streams.say(f"{_counted(added)} added, {replaced} that were there replaced.")
    return 0


async def _exported(settings: Settings) -> tuple[str, int]:
    async with store.opened(settings, beside=True) as opened:
        every = await opened.subscriptions.every()
    return subscription_file.write(every), len(every)


async def _imported(settings: Settings, data: bytes) -> tuple[int, int]:
    """How many were new and how many replaced; nothing is kept unless every entry can be read."""
    wanted = subscription_file.read(data)
    async with store.opened(settings, beside=True) as opened:
        planned_subscriptions = planned(opened)
        # Each channel's in their order; many channels at once, since the store writes what comes together in one go.
        by_channel: dict[Channel, list[Subscription]] = defaultdict(list)
        for subscription in wanted:
            by_channel[subscription.channel].append(subscription)
        waiting = iter(by_channel.values())

        async def put_some() -> int:
            return sum([await planned_subscriptions.put(one) for some in waiting for one in some])

        added = sum(await asyncio.gather(*(put_some() for _ in range(_AT_ONCE))))
    return added, len(wanted) - added


def _read(file: str, streams: Streams) -> bytes:
    try:
        return streams.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadFile(f"{file} can't be read: {error.strerror or error}.") from error


def _counted(count: int) -> str:
    return "1 subscription" if count == 1 else f"{count} subscriptions"

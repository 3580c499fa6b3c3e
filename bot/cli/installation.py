"""`paperround run`, `subscriptions` and `mail`: the installation as its keeper sees it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import BadFile, StoreAway, StoreTaken
from adapters.store import subscription_json
from bot import shutdown
from bot.cli import output
from bot.clock import SystemClock
from bot.composition import store
from bot.registry import roles
from digest.errors import PaperroundError

if TYPE_CHECKING:
    import argparse

    from adapters.settings import Settings
    from bot.cli.main import Streams


LATER = 75
"""The exit code after which a mail server keeps a mail and brings it again (`EX_TEMPFAIL` of sysexits.h)."""
_READ = 1 << 20
"""Bytes of a returned mail: what it says stands before the mail that it returns."""


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
        streams.say(f"{_subscription_count(count)} exported.")
    else:
        added, replaced = shutdown.run(_imported(settings, _read(args.file, streams)))
        streams.say(f"{_subscription_count(added)} added, {replaced} that were there replaced.")
    return 0


def mail(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround mail bounce [FILE]`, as a mail server calls it."""
    try:
        streams.say(shutdown.run(_take_back(settings, _read(args.file, streams)[:_READ])))
    except (StoreAway, StoreTaken) as unavailable:
        streams.say(str(unavailable))
        return LATER
    return 0


async def _take_back(settings: Settings, report: bytes) -> str:
    # Imported here because nothing else on the command line needs what reads and sends mail.
    from bot.composition.mail import take_back  # noqa: PLC0415

    async with store.open_installation_store(settings, as_guest=True) as opened:
        return await take_back(report, settings, opened, SystemClock())


async def _exported(settings: Settings) -> tuple[str, int]:
    async with store.open_installation_store(settings, as_guest=True) as opened:
        every = await opened.subscriptions.every()
    return subscription_json.write(every), len(every)


async def _imported(settings: Settings, data: bytes) -> tuple[int, int]:
    """How many were new and how many replaced; nothing is kept unless every entry can be read."""
    wanted = subscription_json.read(data)
    async with store.open_installation_store(settings, as_guest=True) as opened:
        added = await store.scheduling(opened).put_all(wanted)
    return added, len(wanted) - added


def _read(file: str, streams: Streams) -> bytes:
    try:
        return streams.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadFile(f"{file} can't be read: {error.strerror or error}.") from error


def _subscription_count(count: int) -> str:
    return "1 subscription" if count == 1 else f"{count} subscriptions"

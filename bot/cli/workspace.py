"""`paperround try`: the workspace in the terminal, on arXiv, on files, or on the sample week."""

from __future__ import annotations

import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tzlocal import get_localzone_name

from adapters.chat import Channel, Person
from adapters.errors import SourceAway
from adapters.platforms.terminal import script
from adapters.platforms.terminal.app import TerminalWorkspace, converse
from adapters.platforms.terminal.keyboard import Keyboard
from adapters.platforms.terminal.progress import ProgressMeter
from adapters.platforms.terminal.request import TerminalLocation
from adapters.platforms.terminal.screen import Screen
from adapters.store.settings import REDIS_URL
from bot import registry, shutdown
from bot.cli import from_files
from bot.cli.completion import TerminalCompletion
from bot.clock import SystemClock
from bot.composition import app, sources
from bot.settings import data_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from adapters.platforms.terminal.request import LineReader
    from adapters.settings import Settings
    from bot.cli.main import Streams
    from bot.composition.app import App

_CHANNEL = Channel(platform="shell", workspace="terminal", id="here")
_PATIENCE = 10.0
"""Seconds after which arXiv counts as out of reach for somebody who only wants to try."""
_WELCOME = "This is a workspace in your terminal. /papers help shows what it can do; quit leaves."


def try_it(args: argparse.Namespace, streams: Streams, settings: Settings) -> int:
    """Answer `paperround try`."""
    shutdown.run(_Session(args, streams, settings).run())
    return 0


class _Session:
    """One stay in the workspace."""

    def __init__(self, args: argparse.Namespace, streams: Streams, settings: Settings) -> None:
        self._args = args
        self._streams = streams
        self._settings = settings
        self._clock = SystemClock()
        self._meter = ProgressMeter(streams.stderr)
        self._screen = Screen(streams.stdout, page_of=registry.profiles().page_of)

    async def run(self) -> None:
        scripted = self._script()
        async with AsyncExitStack() as stack:
            made = await self._open(stack)
            self._screen.say(_WELCOME)
            typist = scripted or self._keyboard(made)
            workspace = TerminalWorkspace(
                answer=made.bot.answer,
                record_shown=lambda thread, roundup_id: made.store.roundups.record_shown(
                    _CHANNEL, thread, roundup_id, self._clock.now()
                ),
                screen=self._screen,
                busy=lambda: self._meter.under_way("One moment"),
                folds=scripted is None,
            )
            you = Person(id="you", name="you", zone=_zone(), may_manage=True)
            place = TerminalLocation(channel=_CHANNEL, person=you)
            for line in self._first():
                place = await converse(workspace, script.ScriptedLines([line]), place)
            await converse(workspace, typist, place)

    def _first(self) -> Iterable[str]:
        return [f"/papers subscribe {self._args.topic}"] if self._args.topic else []

    def _script(self) -> LineReader | None:
        """What is played instead of asking a person: the script that was named, or the shipped one in a pipe."""
        if self._args.script == "-":
            return script.PipedLines(self._streams.stdin)
        if self._args.script:
            return script.read(Path(self._args.script))
        return None if self._streams.stdin.isatty() and self._streams.stdout.isatty() else script.shipped()

    def _keyboard(self, made: App) -> LineReader:
        return Keyboard(TerminalCompletion(made.service), history=data_folder(self._settings) / "history")

    async def _open(self, stack: AsyncExitStack) -> App:
        """The bot on what was asked for: files, else arXiv, else the sample week."""
        if self._args.papers:
            with self._meter.under_way("Reading papers"):
                papers = from_files.read(self._args.papers, self._streams, self._meter)
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="paperround-")))
            opened = app.open_app_on_papers(papers, folder, self._clock, self._meter, settings=self._settings)
            return await stack.enter_async_context(opened)
        rate_limits = sources.LocalRateLimits()
        source = sources.connect(self._settings, rate_limits, seconds=_PATIENCE).papers
        try:
            with self._meter.under_way("Looking for arXiv"):
                await sources.wait_for_any(source, _PATIENCE)
        except (SourceAway, TimeoutError) as away:
            return await self._sample(stack, away)
        opened = app.open_app(self._settings, rate_limits, self._clock, self._meter)
        return await stack.enter_async_context(opened)

    async def _sample(self, stack: AsyncExitStack, away: Exception) -> App:
        reason = str(away) or "arXiv can't be reached within ten seconds."
        self._screen.say(f"{reason} Going on with the sample week: invented papers that ship with Paperround.")
        papers = sources.sample()
        folder, redis_url = data_folder(self._settings), self._settings[REDIS_URL]
        return await stack.enter_async_context(
            app.open_app_on_papers(
                papers, folder, self._clock, self._meter, settings=self._settings, redis_url=redis_url
            )
        )


def _zone() -> str | None:
    """The zone of this computer, where it says."""
    try:
        return get_localzone_name()
    except (LookupError, ValueError, OSError):
        return None

"""Delivery to Slack over its Web API."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from tests.adapters.platforms.slack.conftest import town
from tests.platforms.contract import Loss, Place
from tests.platforms.in_slack import C1
from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from adapters.chat import Channel
    from adapters.platforms.slack.app import SlackPlatform
    from tests.adapters.platforms.slack.conftest import Json, Town
    from tests.platforms.contract import Silence
    from tests.servers.slack.faults import FaultKind

SILENCES: Mapping[Silence, FaultKind] = {"accepted": "accept_then_close", "unsent": "close"}
LOSSES = {
    "removed": Loss(words="the bot isn't in the channel"),
    "archived": Loss(words="the channel is archived", readable=True),
    "deleted": Loss(words="the channel is gone, or the bot was removed from it"),
    "uninstalled": Loss(words="the app was deactivated in the workspace"),
    "revoked": Loss(words="the app's token was revoked"),
}


class SlackPlace(Place):
    """The stand-in's first channel."""

    def __init__(self, here: Town) -> None:
        self._here = here

    @property
    @override
    def platform(self) -> SlackPlatform:
        return self._here.platform

    @property
    @override
    def channel(self) -> Channel:
        return C1

    @override
    def stands(self, thread: str = "") -> list[str]:
        channel = self._here.slack.channel(C1.id)
        standing: list[Json] = channel.threads.get(thread, []) if thread else channel.messages
        return [str(one["ts"]) for one in standing]

    @override
    def words(self, message: str, thread: str = "") -> str:
        return self._here.words(self._here.slack.channel(C1.id).posts[message])

    @override
    def silence(self, how: Silence, *, after: int) -> None:
        self._here.slack.fault(SILENCES[how], "chat.postMessage", after=after)

    @override
    def slow_down(self) -> float:
        self._here.slack.fault("throttle", "chat.postMessage", retry_after=17)
        return 17.0

    @override
    def lose(self, how: str) -> None:
        slack = self._here.slack
        match how:
            case "removed":
                slack.remove_bot(C1.id)
            case "archived":
                slack.archive(C1.id)
            case "deleted":
                slack.workspace.channels.pop(C1.id)
            case "uninstalled":
                slack.end_tokens("account_inactive")
            case _:
                slack.end_tokens("token_revoked")


@asynccontextmanager
async def slack() -> AsyncIterator[SlackPlace]:
    """The platform, started."""
    async with SlackServer(rates=Rates.off()) as server, town(server) as here:
        yield SlackPlace(here)

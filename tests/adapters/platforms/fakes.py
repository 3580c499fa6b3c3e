"""What every platform is given in tests: notes in a dictionary, subscriptions in a list, and ports that can be changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from adapters.chat import Ports, Suggestion, Suggestions
from bot import registry
from bot.commands.command_table import SLASH_COMMANDS
from bot.commands.references import is_about_above, is_addressed
from bot.handlers.greetings import Greetings
from bot.suggestions import subscribed
from tests.stores import FakeKeyValues, FakeSubscriptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel, Reply, Request

CHATTER = ("thanks!", "lol", ":eyes:", "ok, 3pm works", "<@U2> agreed, shall we discuss on Friday?", "+1", "reviewer 2")
"""What people say to each other in a roundup's thread."""
NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)


async def _nobody(_request: Request) -> Reply:
    raise NotImplementedError


async def _unheard(*_words: object) -> None:
    """Told something, and forgets it."""


async def _all_are_there(_channel: Channel, _thread: str, _words: str) -> bool:
    return False


async def _not_ours(_channel: Channel, _thread: str) -> bool:
    return False


async def _not_kept(_roundup: str) -> None:
    return None


async def _topics(_channel: Channel, typed: str) -> Sequence[Suggestion]:
    return [Suggestion(label=name, value=name) for name in ("fine-tuning", "agents") if name.startswith(typed)]


async def _zones(_channel: Channel, typed: str) -> Sequence[Suggestion]:
    zones = ("Europe/Berlin", "Asia/Tokyo")
    return [Suggestion(label=zone, value=zone) for zone in zones if typed.casefold() in zone.casefold()]


async def _nothing(_channel: Channel, _typed: str) -> Sequence[Suggestion]:
    return []


def fake_ports(**changes: Any) -> Ports:  # noqa: ANN401 - whatever `Ports` has
    """The ports that a platform is given, all of them harmless but those that a test is about."""
    key_values, subscriptions = (
        changes.get("key_values") or FakeKeyValues(),
        changes.get("subscriptions") or FakeSubscriptions(),
    )
    greetings = Greetings(key_values, subscriptions)

    async def topics(channel: Channel, typed: str) -> Sequence[Suggestion]:
        own = await subscribed(subscriptions, channel, typed)
        return [*(Suggestion(label=name, value=name) for name in own), *await _topics(channel, typed)]

    usual: dict[str, Any] = {
        "answer": _nobody,
        "link_thread": _unheard,
        "record_shown": _unheard,
        "is_roundup_thread": _not_ours,
        "is_addressed": is_addressed,
        "is_beyond_roundup": _all_are_there,
        "is_about_above": is_about_above,
        "linked_papers": lambda words: tuple(mention.id for mention in registry.profiles().links(words)),
        "hello": greetings.hello,
        "next_step": greetings.next_step,
        "workspace_removed": _unheard,
        "workspace_restored": _unheard,
        "suggest": Suggestions(topics=topics, zones=_zones, papers=_nothing, subscriptions=_nothing),
        "commands": SLASH_COMMANDS,
        "subscriptions": subscriptions,
        "next_date": lambda _: NOON + timedelta(days=7),
        "roundup": _not_kept,
        "key_values": key_values,
        "now": lambda: NOON,
    }
    return Ports(**{**usual, **changes})

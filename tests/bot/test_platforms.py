"""What the chat platforms are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.chat import Channel, Part, Person
from adapters.store.memory.papers import InMemoryPapers
from bot import platforms
from bot.answers.replies import sentence
from bot.composition.delivery import nobody
from bot.delivery.subscription_pauser import SubscriptionPauser
from bot.platforms import AnswerProxy, PlatformServices
from bot.service.roundup_service import RoundupService
from bot.settings import read
from tests.bot.fakes import PAPERS, request, words
from tests.bot.runtime import MONDAY, wish
from tests.clock import SetClock

if TYPE_CHECKING:
    from adapters.chat import Reply, Request
    from adapters.store.redis.store import Store

SLACK = Channel(platform="slack", workspace="T1", id="C1")
DISCORD = Channel(platform="discord", workspace="7", id="8")


async def fine(_request: Request) -> Reply:
    """What the bot would have answered."""
    return sentence("All is well.")


@pytest.fixture
def services(store: Store) -> PlatformServices:
    """An installation without papers at hand."""
    clock = SetClock(MONDAY)
    service, answer_proxy = RoundupService(InMemoryPapers(PAPERS), None, clock), AnswerProxy()
    return PlatformServices(
        subscriptions=store.subscriptions,
        roundups=store.roundups,
        key_values=store.key_values,
        service=service,
        clock=clock,
        answer_proxy=answer_proxy,
    )


def test_only_platforms_with_their_secrets_are_there(services: PlatformServices) -> None:
    """One, both or none."""
    ports = platforms.ports_of(services)

    assert platforms.connect_platforms(read({}), ports) == {}
    assert set(platforms.connect_platforms(read({"DISCORD_TOKEN": "t"}), ports)) == {"discord"}
    assert set(platforms.connect_platforms(read({"DISCORD_TOKEN": "t", "SLACK_BOT_TOKEN": "x"}), ports)) == {
        "slack",
        "discord",
    }


async def test_the_bot_speaks_once_it_is_put_together(services: PlatformServices) -> None:
    """Before that a request is a fault of ours."""
    with pytest.raises(RuntimeError):
        await services.answer_proxy.say(request("help"))
    services.answer_proxy.answer = fine

    assert words(await services.answer_proxy.say(request("help"))) == "All is well."


async def test_threads_are_tied_to_roundups_and_known_again(services: PlatformServices) -> None:
    """A reply in any other thread isn't ours."""
    ports = platforms.ports_of(services)
    await ports.link_thread(SLACK, "1.0", "roundup")

    assert await ports.is_roundup_thread(SLACK, "1.0")
    assert not await ports.is_roundup_thread(SLACK, "2.0")
    assert str(ports.next_date(wish(SLACK))) == "2026-05-25 09:00:00+02:00"


async def test_a_workspace_that_leaves_is_held_and_goes_on_when_it_returns(services: PlatformServices) -> None:
    """On both platforms; before the bot is put together nothing happens."""
    ports = platforms.ports_of(services)
    await ports.workspace_removed("slack", "T1", "too early")
    await ports.workspace_restored("discord", "7")
    services.answer_proxy.pauser = SubscriptionPauser(services.subscriptions, nobody)
    for place in (SLACK, DISCORD):
        await services.subscriptions.put(wish(place))

    await ports.workspace_removed("slack", "T1", "it was uninstalled")
    await ports.workspace_removed("discord", "7", "it was kicked")
    held = [one.paused and one.paused.text for one in await services.subscriptions.every()]
    await ports.workspace_restored("discord", "7")

    assert held == ["the bot was removed: it was kicked", "the bot was removed: it was uninstalled"]
    assert [one.paused for one in await services.subscriptions.of(DISCORD)] == [None]


async def test_fields_are_completed(services: PlatformServices) -> None:
    """Topics, zones, the channel's subscriptions, and papers at hand."""
    await services.subscriptions.put(wish(DISCORD))
    suggest = platforms.ports_of(services).suggest

    assert (await suggest.topics(DISCORD, "fine"))[0].value == "fine-tuning"
    assert [one.value for one in await suggest.zones(DISCORD, "berlin")] == ["Europe/Berlin"]
    assert [one.value for one in await suggest.subscriptions(DISCORD, "fine")] == ["fine-tuning"]
    assert await suggest.papers(DISCORD, "Pond") == []
    await services.service.papers.search("pond", 1, lambda _read, _of: None)
    assert "2605.00001" in {one.value for one in await suggest.papers(DISCORD, "Pond")}


async def test_a_note_for_a_platform_that_is_not_here_goes_nowhere() -> None:
    """Another process may have it."""
    await platforms.administrator_notifier({})(SLACK, Part(blocks=()))


async def test_a_platform_that_is_not_here_allows_nothing() -> None:
    """Neither the bot nor anybody else posts where nobody can be asked whether they may."""
    rights = platforms.posting_rights({})

    assert await rights.ensure_can_post(SLACK) == "I have no access to slack here."
    assert not await rights.may_post(SLACK, Person(id="U1", may_manage=True))

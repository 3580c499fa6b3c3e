"""Pausing and resuming what channels wish for, and troubles told and mended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.chat import Person
from adapters.errors import StoreAway, Uncertain
from adapters.mail_address import channel
from adapters.store.jobs import deliver
from adapters.store.ports import PauseReason
from bot.answers.replies import sentence
from bot.delivery.dead_letters import DeadLetterReplies
from bot.delivery.subscription_pauser import SubscriptionPauser
from tests.bot.fakes import CHANNEL, request, words
from tests.bot.runtime import LAB, Rig, wish
from tests.stores import FakeSubscriptions

if TYPE_CHECKING:
    from adapters.chat import Channel, Part, Reply, Request
    from adapters.store.redis.store import Store


BY_ADA = PauseReason(code="asked", text="paused by Ada")


async def deaf(_channel: Channel, _note: Part) -> None:
    """Nobody can be told."""
    raise Uncertain("no answer")


async def test_pausing_stands_though_nobody_can_be_told() -> None:
    """The reason is in the list in any case."""
    kept = FakeSubscriptions()
    await kept.put(wish())

    await SubscriptionPauser(kept, deaf).pause(LAB, "the token was revoked")

    assert [one.paused for one in await kept.of(LAB)] == [PauseReason(code="refused", text="the token was revoked")]


async def test_a_workspace_that_removed_the_bot_is_held_and_goes_on_when_it_is_back() -> None:
    """What people had paused by themselves stays paused, and other workspaces aren't touched."""
    kept = FakeSubscriptions()
    elsewhere = replace(LAB, workspace="elsewhere")
    ada, eve = channel(LAB, "ada@example.org"), channel(elsewhere, "eve@example.org")
    for one in (wish(ada), wish(eve), wish(), replace(wish(topic="graphs"), paused=BY_ADA), wish(elsewhere)):
        await kept.put(one)
    wishes = SubscriptionPauser(kept, deaf)

    await wishes.hold("test", "lab", "it was uninstalled")
    held = {one.topic: one.paused for one in await kept.of(LAB)}
    by_mail = [one.paused and one.paused.code for there in (ada, eve) for one in await kept.of(there)]
    await wishes.go_on("test", "lab")

    assert by_mail == ["removed", None]
    assert [one.paused for one in await kept.of(ada)] == [None]
    assert held == {
        "fine-tuning": PauseReason(code="removed", text="the bot was removed: it was uninstalled"),
        "graphs": BY_ADA,
    }
    assert {one.topic: one.paused for one in await kept.of(LAB)} == {"fine-tuning": None, "graphs": BY_ADA}
    assert [one.paused for one in await kept.of(elsewhere)] == [None]


async def test_what_lost_its_rights_stays_paused_whatever_the_platform_calls_that() -> None:
    """The workspace has the bot again; the channel that it was thrown out of hasn't."""
    kept = FakeSubscriptions()
    await kept.put(wish())
    pauser = SubscriptionPauser(kept, deaf)

    await pauser.pause(LAB, "the bot was removed from the channel")
    await pauser.go_on("test", "lab")

    assert [one.paused and one.paused.text for one in await kept.of(LAB)] == ["the bot was removed from the channel"]


@pytest.fixture
async def rig(store: Store) -> Rig:
    """A store on which the job of the test channel was given up."""
    rig = Rig(store)
    await rig.runtime.jobs.put([deliver(CHANNEL)])
    (leased,) = (await rig.runtime.jobs.take(1)).jobs
    await rig.runtime.jobs.bury(leased, "DiscordRefused: Invalid Form Body", rig.clock.now())
    return rig


async def fine(_request: Request) -> Reply:
    """What the bot would have answered."""
    return sentence("All is well.")


async def test_status_tells_what_was_given_up_and_resume_sends_it_again(rig: Rig) -> None:
    """In the channel that it is about."""
    answer = DeadLetterReplies(fine, rig.runtime.jobs).answer

    assert "couldn't be posted here, 1 times" in words(await answer(request("status")))
    assert "sent again now" in words(await answer(request("resume")))
    assert await rig.runtime.jobs.dead_letters() == ()
    assert words(await answer(request("status"))) == "All is well."


@pytest.mark.parametrize("said", ["help", "subscribe on"])
async def test_other_answers_stay_as_they_are(rig: Rig, said: str) -> None:
    """Also those to words that can't be read."""
    assert words(await DeadLetterReplies(fine, rig.runtime.jobs).answer(request(said))) == "All is well."


async def test_who_may_not_manage_sends_nothing_again(rig: Rig) -> None:
    """The right is asked for here too."""
    guest = Person(id="g", may_manage=False)

    assert (
        words(await DeadLetterReplies(fine, rig.runtime.jobs).answer(request("resume", person=guest))) == "All is well."
    )
    assert await rig.runtime.jobs.dead_letters()


async def test_dead_letters_are_left_out_while_the_store_is_away() -> None:
    """The answer itself is given."""

    class Away:
        async def dead_letters(self) -> None:
            raise StoreAway("away")

    answer = DeadLetterReplies(fine, Away()).answer  # type: ignore[arg-type]

    assert words(await answer(request("status"))) == "All is well."

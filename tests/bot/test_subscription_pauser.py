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
from bot.commands.command_parser import parse
from bot.delivery.subscription_pauser import SubscriptionPauser
from bot.handlers.bot import Bot
from bot.handlers.dead_letters import DeadLetterReplies
from bot.service.roundup_service import RoundupService
from tests.bot.fakes import ALLOWED, CHANNEL, request, words
from tests.bot.runtime import LAB, Rig, wish
from tests.stores import FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from adapters.chat import Channel, Part, Request
    from adapters.store.jobs import Jobs
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


async def answered(jobs: Jobs, asked: Request) -> str:
    """All words of what the bot would have answered, with what is told besides."""
    command = parse(asked.entry_point, asked.text)
    return words(await DeadLetterReplies(jobs).with_dead_letters(command, asked, sentence("All is well.")))


async def test_status_tells_what_was_given_up_and_resume_sends_it_again(rig: Rig) -> None:
    """In the channel that it is about."""
    assert "couldn't be posted here, 1 times" in await answered(rig.runtime.jobs, request("status"))
    assert "sent again now" in await answered(rig.runtime.jobs, request("resume"))
    assert await rig.runtime.jobs.dead_letters() == ()
    assert await answered(rig.runtime.jobs, request("status")) == "All is well."


async def test_other_answers_stay_as_they_are(rig: Rig) -> None:
    """What was asked for has nothing to do with it."""
    assert await answered(rig.runtime.jobs, request("help")) == "All is well."


async def test_the_bot_tells_it_with_its_own_answer(rig: Rig) -> None:
    """As the command was understood, in a thread as well as in the channel; what can't be understood has its own answer."""
    service = RoundupService(rig.store.papers, None, rig.clock)
    dead_letters = DeadLetterReplies(rig.runtime.jobs)
    bot = Bot(service, FakeSubscriptions(), FakeRoundups(), rig.clock, rights=ALLOWED, dead_letters=dead_letters)
    in_thread = request("status", entry_point="thread", thread="t")

    for asked in (request("status"), in_thread):
        assert "In trouble:" in words(await bot.answer(asked))
    assert "In trouble:" not in words(await bot.answer(request("subscribe")))


async def test_who_may_not_manage_sends_nothing_again(rig: Rig) -> None:
    """The right is asked for here too."""
    guest = Person(id="g", may_manage=False)

    assert await answered(rig.runtime.jobs, request("resume", person=guest)) == "All is well."
    assert await rig.runtime.jobs.dead_letters()


async def test_dead_letters_are_left_out_while_the_store_is_away() -> None:
    """The answer itself is given."""

    class Away:
        async def dead_letters(self) -> None:
            raise StoreAway("away")

    assert await answered(Away(), request("status")) == "All is well."  # type: ignore[arg-type]

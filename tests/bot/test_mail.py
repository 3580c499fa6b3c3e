"""Roundups by mail from the command to the end: nothing before it is confirmed, each once, and an end by one press."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.chat import Channel
from adapters.mail_address import channel
from adapters.store.jobs import confirm
from bot.commands.command_parser import parse
from bot.commands.mail_command import Mail
from bot.knowledge import topics
from tests.bot.mailing import ADA, ADDRESS, link, mailing, plain_text
from tests.bot.runtime import LAB, wish

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.store.redis.store import Store
    from tests.bot.mailing import Mailing
    from tests.servers.smtp import Fault


@pytest.fixture
async def here(store: Store) -> AsyncIterator[Mailing]:
    """A channel that is subscribed to fine-tuning."""
    async with mailing(store) as made:
        await made.rig.subscribe(wish())
        yield made


async def test_a_roundup_comes_by_mail_once_it_is_confirmed(here: Mailing) -> None:
    """It is asked for in the channel, confirmed by a press, and comes in the person's morning with its page and its end."""
    said = await here.say(f"mail {ADDRESS} tz Asia/Tokyo")
    (asked,) = await here.sent()
    status, question = await here.open(link(asked, "m"))
    before = await here.rig.store.subscriptions.of(ADA)
    done = await here.press(link(asked, "m"))
    (subscription,) = await here.rig.store.subscriptions.of(ADA)
    await here.rig.monday()
    _, roundup = await here.sent()

    assert ADDRESS not in said
    assert "a…@example.org" in said
    assert (status, "Confirm</button>" in question, before) == (200, True, ())
    assert (done[0], subscription.zone, f"{subscription.at:%H:%M}") == (200, "Asia/Tokyo", "09:00")
    assert roundup.message["Subject"].startswith("fine-tuning: ")
    assert "PondLoRA" in plain_text(roundup)
    assert (await here.open(link(roundup, "r")))[0] == 200
    assert roundup.message["List-Unsubscribe"] == f"<https://papers.example.org{link(roundup, 'u')}>"


async def test_nothing_is_sent_before_it_is_confirmed(here: Mailing) -> None:
    """Neither when the link is opened, as mail scanners do, nor a week later."""
    await here.say(f"mail {ADDRESS}")
    (asked,) = await here.sent()
    await here.open(link(asked, "m"))
    await here.rig.monday()

    assert await here.sent() == [asked]


async def test_one_press_ends_it_and_opening_the_link_does_not(here: Mailing) -> None:
    """As mail programs press it (RFC 8058); it may be pressed twice."""
    await here.confirmed()
    await here.rig.monday()
    (_, roundup) = await here.sent()
    opened = await here.open(link(roundup, "u"))
    still = await here.rig.store.subscriptions.of(ADA)
    pressed = [await here.press(link(roundup, "u"), **{"List-Unsubscribe": "One-Click"}) for _ in range(2)]
    await here.rig.monday(1)

    assert (opened[0], len(still)) == (200, 1)
    assert [status for status, _ in pressed] == [200, 200]
    assert await here.rig.store.subscriptions.of(ADA) == ()
    assert len(await here.sent()) == 2


async def test_an_address_that_is_refused_is_paused_with_the_reason(here: Mailing) -> None:
    """The channel is told, and sees it in the list; asked for again and confirmed, it goes on."""
    await here.confirmed()
    here.server.closed.add(ADDRESS)
    await here.rig.monday()
    await here.rig.run()
    (paused,) = await here.rig.store.subscriptions.of(ADA)
    listed = await here.say("mail")
    ((told, note),) = here.rig.told
    here.server.closed.clear()
    await here.confirmed()
    (again,) = await here.rig.store.subscriptions.of(ADA)

    assert paused.paused is not None
    assert "550 5.1.1" in paused.paused.text
    assert "paused: the mail server refuses the address" in listed
    assert ADDRESS not in f"{paused.paused}{listed}{note}"
    assert told == ADA
    assert again.paused is None


async def test_greylisting_is_no_failure(here: Mailing) -> None:
    """Confirmation and roundup come later, once, and nothing is counted against anybody."""
    here.server.faults.append("greylist")
    await here.say(f"mail {ADDRESS}")
    before = await here.sent()
    await here.rig.released()
    (asked,) = await here.sent()
    await here.press(link(asked, "m"))
    here.server.faults.extend(["greylist", "greylist", "greylist"])
    await here.rig.monday()
    await here.rig.run()
    waits = [await here.rig.now(ADA) for _ in range(3)]

    assert before == []
    assert [wait and (wait.seconds, wait.refused) for wait in waits] == [(1200.0, True), (2400.0, True), None]
    assert len(here.server.received) == 2
    assert await here.rig.runtime.jobs.dead_letters() == ()


async def test_confirmations_are_limited(here: Mailing) -> None:
    """Three a day to one address, ten by one person, whatever is asked; on the next day there are more."""
    said = [await here.say(f"mail {ADDRESS}") for _ in range(4)]
    others = [await here.say(f"mail reader{number}@example.org") for number in range(8)]
    here.rig.clock.moment += timedelta(days=1)

    assert ["on its way" in one for one in said] == [True, True, True, False]
    assert ["on its way" in one for one in others].count(True) == 7
    assert "on its way" in await here.say(f"mail {ADDRESS}")


async def test_a_spelling_is_neither_another_reader_nor_another_mailbox(here: Mailing) -> None:
    """Capitals and tags share the mails of one day; what was confirmed in capitals is ended without them."""
    await here.confirmed("mail Ada+Papers@Example.ORG")
    said = [await here.say(f"mail {one}@example.org") for one in ("ADA+papers", "ada+x", "Ada", "ada+y")]
    kept = await here.rig.store.subscriptions.of(ADA)
    ended = await here.say("mail stop ADA+papers@example.org")

    assert ["on its way" in one for one in said] == [True, True, False, False]
    assert len(kept) == 1
    assert "gets no more roundups" in ended
    assert await here.mail.of(LAB) == ()


async def test_a_budget_is_spent_by_what_is_sent_alone(here: Mailing) -> None:
    """Whoever has none left takes nothing from an address's or a channel's; one person has one in all workspaces."""
    elsewhere = Channel(platform=LAB.platform, workspace="other", id="C2")
    for number in range(10):
        await here.mail.ask(LAB, [wish(channel(LAB, f"r{number}@example.org"))], who="U1")
    refused = [await here.mail.ask(LAB, [wish(ADA)], who="U1") for _ in range(50)]
    moved = await here.mail.ask(elsewhere, [wish(channel(elsewhere, "b@example.org"))], who="U1")
    others = [await here.mail.ask(LAB, [wish(ADA)], who="U2") for _ in range(4)]

    assert not any(refused)
    assert not moved
    assert others == [True, True, True, False]


async def test_strangers_on_a_page_spend_nothing_of_the_channel(here: Mailing) -> None:
    """They have a smaller budget of their own, and one for all pages together."""
    for number in range(60):
        await here.mail.ask_on_page(LAB, "fine-tuning", f"s{number}@example.org", "")
    others = [Channel(platform=LAB.platform, workspace="w", id=f"C{number}") for number in range(30)]
    for origin in others:
        await here.rig.subscribe(wish(origin))
        for number in range(10):
            await here.mail.ask_on_page(origin, "fine-tuning", f"{origin.id}-{number}@example.org", "")
    await here.rig.run()
    page = len(here.server.received)

    assert page == 200
    assert sum(one.to.startswith("s") for one in here.server.received) == 10
    assert "on its way" in await here.say(f"mail {ADDRESS}")


async def test_an_old_link_does_not_undo_an_end(here: Mailing) -> None:
    """Ended by a press or by a manager, also before it was confirmed; asked for again, it comes again."""
    await here.confirmed()
    await here.rig.monday()
    asked, roundup = await here.sent()
    await here.press(link(roundup, "u"))
    status, said = await here.press(link(asked, "m"))
    after = await here.rig.store.subscriptions.of(ADA)
    await here.say(f"mail {ADDRESS}")
    (*_, second) = await here.sent()
    here.rig.clock.moment += timedelta(minutes=1)
    await here.say(f"mail stop {ADDRESS}")
    await here.press(link(second, "m"))
    stopped = await here.rig.store.subscriptions.of(ADA)
    here.rig.clock.moment += timedelta(minutes=1)
    await here.confirmed()

    assert (status, "can&#39;t be confirmed any more" in said or "can't be confirmed any more" in said) == (200, True)
    assert (after, stopped) == ((), ())
    assert len(await here.rig.store.subscriptions.of(ADA)) == 1


async def test_no_more_than_so_many_addresses_confirm(here: Mailing) -> None:
    """However many had asked before; who has it already may confirm again."""
    await here.confirmed()
    await here.say("mail late@example.org")
    await here.rig.run()
    (late,) = here.server.mailbox("late@example.org")
    await here.rig.subscribe(*(wish(channel(LAB, f"r{number}@example.org")) for number in range(199)))
    _, said = await here.press(link(late, "m"))
    full = await here.say("mail other@example.org")
    again = await here.say(f"mail {ADDRESS}")

    assert "as many people" in said
    assert await here.rig.store.subscriptions.of(channel(LAB, "late@example.org")) == ()
    assert "which is as many as may" in full
    assert "on its way" in again


async def test_a_confirmation_has_no_words_of_who_asks(here: Mailing) -> None:
    """Anybody can subscribe a channel to words of their own, and name anybody's address."""
    await here.rig.subscribe(wish(topic="win a prize at prizes.example"))
    await here.say(f"mail {ADDRESS}")
    (asked,) = await here.sent()

    assert "prize" not in str(asked.message)
    assert "new papers on fine-tuning, a topic of the channel, every Monday" in " ".join(plain_text(asked).split())


async def test_a_mail_ends_the_topic_that_it_is_about(here: Mailing) -> None:
    """Also where its topic is called otherwise than the roundup, and where the mail has no roundup in it."""
    await here.rig.subscribe(wish(topic="graphs"))
    await here.confirmed()
    here.rig.source.away = True
    await here.rig.monday()
    _, *notices = await here.sent()
    (of_graphs,) = [one for one in notices if "graphs" in plain_text(one)]
    await here.press(link(of_graphs, "u"))

    assert len(notices) == 2
    assert [one.topic for one in await here.rig.store.subscriptions.of(ADA)] == ["fine-tuning"]


async def test_an_alias_is_ended_by_its_mail(here: Mailing) -> None:
    """The roundup bears the well-known name, the subscription that of the person."""
    alias = replace(wish(ADA, topic="finetuning"), query=topics().resolve("fine-tuning").query.text)
    await here.rig.subscribe(alias)
    await here.rig.monday()
    (roundup,) = await here.sent()
    await here.press(link(roundup, "u"))

    assert roundup.message["Subject"].startswith("fine-tuning:")
    assert await here.rig.store.subscriptions.of(ADA) == ()


async def test_a_public_topic_can_be_had_by_mail(here: Mailing) -> None:
    """By a form on its page, which says the same whoever is asked for; a private one has none."""
    await here.rig.monday()
    await here.rig.run()
    found = await here.rig.store.pages.addresses(LAB, ["fine-tuning"])
    path = f"/t/{found.archives['fine-tuning']}"
    private = await here.press(f"{path}/mail", address=ADDRESS)
    await here.rig.store.pages.publish(LAB, public=True)
    _, page = await here.open(path)
    answers = [await here.press(f"{path}/mail", address=ADDRESS, zone="berlin") for _ in range(5)]
    wrong = [
        await here.press(f"{path}/mail", **form) for form in ({"address": "ada"}, {"address": ADDRESS, "zone": "Mars"})
    ]
    asked = await here.sent()
    await here.press(link(asked[0], "m"))
    (subscription,) = await here.rig.store.subscriptions.of(ADA)

    assert private[0] == 410
    assert f'action="{path}/mail"' in page
    assert {status for status, _ in answers} == {200}
    assert len({text for _, text in answers}) == 1
    assert [status for status, _ in wrong] == [400, 400]
    assert all(f'<a href="{path}">Back</a>' in text for _, text in [*answers, *wrong])
    assert len(asked) == 3
    assert subscription.zone == "Europe/Berlin"


async def test_a_form_without_a_zone_means_the_channels(here: Mailing) -> None:
    """As a command does."""
    await here.rig.subscribe(replace(wish(), zone="Asia/Tokyo"))
    await here.rig.store.pages.publish(LAB, public=True)
    found = await here.rig.store.pages.addresses(LAB, ["fine-tuning"])
    await here.press(f"/t/{found.archives['fine-tuning']}/mail", address=ADDRESS, zone="")
    (asked,) = await here.sent()
    await here.press(link(asked, "m"))
    (subscription,) = await here.rig.store.subscriptions.of(ADA)

    assert subscription.zone == "Asia/Tokyo"


async def test_a_form_may_be_anything(here: Mailing) -> None:
    """Bytes of no text, too many fields, none, another kind of form or charset, too long: refused, and nothing is sent."""
    await here.rig.store.pages.publish(LAB, public=True)
    found = await here.rig.store.pages.addresses(LAB, ["fine-tuning"])
    path = f"/t/{found.archives['fine-tuning']}/mail"
    bodies = [
        b"address=%ff%fe\xff",
        b"a=1&" * 200,
        b"",
        b"address=" + b"a" * 5_000,
        b"address=ada%0d%0aBcc:@example.org",
    ]
    kinds = ["application/x-www-form-urlencoded; charset=none", "multipart/form-data", "text/plain"]
    statuses = set()
    for body in bodies:
        for kind in kinds:
            async with here.web.post(path, data=body, headers={"Content-Type": kind}) as answer:
                statuses.add(answer.status)

    assert statuses == {400, 413}
    assert await here.sent() == []


async def test_wrong_tokens_are_all_alike(here: Mailing) -> None:
    """Never there, malformed, of another kind, or nearly right: the same 404 and the same words."""
    await here.confirmed()
    await here.rig.monday()
    asked, roundup = await here.sent()
    right, leave = link(asked, "m"), link(roundup, "u")
    wrong = ["/m/x", "/m/" + "0" * 48, "/u/" + "0" * 48, f"{right[:-1]}{'0' if right[-1] != '0' else '1'}", f"{leave}0"]
    wrong += [leave.replace("/u/", "/m/"), right.replace("/m/", "/u/"), "/u/..%2f..", "/m/%00"]
    answers = [await reach(path) for path in wrong for reach in (here.open, here.press)]

    assert {status for status, _ in answers} == {404}
    assert len({text for _, text in answers}) == 1
    assert len(await here.rig.store.subscriptions.of(ADA)) == 1


async def test_a_second_copy_has_the_id_of_the_first(here: Mailing) -> None:
    """Where the server goes silent after it took the roundup, it is sent again, since nobody can look into a mailbox."""
    await here.confirmed()
    here.server.faults.extend(["accepted", "unsent"])
    await here.rig.monday()
    await here.rig.run()
    waits = [await here.rig.now(ADA) for _ in range(2)]
    roundups = [one for one in here.server.received if "List-Unsubscribe" in one.message]

    assert [wait and wait.seconds for wait in waits] == [3600.0, None]
    assert len(roundups) == 2
    assert len({one.id for one in roundups}) == 1
    assert await here.rig.runtime.ledger.open(ADA) == ()


async def test_a_server_that_never_answers_gets_three_copies_at_most(here: Mailing) -> None:
    """Of a roundup and of a confirmation; then silence counts as a yes."""
    here.server.faults.extend(["accepted"] * 3)
    await here.say(f"mail {ADDRESS}")
    for _ in range(5):
        await here.sent()
        await here.rig.released()
    confirmations = len(here.server.received)
    await here.press(link(here.server.received[0], "m"))
    here.server.faults.extend(["accepted"] * 20)
    await here.rig.monday()
    await here.rig.run()
    waits = [await here.rig.now(ADA) for _ in range(2)]

    assert confirmations == 3
    assert [wait and wait.seconds for wait in waits] == [3600.0, None]
    assert len(here.server.received) == 6
    assert await here.rig.runtime.ledger.open(ADA) == ()


async def test_who_ends_it_gets_no_second_copy(here: Mailing) -> None:
    """Also while nobody knows whether the first arrived."""
    await here.confirmed()
    here.server.faults.append("accepted")
    await here.rig.monday()
    _, roundup = await here.sent()
    await here.press(link(roundup, "u"))
    done = await here.rig.now(ADA)

    assert done is None
    assert len(here.server.received) == 2
    assert await here.rig.runtime.ledger.open(ADA) == ()


async def test_a_no_that_is_not_about_the_address_pauses_nobody(here: Mailing) -> None:
    """A day's limit, a rule, a full disk: asked again ever later, and then it arrives."""
    await here.confirmed()
    # Each may be about the used connection, too, and is asked once more over a fresh one.
    faults: tuple[Fault, ...] = ("limit", "relay", "content", "policy", "limit")
    here.server.faults.extend(fault for fault in faults for _ in range(2))
    await here.rig.monday()
    await here.rig.run()
    waits = [await here.rig.now(ADA) for _ in range(5)]
    (subscription,) = await here.rig.store.subscriptions.of(ADA)

    assert [wait and wait.seconds for wait in waits] == [3600.0, 7200.0, 14400.0, 14400.0, None]
    assert subscription.paused is None
    assert len(here.server.received) == 2


async def test_a_confirmation_that_was_taken_is_not_sent_again(here: Mailing) -> None:
    """By a worker that took over the job of one that died after its note."""
    await here.say(f"mail {ADDRESS}")
    (asked,) = await here.sent()
    await here.rig.runtime.jobs.put([confirm(link(asked, "m").removeprefix("/m/")[:16])])
    await here.rig.run()

    assert len(here.server.received) == 1


async def test_an_address_that_no_mail_can_be_written_to_is_refused(here: Mailing) -> None:
    """Which is no failure: it is paused, and nobody is called."""
    odd = channel(LAB, "=?utf-8?q?x?=@example.org")
    await here.rig.subscribe(wish(odd))
    await here.rig.monday()
    await here.rig.run()
    (paused,) = await here.rig.store.subscriptions.of(odd)

    assert paused.paused is not None
    assert await here.rig.runtime.jobs.dead_letters() == ()


async def test_what_a_manager_ends_has_ended(here: Mailing) -> None:
    """By the address, which others don't see; who may not manage the channel is told so."""
    await here.confirmed()
    refused = await here.say(f"mail stop {ADDRESS}", may_manage=False)
    kept = await here.rig.store.subscriptions.of(ADA)
    ended = await here.say(f"mail {ADDRESS} stop")

    assert "right to manage" in refused
    assert len(kept) == 1
    assert "gets no more roundups on fine-tuning" in ended
    assert await here.rig.store.subscriptions.of(ADA) == ()
    assert "Nobody gets" in await here.say("mail")
    assert "gets nothing" in await here.say(f"mail stop {ADDRESS}")


async def test_a_notice_has_a_way_out_too(here: Mailing) -> None:
    """Where the roundup can't be made, the mail that says so ends the subscription as well as any."""
    await here.confirmed()
    here.rig.source.away = True
    await here.rig.monday()
    (asked, notice) = await here.sent()

    assert "is due, but" in plain_text(notice)
    assert "List-Unsubscribe" in notice.message
    assert "List-Unsubscribe" not in asked.message
    assert (await here.press(link(notice, "u")))[0] == 200
    assert await here.rig.store.subscriptions.of(ADA) == ()


async def test_each_channel_keeps_its_own_readers(here: Mailing) -> None:
    """The same address in two channels is two subscriptions, told apart in their lists and their ends."""
    other = Channel(platform="test", workspace="lab", id="other")
    await here.confirmed()
    await here.rig.subscribe(wish(channel(other, ADDRESS)))

    assert len(await here.mail.of(LAB)) == 1
    assert len(await here.mail.of(other)) == 1
    assert [one.channel.workspace for one in await here.mail.of(other)] == [other.address]


@pytest.mark.parametrize(
    ("words", "stops", "topic"),
    [
        ("ada@example.org end to end driving", False, "end to end driving"),
        ("ada@example.org for trade off", False, "trade off"),
        ("ada@example.org stop", True, None),
        ("stop ada@example.org fine-tuning", True, "fine-tuning"),
        ("off ada@example.org", True, None),
        ("ada@example.org remove", True, None),
        ("ada@example.org when to stop", False, "when to stop"),
    ],
)
def test_a_topic_may_begin_and_end_with_any_word(words: str, stops: bool, topic: str | None) -> None:  # noqa: FBT001 - a table
    """Only `stop` in front ends something that has a topic beside it."""
    assert parse("papers", f"mail {words}") == Mail(address="ada@example.org", stops=stops, topic=topic)

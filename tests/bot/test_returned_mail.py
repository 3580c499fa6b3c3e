"""Mails that later servers send back: who no longer gets them is paused with the reason, and nobody by anybody's guess."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.mail_address import channel
from adapters.store.redis.store import open_store
from tests.bot.console import Console
from tests.bot.mailing import ADA, ADDRESS, mailing, plain_text
from tests.bot.runtime import LAB, wish
from tests.servers.smtp import Received

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from adapters.store.redis.store import Store
    from tests.bot.mailing import Mailing


@pytest.fixture
async def here(store: Store) -> AsyncIterator[Mailing]:
    """A channel that is subscribed to fine-tuning, and somebody who gets it by mail."""
    async with mailing(store) as made:
        await made.rig.subscribe(wish())
        await made.confirmed()
        yield made


async def roundup(here: Mailing, week: int = 0) -> Received:
    """The roundup of a Monday, as the mail server took it."""
    await here.rig.monday(week)
    await here.rig.run()
    return here.server.received[-1]


async def test_who_is_gone_is_paused_with_the_reason(here: Mailing) -> None:
    """Told where it was asked for and shown in the list, without the address; asked for again, it goes on and arrives."""
    sent = await roundup(here)
    said = await here.comes_back(sent.returned())
    (paused,) = await here.rig.store.subscriptions.of(ADA)
    listed, ((told, note),) = await here.say("mail"), here.rig.told
    await here.confirmed()
    (again,) = await here.rig.store.subscriptions.of(ADA)
    after = await roundup(here, 1)

    assert sent.sender.startswith("Bounces+")
    assert (
        said
        == "A mail to a…@example.org came back, nothing more is sent there: 550 5.1.1 <a…@example.org>: User unknown."
    )
    assert paused.paused is not None
    assert paused.paused.text == "mail to it comes back: 550 5.1.1 <a…@example.org>: User unknown"
    assert paused.paused.text in listed
    assert told == ADA
    assert ADDRESS not in f"{said}{listed}{note}"
    assert again.paused is None
    assert "fine-tuning" in after.message["Subject"]
    assert after.sender == sent.sender


async def test_the_channel_and_other_readers_go_on(here: Mailing) -> None:
    """Each reader has a return address of their own."""
    bob = channel(LAB, "bob@example.org")
    await here.rig.subscribe(wish(bob))
    await here.rig.monday()
    await here.rig.run()
    roundups = {one.to: one for one in here.server.received if "List-Unsubscribe" in one.message}
    await here.comes_back(roundups[ADDRESS].returned())

    assert len({one.sender for one in roundups.values()}) == 2
    assert [one.paused for place in (bob, LAB) for one in await here.rig.store.subscriptions.of(place)] == [None, None]


async def test_what_is_no_fault_of_the_address_is_counted(here: Mailing) -> None:
    """A full disk, a rule, a server that was away for days: on the third day within a month it counts as for good."""
    sent = await roundup(here)
    report = sent.returned("552 5.3.4 Message size exceeds fixed limit", "5.3.4")
    said = await here.comes_back(report)
    for _ in range(4):  # one day counts once, also where the mail server brings a report again
        await here.comes_back(report)
    here.rig.clock.moment += timedelta(days=1)
    await here.comes_back(sent.returned("550 5.7.1 Blocked by policy", "5.7.1"))
    before = await here.rig.store.subscriptions.of(ADA)
    here.rig.clock.moment += timedelta(days=1)
    await here.comes_back(sent.returned("451 4.4.1 No answer from host", "4.4.7"))
    (after,) = await here.rig.store.subscriptions.of(ADA)

    assert said == "A mail to a…@example.org came back, noted: 552 5.3.4 Message size exceeds fixed limit."
    assert [one.paused for one in before] == [None]
    assert after.paused is not None
    assert after.paused.text == "mail to it came back on 3 days of late: 451 4.4.1 No answer from host"


async def test_what_came_back_long_ago_is_forgotten(here: Mailing) -> None:
    """Three times in two months are no reason."""
    sent = await roundup(here)
    for _ in range(4):
        await here.comes_back(sent.returned("550 5.7.1 Blocked", "5.7.1"))
        here.rig.clock.moment += timedelta(days=16)

    assert [one.paused for one in await here.rig.store.subscriptions.of(ADA)] == [None]


async def test_nobody_is_paused_by_a_guess(here: Mailing) -> None:
    """A report to the plain address, to a made-up secret, to nearly the right one, or by a mail that is no report."""
    sent = await roundup(here)
    token = sent.sender.removeprefix("Bounces+").partition("@")[0]
    report = sent.returned()
    forged = [
        report.replace(f"+{token}".encode(), b""),
        report.replace(token.encode(), b"0" * 32),
        report.replace(token.encode(), token[:-1].encode()),
        report.replace(token.encode(), f"{token}0".encode()),
        report.replace(b"@papers.example.org", b"@papers.example.org.evil.example"),
        report.replace(b"Action: failed", b"Action: delayed"),
        report.replace(b"multipart/report", b"multipart/mixed"),
        f"To: {sent.sender}\r\nSubject: Out of office\r\n\r\nI am away: 550 5.1.1".encode(),
        b"",
    ]
    said = {await here.comes_back(one) for one in forged}

    assert [one.paused for one in await here.rig.store.subscriptions.of(ADA)] == [None]
    assert here.rig.told == []
    assert all(one.endswith("so nothing follows from it.") for one in said)


async def test_a_confirmation_comes_back_to_the_sender(here: Mailing) -> None:
    """Nobody has confirmed anything there, so there is nothing to pause."""
    asked = here.server.received[0]

    assert "confirm" in plain_text(asked)
    assert asked.sender == "roundups@papers.example.org"


def test_a_mail_server_hands_it_over(tmp_path: Path) -> None:
    """On stdin or in a file; what can't be kept now is to be brought again, and where nothing is set that is said."""
    say, report = Console(tmp_path), Received(sender="bounces+0@example.org", to=ADDRESS, raw=b"").returned()
    unset = say("mail", "bounce", typed=report)
    say.environ |= {"PAPERROUND_SMTP_HOST": "mail.example.org", "PAPERROUND_SMTP_RETURNS": "bounces+*@example.org"}
    (tmp_path / "report.eml").write_bytes(report)
    typed, filed = say("mail", "bounce", typed=report), say("mail", "bounce", tmp_path / "report.eml")
    say.environ["REDIS_URL"] = "redis://127.0.0.1:9"
    away = say("mail", "bounce", typed=report)
    say.environ["PAPERROUND_SMTP_RETURNS"] = "bounces@example.org"
    starless = say("mail", "bounce", typed=report)

    assert (unset.code, "set PAPERROUND_SMTP_RETURNS" in unset.err) == (1, True)
    assert (typed.code, typed.err) == (filed.code, filed.err) == (0, f"{_UNKNOWN}\n")
    assert away.code == 75
    assert "an address with a star before the @" in starless.err


def test_a_store_of_another_process_is_waited_for(tmp_path: Path) -> None:
    """Where the bot holds the embedded store and its server can't be spoken to, the report is to be brought again."""
    say, report = Console(tmp_path), Received(sender="bounces+0@example.org", to=ADDRESS, raw=b"").returned()
    say.environ |= {"PAPERROUND_SMTP_HOST": "mail.example.org", "PAPERROUND_SMTP_RETURNS": "bounces+*@example.org"}

    with asyncio.Runner() as owner:
        held = open_store(None, say.data)
        owner.run(held.__aenter__())
        (say.data / "store" / "socket").unlink()
        taken = say("mail", "bounce", typed=report)
        owner.run(held.__aexit__(None, None, None))

    assert (taken.code, "already running" in taken.err) == (75, True)


_UNKNOWN = "It came to no return address of a reader here, so nothing follows from it."

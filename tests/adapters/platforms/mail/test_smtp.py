"""Mail over the wire: encrypted and signed in, and each answer of the server taken for what it means."""

from __future__ import annotations

import asyncio
import ssl
import threading
from typing import TYPE_CHECKING

import pytest

from adapters.errors import RightsLost, TryLater, Uncertain
from adapters.platforms.mail.doctor import examine
from adapters.platforms.mail.settings import HOST, PORT, SECURITY, SENDER, MailAccess
from adapters.platforms.mail.smtp import NoPlace, SmtpSender
from adapters.platforms.mail.smtp_connections import SmtpConnections
from bot.settings import read
from tests.adapters.platforms.mail.conftest import ADDRESS, access_to
from tests.servers.smtp import mail_server

if TYPE_CHECKING:
    from adapters.platforms.mail.settings import Security
    from digest.errors import PaperroundError
    from tests.servers.smtp import Fault, MailServer

SENDER_ADDRESS = "roundups@papers.example.org"
MESSAGE = b"Subject: words\r\nMessage-ID: <1@example.org>\r\n\r\nOne line.\r\n.\r\n.. and dots.\r\n"


def sender(server: MailServer, **changes: str) -> SmtpSender:
    """What sends to this server, and doesn't wait for long."""
    return SmtpSender(SmtpConnections(access_to(server, **changes), trusted=server.trusted, command=1.0), taken=1.0)  # type: ignore[arg-type]  # words


async def all_ended(server: MailServer) -> None:
    """Wait until the server has no connection any more; raises `TimeoutError`."""
    async with asyncio.timeout(10):
        while server.open:  # noqa: ASYNC110 - the event is in the server
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
async def test_a_message_arrives_as_it_was_written(security: Security) -> None:
    """However the way there is kept secret, signed in where it is; lines of dots don't end it."""
    async with mail_server(security=security) as server:
        await sender(server, security=security).send(MESSAGE, SENDER_ADDRESS, ADDRESS)

        (received,) = server.received
        assert (received.to, received.sender, received.raw) == (ADDRESS, SENDER_ADDRESS, MESSAGE)
        assert server.signed_in == (security != "none")


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (
            "greylist",
            TryLater,
            "takes no mail for now: 450 4.2.0 a…@example.org: Recipient address rejected: Greylisted",
        ),
        ("unknown", RightsLost, "refuses the address: 550 5.1.1 <a…@example.org>: Recipient address rejected: User"),
        ("named", RightsLost, "refuses the address: 550 5.2.1 The account a… is disabled,"),
        ("plain", RightsLost, "refuses the address: 550 No such user here"),
        ("moved", RightsLost, "refuses the address: 551 User not local"),
        ("limit", TryLater, "doesn't take this mail: 550 5.4.5 Daily user sending limit exceeded"),
        ("domain", TryLater, "doesn't take this mail: 550 5.1.8"),
        ("relay", TryLater, "doesn't take this mail: 554 5.7.1 <a…@example.org>: Relay access denied"),
        ("sequence", TryLater, "doesn't take this mail: 503 5.5.1 Bad sequence"),
        ("too long", TryLater, "doesn't take this mail: 550 5.2.3 Message length"),
        ("hashed", TryLater, "doesn't take this mail: 550 #5.7.1 Access denied"),
        ("colon", TryLater, "doesn't take this mail: 550 5.7.1: Access denied"),
        ("blocked", TryLater, "doesn't take this mail: 554 Blocked"),
        ("policy", TryLater, "doesn't take this mail: 550 5.7.26 This mail is unauthenticated"),
        ("spam", TryLater, "doesn't take this mail: 554 5.6.0 That looks like spam"),
        ("content", TryLater, "doesn't take this mail: 550 Message rejected"),
        ("size", TryLater, "doesn't take this mail: 552 5.3.4 Message size"),
        ("garbled", Uncertain, "answer to the message can't be read"),
        ("sender", TryLater, "takes no mail from us: 550 5.7.60 This client may not send as that address"),
        ("accepted", Uncertain, "didn't say whether it took the message"),
        ("unsent", Uncertain, "didn't say whether it took the message"),
        ("mute", Uncertain, "didn't say whether it took the message"),
    ],
)
async def test_an_answer_is_taken_for_what_it_means(
    server: MailServer, fault: Fault, error: type[PaperroundError], words: str
) -> None:
    """A no to the address is for good, a no to us or for now isn't, and silence may be a yes; no whole address is said."""
    server.faults.append(fault)

    with pytest.raises(error) as raised:
        await sender(server).send(MESSAGE, SENDER_ADDRESS, ADDRESS)

    assert words in str(raised.value)
    assert ADDRESS.partition("@")[0] not in str(raised.value)


async def test_any_yes_is_one(server: MailServer) -> None:
    """Also one that isn't the usual 250."""
    server.faults.append("other yes")

    await sender(server).send(MESSAGE, SENDER_ADDRESS, ADDRESS)

    assert len(server.received) == 1


async def test_nobody_waits_for_a_place(server: MailServer) -> None:
    """Where as many mails are on their way as may be, the next is told to come again soon, and no server was asked."""
    server.faults.extend(["mute"] * 4)
    busy = sender(server)
    under_way = [asyncio.create_task(busy.send(MESSAGE, SENDER_ADDRESS, ADDRESS)) for _ in range(4)]
    while len(server.received) < len(under_way):  # noqa: ASYNC110 - the event is in the server
        await asyncio.sleep(0.01)

    with pytest.raises(NoPlace) as raised:
        await busy.send(MESSAGE, SENDER_ADDRESS, ADDRESS)

    assert raised.value.retry_after == 10
    assert server.connections == 4
    await asyncio.wait(under_way)
    await busy.send(MESSAGE, SENDER_ADDRESS, ADDRESS)
    assert len(server.received) == 5


async def test_many_mails_take_few_connections(server: MailServer) -> None:
    """Each goes over one that is there, until the server has taken as many over it as either side wants."""
    server.most = 12
    way = SmtpSender(SmtpConnections(access_to(server), trusted=server.trusted, messages=20))
    eager = asyncio.Semaphore(4)

    async def one(number: int) -> None:
        async with eager:
            await way.send(MESSAGE, SENDER_ADDRESS, f"reader{number}@example.org")

    await asyncio.gather(*map(one, range(200)))
    await way.close()
    await all_ended(server)

    assert sorted(mail.to for mail in server.received) == sorted(f"reader{number}@example.org" for number in range(200))
    assert 200 / 12 <= server.connections <= 200 / 12 + 4
    assert server.signed_in == server.connections


async def test_a_mail_goes_over_another_connection_where_the_used_one_is_gone(server: MailServer) -> None:
    """Ended while it waited, at the next mail, or refused there: each is sent once, and nobody waits for it."""
    way = sender(server)
    await way.send(MESSAGE, SENDER_ADDRESS, "first@example.org")
    server.hang_up()
    await way.send(MESSAGE, SENDER_ADDRESS, "second@example.org")
    faults: tuple[Fault, ...] = ("dropped", "tired", "sender", "busy", "many", "full")
    for fault in faults:
        server.faults.append(fault)
        await way.send(MESSAGE, SENDER_ADDRESS, f"{fault}@example.org")
    await way.close()

    assert [mail.to.partition("@")[0] for mail in server.received] == ["first", "second", *faults]
    assert server.connections == 2 + len(faults)


@pytest.mark.parametrize("fault", ["unknown", "greylist", "spam", "accepted", "unsent", "mute", "garbled"])
async def test_what_befell_one_mail_befalls_no_other(server: MailServer, fault: Fault) -> None:
    """A no leaves the connection as it was; one that went silent may have the mail, and is used no more."""
    way = sender(server)
    server.faults.extend(["", fault])
    await way.send(MESSAGE, SENDER_ADDRESS, "before@example.org")
    with pytest.raises((RightsLost, TryLater, Uncertain)):
        await way.send(MESSAGE, SENDER_ADDRESS, "between@example.org")
    await way.send(MESSAGE, SENDER_ADDRESS, "after@example.org")
    await way.close()

    taken = [mail.to.partition("@")[0] for mail in server.received]
    assert [name for name in taken if name != "between"] == ["before", "after"]
    assert taken.count("between") == (fault in {"accepted", "mute", "garbled"})
    assert server.connections == (1 if fault in {"unknown", "greylist", "spam"} else 2)


async def test_a_mail_that_is_given_up_leaves_no_connection(server: MailServer) -> None:
    """As where the process ends; nobody knows what the server makes of it."""
    way = sender(server)
    await way.send(MESSAGE, SENDER_ADDRESS, ADDRESS)
    server.faults.append("mute")
    given_up = asyncio.create_task(way.send(MESSAGE, SENDER_ADDRESS, ADDRESS))
    while len(server.received) < 2:  # noqa: ASYNC110 - the event is in the server
        await asyncio.sleep(0.01)
    given_up.cancel()
    await asyncio.wait([given_up])
    await way.send(MESSAGE, SENDER_ADDRESS, ADDRESS)
    await way.close()

    assert given_up.cancelled()
    assert (server.connections, len(server.received)) == (2, 3)


async def test_an_idle_connection_is_ended(server: MailServer) -> None:
    """With a farewell, and the next mail has one of its own."""
    way = SmtpSender(SmtpConnections(access_to(server), trusted=server.trusted, idle=0.05), taken=1.0)
    await way.send(MESSAGE, SENDER_ADDRESS, ADDRESS)
    await all_ended(server)
    await way.send(MESSAGE, SENDER_ADDRESS, ADDRESS)
    await way.close()

    assert (server.connections, len(server.received)) == (2, 2)


@pytest.mark.parametrize(("security", "reads"), [("starttls", 1), ("none", 0)])
async def test_certificates_are_read_once_beside_the_event_loop(
    monkeypatch: pytest.MonkeyPatch, security: Security, reads: int
) -> None:
    """For all mails of a process, and not at all where nothing is encrypted."""
    threads = []
    async with mail_server(security=security) as server:

        def read() -> ssl.SSLContext:
            threads.append(threading.current_thread())
            return server.trusted

        monkeypatch.setattr(ssl, "create_default_context", read)
        way = SmtpSender(SmtpConnections(access_to(server, security), command=1.0), taken=1.0)
        for _ in range(3):
            await way.send(MESSAGE, SENDER_ADDRESS, ADDRESS)

    assert len(threads) == reads
    assert threading.main_thread() not in threads


async def test_a_server_that_is_not_who_it_says_gets_nothing(server: MailServer) -> None:
    """Not the password either: its certificate, an offer of TLS, and the sign-in are all wanted."""
    stranger = SmtpSender(SmtpConnections(access_to(server), command=1.0))
    wrong = sender(server, password="wrong")  # noqa: S106 - that is the point
    gone = sender(server, port=1)  # type: ignore[arg-type]  # a port
    async with mail_server(security="none") as bare:
        for way, words in ((stranger, "CERTIFICATE"), (wrong, "535"), (gone, "be reached"), (sender(bare), "STARTTLS")):
            with pytest.raises(TryLater) as raised:
                await way.send(MESSAGE, SENDER_ADDRESS, ADDRESS)
            assert words in str(raised.value)

        assert (server.signed_in, server.received, bare.received) == (0, [], [])


async def test_the_doctor_signs_in_and_sends_nothing(server: MailServer) -> None:
    """Each finding has the step that mends it; a password in the open isn't even tried."""

    async def said(access: MailAccess) -> str:
        return " ".join([f"{one.what} {one.mend}" async for one in examine(access, server.trusted)])

    well = await said(access_to(server))
    wrong = await said(access_to(server, password="wrong"))  # noqa: S106 - that is the point
    unsafe = await said(access_to(server, security="none", user="u"))
    unset = await said(access_to(server, sender=""))
    server.faults.append("sender")
    refused = await said(access_to(server))
    server.faults.extend(["", "sender"])
    refused_return = await said(access_to(server, returns="bounces+*@papers.example.org"))
    http = await said(access_to(server, public_url="http://papers.example.org"))

    assert "takes us, encrypted by STARTTLS, signed in as paperround." in well
    assert "535" in wrong
    assert "PAPERROUND_SMTP_PASSWORD" not in well
    assert "unencrypted" in unsafe
    assert "Set PAPERROUND_SMTP_FROM" in unset
    assert "takes no mail from roundups@papers.example.org: 550 5.7.60" in refused
    assert "Look at PAPERROUND_SMTP_FROM" in refused
    assert "takes no mail from bounces+" in refused_return
    assert "Look at PAPERROUND_SMTP_RETURNS" in refused_return
    assert "only over https" in http
    assert server.received == []


def test_the_settings_say_how_mail_is_sent() -> None:
    """TLS at once at port 465, else STARTTLS, and nothing without a server; wrong words are said."""
    base = {HOST.name: "smtp.example.org", SENDER.name: "roundups@example.org"}

    assert MailAccess.from_settings(read({})) is None
    found = [MailAccess.from_settings(read({**base, PORT.name: port})) for port in ("587", "465", "25")]
    assert [one and one.security for one in found] == ["starttls", "tls", "starttls"]
    assert SENDER.parse("Papers <roundups@bücher.example>") == ("Papers", "roundups@xn--bcher-kva.example")
    with pytest.raises(ValueError, match="an address, such as"):
        SENDER.parse("Papers\r\nBcc: eve@example.org")
    with pytest.raises(ValueError, match="starttls, tls or none"):
        SECURITY.parse("ssl")

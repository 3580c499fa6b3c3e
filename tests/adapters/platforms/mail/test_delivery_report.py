"""Reports of mails that couldn't be delivered, as mail servers write them, and whatever else may come to their address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.platforms.mail.delivery_report import read
from adapters.platforms.mail.settings import RETURNS, MailAccess
from tests.servers.smtp import Received

TOKEN = "0123456789abcdef" * 2
SENT = Received(
    sender=f"bounces+{TOKEN}@papers.example.org", to="ada@example.org", raw=b"Subject: a mail\r\n\r\nIts text."
)
EXCHANGE = f"""\
From: <postmaster@example.org>
To: <{SENT.sender.upper()}>
Content-Type: multipart/report; report-type=delivery-status;
 boundary="c0ffee"
MIME-Version: 1.0

--c0ffee
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/html; charset="utf-8"

<p>Ihre Nachricht an ada@example.org konnte nicht zugestellt werden.</p>

--inner--

--c0ffee
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR01.eurprd01.prod.outlook.com
Received-From-MTA: dns;mail.example.com

Final-recipient: RFC822;ada@example.org
Action: failed
Status: 5.1.10
Diagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound;
 Recipient ada@example.org not found by SMTP address lookup

--c0ffee
Content-Type: text/rfc822-headers

Subject: fine-tuning
--c0ffee--
""".encode()


@pytest.mark.parametrize(
    ("answer", "status", "for_good"),
    [
        ("550 5.1.1 No such user", "5.1.1", True),
        ("550 5.2.1 The mailbox is disabled", "5.2.1", True),
        ("550 5.1.1 No such user here", "5.0.0", True),
        ("550 #5.1.1 No such user here", "5.0.0", True),
        ("550 Message rejected", "5.0.0", False),
        ("550 5.2.3 Message too long", "5.2.3", False),
        ("550 5.7.1 Blocked by policy", "5.0.0", False),
        ("550 Blocked by policy", "5.7.1", False),
        ("552 5.3.4 Too large", "5.3.4", False),
        ("550 5.1.8 Sender's domain not found", "5.1.8", False),
        ("421 4.4.1 No answer", "4.4.7", False),
        ("450 4.2.2 Mailbox full", "4.2.2", False),
        ("550 5.1.1: No such user", "", True),
        ("550 Message rejected", "", False),
        ("", "5.1.1", True),
        ("", "", False),
    ],
)
def test_a_failure_is_for_good_where_it_is_about_the_address(answer: str, status: str, for_good: bool) -> None:  # noqa: FBT001 - a table
    """By its status, and where that is vague by the code in the last server's answer, if it has one."""
    failure = read(SENT.returned(answer, status))

    assert failure is not None
    assert (failure.for_good, failure.why) == (for_good, answer or status)
    assert SENT.sender in failure.returned_to


def test_a_report_may_be_written_otherwise() -> None:
    """As Exchange does: other capitals, a text in its own language inside, a folded answer, the head of the mail alone."""
    failure = read(EXCHANGE)

    assert failure is not None
    assert failure.for_good
    assert failure.why.startswith("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ada")
    access = MailAccess(host="", port=0, security="tls", sender="a@example.org", returns="bounces+*@papers.example.org")
    assert [access.return_token(address) for address in failure.returned_to] == [TOKEN]


def test_only_failures_are_read() -> None:
    """A delay, a success, an absence, a report of another kind, and a mail that merely quotes a report."""
    others = [SENT.returned(action=action) for action in ("delayed", "delivered", "relayed", "")]
    others += [SENT.returned().replace(b"message/delivery-status", b"message/disposition-notification")]
    others += [b"To: b@example.org\r\nSubject: Away\r\n\r\nStatus: 5.1.1\r\nAction: failed\r\n", b"", b"\x00\xff" * 99]

    assert [read(one) for one in others] == [None] * len(others)


@given(st.binary(max_size=400), st.integers(0, 1_900), st.integers(0, 400))
def test_whatever_is_read_breaks_nothing(junk: bytes, at: int, cut: int) -> None:
    """A report with any bytes anywhere, and any part of it missing."""
    report = SENT.returned()

    read(report[:at] + junk + report[at + cut :])


def test_parts_within_parts_end_somewhere() -> None:
    """Thousands of them, and a megabyte of one header."""
    deep = b"".join(b'Content-Type: multipart/report; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5_000))

    assert [read(one) for one in (deep, b"To: " + b"a" * 1_000_000)] == [None] * 2


@pytest.mark.parametrize(
    ("returns", "address", "token"),
    [
        ("bounces+*@papers.example.org", f"Bounces+{TOKEN}@PAPERS.example.org", TOKEN),
        ("bounces+*@papers.example.org", f"<bounces+{TOKEN}@papers.example.org>, b@example.org", TOKEN),
        ("*@bounces.example.org", f"{TOKEN}@bounces.example.org", TOKEN),
        ("b.*.x@example.org", f"b.{TOKEN}.x@example.org", TOKEN),
        ("bounces+*@papers.example.org", f"bounces+{TOKEN}@papers.example.org.evil.example", ""),
        ("bounces+*@papers.example.org", f"xbounces+{TOKEN}@papers.example.org", ""),
        ("bounces+*@papers.example.org", "bounces+@papers.example.org", ""),
        ("", f"bounces+{TOKEN}@papers.example.org", ""),
    ],
)
def test_a_return_address_is_known_again(returns: str, address: str, token: str) -> None:
    """Whatever capitals servers made of it, and no other address."""
    access = MailAccess(host="", port=0, security="tls", sender="a@example.org", returns=returns)

    assert access.return_token(address) == token
    if token:
        assert access.return_token(access.return_address(token)) == token


@pytest.mark.parametrize(
    "typed", ["bounces@example.org", "a*b*@example.org", "bounces@*.example.org", "*", "a *@b.c", ""]
)
def test_where_mails_come_back_to_has_one_star(typed: str) -> None:
    """Before the @, in what can be an address."""
    with pytest.raises(ValueError, match="an address with a star before the @"):
        RETURNS.parse(typed)

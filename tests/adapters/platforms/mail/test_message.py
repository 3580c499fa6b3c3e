"""What a mail says: the whole roundup twice, within what mail programs show, whatever titles and addresses try."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Part, Rows, Small, Span, Verbatim, plain
from adapters.mail_address import IN_TEXT, masked, normalized
from adapters.platforms.mail.message import MailHead, document, drawn
from adapters.platforms.mail.settings import MailAccess
from adapters.whole_roundup import WholeRoundup
from digest.model import Topic
from digest.query import parse
from tests.adapters.platforms.fakes import NOON
from tests.adapters.present import documents
from tests.adapters.present.test_html import HOSTILE, everywhere

if TYPE_CHECKING:
    from digest.roundup import Roundup

LEAVE = "https://a.long.name.of.a.host.papers.example.org/below/a/prefix/u/" + "0" * 48
ACCESS = MailAccess(host="", port=0, security="tls", name="Paperround", sender="roundups@papers.example.org")
HEAD = MailHead(id="<d.0@papers.example.org>", to="a+b+c+d+e+f@example.org", date=NOON, leave=LEAVE)
PAGE = "https://papers.example.org/r/token"
NAMES = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-ID", "List-Unsubscribe",
    "List-Unsubscribe-Post", "MIME-Version", "Content-Type",
}  # fmt: skip


def mail(roundup: Roundup | None, part: Part | None = None) -> tuple[EmailMessage, bytes]:
    """A mail as it is read, and as it is sent."""
    topic = roundup.topic.name if roundup else "fine-tuning"
    part = part or Part(
        blocks=(), whole=WholeRoundup(id="r", topic=topic, address=PAGE, notes=(plain("Fewer than usual."),))
    )
    raw = drawn(ACCESS, HEAD, part, roundup)
    read = message_from_bytes(raw, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read, raw


def body(read: EmailMessage, kind: str) -> str:
    """One of its two texts."""
    (found,) = (one for one in read.walk() if one.get_content_type() == f"text/{kind}")
    assert isinstance(found, EmailMessage)
    return str(found.get_content())


def test_a_mail_has_the_whole_roundup_twice() -> None:
    """Statements, papers, the page and the end are in both; the HTML needs nothing from outside."""
    roundup = documents.roundup()
    read, _ = mail(roundup)
    html, text = body(read, "html"), " ".join(body(read, "plain").split())

    for statement in (one for section in roundup.sections for one in section.statements):
        assert statement.text.split(". ")[0] in text
    for paper in roundup.papers:
        assert paper.pick.paper.url in html
        assert paper.pick.paper.url in text
    for said in (PAGE, LEAVE, "Fewer than usual."):
        assert said in html
        assert said in text
    assert set(re.findall(r'src="([^"]*)"', html)) <= {"cid:picture@paperround"}
    assert "#paper-" not in html.replace(f"{PAGE}#paper-", "")
    assert "max-width:600px" in html


def test_the_way_out_stands_in_one_piece() -> None:
    """Mail programs take the header's address as it stands, however long, and press it (RFC 8058)."""
    _, raw = mail(documents.roundup())

    assert f"\r\nList-Unsubscribe: <{LEAVE}>\r\n".encode() in raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert b"\r\nTo: a+b+c+d+e+f@example.org\r\n" in raw


@given(
    st.sampled_from(
        [HOSTILE, "a\r\nBcc: eve@example.org", "x\n\nbody", "\u2028Bcc: e@example.org", "=?utf-8?q?=0d=0aX:_y?="]
    )
)
def test_no_title_gets_out_of_its_place(hostile: str) -> None:
    """In headers, HTML and text: no further header, no tag, no control character."""
    roundup = everywhere(hostile)
    roundup = replace(roundup, topic=Topic(name=hostile, query=parse("fine-tuning")))
    read, raw = mail(roundup)
    html = body(read, "html")

    assert set(read.keys()) <= NAMES
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.isascii()
    assert "\n" not in raw.decode().replace("\r\n", "")
    elements = [one for one in fromstring(html.encode()).iter() if isinstance(one.tag, str)]
    attributes = [attribute for one in elements for attribute in one.attrib.items()]
    assert "script" not in {one.tag for one in elements}
    assert [name for name, _ in attributes if name.startswith("on")] == []
    assert [
        value for name, value in attributes if name == "href" and not value.startswith(("https://", "http://"))
    ] == []


def test_a_list_has_a_name_in_one_piece() -> None:
    """However long the topic and the domain; an encoded one would be another list (RFC 2919)."""
    part = Part(blocks=(), whole=WholeRoundup(id="r", topic="very long words " * 9))
    raw = drawn(ACCESS, HEAD, part, documents.roundup())

    (named,) = re.findall(rb"\r\nList-ID: <([^>\s]+)>\r\n", raw)
    assert named.startswith(b"very-long-words-very")
    assert named.endswith(b".papers.example.org")


def test_what_is_no_roundup_is_told_block_by_block() -> None:
    """A notice or a confirmation has its link in both texts, and a subject of its own."""
    link = Span(text="Confirm", link="https://papers.example.org/m/1")
    blocks = (
        Heading("Please <confirm>"), Paragraph((link,)), Bullets((plain("one"), plain("two"))),
        Numbered(((3, plain("three")),)),
        Rows((("When", plain("now")),)), Verbatim("@misc{x}"), Small(plain("small")),
    )  # fmt: skip
    read, _ = mail(None, Part(blocks=blocks))
    html, text = body(read, "html"), body(read, "plain")

    assert read["Subject"] == "Please <confirm>"
    assert '<a href="https://papers.example.org/m/1"' in html
    assert "<confirm>" not in html
    for said in ("https://papers.example.org/m/1", "one", "two", "[3] three", "When: now", "@misc{x}", "small"):
        assert said in text
    assert mail(None, Part(blocks=(Paragraph(plain("Words.")),)))[0]["Subject"] == "Words."
    assert mail(None, Part(blocks=()))[0]["Subject"] == "Paperround"


def test_it_stays_below_what_mail_programs_cut_off() -> None:
    """A hundred papers with long titles: some by their titles, the rest on the page."""
    roundup = documents.roundup()
    first = roundup.papers[0]
    many = [
        replace(
            first,
            number=number,
            pick=replace(first.pick, paper=replace(first.pick.paper, id=f"2605.{number:05}", title="Long words " * 20)),
        )
        for number in range(10, 110)
    ]
    html = body(mail(replace(roundup, papers=(*roundup.papers, *many)))[0], "html")

    assert "more on the page" in html
    assert len(html.encode()) < 100_000


def test_an_example_is_a_mail_that_programs_open() -> None:
    """`--format mail`, saved as a file."""
    read = message_from_bytes(document(documents.roundup()).encode(), policy=policy.default)

    assert isinstance(read, EmailMessage)
    assert read["To"] == "reader@example.org"
    assert "unsubscribe" in body(read, "html").lower()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ada+a+b+c+d+e@example.org", "ada+a+b+c+d+e@example.org"),
        ("Ada.Lovelace@Example.ORG", "Ada.Lovelace@example.org"),
        ("ada@bücher.example.org", "ada@xn--bcher-kva.example.org"),
    ],
)
def test_an_address_is_kept_as_it_is_meant(typed: str, kept: str) -> None:
    """What stands before the @ is its owner's business."""
    assert normalized(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "ada@",
        "@example.org",
        "a@b",
        "ada@example.org\r\nBcc: e@x.org",
        "a b@example.org",
        "ä@example.org",
        "=?utf-8?q?x?=@example.org",
        "=?utf-8?b?eA==?=@example.org",
    ],
)
def test_what_can_be_no_address_is_refused(typed: str) -> None:
    """With a reason."""
    with pytest.raises(ValueError, match=r"\w"):
        normalized(typed)


def test_a_local_part_with_a_slash_is_shown_no_more_of() -> None:
    """It may stand in one (RFC 5322), and divides a channel's address, where it is quoted."""
    assert masked("550 <ada/love/lace@example.org>: no") == "550 <a…@example.org>: no"
    assert re.sub(IN_TEXT, "…", "to ada/love@example.org") == "to …example.org"
    assert masked("deliver mail/slack%2FT1/ada%2Flove%40example.org") == "deliver mail/slack%2FT1/a…%40example.org"


@given(st.emails())
def test_no_whole_address_is_shown_or_logged(address: str) -> None:
    """Neither as it is nor as a channel's address quotes it, wherever it stands in a line."""
    local = address.partition("@")[0]
    quoted = address.replace("+", "%2B").replace("@", "%40")
    lines = [f"550 <{address}>: no such user", f"deliver mail/slack%2FT1/{quoted}"]

    assert [line for line in lines if len(local) > 1 and f"<{local}@" in masked(line)] == []
    assert [line for line in lines if local.isalnum() and f"{local}@" in re.sub(IN_TEXT, "…", line)] == []
    assert [line for line in lines if local.isalnum() and f"{local}%40" in re.sub(IN_TEXT, "…", line)] == []

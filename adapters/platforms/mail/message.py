"""A part as a mail: HTML with a plain text twin, and headers that no title, topic or address can break out of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Heading, Part, flat
from adapters.mail_address import in_header
from adapters.platforms.mail.settings import MailAccess
from adapters.present import mail, picture, raster
from adapters.present.printable import printable, shortened
from adapters.whole_roundup import WholeRoundup

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.present.mail import MailText
    from digest.roundup import Roundup

_LONGEST_SUBJECT = 160
_UNFOLDED = frozenset({"list-unsubscribe", "list-id"})
_NAME = re.compile(r"[^a-z0-9]+")


class _MailPolicy(EmailPolicy):
    """As mail is sent, but for two headers that are read only as they stand, however long; Python would encode them."""

    @override
    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}" if name.lower() in _UNFOLDED else super().fold(name, value)

    @override
    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii") if name.lower() in _UNFOLDED else super().fold_binary(name, value)


_POLICY = _MailPolicy(linesep="\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHead:
    """What surrounds a mail's text.

    Attributes:
        id: The Message-ID, which is also the marker.
        answers: The Message-ID of the mail that it belongs under; "" for none.
        leave: The address that ends the subscription by a press; "" where there is none to end.
    """

    id: str
    to: str
    date: datetime
    answers: str = ""
    leave: str = ""


def document(roundup: Roundup) -> str:
    """A roundup as the mail that would be sent, to a reader of an example."""
    access = MailAccess(host="", port=0, security="tls", name="Paperround", sender="roundups@papers.example.org")
    head = MailHead(
        id="<example.0@papers.example.org>",
        to="reader@example.org",
        date=roundup.generated_at,
        leave="https://papers.example.org/u/example",
    )
    part = Part(blocks=(), whole=WholeRoundup(id="", topic=roundup.topic.name))
    return drawn(access, head, part, roundup).decode("ascii").replace("\r\n", "\n")


def drawn(access: MailAccess, head: MailHead, part: Part, roundup: Roundup | None) -> bytes:
    """The mail as it is sent; the whole roundup where there is one, else the blocks of the part."""
    made = _headed(access, head, _subject(part, roundup), _list_name(part))
    text = mail.text(part, roundup, head.leave)
    _filled(made, text)
    return made.as_bytes()


def _headed(access: MailAccess, head: MailHead, subject: str, list_name: str) -> EmailMessage:
    made = EmailMessage(policy=_POLICY)
    made["From"] = Address(printable(access.name), addr_spec=access.sender)
    made["To"] = in_header(head.to)
    made["Subject"] = subject
    made["Date"] = format_datetime(head.date)
    made["Message-ID"] = head.id
    made["Auto-Submitted"] = "auto-generated"
    if head.answers:
        made["In-Reply-To"] = made["References"] = head.answers
    if list_name:
        made["List-ID"] = f"<{list_name}.{access.domain}>"
    if head.leave:
        made["List-Unsubscribe"] = f"<{head.leave}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return made


def _subject(part: Part, roundup: Roundup | None) -> str:
    """One line; what looks like an encoded word (RFC 2047) is broken up, since Python would decode it, line breaks and all."""
    return shortened(_title(part, roundup), _LONGEST_SUBJECT).replace("=?", "= ?")


def _title(part: Part, roundup: Roundup | None) -> str:
    if roundup is not None:
        return f"{printable(roundup.topic.name)}: {printable(roundup.headline)}"
    headings = (block.text for block in part.blocks if isinstance(block, Heading))
    texts = (flat(block.text) for block in part.blocks if hasattr(block, "text") and not isinstance(block.text, str))
    return printable(next(headings, None) or next(texts, "Paperround"))


def _list_name(part: Part) -> str:
    return _NAME.sub("-", part.whole.topic.lower()).strip("-")[:60] if part.whole else ""


def _filled(made: EmailMessage, text: MailText) -> None:
    made.set_content(text.plain, cte="quoted-printable")
    made.add_alternative(text.html, subtype="html", cte="quoted-printable")
    if text.picture is not None:
        (html,) = (part for part in made.iter_parts() if part.get_content_type() == "text/html")
        html.add_related(
            raster.png(text.picture, picture.LIGHT), "image", "png", cid=f"<{mail.PICTURE}>", disposition="inline"
        )

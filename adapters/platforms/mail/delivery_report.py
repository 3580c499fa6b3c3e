"""Reads the mail that a later server returns, saying that it couldn't deliver ours (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from typing import TYPE_CHECKING

from adapters.platforms.mail.smtp_answers import is_enhanced, is_of_the_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_ARRIVED_AT = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
"""Headers that say which address a mail came to, the surest first."""
_STATUS = re.compile(r"([245])\.(\d{1,3})\.\d{1,3}(?!\S)")
_DIAGNOSIS = re.compile(r"smtp;\s*(\d{3})[ -]\s*(.+)", re.IGNORECASE | re.DOTALL)
_FAILED = "failed"
_FOR_GOOD = 500
_UNSAID = "0"
"""The subject of a status that says no more than yes or no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailure:
    """A mail of ours that couldn't be delivered.

    Attributes:
        returned_to: The addresses that the report came to, one of which is the mail's return address.
        why: In the words of the server that gave up, with whatever addresses are in them.
        for_good: Whether it is about the address itself.
    """

    returned_to: tuple[str, ...]
    why: str
    for_good: bool


def read(report: bytes) -> DeliveryFailure | None:
    """The failure that a report is about; None for any other mail, a report of a mere delay or an absence included."""
    try:
        message = message_from_bytes(report)
        recipients = list(_recipients(message))
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError):  # what no mail server wrote
        return None
    failed = next((one for one in recipients if _text(one, "Action").casefold() == _FAILED), None)
    return _failure(message, failed) if failed is not None else None


def _recipients(message: Message) -> Iterator[Message]:
    """The groups of a report that are each about one address."""
    if message.get_content_type() != "multipart/report":
        return
    for part in message.get_payload():
        if not isinstance(part, str) and part.get_content_type() == "message/delivery-status":
            yield from (group for group in part.get_payload() if not isinstance(group, str) and group["Action"])


def _failure(message: Message, failed: Message) -> DeliveryFailure:
    status, diagnosis = _text(failed, "Status"), _text(failed, "Diagnostic-Code")
    said = _DIAGNOSIS.match(diagnosis)
    why = f"{said[1]} {' '.join(said[2].split())}" if said else diagnosis.partition(";")[2].strip()
    return DeliveryFailure(
        returned_to=tuple(_text(message, name) for name in _ARRIVED_AT if message[name]),
        why=why or status,
        for_good=_is_for_good(status, said),
    )


def _is_for_good(status: str, said: re.Match[str] | None) -> bool:
    """By the status, and where that doesn't say what is wrong, by the enhanced code of what the last server answered.

    A plain 550 doesn't do: nothing says whether it was a no to the address or, later, to the content.
    """
    known = _STATUS.match(status)
    if known and known[2] != _UNSAID:
        return known[1] == "5" and is_of_the_address(_FOR_GOOD, status)
    return said is not None and is_enhanced(said[2]) and is_of_the_address(int(said[1]), said[2])


def _text(message: Message, header: str) -> str:
    return " ".join(str(message[header] or "").split())

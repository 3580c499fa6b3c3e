"""What a mail server's answers mean, and how they are told to others: nobody's whole address is in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adapters.errors import TryLater
from adapters.mail_address import masked
from adapters.present.printable import printable, shortened

if TYPE_CHECKING:
    import aiosmtplib

LATER = 600.0
"""Seconds until a server is asked again that said no for now; greylisting lets mail through after five minutes or so."""
_MUCH_LATER = 1_800.0
"""The same for a no for good that isn't about the address: a person has to mend something, or a day has to end."""
_LONGEST = 140
FOR_NOW, _FOR_GOOD = 400, 500
_ENHANCED = re.compile(r"#?[245]\.(\d{1,3})\.(\d{1,3})(?![^\s:])")
"""At the head of an answer; some servers write `#5.7.1` or `5.7.1:`."""
_OF_THE_ADDRESS = frozenset({"1", "2"})
"""Subjects of enhanced status codes (RFC 3463) about an address or its mailbox."""
_NOT_OF_THE_ADDRESS = frozenset({("1", "7"), ("1", "8"), ("2", "3")})
"""The exceptions: the sender's address, twice, and a message that is too long."""
_OF_THIS_MAIL = _OF_THE_ADDRESS | {"6"}
"""Subjects about the one mail in hand: its address, its mailbox, its content."""
_NO_SUCH_MAILBOX = frozenset({550, 551, 553})
"""Codes that speak of the mailbox where no enhanced one says otherwise (RFC 5321, 4.2.3)."""


def is_of_the_address(code: int, words: str) -> bool:
    """Whether a no to a named recipient is about that address, and for good."""
    enhanced = _ENHANCED.match(words)
    if code < _FOR_GOOD:
        return False
    if enhanced is None:
        return code in _NO_SUCH_MAILBOX
    return enhanced[1] in _OF_THE_ADDRESS and enhanced.groups() not in _NOT_OF_THE_ADDRESS


def is_enhanced(words: str) -> bool:
    """Whether a server's words say by an enhanced status code what is wrong."""
    return _ENHANCED.match(words) is not None


def may_be_of_the_connection(words: str) -> bool:
    """Whether a no may be about the connection, such as the mails that went over it: it isn't plainly about this mail."""
    enhanced = _ENHANCED.match(words)
    return enhanced is None or enhanced[1] not in _OF_THIS_MAIL


def refusal(refused: aiosmtplib.SMTPResponseException, to: str) -> TryLater:
    """What any other no means: nothing that the address's owner could mend."""
    words = answer_words(refused, to)
    if refused.code >= _FOR_GOOD:
        return TryLater(f"The mail server doesn't take this mail: {words}.", retry_after=_MUCH_LATER)
    return TryLater(f"The mail server takes no mail for now: {words}.", retry_after=LATER)


def answer_words(refused: aiosmtplib.SMTPResponseException, to: str = "") -> str:
    """The code and the words of an answer."""
    return f"{refused.code} {short(refused.message, to)}"


def short(words: str, to: str = "") -> str:
    """The server's words, without anybody's whole address, nor what stands before the @ of the one in question."""
    local, shown = to.partition("@")[0], masked(printable(words))
    for name in (local, local.partition("+")[0]):
        if len(name) > 1:
            alone = re.compile(rf"(?<![\w.+-]){re.escape(name)}(?![\w+-])", re.IGNORECASE)
            shown = alone.sub(f"{name[0]}…", shown)
    return shortened(shown.rstrip("."), _LONGEST)

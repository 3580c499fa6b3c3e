"""Mail addresses: which there can be, how one is shown to others, and the channel that one is."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.headerregistry import Address

from adapters.message import Channel

PLATFORM = "mail"
LONGEST = 254
"""Characters of an address, as SMTP has room for."""
_QUOTED, _DOMAIN = r"\w.+%!#$&'*=?^`{|}~-", r"(?=\w[\w-]*\.\w)"
IN_TEXT = rf"(?:[{_QUOTED}]{{1,192}}%40|[/{_QUOTED}]{{1,192}}@){_DOMAIN}"
"""A regular expression for the part of an address before its domain, also where it is quoted for a URL."""
_ADDRESS = re.compile(
    rf"([{_QUOTED}])[{_QUOTED}]{{0,191}}(%40){_DOMAIN}|([/{_QUOTED}])[/{_QUOTED}]{{0,191}}(@){_DOMAIN}"
)


def normalized(typed: str) -> str:
    """The address as mail is sent to it: what stands before the @ as it was typed, the domain in small ASCII letters.

    Raises `ValueError` with why there can't be such an address. Nobody is asked whether it is there.
    """
    # Imported here because it takes a while, and most commands need no address.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    return in_header(f"{found.ascii_local_part}@{found.ascii_domain}").addr_spec


def in_header(address: str) -> Address:
    """An address as a mail's header has it; raises `ValueError` where it would be read as another one, or as none."""
    try:
        made = Address(addr_spec=address)
    except (ValueError, LookupError, HeaderParseError) as error:
        raise ValueError("what stands before the @ can't stand in a mail's header") from error
    if made.addr_spec != address:
        raise ValueError("what stands before the @ can't stand in a mail's header")
    return made


def masked(text: str) -> str:
    """A text with every address in it as others may see it: `a…@example.org`."""
    return _ADDRESS.sub(r"\1\3…\2\4", text)


def channel(origin: Channel, address: str) -> Channel:
    """Where somebody gets by mail what a channel subscribed to, or made public.

    Whoever types their address with other capitals is the same reader: no mailbox in use tells them apart, and
    RFC 5321, 2.4, advises against any that would.
    """
    return Channel(platform=PLATFORM, workspace=origin.address, id=address.casefold())


def mailbox(address: str) -> str:
    """The mailbox that an address most likely reaches: without capitals, and without a tag as in `ada+papers@…`."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def origin(place: Channel) -> Channel | None:
    """The channel that a mail was asked for in; None for what isn't mail."""
    return Channel.at(place.workspace) if place.platform == PLATFORM else None

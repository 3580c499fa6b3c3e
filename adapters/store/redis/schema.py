"""How things are kept in Redis: every key's name and lifetime, and values as JSON with a version, pressed where it pays.

The module that owns a key states what it holds. All keys share one prefix. What stands in braces is hashed by Redis
Cluster, so all keys of one channel, and all keys of papers, live in one slot and can change in one step.
"""

from __future__ import annotations

import logging
import zlib
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from datetime import date

SIXTY_DAYS = 60 * 86_400

CHANNELS = "paperround:channels"
VERSION = 1

T = TypeVar("T")
_log = logging.getLogger(__name__)


def of_channel(address: str, *rest: str) -> str:
    """A key of one channel, by its address, in that channel's slot."""
    return ":".join((f"paperround:{{{address}}}", *rest))


def roundup(roundup_id: str) -> str:
    """The document of one roundup."""
    return f"paperround:roundup:{roundup_id}"


def private(tenant: str) -> str:
    """The newest roundups that people of one tenant asked for."""
    return f"paperround:private:{tenant}"


def listed_key(day: date) -> str:
    """The papers that were listed on one day."""
    return f"paperround:{{papers}}:listed:{day.isoformat()}"


def place(paper_id: str) -> str:
    """The days of papers whose ids differ in their last three characters alone: small hashes that expire by themselves.

    Most sources count or date their ids, whatever those begin with, so papers of one time stand together and none is
    written to for ever; where ids say nothing, each has a hash of its own.
    """
    return f"paperround:{{papers}}:place:{paper_id[:-3]}"


def place_before(paper_id: str) -> str:
    """Where that stood in versions up to 2026-11; read until it has expired, never written."""
    return f"paperround:{{papers}}:where:{paper_id[:4]}"


def days_read(day: date) -> str:
    """The categories that have been read for one day; named anew when what is kept of a paper grew its addresses."""
    return f"paperround:{{papers}}:days-read:{day.isoformat()}"


def note(name: str) -> str:
    """A short note of a platform."""
    return f"paperround:note:{name}"


def lease(name: str, rest: str) -> str:
    """What is known of one lease."""
    return f"paperround:{{lease:{name}}}:{rest}"


def count(name: str) -> str:
    """A number that all processes count together."""
    return f"paperround:count:{name}"


JOBS = "paperround:{jobs}"
DUE = "paperround:{due}"


def content(name: str) -> str:
    """Messages as they are to be posted."""
    return f"paperround:content:{name}"


def built(key: str, rest: str) -> str:
    """What is known of the making of one roundup."""
    return f"paperround:{{built:{key}}}:{rest}"


class Envelope(msgspec.Struct):
    """A value and the version of its form."""

    v: int
    value: msgspec.Raw


class Unreadable(Exception):  # noqa: N818 - named for what the value is
    """Raised for a stored value that is damaged, or written by a newer Paperround."""


_envelopes = msgspec.json.Decoder(Envelope)


def pack(value: object) -> bytes:
    """The bytes to keep."""
    return msgspec.json.encode(Envelope(v=VERSION, value=msgspec.Raw(msgspec.json.encode(value))))


def unpack(data: bytes | str, decoder: msgspec.json.Decoder[T]) -> T:
    """The value that `pack` was given."""
    try:
        envelope = _envelopes.decode(data)
        if envelope.v != VERSION:
            raise Unreadable(f"it has form {envelope.v} and this Paperround knows {VERSION}")
        return decoder.decode(envelope.value)
    except msgspec.DecodeError as error:
        raise Unreadable(str(error)) from error


def press(value: object) -> bytes:
    """Like `pack` in about half the room, which pays from some hundred bytes of text."""
    return zlib.compress(pack(value), 1)


def unpress(data: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """The value that `press` was given."""
    try:
        return unpack(zlib.decompress(data), decoder)
    except zlib.error as error:
        raise Unreadable(str(error)) from error


def report(key: str, error: Exception) -> None:
    """Say in the log that a value was passed over, so that one bad value never hides the good ones."""
    _log.warning("a value under %s can't be read and was passed over: %s", key, error)

"""How values are kept: JSON with a version beside it, pressed where it pays."""

from __future__ import annotations

import logging
import zlib
from typing import TypeVar

import msgspec

VERSION = 1

T = TypeVar("T")
_log = logging.getLogger(__name__)


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


def unpack(data: bytes, decoder: msgspec.json.Decoder[T]) -> T:
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

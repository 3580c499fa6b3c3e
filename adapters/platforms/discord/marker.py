"""Which message of which delivery a message is, in the two places where Discord keeps it and people don't see it.

The nonce makes Discord give back the message that stands there instead of posting it twice within minutes. The id of the
first component stays with the message for good, so that it can be found by reading the channel.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adapters.chat import Channel, Marker

Json = dict[str, Any]
PARTS = 128
"""As many messages as a delivery can have."""
_DELIVERIES = 1 << 24


def nonce(channel: Channel, marker: Marker) -> str:
    """At most 25 characters, which is all that Discord takes; its own for every channel."""
    return _digest(channel.workspace, channel.id, marker.delivery, str(marker.part))[:24]


def component_id(delivery: str, part: int) -> int:
    """A positive number of 31 bits: 24 for the delivery, 7 for the part."""
    return (int(_digest(delivery), 16) % (_DELIVERIES - 1) + 1) * PARTS + part % PARTS


def marked(body: Json, channel: Channel, marker: Marker) -> Json:
    """The body with its marks."""
    first, *others = body["components"]
    return {
        **body,
        "components": [{**first, "id": component_id(marker.delivery, marker.part)}, *others],
        "nonce": nonce(channel, marker),
        "enforce_nonce": True,
    }


def found(message: Json, delivery: str) -> int | None:
    """The part of the delivery that a message is; None for any other message."""
    for component in (message.get("components") or ())[:1]:
        number = component.get("id")
        if isinstance(number, int) and number // PARTS == component_id(delivery, 0) // PARTS:
            return number % PARTS
    return None


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()

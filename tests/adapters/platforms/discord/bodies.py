"""What Discord would refuse in a message, and what its readers see, for tests of rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.platforms.discord.menus import Drawn


def components(body: Drawn) -> Iterator[Drawn]:
    """All components, nested ones too."""
    waiting = list(body["components"])
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting += one.get("components", [])


def text(body: Drawn) -> str:
    """All text of a body, as it is sent."""
    return "\n".join(one["content"] for one in components(body) if one["type"] == 10)


def of_type(body: Drawn, kind: int) -> list[Drawn]:
    """The components of one type: 2 are buttons, 3 menus."""
    return [one for one in components(body) if one["type"] == kind]


def units(words: str) -> int:
    """UTF-16 units, the strictest way to count."""
    return len(words.encode("utf-16-le")) // 2


def refused(bodies: Sequence[Drawn]) -> list[str]:
    """The limits that bodies break, in words."""
    return [f"message {at}: {why}" for at, body in enumerate(bodies, 1) for why in _refused(body)]


def _refused(body: Drawn) -> Iterator[str]:
    every = list(components(body))
    ids = [one["custom_id"] for one in every if "custom_id" in one]
    texts = [one["content"] for one in every if one["type"] == 10]
    checks = {
        "mentions are not off": body["allowed_mentions"]["parse"] == [],
        "no components": bool(every),
        "over 40 components": len(every) <= 40,
        "a custom id twice": len(ids) == len(set(ids)),
        "a custom id over 100": all(1 <= units(one) <= 100 for one in ids),
        "over 4,000 characters": units("".join(texts)) <= 4000,
        "an empty text": all(one.strip() for one in texts),
        "a label over 80": all(1 <= units(one["label"]) <= 80 for one in every if one["type"] == 2),
        "a row over 5": all(1 <= len(one["components"]) <= 5 for one in every if one["type"] == 1),
        "a menu over 25": all(1 <= len(one["options"]) <= 25 for one in every if one["type"] == 3),
        "a menu value over 100": all(
            1 <= units(option[key]) <= 100
            for one in every
            if one["type"] == 3
            for option in one["options"]
            for key in ("label", "value")
        ),
        "a menu value twice": all(
            len({option["value"] for option in one["options"]}) == len(one["options"])
            for one in every
            if one["type"] == 3
        ),
    }
    return (why for why, holds in checks.items() if not holds)

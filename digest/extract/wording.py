"""Small wordings that several parts of a roundup share: lists, numbers in words, capitals, full stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def joined_names(items: Sequence[str], comma: str = ", ") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004 - a pair
        return "".join(items)
    last = " and " if comma == ", " else f"{comma}and "
    return f"{comma.join(items[:-1])}{last}{items[-1]}"


def spelt(number: int) -> str:
    """`three`, and `13` from thirteen on."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def capital(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:] if text[:1].isascii() else text


def sentence(text: str) -> str:
    """With one full stop at the end, also behind `et al.`."""
    return f"{text.rstrip('.')}."

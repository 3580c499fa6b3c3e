"""An opening post's page and picture: drawn up the same for all channels, led to each channel's own when posted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Small, Span
from adapters.store.pages import TOKEN_LENGTH

if TYPE_CHECKING:
    from adapters.chat import Block, Part
    from adapters.store.ledger import Delivery
    from adapters.store.pages import Pages
    from bot.clock import Clock

_TOKEN = "0" * TOKEN_LENGTH
"""As long as a token, so that a message that fits with it fits with every other."""
_LABEL = "Read as a page"


class PageLinks:
    """Links to pages below a public address; with "" there are none."""

    def __init__(self, public_url: str, pages: Pages, clock: Clock) -> None:
        self._public_url = public_url
        self._pages = pages
        self._clock = clock

    def with_placeholder(self, opening: Part) -> Part:
        """An opening post that leads to its page, wherever that will be."""
        if not self._public_url:
            return opening
        return replace(opening, blocks=(*opening.blocks, _line(self._address(_TOKEN))))

    async def with_links(self, parts: tuple[Part, ...], delivery: Delivery) -> tuple[Part, ...]:
        """The messages of a delivery, leading to a page that is there from now on."""
        if not self._public_url:
            return tuple(_without_placeholder(part) for part in parts)
        address = self._address(await self._pages.keep(delivery, self._clock.now()))
        return tuple(_with_address(part, address) for part in parts)

    def _address(self, token: str) -> str:
        return f"{self._public_url}/r/{token}"


def _line(address: str) -> Small:
    return Small((Span(text=_LABEL, link=address),))


def _is_placeholder(block: Block) -> bool:
    """Whether it is the line whose address isn't known yet."""
    return isinstance(block, Small) and any((span.link or "").endswith(f"/r/{_TOKEN}") for span in block.text)


def _without_placeholder(part: Part) -> Part:
    return replace(part, blocks=tuple(block for block in part.blocks if not _is_placeholder(block)))


def _with_address(part: Part, address: str) -> Part:
    blocks = tuple(_line(address) if _is_placeholder(block) else block for block in part.blocks)
    drawn = part.illustration and replace(part.illustration, address=f"{address}/picture.png")
    whole = part.whole and replace(part.whole, address=address)
    return replace(part, blocks=blocks, illustration=drawn, whole=whole)

"""What a person reads of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import components

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Message


def text(message: Message) -> str:
    """Content, embeds and components from top to bottom, a piece a line."""
    wire = message.wire
    found = [wire["content"], *(piece for embed in wire["embeds"] for piece in _embed(embed))]
    for each in components.walk(wire["components"]):
        found += [each.get("content"), each.get("label"), each.get("placeholder")]
        found += [option.get(name) for option in each.get("options") or [] for name in ("label", "description")]
    return "\n".join(piece for piece in found if piece)


def _embed(embed: Json) -> list[str | None]:
    fields = [each.get(name) for each in embed.get("fields") or [] for name in ("name", "value")]
    author, footer = embed.get("author") or {}, embed.get("footer") or {}
    return [author.get("name"), embed.get("title"), embed.get("description"), *fields, footer.get("text")]

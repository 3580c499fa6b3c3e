"""Papers that a message links to or names by id, and a small card under such links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.chat import Heading, Paragraph, Small, Span
from adapters.platforms.slack import formatting
from adapters.platforms.slack.blocks import small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from adapters.chat import Part, Reply
    from adapters.platforms.slack.blocks import Drawn
    from adapters.platforms.slack.request import Json

    LinkedPapers = Callable[[str], Sequence[str]]

AT_MOST = 3
"""Cards under one message; more would bury what it says."""


def links(event: Json, linked: LinkedPapers) -> dict[str, str]:
    """The paper behind each link of an event that leads to one, the first few."""
    urls = [str(link.get("url") or "") for link in event.get("links") or ()]
    return dict([(url, papers[0]) for url in urls if (papers := linked(url))][:AT_MOST])


def key(event: Json) -> str:
    """The same for every event about one message, so that it unfurls once."""
    return f"unfurl:{event.get('channel')}:{event.get('message_ts')}"


def card(reply: Reply, url: str) -> Drawn | None:
    """Title, people and gist; None where the answer isn't about one paper."""
    part = reply.parts[0]
    if not part.blocks or not isinstance(part.blocks[0], Heading):
        return None
    title = (Span(text=part.blocks[0].text, style="strong", link=url),)
    return {"blocks": [formatting.block(formatting.section(title)), *_below(part)]}


def _below(part: Part) -> list[Drawn]:
    made: list[Drawn] = []
    for block in part.blocks[1:3]:
        if isinstance(block, Small):
            made.append(small(block.text))
        elif isinstance(block, Paragraph):
            made.append(formatting.block(formatting.section(block.text)))
    return made


def papers(message: dict[str, Any], linked: LinkedPapers) -> tuple[str, ...]:
    """The ids, each once, in the order in which the message has them."""
    return tuple(dict.fromkeys(found for text in texts(message) for found in linked(text)))


def texts(value: object) -> Iterator[str]:
    """All strings of a message: its text, blocks and attachments."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)

"""Papers as cards, at the head of an answer and under links that somebody posts; which papers a message links to.

A card's limits: docs.slack.dev/reference/block-kit/blocks/card-block.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters.chat import Heading, Paragraph, Small, Span, flat
from adapters.platforms.slack import formatting
from adapters.platforms.slack.blocks import drawn, label, mrkdwn_text, small
from adapters.present.printable import printable, safe_link, utf16_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from adapters.chat import Block, Part, Reply
    from adapters.platforms.slack.blocks import Drawn
    from adapters.platforms.slack.request import Json

    LinkedPapers = Callable[[str], Sequence[str]]

AT_MOST = 3
"""Cards under one message; more would bury what it says."""
LINK = "link"
"""What the action ids of buttons begin with that only lead somewhere; Slack tells of them all the same."""
_SLOTS = ((Heading, "title", 150), (Small, "subtitle", 150), (Paragraph, "body", 200))
_BUTTONS = 3


def is_card(part: Part) -> bool:
    """Whether a part tells of one paper whose title a card can hold."""
    return bool(part.links) and "title" in _slots(part.blocks)


def with_card(part: Part) -> list[Drawn]:
    """Title, people and gist in a card with links to the paper's pages; below it what doesn't fit in there."""
    slots = _slots(part.blocks)
    pages = [(name, url) for name, given in part.links if (url := safe_link(given))][:_BUTTONS]
    buttons = [
        {"type": "button", "text": label(name, 75), "url": url, "action_id": f"{LINK}:{at}"}
        for at, (name, url) in enumerate(pages)
    ]
    return [{"type": "card", **slots, "actions": buttons}, *drawn(part.blocks[len(slots) :])]


def _slots(blocks: Sequence[Block]) -> Drawn:
    """The first blocks as a card's texts, as far as each fits and means nothing in mrkdwn."""
    made: Drawn = {}
    for block, (kind, slot, longest) in zip(blocks, _SLOTS, strict=False):
        words = printable(block.text if isinstance(block, Heading) else flat(getattr(block, "text", ())))
        if not isinstance(block, kind) or not words or not formatting.is_innocent(words):
            break
        line = formatting.escaped(words)
        if utf16_length(line) > longest:
            break
        made[slot] = mrkdwn_text(line)
    return made


def links(event: Json, linked: LinkedPapers) -> dict[str, str]:
    """The paper behind each link of an event that leads to one, the first few."""
    urls = [str(link.get("url") or "") for link in event.get("links") or ()]
    return dict([(url, papers[0]) for url in urls if (papers := linked(url))][:AT_MOST])


def key(event: Json) -> str:
    """The same for every event about one message, so that it unfurls once."""
    return f"unfurl:{event.get('channel')}:{event.get('message_ts')}"


def card(reply: Reply, url: str, *, native: bool = True) -> Drawn | None:
    """Title, people and gist, in a card where that is `native` to the client; None where it isn't about one paper."""
    part = reply.parts[0]
    if native and is_card(part):
        pages = tuple((name, page if at else url) for at, (name, page) in enumerate(part.links))
        return {"blocks": with_card(replace(part, links=pages))[:1]}
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
    """All strings of a message: its text, blocks and attachments, without what apps say of its links."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts([one for one in inner if not one.get("is_app_unfurl")] if key == "attachments" else inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)

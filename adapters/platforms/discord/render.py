"""Parts as the bodies of create-message, in Components V2, within every limit that Discord has.

Embeds and Components V2 were drawn side by side at desktop and phone width. Embeds cost a quarter of a phone's width in
frame and padding, set their text smaller, and hold a fixed stack that buttons stay outside of. Components V2 give prose
the whole width, headings of two sizes, and a frame where there should be one: around the opening post and its buttons,
so that it stands out among what people write. The thread is there to be read, and goes without.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Part, Rows, Small, Span
from adapters.platforms.discord import menus
from adapters.platforms.discord.markdown import drawn
from adapters.present import parts as documents
from adapters.present import raster
from adapters.present.picture import DARK
from adapters.present.printable import utf16_length
from adapters.present.splitting import MessageLimits, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.chat import Block
    from adapters.platforms.discord.menus import Drawn
    from adapters.present.picture import Illustration
    from digest.roundup import Roundup

TEXT = 4_000
ACCENT = 0xB31B1B
QUIET: Mapping[str, object] = {"parse": [], "replied_user": False}
"""Allowed mentions: none, and an answer doesn't ping the one it answers."""
_ASKING = Small((Span(text="In the thread, mention me with a question or a paper's number."),))
_ROOM = 3_900  # a little is left for the marks (2/3) and line breaks
_LONGEST = 1_500  # even with every character escaped, and an answer around it, such an item fits
_BLOCKS = 400
_TEXTS = 10
_V2 = 1 << 15
_EPHEMERAL = 1 << 6
_SILENT = 1 << 12
_TEXT, _GALLERY, _SEPARATOR, _CONTAINER = 10, 12, 14, 17
_FILE = "papers.png"
_ALT = 1_024
_LIST = Bullets | Numbered | Rows
_ONE_LINE = 80
_LARGE = 48


def document(roundup: Roundup) -> list[Drawn]:
    """A roundup as the messages that would be posted, in their order; those of its thread say `thread`."""
    first, *others = fit(asking(documents.parts(roundup)))
    return [body(first, framed=True), *({**body(part, silent=True), "thread": True} for part in others)]


def asking(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, where the opening post of a thread says how to ask in it."""
    first, *others = parts
    if not others:
        return (first,)
    return (replace(first, blocks=(*first.blocks, _ASKING)), *others)


def fit(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, each fitting one message, with menus that open the papers numbered in them."""
    first, *others = parts
    opening = menus.with_first_papers(first, others) if others else menus.opening_papers(first)
    thread = (menus.opening_papers(fitting) for part in others for fitting in split(part, ROOM))
    return (*_fit_opening(opening), *thread)


def _fit_opening(opening: Part) -> tuple[Part, ...]:
    """An opening post stays the one with the buttons, also where some of its text has to follow it."""
    head, *tail = split(opening, ROOM)
    first = replace(head, actions=opening.actions, illustration=opening.illustration)
    return (first, *(replace(part, actions=(), illustration=None) for part in tail))


def pinging(body: Drawn, role: str) -> Drawn:
    """A message that pings one role, below all that it says."""
    mention = _text(f"-# <@&{role}>")
    return {**body, "components": [*body["components"], mention], "allowed_mentions": {**QUIET, "roles": [role]}}


def body(part: Part, *, framed: bool = False, private: bool = False, silent: bool = False, thread: str = "") -> Drawn:
    """One fitting part; `thread` is what its buttons belong to where that isn't the thread they stand in.

    A silent one notifies nobody: the opening post has told those who want to know.
    """
    rows = menus.drawn(part, thread)
    shown = _framed(part, rows) if framed else [_text("\n\n".join(_groups(part.blocks, level=3))), *rows]
    flags = _V2 | (_EPHEMERAL if private else 0) | (_SILENT if silent else 0)
    return {"flags": flags, "components": shown, "allowed_mentions": dict(QUIET)}


def illustrated(body: Drawn, illustration: Illustration | None) -> tuple[Drawn, Mapping[str, bytes]]:
    """A framed message with its picture above the buttons, and the file that goes with it; takes a moment.

    In the colours of a dark page, which is what Discord shows unless somebody chose otherwise.
    """
    if illustration is None:
        return body, {}
    frame, *others = body["components"]
    alt = menus.within_units(illustration.picture.alt, _ALT)
    gallery = {"type": _GALLERY, "items": [{"media": {"url": f"attachment://{_FILE}"}, "description": alt}]}
    inside = frame["components"]
    at = next((at for at, one in enumerate(inside) if one["type"] not in {_TEXT, _SEPARATOR}), len(inside))
    shown = {**frame, "components": [*inside[:at], gallery, *inside[at:]]}
    attached = [{"id": 0, "filename": _FILE, "description": alt}]
    return (
        {**body, "components": [shown, *others], "attachments": attached},
        {_FILE: raster.png(illustration.picture, DARK)},
    )


def unillustrated(body: Drawn) -> Drawn:
    """The same message without its picture."""
    frame, *others = body["components"]
    inside = [one for one in frame["components"] if one["type"] != _GALLERY]
    rest = {key: value for key, value in body.items() if key != "attachments"}
    return {**rest, "components": [{**frame, "components": inside}, *others]}


def _framed(part: Part, rows: Sequence[Drawn]) -> list[Drawn]:
    """A frame around text and buttons; menus stand under it, where they can't be wider than a phone's frame."""
    first, *others = _groups(part.blocks, level=_headline_level(part)) or ["…"]
    rule = [{"type": _SEPARATOR, "divider": True, "spacing": 1}] if others else []
    more = others if len(others) <= _TEXTS else ["\n\n".join(others)]
    inside = [_text(first), *rule, *map(_text, more), *(row for row in rows if not menus.is_menu(row))]
    frame = {"type": _CONTAINER, "accent_color": ACCENT, "components": inside}
    return [frame, *(row for row in rows if menus.is_menu(row))]


def _headline_level(part: Part) -> int:
    """Large where it is one line, or two on a phone."""
    first = part.blocks[0] if part.blocks else None
    return 2 if isinstance(first, Heading) and len(first.text) <= _LARGE else 3


def _text(content: str) -> Drawn:
    return {"type": _TEXT, "content": content or "…"}


def _groups(blocks: Sequence[Block], level: int) -> list[str]:
    """Blocks that belong together, with air between what doesn't."""
    groups: list[list[str]] = []
    before: Block | None = None
    for block in blocks:
        if before is None or not _close(before, block):
            groups.append([])
        groups[-1] += [line] if (line := drawn(block, TEXT, level)).strip() else []
        before = block
    return ["\n".join(lines) for lines in groups if lines]


def _close(before: Block, block: Block) -> bool:
    """Whether a block belongs right under the one above it."""
    if isinstance(before, Heading):
        return True
    label = isinstance(before, Small) or (isinstance(before, Paragraph) and _is_label(before))
    return label and isinstance(block, _LIST)


def _is_label(paragraph: Paragraph) -> bool:
    return sum(len(span.text) for span in paragraph.text) <= _ONE_LINE


def weigh(block: Block) -> int:
    """What a block takes of a message's text."""
    return utf16_length(drawn(block, TEXT)) + 2


ROOM = MessageLimits(weigh=weigh, weight=_ROOM, blocks=_BLOCKS, longest=_LONGEST)

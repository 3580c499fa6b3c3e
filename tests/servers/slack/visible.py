"""What a reader sees of a message or view, as plain text: no ids, no addresses, one line a block or item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.servers.slack.refusals import JSON

_LINK = re.compile(r"<(?:https?|mailto):[^|>]*\|([^>]*)>")
_BARE = re.compile(r"<((?:https?|mailto):[^|>]*)>")


def visible_text(shown: JSON) -> str:
    """The words of a message's or view's blocks, of its text where it has none, and of its attachments."""
    blocks = shown.get("blocks") or []
    lines = list(_lines(blocks)) if blocks else [unescaped(shown.get("text") or "")]
    for each in shown.get("attachments") or []:
        lines += list(_lines(each["blocks"])) if each.get("blocks") else [unescaped(each.get("text") or "")]
    return "\n".join(lines)


def unescaped(text: str) -> str:
    """What mrkdwn shows; mentions stay as they are written, so that a test sees them."""
    shown = _BARE.sub(r"\1", _LINK.sub(r"\1", text))
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _lines(blocks: list[JSON]) -> Iterator[str]:
    for block in blocks:
        yield from _line(block)


def _line(block: JSON) -> Iterable[str]:
    match block["type"]:
        case "rich_text":
            return [line for part in block["elements"] for line in _rich(part)]
        case "actions":
            return _controls(block["elements"])
        case "context":
            return [" ".join(_element(each) for each in block["elements"])]
        case "data_table" | "divider":
            return [_row(row) for row in block.get("rows", ())[1:]] or ["---"]
        case "image" | "markdown":
            return [str(block.get("text") or block["alt_text"])]
        case _:
            return _words(block)


def _controls(elements: list[JSON]) -> list[str]:
    return [" ".join(f"[{_element(each)}]" for each in elements)]


def _row(row: list[JSON]) -> str:
    number, *cells = ("".join(_line(cell)) if cell["type"] == "rich_text" else str(cell["text"]) for cell in row)
    return f"{number}. {' | '.join(cells)}"


def _words(block: JSON) -> Iterator[str]:
    for key in ("title", "subtitle", "body", "text", "label", "hint"):
        if block.get(key):
            yield _text(block[key])
    for field in block.get("fields") or []:
        yield _text(field)
    for key in ("accessory", "element"):
        if block.get(key):
            yield f"[{_element(block[key])}]"
    yield from _controls(block["actions"]) if block.get("actions") else ()


def _text(text: JSON) -> str:
    return unescaped(text["text"]) if text["type"] == "mrkdwn" else str(text["text"])


def _element(element: JSON) -> str:
    if element["type"] == "image":
        return str(element["alt_text"])
    if element["type"] in ("mrkdwn", "plain_text"):
        return _text(element)
    words = element.get("text") or element.get("placeholder")
    return _text(words) if words else str(element["type"])


def _rich(part: JSON) -> Iterator[str]:
    if part["type"] == "rich_text_list":
        first = part.get("offset", 0) + 1
        for number, each in enumerate(part["elements"], first):
            mark = "•" if part["style"] == "bullet" else f"{number}."
            yield f"{mark} {_runs(each)}"
    else:
        yield _runs(part)


def _runs(section: JSON) -> str:
    return "".join(_run(run) for run in section["elements"])


def _run(run: JSON) -> str:
    match run["type"]:
        case "user":
            return f"<@{run['user_id']}>"
        case "broadcast":
            return f"<!{run['range']}>"
        case "emoji":
            return f":{run['name']}:"
        case _:
            return str(run.get("text") or run.get("url") or run.get("fallback") or "")

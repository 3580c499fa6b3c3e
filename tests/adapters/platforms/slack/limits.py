"""What Slack refuses in a message or a view, as its documentation and FIELD.md have it; a check of our own for tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

_MOST_TEXT = {"header": 150, "button": 75, "section": 3000, "option": 75}
_MENTION = re.compile(r"<[!@#]")
_TAG = re.compile(r"<([^>]*)>")


def length(text: str) -> int:
    """In UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def objects(value: object) -> Iterator[Json]:
    """Every object within."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def total(payload: Json) -> int:
    """All text of a message, the fallback, tables and menus too."""
    return length(payload.get("text", "")) + _texts(payload["blocks"])


def _texts(blocks: object) -> int:
    return sum(
        length(one["text"]) + length(one.get("url", "")) for one in objects(blocks) if isinstance(one.get("text"), str)
    )


def check(payload: Json, *, most_blocks: int = 50) -> None:
    """Fail where Slack would refuse the message, or where somebody could be pinged or led astray."""
    blocks = payload["blocks"]
    assert 0 < len(blocks) <= most_blocks
    assert total(payload) < 8_500
    for one in objects(blocks):
        _check_one(one)
    if "text" in payload:
        assert payload["text"]
        assert not _MENTION.search(payload["text"])
    shown = [text for one in objects(blocks) for key, text in one.items() if isinstance(text, str) and key != "value"]
    assert not any(_MENTION.search(text) for text in shown)


def _check_one(one: Json) -> None:
    kind = one.get("type")
    if kind in _MOST_TEXT and isinstance(one.get("text"), dict):
        assert 0 < length(one["text"]["text"]) <= _MOST_TEXT[kind]
    if kind in _CHECKS:
        _CHECKS[kind](one)


def _button(one: Json) -> None:
    assert length(one.get("value") or one["url"]) <= 2000


def _actions(one: Json) -> None:
    assert 0 < len(one["elements"]) <= 25
    assert len({element["action_id"] for element in one["elements"]}) == len(one["elements"])


def _context(one: Json) -> None:
    assert 0 < len(one["elements"]) <= 10


def _select(one: Json) -> None:
    assert 0 < len(one["options"]) <= 100
    assert all(0 < length(o["text"]["text"]) <= 75 and length(o["value"]) <= 150 for o in one["options"])


def _words(one: Json) -> None:
    assert 0 < length(one["text"]) <= 3000


def _mrkdwn(one: Json) -> None:
    _words(one)
    assert all(re.match(r"https?://[^|]+\|[^|<>]+$", tag) for tag in _TAG.findall(one["text"]))


def _link(one: Json) -> None:
    _words(one)
    assert re.match(r"https?://[^\s<>|]+$", one["url"])


def _data_table(one: Json) -> None:
    header, *rows = one["rows"]
    assert one["caption"]
    assert 1 <= len(rows) <= 100
    assert all(len(row) == len(header) <= 20 for row in rows)
    assert all(cell["type"] in {"raw_text", "raw_number"} for cell in header)
    assert sum(length(o["text"]) for o in objects(one["rows"]) if isinstance(o.get("text"), str)) <= 10_000


_CHECKS = {
    "data_table": _data_table,
    "raw_text": _words,
    "raw_number": _words,
    "button": _button,
    "actions": _actions,
    "context": _context,
    "static_select": _select,
    "plain_text": _words,
    "text": _words,
    "mrkdwn": _mrkdwn,
    "link": _link,
}

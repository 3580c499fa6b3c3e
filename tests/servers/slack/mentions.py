"""Whom a message would call: mentions that Slack finds in its text, its mrkdwn and its rich text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.slack.refusals import JSON

_MENTION = re.compile(r"<(@[UW][A-Z0-9]+|!(?:channel|here|everyone|subteam\^[A-Z0-9]+))(?:\|[^>]*)?>")
_RUNS = {"user": "user_id", "usergroup": "usergroup_id", "broadcast": "range"}


def pings(shown: JSON) -> list[str]:
    """Every mention, as it is written or by its id."""
    found = _MENTION.findall(shown.get("text") or "") if isinstance(shown.get("text"), str) else []
    return [*found, *_within([shown.get("blocks"), shown.get("attachments")])]


def _within(value: Any) -> Iterator[str]:  # noqa: ANN401 - walks any JSON
    if isinstance(value, list):
        for each in value:
            yield from _within(each)
    elif isinstance(value, dict):
        yield from _here(value)
        for each in value.values():
            yield from _within(each)


def _here(value: JSON) -> Iterator[str]:
    kind = value.get("type")
    if kind == "mrkdwn":
        yield from _MENTION.findall(value["text"])
    elif kind in _RUNS:
        yield str(value[_RUNS[kind]])

"""Logs as JSON lines, without secrets."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot import logs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where all logs go for one test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    found = io.StringIO()
    logs.set_up(found, secrets=["hunter2hunter2", "abc"])
    yield found
    root.handlers[:] = handlers
    root.setLevel(level)


def said(stream: io.StringIO) -> list[dict[str, Any]]:
    """The lines."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_says_when_who_and_which_delivery(stream: io.StringIO) -> None:
    """What is added by `extra` stands beside the message."""
    logging.getLogger("bot.delivery.posting").info("delivered", extra={"delivery": "d1", "parts": 4})

    (line,) = said(stream)
    assert (line["level"], line["from"], line["message"]) == ("info", "bot.delivery.posting", "delivered")
    assert (line["delivery"], line["parts"]) == ("d1", 4)
    assert line["at"].endswith("+00:00")


def test_secrets_are_hidden_wherever_they_turn_up(stream: io.StringIO) -> None:
    """In messages, in extras and in errors; known by name or by their look."""
    log = logging.getLogger("bot.test")
    more = {"header": "Bearer abcdefgh", "short": "abc", "tried": ["hunter2hunter2", 2, None]}
    try:
        int("token xoxb-1234-abcd at redis://user:password@host/0")
    except ValueError:
        log.exception("sent %s", "hunter2hunter2", extra=more)

    text = stream.getvalue()
    for secret in ("hunter2hunter2", "xoxb-1234", "user:password", "abcdefgh"):
        assert secret not in text
    assert (said(stream)[0]["short"], said(stream)[0]["tried"]) == ("abc", ["…", 2, None])
    assert "ValueError" in said(stream)[0]["error"]


def test_libraries_speak_only_when_something_is_wrong(stream: io.StringIO) -> None:
    """Their everyday lines hold whole requests."""
    logging.getLogger("slack_sdk.web").info("everything that was sent")
    logging.getLogger("slack_sdk.web").warning("trouble")

    assert [line["message"] for line in said(stream)] == ["trouble"]

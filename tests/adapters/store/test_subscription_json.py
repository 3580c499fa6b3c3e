"""Exports of subscriptions come back as they went, and a wrong entry is named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from adapters.errors import BadFile
from adapters.store.ports import PauseReason
from adapters.store.subscription_json import SCHEMA, read, write
from tests.adapters.store.redis.samples import THERE, subscription

GIVEN = (
    subscription(),
    replace(
        subscription("Agenten für “alles”", channel=THERE),
        paused=PauseReason(code="refused", text="archived"),
        cadence="daily",
    ),
    replace(subscription("graphs"), style="brief", language="Brazilian Portuguese"),
)


def _file(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"schema": SCHEMA, "subscriptions": entries}).encode()


def _entry(**changes: object) -> dict[str, Any]:
    return {**json.loads(write(GIVEN))["subscriptions"][0], **changes}


def test_what_was_exported_is_imported() -> None:
    """Nothing is lost or changed."""
    text = write(GIVEN)

    assert read(text.encode()) == GIVEN


def test_an_export_reads_well() -> None:
    """People can edit it: days and times in words, one field a line, no escapes."""
    text = write(GIVEN)

    assert '"weekday": "monday"' in text
    assert '"at": "09:05"' in text
    assert "für “alles”" in text
    assert text.startswith('{\n  "schema": "paperround.subscriptions/1"')
    assert text.endswith("}\n")


def test_no_subscriptions_are_a_file_too() -> None:
    """An empty export can be imported."""
    assert read(write(()).encode()) == ()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"zone": "Mars/Olympus"}, "'Mars/Olympus' is no IANA time zone"),
        ({"zone": "../etc/passwd"}, "is no IANA time zone"),
        ({"zone": ""}, "is no IANA time zone"),
        ({"at": "25:00"}, "'25:00' is no time of day"),
        ({"at": "09:00+02:00"}, "must be without a zone"),
        ({"weekday": "moonday"}, "weekday"),
        ({"cadence": "hourly"}, "cadence"),
        ({"query": "-"}, "query"),
        ({"topic": " ", "platform": ""}, "`platform` and `topic` must not be empty"),
        ({"channel": 7}, "channel"),
        ({"style": "long"}, "`style` or `language` can't be meant: “long” is no style"),
        ({"language": "h4x0r"}, "“h4x0r” is no name of a language"),
        ({"created": "2026-05-04T09:00:00"}, "`created` needs its zone"),
        ({"created": "yesterday"}, "created"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_imported(changes: dict[str, object], complaint: str) -> None:
    """The message has the entry's number and what is wrong with it."""
    data = _file(_entry(), _entry(**{"topic": "other", **changes}))

    with pytest.raises(BadFile) as caught:
        read(data)

    assert "entry 2: " in str(caught.value)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("paused by Ada", "asked"),
        ("the bot was removed: it was kicked", "removed"),
        ("the channel is archived", "refused"),
    ],
)
def test_a_pause_of_an_earlier_version_is_understood(words: str, code: str) -> None:
    """It had words alone; what it says is told apart from then on by its code."""
    (one,) = read(_file(_entry(paused=words)))

    assert one.paused == PauseReason(code=code, text=words)  # type: ignore[arg-type]


def test_the_same_subscription_twice_is_wrong() -> None:
    """One of the two would silently win otherwise."""
    with pytest.raises(BadFile, match=r"entry 2: .* twice for the same channel"):
        read(_file(_entry(), _entry(topic="Fine-Tuning", at="10:00")))


def test_many_wrong_entries_make_a_short_message() -> None:
    """The first ten are named, the rest counted."""
    with pytest.raises(BadFile, match=r"entry 10: (?s:.*)and 2 more"):
        read(_file(*[_entry(zone="nowhere")] * 12))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff\xfe", b'{"schema": 1}', b'{"schema":"x/1","subscriptions":[]}']
)
def test_other_files_are_refused(data: bytes) -> None:
    """With a sentence, whatever they hold."""
    with pytest.raises(BadFile, match=r"export|form"):
        read(data)

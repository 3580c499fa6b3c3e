"""Answers to interactions: in time, once, of the right kind; and what people then read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.servers.discord.conftest import Bot
    from tests.servers.discord.refusal import Json

HELLO: Json = {"content": "hello"}
BUTTON: Json = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
INPUT: Json = {"type": 4, "custom_id": "topic", "style": 1, "max_length": 10}


async def test_an_answer_is_read_at_once(bot: Bot) -> None:
    """With the time that it took; only the asker sees an ephemeral one."""
    task, said = await bot.slash()

    _, told = await bot.answer(said, 4, {**HELLO, "flags": 64})
    answer = await task

    assert (answer.text, answer.private, answer.answered) == ("hello", True, 4)
    assert 0 < answer.seconds <= answer.settled_seconds < 1
    assert told["interaction"]["response_message_ephemeral"] is True
    assert bot.server.channel.messages == {}


async def test_an_answer_after_three_seconds_is_too_late(bot: Bot) -> None:
    """10062, and the person reads that the application did not respond."""
    bot.server.answer_seconds = 0.05
    task, said = await bot.slash()

    failed = (await task).failed
    status, refusal = await bot.answer(said, 4, HELLO)

    assert (failed, status, refusal["code"]) == (True, 404, 10062)


async def test_an_interaction_is_answered_once(bot: Bot) -> None:
    """40060 for the second; before the first, there is no webhook."""
    _, said = await bot.slash()

    early = await bot.hook(said, "POST", body=HELLO)
    await bot.answer(said, 4, HELLO)
    status, refusal = await bot.answer(said, 4, HELLO)

    assert (early[0], early[1]["code"]) == (404, 10015)
    assert (status, refusal["code"]) == (400, 40060)


async def test_a_promise_is_kept_by_the_first_follow_up(bot: Bot) -> None:
    """Which takes its place and its privacy; further ones come after it."""
    task, said = await bot.slash()
    await bot.answer(said, 5, {"flags": 64})

    _, kept = await bot.hook(said, "POST", body=HELLO)
    _, further = await bot.hook(said, "POST", body={"content": "more"})
    answer = await task

    assert (answer.text, answer.private, [each.id for each in answer.followups]) == (
        "hello\nmore",
        True,
        [further["id"]],
    )
    assert answer.message
    assert answer.message.id == kept["id"]


async def test_a_promise_may_be_kept_by_an_edit_and_taken_back(bot: Bot) -> None:
    """`@original` is read, changed and deleted, for fifteen minutes."""
    task, said = await bot.slash()
    await bot.answer(said, 5)

    await bot.hook(said, "PATCH", "/messages/@original", HELLO)
    read = await bot.hook(said, "GET", "/messages/@original")
    text = (await task).text
    gone = await bot.hook(said, "DELETE", "/messages/@original")
    missing = await bot.hook(said, "GET", "/messages/@original")
    bot.server.advance(901)
    expired = await bot.hook(said, "POST", body=HELLO)

    assert (read[1]["content"], text, gone[0]) == ("hello", "hello", 204)
    assert (missing[0], missing[1]["code"], expired[0], expired[1]["code"]) == (404, 10008, 401, 50027)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (6, None),
        (7, HELLO),
        (8, {"choices": []}),
        (1, None),
        (4, {"content": "x" * 2001}),
        (9, {"title": "t" * 46, "custom_id": "c", "components": [{"type": 1, "components": [{**INPUT, "label": "l"}]}]}),
        (9, {"title": "t", "custom_id": "c", "components": []}),
        (9, {"title": "t", "custom_id": "c", "components": [{"type": 1, "components": [BUTTON]}]}),
        (9, {"title": "t", "custom_id": "c", "components": [{"type": 2}]}),
        (9, {"title": "t", "custom_id": "c", "components": [{"type": 1, "components": [{**INPUT, "label": "l" * 46}]}]}),
        (9, {"title": "t", "custom_id": "c", "components": [{"type": 18, "label": "l", "component": INPUT}] * 2}),
    ],
)  # fmt: skip
async def test_an_answer_of_the_wrong_kind_is_refused(bot: Bot, kind: int, data: Json | None) -> None:
    """50035 for a command; a right answer may still follow."""
    _, said = await bot.slash()

    status, refusal = await bot.answer(said, kind, data)
    right, _ = await bot.answer(said, 4, HELLO)

    assert (status, refusal["code"], right) == (400, 50035, 200)


@pytest.mark.parametrize(
    "choices",
    [[{"name": "n", "value": "v"}] * 26, [{"name": "n" * 101, "value": "v"}], [{"name": "n", "value": "v" * 101}]],
)
async def test_autocomplete_offers_at_most_twenty_five(bot: Bot, choices: list[Json]) -> None:
    """Of names and values of at most a hundred characters."""
    task, said = await bot.slash()
    await bot.answer(said, 4, HELLO)
    await task
    typing, asked = await bot.asked(bot.server.autocomplete("papers", focused="topic", typed="fine"))

    status, refusal = await bot.answer(asked, 8, {"choices": choices})
    await bot.answer(asked, 8, {"choices": [{"name": "fine-tuning", "value": "fine-tuning"}]})

    assert (status, refusal["code"]) == (400, 50035)
    assert [each["name"] for each in (await typing).choices] == ["fine-tuning"]


async def test_a_locked_thread_takes_no_answers(bot: Bot) -> None:
    """50083, as for messages."""
    thread = bot.server.open_thread(bot.server.channel, "t", bot.server.bot)
    (await bot.slash())[0].cancel()
    _, said = await bot.asked(bot.server.slash("papers", channel=thread))
    bot.server.archive_thread(thread, locked=True)

    status, refusal = await bot.answer(said, 4, HELLO)

    assert (status, refusal["code"]) == (403, 50083)


async def test_a_deleted_channel_takes_no_follow_ups(bot: Bot) -> None:
    """10003, and what was said there is gone."""
    _, said = await bot.slash()
    await bot.answer(said, 4, HELLO)
    bot.server.delete_channel(bot.server.channel)

    posted = await bot.hook(said, "POST", body=HELLO)
    read = await bot.hook(said, "GET", "/messages/@original")

    assert (posted[1]["code"], read[1]["code"]) == (10003, 10008)

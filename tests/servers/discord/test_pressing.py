"""Buttons, menus and modals, as people use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.discord import NotOfferedError

if TYPE_CHECKING:
    from tests.servers.discord.conftest import Bot, Caller
    from tests.servers.discord.refusal import Json

HELLO: Json = {"content": "hello"}
BUTTON: Json = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
MENU: Json = {"type": 3, "custom_id": "menu", "options": [{"label": "One", "value": "1"}]}
PARTS: Json = {**HELLO, "components": [{"type": 1, "components": [each]} for each in (BUTTON, MENU)]}
INPUT: Json = {"type": 4, "custom_id": "topic", "style": 1, "max_length": 10}
FORM: Json = {
    "title": "Change",
    "custom_id": "form",
    "components": [
        {"type": 1, "components": [{**INPUT, "label": "Topic"}]},
        {"type": 18, "label": "Day", "component": {**MENU, "custom_id": "day"}},
        {"type": 10, "content": "A hint"},
    ],
}


async def test_a_button_is_pressed_and_a_menu_chosen_from(bot: Bot, call: Caller) -> None:
    """Each answered by changing the message, or quietly."""
    await call.post(PARTS)
    message = bot.server.messages[0]

    pressing, pressed = await bot.asked(bot.server.press(message, label="Go"))
    await bot.answer(pressed, 7, {"content": "changed"})
    choosing, chosen = await bot.asked(bot.server.select(message, ["One"]))
    await bot.answer(chosen, 6)

    assert (await pressing).text.startswith("changed")
    assert (await choosing).answered == 6
    assert message.wire["content"] == "changed"


async def test_a_person_presses_only_what_is_there(bot: Bot, call: Caller) -> None:
    """Not what is disabled, missing, or somebody else's."""
    await call.post({**HELLO, "components": [{"type": 1, "components": [{**BUTTON, "disabled": True}]}]})
    await call.post(PARTS)
    off, on = bot.server.messages
    on.seen_by = bot.server.ben.id

    for act in (
        bot.server.press(off, "go"),
        bot.server.press(off, "other"),
        bot.server.press(on, "go"),
        bot.server.select(on, ["2"], user=bot.server.ben),
    ):
        with pytest.raises(NotOfferedError):
            await act


async def test_a_modal_is_filled_in(bot: Bot, call: Caller) -> None:
    """It opens from a button; what is sent is checked like the client does."""
    await call.post(PARTS)
    opening, pressed = await bot.asked(bot.server.press(bot.server.messages[0], "go"))
    await bot.answer(pressed, 9, FORM)
    opened = await opening

    with pytest.raises(NotOfferedError):
        await bot.server.submit_modal(opened, {"topic": "x" * 11})
    sending, sent = await bot.asked(bot.server.submit_modal(opened, {"topic": "moe", "day": ["1"]}))
    again, _ = await bot.answer(sent, 9, FORM)
    await bot.answer(sent, 7, {"content": "thanks"})

    assert again == 400
    assert (await sending).text.startswith("thanks")
    with pytest.raises(NotOfferedError):
        await bot.server.submit_modal(sent, {})

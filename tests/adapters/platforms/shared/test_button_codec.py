"""Buttons and menus carry what they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat import Action, EntryPoint, Numbered, Part, plain
from adapters.platforms.shared.button_codec import Choice, KeptChoices, choice, paper_entries, read
from adapters.present.printable import utf16_length
from tests.stores import FakeKeyValues

ENTRY_POINTS: tuple[EntryPoint, ...] = ("papers", "paper", "thread")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ENTRY_POINTS), st.text(max_size=120), st.sampled_from(["", "123", "1700000000.000100"]))
async def test_what_a_button_says_comes_back(entry_point: EntryPoint, text: str, thread: str) -> None:
    """The words fit the button or are kept under a name that does; both lead back to them."""
    kept = KeptChoices(FakeKeyValues(), "discord")
    one = Choice(entry_point=entry_point, text=text, thread=thread)
    await kept.keep([one], 100)

    assert read(one.value) == one
    assert 1 <= utf16_length(one.within(100)) <= 100
    assert await kept.read(one.within(100)) == one


async def test_only_what_does_not_fit_is_kept() -> None:
    """The same words are kept once."""
    notes = FakeKeyValues()
    short, long = Choice(entry_point="papers", text="list"), Choice(entry_point="papers", text="search " + "x" * 200)

    await KeptChoices(notes, "discord").keep([short, long, long], 100)

    assert notes.notes == {f"discord.said.{long.name}": long.value}


@pytest.mark.parametrize("value", ["", "delete everything", "papersubscribe", "x@y z", "~forgotten"])
async def test_values_that_are_not_ours_say_nothing(value: str) -> None:
    """Old or forged buttons are told apart."""
    assert await KeptChoices(FakeKeyValues(), "discord").read(value) is None


def test_only_words_of_a_thread_name_the_thread() -> None:
    """A command means the same wherever its button stands."""
    why = Action(label="Why these?", entry_point="thread", text="why")
    topics = Action(label="Topics", entry_point="papers", text="topics")

    assert choice(why, "r-77").value == "thread@r-77 why"
    assert choice(topics, "r-77").value == "papers topics"


def test_papers_open_from_a_menu() -> None:
    """Each by its number, in their order, whichever message numbers it."""
    first, second = (Part(blocks=(Numbered(((n, plain(f"Title {n}")),)),)) for n in (12, 3))

    entries = paper_entries([first, second], "Details")

    assert [(one.label, one.text, one.group) for one in entries] == [
        ("3 · Title 3", "3", "Details"),
        ("12 · Title 12", "12", "Details"),
    ]

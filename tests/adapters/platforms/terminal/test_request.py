"""Typed lines become requests, or a sentence that helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat import Channel, Person, Request
from adapters.platforms.terminal.request import TerminalLocation, entries, read, without_comments
from adapters.present.printable import printable

CHANNEL = Channel(platform="shell", workspace="here", id="terminal")
PLACE = TerminalLocation(channel=CHANNEL, person=Person(id="me", may_manage=True))
IN_THREAD = TerminalLocation(channel=CHANNEL, person=Person(id="me", may_manage=True), thread="r1")


@pytest.mark.parametrize(
    ("line", "entry_point", "text"),
    [
        ("/papers", "papers", ""),
        ("/papers subscribe  fine-tuning", "papers", "subscribe  fine-tuning"),
        ("  /PAPERS list ", "papers", "list"),
        ("/paper TinyTune: x", "paper", "TinyTune: x"),
        ("> 3", "thread", "3"),
        (">bibtex 3", "thread", "bibtex 3"),
    ],
)
def test_commands_and_replies_become_requests(line: str, entry_point: str, text: str) -> None:
    """The first word is the entry point, the rest the words as they came; a reply carries the thread."""
    request = read(line, IN_THREAD)

    assert isinstance(request, Request)
    assert (request.entry_point, request.text, request.channel) == (entry_point, text, CHANNEL)
    assert request.thread == ("r1" if entry_point == "thread" else None)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("help", "/papers help shows all commands"),
        ("3", "type > 3"),
        ("roundup fine-tuning", "Did you mean /papers roundup fine-tuning"),
        ("/papres list", "Did you mean /papers list?"),
        ("/papr TinyTune", "Did you mean /paper TinyTune?"),
        ("/xyzzy", "Did you mean /papers?"),
    ],
)
def test_other_lines_are_answered_with_what_to_type(line: str, part: str) -> None:
    """A bare word, a bare number or a misspelt command is told how it is said here."""
    answer = read(line, PLACE)

    assert isinstance(answer, str)
    assert part in answer


@given(st.text(max_size=200))
def test_any_line_is_read(line: str) -> None:
    """Whatever is typed is a request, or is answered in one printable line of bounded length."""
    answer = read(line, PLACE)

    assert isinstance(answer, Request) or (len(answer) < 300 and printable(answer) == answer)


def test_a_reply_before_any_roundup_is_for_the_bot_to_judge() -> None:
    """Some replies, such as an id, need no thread."""
    request = read("> bibtex 2605.00001", PLACE)

    assert isinstance(request, Request)
    assert (request.entry_point, request.text, request.thread) == ("thread", "bibtex 2605.00001", None)


def test_a_pasted_title_stays_one_command() -> None:
    """A line break inside a pasted command is a space; a slash or > at a line's start begins the next command."""
    pasted = "/paper TinyTune: Adapters\n  in One Layer\n\n/papers list\n> 3"

    assert list(entries(pasted)) == ["/paper TinyTune: Adapters in One Layer", "/papers list", "> 3"]


def test_nothing_typed_asks_nothing() -> None:
    """Blank input is no command."""
    assert list(entries("  \n ")) == []


def test_comments_of_a_script_say_nothing() -> None:
    """Lines that start with # and blank lines are left out."""
    assert list(without_comments(["# hello", "", "  # there", " /papers list "])) == ["/papers list"]

"""Nothing that a terminal or a chat window would obey gets through."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.present.printable import printable, printable_spans, safe_link, visible

HOSTILE = st.text(
    st.sampled_from("a1[]0;mhttp:/\\ \x1b\x9b\x07\x9d\u202e\u2066\u200f\u200b\ud800\n\t\x00é漢"), max_size=60
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80) | HOSTILE)
def test_nothing_obeyed_is_left(text: str) -> None:
    """Neither control characters nor invisible format characters nor half surrogates survive, and cleaning is final."""
    shown = printable(text)

    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Co"}]
    assert not [c for c in shown if unicodedata.category(c) == "Cf" and c not in "\u200c\u200d"]
    assert printable(shown) == shown
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("a \x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\ b", "a click b"),
        ("\x1b]0;new title with words\x07text", "text"),
        ("\x1b]0;unfinished", "]0;unfinished"),
        ("gnp.\u202etxt", "gnp.txt"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
        ("a \u202e b", "a b"),
    ],
)
def test_sequences_go_and_words_stay(text: str, shown: str) -> None:
    """Whole escape sequences go, the prose around them stays, joined emoji stay joined."""
    assert printable(text) == shown


def test_runs_keep_one_space_between_them() -> None:
    """Spaces at the seams of runs are kept once, so that words neither stick together nor drift apart."""
    assert printable_spans([" a", " ", " b  ", " c", "d"]) == ["a", " ", "b ", "c", "d"]


def test_inner_spaces_can_matter() -> None:
    """A line to copy keeps its indentation."""
    assert visible("\t  year = {2026},\r") == "    year = {2026},"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "https://a b", "https://x/\x1b]8;;", "ftp://x.org"])
def test_only_web_addresses_are_links(url: str | None) -> None:
    """Whatever isn't a plain web address is no link."""
    assert safe_link(url) is None

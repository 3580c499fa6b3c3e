"""Sentences are split where they end and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.sentences import split, unlisted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We do X. It works.", ("We do X.", "It works.")),
        ("Smith et al. show X. Then Y.", ("Smith et al. show X.", "Then Y.")),
        ("It gains 3.5 points, i.e. more. Good.", ("It gains 3.5 points, i.e. more.", "Good.")),
        ("See Fig. 3 for Qwen 2.5 B. Next.", ("See Fig. 3 for Qwen 2.5 B.", "Next.")),
        ("By J. R. Smith and others. Good.", ("By J. R. Smith and others.", "Good.")),
        ("Is it so? Yes! Fine.", ("Is it so?", "Yes!", "Fine.")),
        ("He said “stop.” Then left.", ("He said “stop.”", "Then left.")),
        ("Faster vs. Adam on GPT-4. New.", ("Faster vs. Adam on GPT-4.", "New.")),
        ("Birds, bees, etc. They sing.", ("Birds, bees, etc.", "They sing.")),
        ("Backed by the U.S. National Library. Good.", ("Backed by the U.S. National Library.", "Good.")),
        ("Made in the U.S. We like it.", ("Made in the U.S.", "We like it.")),
        ("It ends.We go on with Node.js and e.g.The rest.", ("It ends.", "We go on with Node.js and e.g.The rest.")),
        ("No end", ("No end",)),
        ("", ()),
    ],
)
def test_a_text_is_split_where_sentences_end(text: str, expected: tuple[str, ...]) -> None:
    """Abbreviations, decimals, initials and quotation marks don't end a sentence by themselves."""
    assert split(text) == expected


@given(st.text(max_size=300))
def test_no_word_is_lost(text: str) -> None:
    """The sentences joined give every character of the text again, but for space between them."""
    assert "".join("".join(split(text)).split()) == "".join(text.split())


def test_an_enumeration_at_the_end_is_left_out() -> None:
    """What remains is a whole sentence, and a short one is left alone."""
    long = "We present Quill, a planning and verification framework for agents that (i) plans; (ii) checks."

    assert unlisted(long) == "We present Quill, a planning and verification framework for agents."
    assert unlisted("We do (i) this.") == "We do (i) this."


def test_what_is_left_of_an_enumeration_hangs_on_nothing() -> None:
    """Words that led to it go too, and a bracket is never torn."""
    led = "We present Quill, a planning framework for agents in games, through: (i) plans; (ii) checks."
    by = "We present Quill, a planning framework for agents in many games, by combining: (i) plans; (ii) checks."
    such = "We identify promising cases of the walking and the running rule, such as: (i) plans; (ii) checks."
    torn = "They prove that the rule converges at a rate that depends on the group size (Theorem 1) of it."

    assert unlisted(led) == "We present Quill, a planning framework for agents in games."
    assert unlisted(by) == "We present Quill, a planning framework for agents in many games."
    assert unlisted(such) == "We identify promising cases of the walking and the running rule."
    assert unlisted(torn) == torn

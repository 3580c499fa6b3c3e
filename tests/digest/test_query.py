"""The language of topics."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.registry import profiles
from digest import query as language
from digest.errors import Misunderstood
from digest.query import LONGEST, Query, Term


def parse(text: str) -> Query:
    """Read a query as people type it where there is arXiv."""
    return language.parse(text, profiles())


PIECES = st.sampled_from(
    ['"', "“", "OR", "-", "cat:", "cat:cs.CL", "author:", 'author:"Ada L"', "$_3$", "\\alpha", "ünï", " ", "(", "foo:"]
)
LINES = st.lists(PIECES | st.text(max_size=6), max_size=14).map(" ".join) | st.text(max_size=80)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_whatever_comes_is_read_back_the_same_or_misunderstood(line: str) -> None:
    """The canonical text of a query parses to that query, and only Misunderstood is ever raised."""
    try:
        query = parse(line)
    except Misunderstood:
        return

    assert parse(query.text) == query
    assert parse(query.text).text == query.text


def test_everything_at_once() -> None:
    """Words, phrases, OR, exclusions and filters stand beside each other."""
    query = parse(
        'graph networks OR "message passing" -vision -"point cloud" cat:CS.lg cat:math.* author:"Ada Lovelace"'
    )

    assert query == Query(
        alternatives=((Term(text="graph"), Term(text="networks")), (Term(text="message passing", phrase=True),)),
        without=(Term(text="vision"), Term(text="point cloud", phrase=True)),
        categories=("cs.LG", "math.*"),
        authors=("Ada Lovelace",),
    )
    assert query.text == (
        'graph networks OR "message passing" -vision -"point cloud" cat:cs.LG cat:math.* author:"Ada Lovelace"'
    )


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("“fine tuning” −vision", '"fine tuning" -vision'),
        ("(fine-tuning, OR LoRA)", "fine-tuning OR LoRA"),
        ("  fine‑tuning\tLoRA\n", "fine-tuning LoRA"),
        ("A$_3$B$_2$ phases", "A3B2 phases"),
        ("cat:cs.CL OR cat:cs.LG transformers", "transformers cat:cs.CL cat:cs.LG"),
        ("au:Lovelace category:cond-mat.STR-EL", 'cat:cond-mat.str-el author:"Lovelace"'),
        ("cat:quant-ph", "cat:quant-ph"),
        ("robots robots --", "robots"),
        ('a"b c"d', 'a "b c" d'),
        ("re\u200bward", "reward"),
        ("cat:cs", "cat:cs"),
    ],
)
def test_spellings_come_out_in_one_form(typed: str, canonical: str) -> None:
    """Quotes, dashes, brackets, TeX and other names of fields are read, and written one way."""
    assert parse(typed).text == canonical


@pytest.mark.parametrize(
    ("typed", "problem", "understood"),
    [
        ('graphs "message passing', "quote", "graphs"),
        ("-vision -robots", "only words to leave out", "-vision"),
        ("robots foo:bar", "“foo:”", "robots"),
        ("robots OR", "both of its sides", "robots"),
        ("OR robots", "both of its sides", ""),
        ("robots OR OR arms", "both of its sides", "robots"),
        ("robots OR cat:cs.RO", "OR joins", "robots"),
        ("robots OR -arms", "OR joins", "robots"),
        ("cat:cs.CL OR robots", "OR joins", "cat:cs.CL"),
        ("robots -cat:cs.RO", "left out", "robots"),
        ("robots cat:cl", "“cl” is not a category", "robots"),
        ("robots cat: cs.RO", "right behind", "robots"),
        ('robots author: "Ada"', "right behind", "robots"),
        ('robots author:""', "name", "robots"),
        ("robots\x00", "control characters", ""),
        ("", "no words", ""),
        ("?! …", "no words", ""),
        ("x" * (LONGEST + 1), "1,000", ""),
        ("au:x " + " ".join(f"au:{at}" for at in range(150)), "written out", ""),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, problem: str, understood: str) -> None:
    """The answer says what was understood, what was not, and gives an example that works."""
    with pytest.raises(Misunderstood) as caught:
        parse(typed)

    assert problem in caught.value.problem
    assert understood in caught.value.understood
    assert parse(caught.value.example).text

"""The vocabulary file and its parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import knowledge
from digest.text import words
from digest.vocabulary import Vocabulary

SHIPPED = knowledge().vocabulary
TEXT = """
# A remark.
[concepts]
graph neural network, GNN, ?message
    passing > graph transformer, node classification ~ vertices
link prediction
[topics]
graphs | graph learning, GNNs = GNN OR
    "graph learning"
[words]
one two
    three
"""


def test_a_concept_is_found_by_each_of_its_names() -> None:
    """A long name leads to its short one and back; a broad name leads in, but is not looked for."""
    vocabulary = Vocabulary.of(TEXT)

    long, short, broad = (
        vocabulary.entry(words.stems(said)) for said in ("graph neural networks", "GNN", "Message passing")
    )

    assert long is not None
    assert long is short is broad
    assert long.same == ("graph neural network", "GNN")
    assert long.narrower == ("graph transformer", "node classification")
    assert long.company == ("vertices",)
    assert vocabulary.entry(("zzz",)) is None


def test_sections_are_read_as_what_they_are() -> None:
    """Topics have aliases and a query, lists have words, and a section that isn't there is empty."""
    vocabulary = Vocabulary.of(TEXT)

    [topic] = vocabulary.topics

    assert (topic.name, topic.aliases, topic.query) == ("graphs", ("graph learning", "GNNs"), 'GNN OR "graph learning"')
    assert vocabulary.words("words") == {"one", "two", "three"}
    assert vocabulary.entries("concepts")[1] == "link prediction"
    assert vocabulary.entries("nothing") == ()


@pytest.mark.parametrize("text", ["stray line\n[concepts]\n", "[one]\na\n[one]\nb\n"])
def test_a_misplaced_line_or_section_is_refused(text: str) -> None:
    """What would be lost without a word raises."""
    with pytest.raises(ValueError, match=r"stands before|comes twice"):
        Vocabulary.of(text)


@given(st.lists(st.from_regex(r"[a-z]+( [a-z]+){0,3}", fullmatch=True), min_size=1, max_size=5, unique=True))
def test_what_is_written_as_an_entry_is_read_back(names: list[str]) -> None:
    """Any list of names is a concept of just these names."""
    vocabulary = Vocabulary.of(f"[concepts]\n{', '.join(names)}\n")

    concept = vocabulary.entry(words.stems(names[-1]))

    assert concept is not None
    assert concept.same == tuple(names)


def test_the_shipped_file_is_well_formed() -> None:
    """Every concept has a name, and every name has a word to look for."""
    for entry in SHIPPED.entries("concepts"):
        for name in entry.replace(" > ", ",").replace(" ~ ", ",").split(","):
            assert words.stems(name), entry

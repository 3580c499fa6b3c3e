"""BibTeX entries: their fields, their keys, and that no title or name breaks them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.bibtex import bibtex, key
from tests.digest.samples import FACTS, HERON, MARLIN, TERN


def test_an_entry_has_what_a_reference_needs() -> None:
    """Names keep their case, authors stand last name first, the venue is a note."""
    assert bibtex(MARLIN, FACTS[MARLIN.id]) == (
        "@misc{lovelace2026marlintune,\n"
        "  title         = {{MarlinTune:} Sparse Adapter Placement for Long Documents},\n"
        "  author        = {Lovelace, Ada and Hopper, Grace Brewster},\n"
        "  year          = {2026},\n"
        "  eprint        = {2605.90001},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass  = {cs.CL},\n"
        "  url           = {https://arxiv.org/abs/2605.90001},\n"
        "  note          = {ICML 2026}\n"
        "}\n"
    )


def test_unicode_stays_and_the_key_is_ascii() -> None:
    """Accents are kept in names and folded in keys."""
    entry = bibtex(TERN)

    assert "Gödel, Kurt and Noether, Emmy" in entry
    assert entry.startswith("@misc{godel2026ternbench,")
    assert "note" not in entry


def test_a_journal_reference_is_a_note_too() -> None:
    """Where no venue is known, the source's journal reference is told."""
    assert "note          = {J. Inv. 1 (2026)}" in bibtex(replace(HERON, journal_ref="J. Inv. 1 (2026)"))


def test_specials_are_escaped() -> None:
    """What TeX would obey is written as text."""
    entry = bibtex(replace(HERON, title=r"50% & $x_1$ #2 {a} ~b ^c \d"))

    assert (
        r"50\% \& \$x\_1\$ \#2 \textbraceleft{}a\textbraceright{} \textasciitilde{}b \textasciicircum{}c \textbackslash{}d"
    ) in entry


def test_proper_names_of_the_abstract_keep_their_case() -> None:
    """A word that the abstract capitalises inside a sentence is a name in the title, too."""
    paper = replace(HERON, title="On Gaussian Processes", abstract="We study Gaussian processes.")

    assert "{On {Gaussian} Processes}" in bibtex(paper)


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ludwig van der Berg", "van der Berg, Ludwig"),
        ("Martin Luther King Jr.", "King, Jr., Martin Luther"),
        ("Plato", "Plato"),
        ("The Heron Collaboration", "{The Heron Collaboration}"),
    ],
)
def test_an_author_is_written_last_name_first(author: str, written: str) -> None:
    """Particles and suffixes belong to the surname; a group's name stays whole."""
    assert f"= {{{written}}}," in bibtex(replace(HERON, authors=(author,)))


@pytest.mark.parametrize(
    ("author", "title", "expected"),
    [
        ("Ludwig van der Berg", "The Art of Tuning", "vanderberg2026art"),
        ("Martin King Jr.", "A, B and C", "king2026b"),
        ("Søren Łukasz", "Ångström", "lukasz2026angstrom"),
        ("李 明", "论文", "anonymous2026paper"),
    ],
)
def test_a_key_is_plain_and_stable(author: str, title: str, expected: str) -> None:
    """Surname, year and the first word of weight, in ASCII."""
    assert key(replace(HERON, authors=(author,), title=title)) == expected


def test_a_paper_without_authors_has_a_key() -> None:
    """Nothing known about the people is no reason to fail."""
    entry = bibtex(replace(HERON, authors=(), categories=()))

    assert entry.startswith("@misc{anonymous2026heron,")
    assert "author" not in entry
    assert "primaryClass" not in entry


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=3))
def test_braces_always_balance(title: str, authors: list[str]) -> None:
    """Whatever the source has, the entry stays one entry and its key a key."""
    entry = bibtex(replace(HERON, title=title, authors=tuple(authors)))

    assert entry.count("{") == entry.count("}")
    assert re.match(r"@misc\{[a-z0-9]+2026[a-z0-9]+,\n", entry)

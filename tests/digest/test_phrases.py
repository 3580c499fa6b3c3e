"""Phrases that papers share, as a reader would write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.text.phrases import Texts, labels, says_more, singular
from tests.digest.samples import MARLIN


def papers(*titles: str, abstract: str = "It is so.") -> list:  # type: ignore[type-arg]
    """A paper of each title."""
    return [replace(MARLIN, id=f"2605.9{n:04}", title=title, abstract=abstract) for n, title in enumerate(titles)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Surface Codes", ("surface", "code")),
        ("adapter adapters", ("adapter", "adapter")),
        ("loss bias analysis status chaos", ("loss", "bias", "analysis", "status", "chaos")),
        ("gas bus", ("gas", "bus")),
        ("", ()),
    ],
)
def test_plurals_are_one_with_their_singular(text: str, words: tuple[str, ...]) -> None:
    """A final s goes, but not where it belongs to the word."""
    assert singular(text) == words


class TestLabels:
    """What could name a theme."""

    def test_it_is_written_as_most_write_it_inside_a_sentence(self) -> None:
        """Small where abstracts write it small, capital where they don't."""
        found = labels(
            papers("Surface Codes for Bees", "Decoding Surface Codes", "A Surface Code", abstract="surface codes codes")
        )

        assert found["surface", "code"] == "surface codes"

    @pytest.mark.parametrize(
        "title",
        ["A Novel Framework", "Towards Efficient Methods", "Large Language Models", "Fast and Simple", "42 × 7"],
    )
    def test_furniture_names_nothing(self, title: str) -> None:
        """What stands in every title, and what whole fields are made of."""
        assert labels(papers(title, title)) == {}

    @pytest.mark.parametrize("dangling", ["quantum-inspired", "causally", "adversarial", "robotic"])
    def test_a_word_that_wants_another_ends_no_label(self, dangling: str) -> None:
        """Adjectives and participles."""
        found = labels(papers(f"Graph {dangling} Walks", f"Graph {dangling} Talks"))

        assert ("graph", *singular(dangling)) not in found

    def test_half_a_label_gives_way_to_the_whole(self) -> None:
        """Where most titles go on, the shorter phrase is no name."""
        titles = [f"Honey Bee Dances {word}" for word in ("Explained", "Decoded", "Measured")]

        found = labels(papers(*titles))

        assert ("honey", "bee", "dance") in found
        assert ("honey", "bee") not in found

    def test_punctuation_and_grammar_part_phrases(self) -> None:
        """No label runs over a colon or a preposition."""
        found = labels(papers("Bees: Honey Storage in Winter Hives"))

        assert ("honey", "storage") in found
        assert ("winter", "hive") in found
        assert not any("bee" in name and "honey" in name for name in found)
        assert not any("storage" in name and "winter" in name for name in found)

    def test_one_word_is_too_little(self) -> None:
        """`Hives` is, and so is an abbreviation, which means several things."""
        assert labels(papers("CRISPR for Hives", "CRISPR with Hives")) == {}


def test_strength_follows_title_and_repetition() -> None:
    """A phrase of the title counts whole, one that an abstract repeats more than one that it mentions."""
    bee, dance = ("honey", "bee"), ("dance",)
    texts = Texts.of(
        [
            replace(MARLIN, title="Honey Bees", abstract="They dance. They dance. The dance goes on."),
            replace(MARLIN, title="Hives", abstract="A honey bee, two honey bees."),
            replace(MARLIN, title="Hives", abstract="A honey bee."),
            replace(MARLIN, title="Hives", abstract="Nobody."),
        ]
    )

    strengths = texts.strengths([bee, dance])

    assert strengths[bee][0] == 1.0
    assert 1.0 > strengths[bee][1] > strengths[bee][2] > 0
    assert 3 not in strengths[bee]
    assert 0 < strengths[dance][0] < 1.0


def test_a_phrase_must_say_more_than_the_topic() -> None:
    """Words of the topic, of furniture and of whole fields add nothing to its name."""
    names = [("fine", "tuning", "method"), ("language", "model"), ("safety", "tuning")]

    assert says_more(names, ("fine", "tuning")) == {("safety", "tuning")}

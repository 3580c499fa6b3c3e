"""How a topic is read as concepts, and what can't be read at all."""

from __future__ import annotations

import numpy as np
import pytest

from bot.knowledge import knowledge
from digest.errors import Misunderstood
from digest.query import parse
from digest.selection.understanding import understand
from digest.term_vectors import TermVectors, unit

VECTORS = knowledge().vectors


def concepts(said: str) -> list[list[str]]:
    """The concepts of each alternative, as the person named them."""
    return [[concept.said for concept in row] for row in understand(parse(said), knowledge()).alternatives]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tactile sensing for surgical robots", [["tactile sensing", "surgical robots"]]),
        ("graph neural networks in drug discovery", [["graph neural networks", "drug discovery"]]),
        ("federated learning, differential privacy", [["federated learning"], ["differential privacy"]]),
        ("turbulence and plasma physics", [["turbulence"], ["plasma physics"]]),
        ("simultaneous localization and mapping", [["simultaneous localization and mapping"]]),
        ("green cheese on the moon", [["green cheese", "moon"]]),
        ('"tea ceremony" robots', [["tea ceremony", "robots"]]),
        ("how can one make LoRA training use less memory?", [["make", "LoRA", "training", "memory"]]),
        ("cats OR dogs", [["cats"]]),
    ],
)
def test_words_that_belong_together_are_one_concept(said: str, meant: list[list[str]]) -> None:
    """Small words join what must meet; *and* and commas part what may stand alone; a list with OR is one concept."""
    assert concepts(said) == meant


def test_a_concept_is_found_by_its_other_names() -> None:
    """Names that mean the same count more than names of parts, and abbreviations need company."""
    [[concept]] = understand(parse("speech recognition"), knowledge()).alternatives

    weights = {name.said: name.weight for name in concept.names}
    assert weights["speech recognition"] >= weights["automatic speech recognition"] > weights["word error rate"]
    assert not next(name for name in concept.names if name.said == "ASR").sure


def test_meanings_of_one_field_are_nearer_than_of_two() -> None:
    """The shipped vectors know the field."""
    jailbreak, safety, galaxy = (unit(VECTORS.of_text(said)) for said in ("jailbreak", "safety alignment", "galaxies"))

    assert jailbreak @ safety > 0.4 > abs(jailbreak @ galaxy)
    assert not VECTORS.of_text("qqqq").any()


def test_pairs_of_words_have_vectors_of_their_own_within_one_text() -> None:
    """A pair counts where its words stand side by side in one title or abstract, more in a title."""
    vectors = TermVectors.of(["deep", "net", "deep net"], np.eye(3, dtype=np.float32))
    stream, row = np.array([0, 1, 0, 1, 1]), np.array([0, 0, 0, 0, 1])
    title = np.array([True, False, False, False, False])

    papers, terms, counts = vectors.counts(["deep", "net"], stream, row, title)

    assert list(zip(papers.tolist(), terms.tolist(), counts.tolist(), strict=True)) == [
        (0, 0, 4),
        (0, 1, 2),
        (0, 2, 1),
        (1, 1, 1),
    ]
    assert np.allclose(np.linalg.norm(vectors.of_papers(3, papers, terms, counts), axis=1), [1, 1, 0])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("the of and", "only words that every abstract has"),
        ("大型语言模型", "in English"),
        ("машинное обучение", "Cyrillic"),
        ("https://example.org/paper.pdf", "link or a DOI"),
        ("10.1145/3292500.3330701", "link or a DOI"),
        ("🦄🦄", "no words"),
        ("OR", "both of its sides"),
        ('robots "soft gripper', "doesn't close"),
        ("word " * 500, "1,000 characters"),
    ],
)
def test_what_cannot_be_looked_for_is_told_in_a_sentence(said: str, told: str) -> None:
    """Each kind of bad input has its own."""
    with pytest.raises(Misunderstood, match=told):
        parse(said)


@pytest.mark.parametrize(
    ("said", "known_as"),
    [
        ("chatbots that flatter their users", "sycophancy"),
        ("finding new medicines by computer", "drug discovery"),
        ("robots that walk on two legs", "legged locomotion"),
        ("messages that nobody can eavesdrop on thanks to single particles of light", "quantum key distribution"),
    ],
)
def test_everyday_words_are_known_by_the_names_of_the_field(said: str, known_as: str) -> None:
    """Nothing in the topic is the concept's name, and still it is what the topic describes."""
    assert known_as in understand(parse(said), knowledge()).known_as


def test_what_a_topic_names_itself_is_not_told_as_its_other_name() -> None:
    """Nor is anything described by words that nobody knows."""
    assert "sycophancy" not in understand(parse("sycophancy"), knowledge()).known_as
    assert understand(parse("qqqq zzzz"), knowledge()).known_as == ()


def test_and_parts_names_and_not_the_halves_of_a_sentence() -> None:
    """What is told as a sentence is one thing, and IT isn't it."""
    assert len(concepts("turbulence and plasma physics")) == 2
    assert len(concepts("IT security, malware and phishing")) == 3
    assert len(concepts("why do robots fall and how can they stand up again?")) == 1

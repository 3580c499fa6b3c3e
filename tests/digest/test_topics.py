"""Topics by name."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.knowledge import knowledge, topics
from digest.errors import Misunderstood
from digest.query import parse
from digest.text import words

TOPICS = topics()
VOCABULARY = knowledge().vocabulary


@pytest.mark.parametrize("said", ["fine-tuning", "Fine tuning", "FINETUNING", "LLM fine tuning", "fine‑tuning"])
def test_a_well_known_topic_is_found_by_any_of_its_names(said: str) -> None:
    """Case, dashes and aliases lead to the same topic, whose query names what it covers."""
    topic = TOPICS.resolve(said)

    assert topic.name == "fine-tuning"
    assert "LoRA" in topic.query.text


@pytest.mark.parametrize("said", ["LoRA", "SLAM", "speculative decoding", "text to speech"])
def test_a_part_of_a_well_known_topic_is_its_own_topic(said: str) -> None:
    """Who asks for a part doesn't get the whole."""
    assert TOPICS.resolve(said).name == said


def test_own_words_are_a_topic_of_their_own() -> None:
    """What nobody curated is looked for as it was said."""
    topic = TOPICS.resolve('underwater robots "soft gripper" -fish')

    assert topic.name == topic.query.text == 'underwater robots "soft gripper" -fish'


def test_filters_may_stand_beside_a_well_known_name() -> None:
    """A well-known name with filters keeps its curated words."""
    topic = TOPICS.resolve("fine-tuning -vision cat:cs.CL")

    assert topic.name == "fine-tuning -vision cat:cs.CL"
    assert topic.query.alternatives == TOPICS.resolve("fine-tuning").query.alternatives
    assert topic.query.categories == ("cs.CL",)
    assert [term.text for term in topic.query.without] == ["vision"]


def test_nonsense_is_misunderstood() -> None:
    """What isn't a query raises, as the query language does."""
    with pytest.raises(Misunderstood):
        TOPICS.resolve('"open')


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("fine tunning", "fine-tuning"),
        ("quantm error corection", "quantum error correction"),
        ("halucination", "hallucination"),
    ],
)
def test_a_near_miss_is_suggested(said: str, meant: str) -> None:
    """A slip or two still leads to the topic."""
    assert TOPICS.suggest(said)[0] == meant


@pytest.mark.parametrize("said", ["xyzzy", "", "x" * 100_000])
def test_nothing_is_suggested_for_what_is_like_nothing(said: str) -> None:
    """No guess is better than a wild one."""
    assert TOPICS.suggest(said) == ()


def test_every_curated_query_is_canonical() -> None:
    """A curated query can be shown, typed back and means the same."""
    assert [known.name for known in TOPICS.well_known if parse(known.query).text != known.query] == []
    assert [known.name for known in TOPICS.well_known if TOPICS.resolve(known.name).query != parse(known.query)] == []


def test_there_are_topics_for_many_fields_and_no_name_is_taken_twice() -> None:
    """Two topics never share a name."""
    names = Counter(" ".join(words.stems(known.name)) for known in TOPICS.well_known)

    assert len(TOPICS.well_known) >= 40
    assert max(names.values()) == 1

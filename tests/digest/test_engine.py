"""The pipeline from papers to a roundup."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.knowledge import knowledge
from digest import engine
from digest.corpus import Corpus
from digest.model import Window
from tests.digest.samples import HERON, MARLIN, NOW, PAPERS, TERN, TOPIC, WINDOW

OWL = replace(
    TERN,
    id="2605.90008",
    title="OwlTune: Fine-Tuning at Night",
    abstract="We propose OwlTune, a fine-tuning method for language models that rest. OwlTune saves 12% energy.",
)
WREN = replace(
    TERN,
    id="2605.90007",
    title="Wren: Small Fine-Tuning Budgets",
    abstract="We study fine-tuning under small budgets. Experiments show that LoRA needs 3.4 times less memory.",
)
BEES = replace(
    MARLIN, id="2605.90009", title="Waggle: Honey Bee Dances", abstract="We decode dances of bees. Bees dance well."
)
WEEK = (*PAPERS, OWL, WREN, BEES)
BEFORE = Window(start=WINDOW.start - timedelta(days=7), end=WINDOW.end - timedelta(days=7))


def test_a_roundup_covers_its_window() -> None:
    """What is off topic is counted as read and left out; the moment is the one that was given."""
    made = engine.roundup(Corpus.of(WEEK, knowledge()), TOPIC, WINDOW, now=NOW)

    listed = {one.pick.paper.id for one in made.papers}
    assert (made.counts.found, made.counts.selected) == (6, len(listed))
    assert BEES.id not in listed
    assert {OWL.id, WREN.id} <= listed
    assert made.generated_at == NOW
    assert made.trend is None


def test_the_same_papers_make_the_same_roundup() -> None:
    """Nothing is left to chance."""
    one, other = (engine.roundup(Corpus.of(WEEK, knowledge()), TOPIC, WINDOW, now=NOW) for _ in range(2))

    assert one == other


def test_a_brief_has_the_facts_of_every_pick() -> None:
    """And no pick is in two themes."""
    brief = engine.prepare(Corpus.of(WEEK, knowledge()), TOPIC, WINDOW)

    picked = [pick.paper.id for pick in brief.shortlist.picks]
    assert set(brief.facts) == set(picked)
    themed = [pick.paper.id for theme in brief.themes for pick in theme.picks]
    assert set(themed) <= set(picked)
    assert len(themed) == len(set(themed))


@pytest.mark.parametrize("limit", [1, 2])
def test_no_more_are_selected_than_asked_for(limit: int) -> None:
    """The best of them."""
    every = engine.prepare(Corpus.of(WEEK, knowledge()), TOPIC, WINDOW).shortlist
    some = engine.prepare(Corpus.of(WEEK, knowledge()), TOPIC, WINDOW, limit=limit).shortlist

    assert len(some.picks) == limit
    assert some.picks[0].paper == every.picks[0].paper
    assert some.matched == every.matched


def test_earlier_weeks_are_counted_with_the_same_topic() -> None:
    """Oldest first, this week last."""
    earlier = replace(OWL, id="2605.80001", listed=BEFORE.start, published=BEFORE.start)

    made = engine.roundup(
        Corpus.of(WEEK, knowledge()), TOPIC, WINDOW, now=NOW, history=[(Corpus.of([earlier], knowledge()), BEFORE)]
    )

    assert made.trend is not None
    assert made.trend.counts == (1, made.counts.matched)


def test_an_empty_week_says_so() -> None:
    """No papers, and a lead."""
    made = engine.roundup(Corpus.of((), knowledge()), TOPIC, WINDOW, now=NOW)

    assert made.papers == ()
    assert [section.kind for section in made.sections] == ["lead"]
    assert made.counts.found == 0


def test_a_card_has_the_nearest_papers() -> None:
    """Among those at hand, never the paper itself; none where it is alone."""
    twin = replace(HERON, id="2605.90010", title="Egret: Private Tuning With Quantized Gradients")

    card = engine.card(Corpus.of([*WEEK, twin], knowledge()), HERON)
    alone = engine.card(Corpus.of([], knowledge()), HERON)

    assert card.related[0] == twin
    assert HERON not in card.related
    assert alone.related == ()
    assert card.facts.names[0] == "Heron"

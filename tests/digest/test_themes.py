"""A shortlist falls into themes with labels that its readers would use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.sources.arxiv.snapshot import files
from bot.knowledge import knowledge, topics
from digest import selection, themes
from digest.corpus import Corpus
from digest.model import Pick, Shortlist, Window
from digest.text import phrases
from digest.themes import strands
from tests.digest.samples import MARLIN, TOPIC, WINDOW

if TYPE_CHECKING:
    from pathlib import Path


def _shortlist(*titles: str) -> Shortlist:
    papers = [
        replace(MARLIN, id=f"2605.9{n:04}", title=title, abstract=f"{title}. Nothing else.")
        for n, title in enumerate(titles)
    ]
    picks = tuple(Pick(paper=paper, rank=n, score=1 / n, why=()) for n, paper in enumerate(papers, 1))
    return Shortlist(topic=TOPIC, window=WINDOW, found=len(picks), matched=len(picks), picks=picks)


def test_papers_that_belong_together_are_one_theme() -> None:
    """Lines of research are found under their own names."""
    groups = themes.group(
        _shortlist(
            "Low-Rank Adaptation With Few Ranks", "A Jailbreak for Tuned Models", "LoRA at the Edge", "Jailbreaks After Tuning",
            "Continual Learning Without Replay", "Catastrophic Forgetting Explained",
            "QLoRA", "Forgetting", "Unsafe Jailbreaks",
        )
    )  # fmt: skip

    assert {theme.label: [pick.rank for pick in theme.picks] for theme in groups} == {
        "continual learning and forgetting": [5, 6, 8],
        "LoRA and parameter-efficient tuning": [1, 3, 7],
        "safety and jailbreaks": [2, 4, 9],
    }


def test_labels_that_mean_the_same_are_one_theme_and_the_topic_is_none() -> None:
    """By the shipped term vectors: two names of text to speech, beside other things."""
    shortlist = _shortlist(
        "Text-to-Speech for Whales", "Speech Synthesis at Sea", "Text-to-Speech on Land", "Speech Synthesis Afloat",
        "Graph Coloring of Reefs", "Graph Coloring of Ports", "Tea", "Jam", "Ropes", "Sails", "Oars", "Nets",
    )  # fmt: skip
    vectors = knowledge().vectors

    asked = replace(shortlist, topic=replace(TOPIC, name="graph coloring problems"))
    groups = themes.group(asked, vectors)

    assert [len(theme.picks) for theme in groups] == [4]


def test_a_handful_has_no_themes() -> None:
    """There is nothing to group, even where they share a line of research."""
    assert themes.group(_shortlist("LoRA", "QLoRA", "Low-Rank Adaptation", "LoRA for Maps")) == ()


def test_nothing_has_no_themes() -> None:
    """An empty shortlist has none."""
    assert themes.group(_shortlist()) == ()


def test_a_phrase_of_titles_names_a_theme_of_a_field_that_no_table_knows() -> None:
    """Titles that share a noun phrase belong together under it."""
    titles = [f"Alpine beekeeping in {place}" for place in ("Uri", "Tirol", "Savoy")]
    others = [f"Glacier mapping of {place}" for place in ("Nepal", "Peru", "Iceland")]

    groups = themes.group(_shortlist(*titles, *others, "Jam", "Tea"))

    assert {theme.label.casefold() for theme in groups} == {"alpine beekeeping", "glacier mapping"}


@pytest.mark.data
@pytest.mark.parametrize("name", ["fine-tuning", "hallucination", "robot manipulation"])
def test_a_real_week_has_three_to_six_themes_whose_papers_say_their_labels(data: Path, name: str) -> None:
    """None has a single paper, and no paper is in two."""
    papers = files.read(data / "arxiv-2026-W17.jsonl.gz").papers
    days = [paper.listed for paper in papers]
    shortlist = selection.select(
        Corpus.of(papers, knowledge()), topics().resolve(name), Window(start=min(days), end=max(days))
    )

    groups = themes.group(shortlist)

    assert 3 <= len(groups) <= 6
    assert all(len(theme.picks) > 1 for theme in groups)
    ranks = [pick.rank for theme in groups for pick in theme.picks]
    assert len(ranks) == len(set(ranks))
    assert len({theme.label for theme in groups}) == len(groups)


def test_plurals_are_folded_but_other_words_kept_apart() -> None:
    """`adapters` is `adapter`; `adaptive` is not, nor is `bus` a plural."""
    assert phrases.singular("Adapters adaptive bus loss LLMs analysis") == (
        "adapter", "adaptive", "bus", "loss", "llm", "analysis",
    )  # fmt: skip


def test_the_table_of_lines_of_research_is_well_formed() -> None:
    """Each has a label of its own and phrases of up to five words, the most that are looked for."""
    table = strands.table()

    assert len({line.label for line in table}) == len(table)
    assert all(1 <= len(member.words) <= 5 for line in table for member in line.members)


def test_what_fits_no_label_is_in_no_theme() -> None:
    """Nothing is squeezed in."""
    groups = themes.group(
        _shortlist(
            "Bees in Gardens", "LoRA at the Edge", "A Jailbreak for Tuned Models", "QLoRA on Phones", "Low-Rank Adaptation",
            "Speech", "Jailbreaks After Tuning", "Unsafe Jailbreaks", "Glaciers", "LoRA for Maps", "Rain", "Snow", "Clouds",
        )
    )  # fmt: skip

    assert {theme.label: [pick.rank for pick in theme.picks] for theme in groups} == {
        "LoRA and parameter-efficient tuning": [2, 4, 5, 10],
        "safety and jailbreaks": [3, 7, 8],
    }


def test_the_topic_with_a_word_of_its_query_is_no_theme() -> None:
    """`Automatic speech recognition` says nothing of speech recognition that the headline doesn't."""
    titles = [f"{kind} Automatic Speech Recognition for {n}" for n in range(4) for kind in ("Fast", "Noisy", "Elderly")]
    others = [f"Call Routing of Voices in {n}" for n in range(14)]
    shortlist = replace(
        _shortlist(*titles, *others), topic=topics().resolve('"speech recognition" OR "automatic speech recognition"')
    )
    named = replace(shortlist.topic, name="speech recognition")

    labels = [theme.label.lower() for theme in themes.group(replace(shortlist, topic=named))]

    assert "automatic speech recognition" not in labels

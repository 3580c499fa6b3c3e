"""One paper is told in whole sentences that stand alone: what was found or built, and by whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sources.arxiv.snapshot import files
from digest.extract.shortening import shortened
from digest.extract.telling import Telling
from digest.extract.writing import WORTH_TELLING
from digest.facts import facts
from digest.model import Facts
from tests.digest.samples import HERON, MARLIN, TERN

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Paper

NAMED = Facts(names=("Ballast",))
SEVERAL = TERN.authors


TITLE = "Ballast for Adapters"


def told(abstract: str, names: Facts = NAMED, paper: Paper = TERN) -> list[str]:
    """All that can be told of such an abstract, the best first, without the title."""
    stories = Telling(replace(paper, title=TITLE, abstract=abstract), names).stories
    return [story.text.replace(f", “{TITLE}”)", ")").replace(f" (“{TITLE}”)", "") for story in stories]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "We propose Ballast, a method that freezes layers. Tests on six tasks show that our method cuts memory by 40%.",
            "Ballast is a method that freezes layers. In tests on six tasks, Ballast cuts memory by 40% (Gödel et al.).",
        ),
        (
            "We propose Ballast, a method that freezes layers. We show that Ballast cuts memory by 40% compared with LoRA.",
            "Ballast is a method that freezes layers. It cuts memory by 40% compared with LoRA (Gödel et al.).",
        ),
        (
            "Models grow. We find that language models with ballast adapters forget 19% more facts than fully tuned ones.",
            "Language models with ballast adapters forget 19% more facts than fully tuned ones (Gödel et al.).",
        ),
        (
            "We propose Ballast, a method that freezes layers of a language model where they matter least.",
            "Ballast is a method that freezes layers of a language model where they matter least (Gödel et al.).",
        ),
        (
            "We propose Ballast, a paradigm in which adapters dynamically load, merge, and apply relevant skills.",
            "propose Ballast, a paradigm in which adapters dynamically load, merge, and apply relevant skills.",
        ),
        (
            "We study ballast for adapters of models. We show that adapters cost 4% of accuracy, and that replay halves it.",
            "Adapters cost 4% of accuracy, and replay halves it.",
        ),
        (
            "Models are large. Ballast (Bound Layers) is a method for adapters that cuts memory by 40% compared with LoRA.",
            "Ballast (Bound Layers) is a method for adapters that cuts memory by 40% compared with LoRA (Gödel et al.).",
        ),
        (
            "Adapters are popular. Our results suggest that adapters forget 19% more facts than full fine-tuning.",
            "Results from Gödel et al. suggest that adapters forget 19% more facts than full fine-tuning.",
        ),
    ],
)
def test_the_finding_comes_first_and_its_people_after_it(abstract: str, expected: str) -> None:
    """Out of the frame that says whose it is, under the paper's own name, with its condition; hedges stay."""
    assert [text for text in told(abstract) if text.endswith(expected)]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "We propose Ballast, a method that freezes layers of adapters. This method cuts memory by 40%.",
            "Ballast is a method that freezes layers of adapters. It cuts memory by 40% (Gödel et al.).",
        ),
        (
            "We propose Ballast, a method that freezes layers of adapters. Ballast with replay cuts memory by 40%.",
            "Ballast is a method that freezes layers of adapters. Ballast with replay cuts memory by 40% (Gödel et al.).",
        ),
        (
            "We propose Ballast, a method that freezes layers of adapters. Extensive experiments show large gains over LoRA.",
            "Ballast is a method that freezes layers of adapters. Experiments show large gains over LoRA (Gödel et al.).",
        ),
        (
            "We propose Ballast, a method of adapters that works by freezing some layers. It cuts memory by 40%.",
            "Ballast is a method of adapters that works by freezing some layers. It cuts memory by 40% (Gödel et al.).",
        ),
        (
            "This paper extends adapters with ballast and says why they forget. The adapters lose 40% of it.",
            "Work by Gödel et al. extends adapters with ballast and says why they forget. The adapters lose 40% of it.",
        ),
        (
            "We track the layers of adapters through ten tasks. Results suggest that adapters forget 40%.",
            "Gödel et al. track the layers of adapters through ten tasks. Their results suggest that adapters forget 40%.",
        ),
    ],
)
def test_a_result_is_told_behind_what_leads_to_it(abstract: str, expected: str) -> None:
    """Its subject is understood from the sentence before it, under a name, a pronoun or the people's."""
    assert expected in told(abstract)


@pytest.mark.parametrize(
    ("abstract", "names", "expected"),
    [
        (
            "We introduce method, a tool that freezes layers of adapters. method cuts memory by 40%.",
            Facts(),
            "Gödel et al. introduce a tool that freezes layers of adapters. Their method cuts memory by 40%.",
        ),
        (
            "We introduce ours, a tool that freezes layers of adapters. Tests show that ours cuts memory by 40%.",
            NAMED,
            "Ballast is a tool that freezes layers of adapters. It cuts memory by 40% (Gödel et al.).",
        ),
    ],
)
def test_a_macro_that_nobody_resolves_is_no_name(abstract: str, names: Facts, expected: str) -> None:
    """The name of the title stands for it, or nothing does."""
    assert expected in told(abstract, names)


def test_the_title_stands_beside_what_is_told() -> None:
    """Whole, so that the name is known for the paper's own, with the people where they don't stand in the sentence."""
    paper = replace(
        TERN, title="Ballast: Freezing Layers", abstract="We propose Ballast, a method that freezes layers of adapters."
    )

    (story,) = Telling(paper, NAMED).stories

    assert (
        story.text == "Ballast is a method that freezes layers of adapters (Gödel et al., “Ballast: Freezing Layers”)."
    )


def test_a_result_is_worth_more_than_a_description() -> None:
    """Where a paper has both, what it found is told, alone or behind what it is."""
    stories = Telling(
        replace(
            TERN,
            title=TITLE,
            abstract="We propose Ballast, a method that freezes layers of adapters. On six tasks, Ballast cuts memory by 40%"
            " compared with full fine-tuning of adapters. The code is public.",
        ),
        NAMED,
    ).stories

    assert stories[0].finds
    assert stories[0].measured
    assert not stories[-1].finds


def test_a_long_sentence_ends_where_it_has_said_something_whole() -> None:
    """Not within a list, and never before what limits it."""
    result = f"Adapters that are frozen in {'all of the lower and ' * 8}middle layers forget 40% less than LoRA"

    assert shortened(f"{result}, suggesting that depth matters for what is kept over time.") == f"{result}."
    for whole in (
        f"{result}, which holds only where tasks are few and far apart.",
        f"Using a probe that freezes {'all of the lower and ' * 8}middle layers, which has been done before, they forget.",
        f"{result}, and that freezing, which holds back the lower layers, is what keeps them.",
    ):
        assert shortened(whole) == whole


def test_without_a_name_the_method_is_told_before_its_result() -> None:
    """`Their method` is understood after the sentence that says what it is."""
    texts = told(
        "We propose a ballast that freezes layers of adapters. Our method cuts memory by 40% compared with LoRA.",
        Facts(),
    )

    expected = (
        "Gödel et al. propose a ballast that freezes layers of adapters. "
        "Their method cuts memory by 40% compared with LoRA."
    )
    assert expected in texts
    assert not [text for text in texts if text.startswith("Their method")]


@pytest.mark.parametrize(
    "sentence",
    [
        "These gains hold on three benchmarks and shrink by 4% on two others.",
        "The projection sheds less than 1% of the gradient energy on average.",
        "Both settings lose 4% of accuracy under distribution shift.",
        "Accuracy improves by 4% under this setting against LoRA.",
        "Adapters reach twice the accuracy as high at the same cost.",
        "It improves accuracy by 4% against LoRA on TernBench.",
        "Higher accuracy is reached by adapters on TernBench.",
        "Adapters at L3 improve accuracy by 4% against LoRA.",
        "Adapters improve accuracy in the following:",
    ],
)
def test_what_leans_on_its_neighbours_does_not_stand_alone(sentence: str) -> None:
    """Unresolved words, bare comparatives, orphaned labels and broken lists."""
    paper = replace(TERN, title="Ballast for Adapters", abstract=f"We train ballasts on ten tasks. {sentence}")
    telling = Telling(paper, NAMED)

    assert not any(story.sources == (sentence,) and story.good >= WORTH_TELLING for story in telling.stories)
    assert not any(claim.explained for claim in telling.claims)


def test_half_of_a_turn_is_not_told() -> None:
    """Neither what `However` turns against nor what it brings."""
    texts = told(
        "We study adapters. We find that adapters gain 4% over LoRA on TernBench. However, they lose 9% on MarlinBench.",
    )

    assert not [text for text in texts if "4%" in text or "9%" in text]


def test_a_metric_does_not_lend_its_name_to_the_paper() -> None:
    """Nor does a variant, a loss or a component; the next name does."""
    paper = replace(
        MARLIN,
        abstract="We introduce Keel, a metric of forgetting. We propose Ballast, a method that freezes layers of adapters.",
    )

    assert Telling(paper, Facts(names=("Keel", "Ballast"))).abstract.voice.name == "Ballast"


def test_an_abstract_that_says_nothing_is_told_as_nothing() -> None:
    """No sentence is made up."""
    assert not told("Words. More words.")


@given(
    st.text(
        alphabet=st.sampled_from("We show that Ballast improves it by 4% (a, b). However this, 3× on X\n"), max_size=300
    )
)
def test_no_abstract_breaks_the_telling(abstract: str) -> None:
    """Whatever the abstract, each story is whole and nobody says `we` in it."""
    for story in Telling(replace(HERON, abstract=abstract), NAMED).stories:
        assert story.text.endswith((".", "!", ".”", ".)", ")"))
        assert " we " not in story.text


@pytest.mark.data
def test_real_papers_are_told_in_sentences_that_stand_alone(data: Path) -> None:
    """More than half the papers of a real week have something to tell, named, in the third person."""
    papers = files.read(data / "arxiv-2026-W18.jsonl.gz").papers[::20]
    tellings = [Telling(paper, facts(paper)) for paper in papers]
    best = [telling.stories[0] for telling in tellings if telling.stories]

    assert len(best) > len(papers) / 2
    assert not [story.text for story in best if " our " in story.text or " we " in story.text]
    assert all(
        source in telling.paper.abstract for telling in tellings for s in telling.stories for source in s.sources
    )

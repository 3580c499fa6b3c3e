"""What a paper names without a link: an entry needs words beside it that show what it is and whose."""

from __future__ import annotations

import pytest

from tests.digest.test_resources import resources


def entries(abstract: str, title: str = "On Rivers") -> list[tuple[str, str, str]]:
    """Kind, role and name of each resource."""
    return [(one.kind, one.role, one.name) for one in resources(abstract, title=title)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We test our method on GQA and report a gain.", ["GQA"]),
        ("We report scores for the visual GQA benchmark and our probe.", []),
        ("We use GQA, which shares keys between query heads.", []),
        ("We speed up decoding with GQA heads and a smaller cache.", []),
        ("We pretrain two models on C4 for a day.", ["C4"]),
        ("We study Document Visual Question Answering (DocVQA) with a page-level reader.", []),
        ("We study how DocVQA models read. We train on DocVQA.", ["DocVQA"]),
        ("We propose it, and evaluate with NOVA ARC across languages.", []),
        ("Our tiers are T4 for teams and, in the end, T5 for firms.", []),
        ("Our scores on ARC rise by two points.", ["ARC"]),
        ("We build it from de-identified MIMIC-IV discharge summaries.", ["MIMIC-IV"]),
    ],
)
def test_an_ambiguous_name_needs_evidence(sentence: str, expected: list[str]) -> None:
    """GQA is an attention, too, and DocVQA a task: only words beside it make either a dataset."""
    assert [name for _, role, name in entries(sentence) if role == "used"] == expected


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Pythia: Serving Agents", "We propose Pythia, a serving system, and we run Pythia for a week."),
        ("Qwen3.5-Omni Technical Report", "In this work, we present Qwen3.5-Omni. We train Qwen3.5-Omni on speech."),
        ("Cutscenes", "We offer (1) a toolkit; and (2) RiverBench, a hard benchmark. We run models on RiverBench."),
        ("Voices", "Evaluated on our extended RiverBench, it wins."),
    ],
)
def test_what_the_paper_brings_is_not_used(title: str, sentence: str) -> None:
    """A well-known name that the paper gives to its own work is no model of others."""
    assert not [name for _, role, name in entries(sentence, title) if role == "used"]


def test_another_names_description_is_not_taken() -> None:
    """`Wiki-CoE, a dataset` says nothing of `CoE`, and a name within a longer one is no second entry."""
    told = entries("We present Chain of Evidence (CoE), an attribution framework. We build Wiki-CoE, a large dataset.")
    assert ("dataset", "introduced", "CoE") not in told
    told = entries("We release Health CodecFake, the first pathology-aware dataset. We train on Health CodecFake.")
    assert [name for _, _, name in told] == ["Health CodecFake"]


def test_a_property_is_no_name() -> None:
    """`Semantic-Aware` says what something is like, however it is written."""
    assert not entries("We introduce Semantic-Aware, a dataset of rivers. Semantic-Aware is new.")


def test_links_say_whose_they_are_and_when() -> None:
    """What is built on is others'; what will be released is announced, whatever it is; a benchmark stays one."""
    (one,) = resources("We introduce RiverBench. The data is at https://github.com/boats/RiverBench.")
    assert (one.kind, one.role) == ("benchmark", "introduced")
    (one,) = resources("We will publicly release our dataset at https://huggingface.co/datasets/boats/rivers.")
    assert (one.kind, one.role) == ("dataset", "announced")
    assert not resources("RiverNet has been integrated into https://github.com/others/suite.")


def test_a_description_ends_with_a_word_that_can_end_it() -> None:
    """Where it is cut before `which`, the preposition goes, too."""
    abstract = "We present VIDA, a dataset of 2,500 curated instances in which a river bends."
    (one,) = resources(abstract)
    assert one.about == "a dataset of 2,500 curated instances"

"""What a paper calls its own work, read from titles and abstracts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.facts.coinage import Shape, shape
from digest.facts.names import names
from digest.model import Paper

DAY = date(2026, 5, 4)


def paper(title: str, abstract: str = "") -> Paper:
    """A paper with this title and abstract."""
    return Paper(
        id="2605.00001", title=title, abstract=abstract, authors=(), categories=("cs.CL",), published=DAY, listed=DAY
    )


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("RiverNet: A Map of Streams", "Streams are long.", ("RiverNet",)),
        ("Pond-Keeper: Ponds", "We ask how Pond-Keeper works.", ("Pond-Keeper",)),
        ("Heron: Birds", "We train Heron, a bird model.", ("Heron",)),
        ("Position: Birds Matter", "Birds matter.", ()),
        ("Large Language Models: A Survey", "Large language models (LLMs) are large.", ()),
        ("Rivers", "We introduce FloodCast, a model of floods.", ("FloodCast",)),
        ("Rivers", "We present a benchmark, called RapidsBench, of rapids.", ("RapidsBench",)),
        ("Rivers", "We propose a novel framework dubbed CanoeTune.", ("CanoeTune",)),
        ("Rivers", "To fix it, we propose Deep Water Routing (DWR), which routes.", ("DWR",)),
        ("Rivers", "We propose a method of Sample-Level Drift Search (SLDS), which looks.", ("SLDS",)),
        ("Rivers",
         "We offer (a) **Wide Delta Descent (WDD)**, and (b) **Silt-Eraser**, a prompt.", ("WDD", "Silt-Eraser")),
        ("Rivers",
         "We introduce WAVE (Wide Adapter Vector Energy), a probe. We then propose DamLoRA, a placement.", ("WAVE", "DamLoRA")),
        ("Rivers", "We release RiverQ and RiverZ, two corpora.", ("RiverQ", "RiverZ")),
        ("Rivers", "In tests SwimNet, a novel swimmer, wins.", ("SwimNet",)),
        ("ZeroFlow: Rivers",
         "We propose two variants: ZeroFlow-MI and ZeroFlow-ZP.", ("ZeroFlow", "ZeroFlow-MI", "ZeroFlow-ZP")),
    ],
)  # fmt: skip
def test_names_are_what_the_paper_introduces(title: str, abstract: str, expected: tuple[str, ...]) -> None:
    """A name comes from the title's lead or from a sentence that offers it, the chief one first."""
    assert names(paper(title, abstract)) == expected


@pytest.mark.parametrize(
    "abstract",
    [
        "We propose a method for visual question answering (VQA) with LLMs.",
        "We fine-tune GPT-4o and Qwen2.5-VL-7B on ImageNet.",
        "We present LLM-based agents and GPU-accelerated search.",
        "The recently proposed SwimNet is slow.",
        "A matrix whose determinant describes the LCD locus is studied.",
        "We propose a hybridizable discontinuous method (HDM) combined with time steps.",
        "We build on an attack introduced by others for harmful tuning problems (HTP).",
        "We release everything, and (ii) Adaptation with rewards.",
        "Code is at introduceFlood, a new site.",
    ],
)
def test_what_is_anybodys_is_no_name(abstract: str) -> None:
    """Terms of the trade, models built upon and others' work are left out."""
    assert names(paper("On the Depth of Rivers", abstract)) == ()


def test_a_name_is_given_once() -> None:
    """The title's spelling stands where the abstract has another."""
    found = names(paper("RiverNET: Streams", "We propose RiverNet, a net. We present RiverNet."))

    assert found == ("RiverNET",)


def test_a_bracketed_short_form_in_the_title_counts() -> None:
    """A short form that the title itself defines is a name."""
    assert names(paper("Deep River Sounding (DRivS) for Boats", "Boats float.")) == ("DRivS",)


def test_a_title_in_several_words_needs_the_abstract() -> None:
    """What stands before a colon in several words is a name where the abstract uses it as one."""
    used = paper("RiverNet Atlas: A Map", "This is why RiverNet Atlas is a map.")
    unused = paper("Beyond RiverNet: A Map", "A map.")

    assert names(used) == ("RiverNet Atlas",)
    assert names(unused) == ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("EndPrompt", Shape.COINED),
        ("foo-bench", Shape.COINED),
        ("Pest-Thinker", Shape.TITLED),
        ("LLM-based", Shape.ORDINARY),
        ("Llama-3", Shape.ORDINARY),
        ("AB", Shape.ORDINARY),
        ("x--y", Shape.ORDINARY),
        ("word", Shape.ORDINARY),
    ],
)
def test_shape_tells_names_from_words(word: str, expected: Shape) -> None:
    """Shape alone sorts coined names from titled words and ordinary ones."""
    assert shape(word) is expected


PIECES = st.sampled_from(
    ["we", "propose", "a", "novel", "called", "FooNet", "(FN),", "the", "Foo-Bar,", "(b)", "**X**",
     "dubbed", ".", "is", "new", "-", "and", "Our", "“Q”"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    title=st.text(max_size=60), abstract=st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join))
)
def test_names_stand_in_the_text(title: str, abstract: str) -> None:
    """Whatever the abstract, each name occurs literally in it or in the title, once."""
    found = names(paper(title, abstract))

    text = " ".join(title.split()) + "\n" + " ".join(abstract.split())
    assert all(name in text for name in found)
    assert len({name.casefold() for name in found}) == len(found)

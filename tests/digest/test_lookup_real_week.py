"""Names that people read in a real roundup lead to their papers among the rows of the real week."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.registry import profiles
from digest.lookup import Lookup
from digest.model import Paper
from digest.text.tex import plain

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 5, 4)
pytestmark = pytest.mark.data


def read(row: dict[str, str]) -> Paper:
    """One row of the week as a paper, as far as lookup needs it."""
    return Paper(
        id=row["id"], title=plain(row["title"]), abstract=plain(row["abstract"]), authors=(),
        categories=tuple(row["categories"].split()), published=DAY, listed=DAY,
    )  # fmt: skip


@pytest.fixture(scope="module")
def lookup(data: Path) -> Lookup:
    """The week's lookup."""
    with gzip.open(data / "arxiv-2026-W19.jsonl.gz", "rt", encoding="utf-8") as lines:
        return Lookup.of([read(json.loads(line)) for line in lines], profiles())


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("DomLoRA", "Rethinking Adapter Placement"),
        ("PAGE", "Rethinking Adapter Placement"),
        ("LCDD", "Crafting Reversible SFT Behaviors"),
        ("SFT-Eraser", "Crafting Reversible SFT Behaviors"),
        ("Reversible SFT", "Crafting Reversible SFT Behaviors"),
        ("SBR", "Safety Anchor"),
        ("Safety Bottleneck Regularization", "Safety Anchor"),
        ("PACZero", "PACZero"),
        ("PACZERO-ZPL", "PACZero"),
        ("MARBLE", "MARBLE: Multi-Aspect Reward Balance"),
        ("CKT-WAM", "CKT-WAM"),
        ("VLA-GSE", "VLA-GSE"),
        ("SQSD", "From Parameter Dynamics to Risk Scoring"),
        ("HyperLens", "HyperLens"),
        ("COGCAPTCHA30", "Process Matters more than Output"),
        ("IRC-Bench", "IRC-Bench"),
        ("When2Speak", "When2Speak"),
        ("BioTool", "BioTool"),
        ("PACC", "From Priors to Perception"),
        ("iPhoneBlur", "iPhoneBlur"),
        ("RFT-FaultBench", "Towards Robust LLM Post-Training"),
        ("OSAR", "StateVLM"),
        ("Hard Negative Captions", "HNC"),
        ("HNC", "HNC"),
        ("AS-LoRA", "Adaptive Selection of LoRA Components"),
        ("SkillRet", "SkillRet"),
        ("From Priors to Perception", "From Priors to Perception"),
        ("TSCG", "TSCG"),
        ("Tool-Schema Compilation", "TSCG"),
        ("DMGD", "DMGD"),
        ("Pest-Thinker", "Pest-Thinker"),
        ("MAS-Algorithm", "MAS-Algorithm"),
        ("Attribution-Guided Continual Learning", "Attribution-Guided Continual Learning"),
        ("pest thinker", "Pest-Thinker"),
        ("HyperLnes", "HyperLens"),
    ],
)
def test_a_roundups_name_leads_to_its_paper(lookup: Lookup, name: str, title: str) -> None:
    """The best hit for a name is the paper that the roundup means."""
    hits = lookup.find(name)

    assert hits
    assert hits[0].paper.title.startswith(title)


def test_a_shared_name_gives_each_paper(lookup: Lookup) -> None:
    """Where several papers have one name, those that lead with it come first and all are there."""
    titles = [hit.paper.title for hit in lookup.find("CRAFT")]

    assert all(title.startswith("CRAFT: ") for title in titles[:2])
    assert any("Forgetting-Aware" in title for title in titles)


@pytest.mark.parametrize("ref", ["language models", "deep learning", "hello there", "a", "GPT-4"])
def test_a_topic_is_no_paper(lookup: Lookup, ref: str) -> None:
    """What hundreds of papers are about finds none rather than any."""
    assert lookup.find(ref) == ()


def test_completion_offers_the_name(lookup: Lookup) -> None:
    """A few letters are enough to be offered a method."""
    assert "DomLoRA" in [completion.text for completion in lookup.complete("doml")]

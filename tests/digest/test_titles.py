"""Titles are read as names and as phrases."""

from __future__ import annotations

from dataclasses import replace

from digest.model import Facts
from digest.text.titles import gist, running, vocabulary
from tests.digest.samples import MARLIN


def test_a_title_stands_in_a_sentence_with_small_letters() -> None:
    """Capitals that only the title gave go; names that nobody writes small stay."""
    small = vocabulary(["a sparse adapter in parameter-efficient tuning"])

    assert running("A Sparse Adapter for LoRA in Bayesian Parameter-Efficient Tuning", small) == (
        "a sparse adapter for LoRA in Bayesian parameter-efficient tuning"
    )


def test_what_is_plainly_no_name_is_small_wherever_it_stands() -> None:
    """By its ending or as a word of grammar; versions, eponyms and what the abstract writes large stay."""
    assert running("Tactile Enhancement Is Easier Than You Think with Fluence-2", {"tactile", "easier"}) == (
        "tactile enhancement is easier than you think with Fluence-2"
    )
    assert running("Measure of Florence", (), ("Florence",)) == "measure of Florence"


def test_a_name_that_the_abstract_writes_large_stays_large() -> None:
    """Though it ends like a common word."""
    paper = replace(MARLIN, title="MarlinTune: Routing on Cadence", abstract="MarlinTune runs on the Cadence tools.")

    assert gist(paper, Facts(names=("MarlinTune",)), {"on"}) == "MarlinTune, routing on Cadence"


def test_a_gist_is_name_and_subtitle_or_the_title_quoted() -> None:
    """A title that names the method explains it; another is quoted as its authors wrote it."""
    small = vocabulary(["sparse adapter placement for long documents"])

    assert (
        gist(MARLIN, Facts(names=("MarlinTune",)), small) == "MarlinTune, sparse adapter placement for long documents"
    )
    assert gist(MARLIN, Facts(), small) == "“MarlinTune: Sparse Adapter Placement for Long Documents”"


def test_a_very_long_title_is_quoted_up_to_its_colon() -> None:
    """What stands before the colon says it, if it is more than a few words."""
    paper = replace(MARLIN, title=f"Where Should One Adapter Go: {'A Study of Many Layers and ' * 4}More")

    assert gist(paper, Facts(), frozenset()) == "“Where Should One Adapter Go”"

"""One paper is told in whole sentences: who did what, and the result as reported."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sources.snapshot import files
from digest.extract.telling import Telling
from digest.facts import facts
from digest.model import Facts
from tests.digest.samples import HERON, MARLIN, TERN

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Paper


def test_a_statement_says_who_did_what_and_the_result() -> None:
    """The authors are named once, the result follows."""
    statement = Telling(MARLIN, Facts(names=("MarlinTune", "SGP"))).statement()

    assert statement == (
        "Ada Lovelace and Grace Brewster Hopper introduce MarlinTune, a method that places one adapter by Sparse "
        "Gradient Probing (SGP). On LongDocs-12k it improves accuracy by 44.5% and reduces memory by up to 8.3×, "
        "with only ~0.7% of the parameters of LoRA."
    )


def test_a_result_alone_is_attributed_to_its_paper() -> None:
    """Where no sentence says what is new, the title does."""
    statement = Telling(TERN, Facts()).statement()

    assert statement.startswith(
        ("“TernBench: Measuring Forgetting in Instruction Tuning” (Kurt Gödel et al.): ", "Kurt")
    )
    assert "19-24%" in statement or "halves the loss" in statement or "release" in statement


def test_a_result_is_attributed_at_the_name_of_the_method() -> None:
    """`Heron (Sofya Kovalevskaya)` where the sentence names Heron but nobody."""
    paper = replace(HERON, abstract="Tuning leaks. Budgets vary. Heron keeps 91.2 F1 and reduces cost by 40%.")

    assert Telling(paper, Facts(names=("Heron",))).statement() == (
        "Heron (Sofya Kovalevskaya) keeps 91.2 F1 and reduces cost by 40%."
    )


def test_an_abstract_that_says_nothing_is_told_as_nothing() -> None:
    """No sentence is made up."""
    telling = Telling(replace(HERON, abstract="Things exist."), Facts())

    assert telling.statement() == ""
    assert telling.new() == ()
    assert telling.results() == ()
    assert telling.outlook() == ""


def test_what_stays_open_is_found() -> None:
    """A sentence that looks ahead is told with its authors."""
    paper = replace(HERON, abstract=f"{HERON.abstract} We suggest that budgets should be set for each layer.")

    assert Telling(paper, Facts()).outlook() == (
        "Sofya Kovalevskaya suggests that budgets should be set for each layer."
    )


def _whole(statement: str) -> bool:
    return statement[:1] == "“" or (
        statement[0].upper() == statement[0] and statement.endswith((".", "!", ".”", ".)", '."'))
    )


@given(st.text(alphabet=st.sampled_from("We our it X 3% . , (i) : show introduce that improves these ?"), max_size=400))
def test_no_abstract_breaks_the_telling(abstract: str) -> None:
    """Whatever the abstract, the statement is whole, not too long, and nobody says `we` in it."""
    statement = Telling(replace(TERN, abstract=abstract), Facts(names=("X",))).statement()

    assert len(statement) <= 600
    assert not re.search(r"\b(?:we|our|We|Our)\b", statement.removeprefix(f"“{TERN.title}”"))


@pytest.mark.data
def test_real_papers_are_told_in_whole_sentences(data: Path) -> None:
    """Nearly every paper of a real week has a statement, each whole, in the third person and named."""
    papers: tuple[Paper, ...] = files.read(data / "arxiv-2026-W18.jsonl.gz").papers[::12]
    statements = {paper.id: Telling(paper, facts(paper)).statement() for paper in papers}

    told = [text for text in statements.values() if text]

    assert len(told) >= 0.93 * len(papers)
    for paper in papers:
        text = statements[paper.id]
        assert not text or (_whole(text) and paper.byline in text), text
        assert len(text) <= 620, text
        assert not re.search(r"\b(?:[Ww]e|[Oo]ur|us)\b", text.replace(paper.title, "")), text


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("We show that QAL's drift falls by 3.1%.", "They show that QAL's drift falls by 3.1%."),
        ("This paper shows that the drift falls by 3.1%.", "They show that the drift falls by 3.1%."),
        ("This study shows X and proves Y by 3.1%.", "The study shows X and proves Y by 3.1%."),
    ],
)
def test_a_second_sentence_needs_no_byline(result: str, told: str) -> None:
    """Several authors are `they`, and their study needs no second introduction."""
    paper = replace(TERN, abstract=f"Things drift. We introduce QAL, a rule for the placement of adapters. {result}")

    assert Telling(paper, Facts(names=("QAL",))).statement() == (
        f"Kurt Gödel et al. introduce QAL, a rule for the placement of adapters. {told}"
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Experiments show QAL's gain of 3.1%.",
            f"“{TERN.title}” (Kurt Gödel et al.): Experiments show QAL's gain of 3.1%.",
        ),
        (
            "Tests of (QAL) show a gain of 3.1%.",
            f"“{TERN.title}” (Kurt Gödel et al.): Tests of (QAL) show a gain of 3.1%.",
        ),
        ("QAL-2 loses and QAL gains 3.1%.", "QAL-2 loses and QAL (Kurt Gödel et al.) gains 3.1%."),
    ],
)
def test_authors_stand_only_behind_a_name_that_stands_free(sentence: str, expected: str) -> None:
    """Not before an apostrophe, in a bracket, or in a longer name; there the title says whose it is."""
    paper = replace(TERN, abstract=f"Things drift. Others drift too. {sentence}")

    assert Telling(paper, Facts(names=("QAL",))).result() in {"", expected}
    assert Telling(paper, Facts(names=("QAL",))).statement() == expected


def test_a_result_that_leans_on_what_is_not_told_is_left_out() -> None:
    """Where the lead has told what is new already, nothing is better than half a sentence."""
    paper = replace(
        TERN, abstract="We introduce QAL, a rule. Gaps vary. Tests show that closing these gaps gains 3.1%."
    )

    assert Telling(paper, Facts(names=("QAL",))).result() == ""

"""The check: what it refuses, what it lets pass, and what it makes of the rest."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sources.arxiv.snapshot import files
from digest.check.checking import checked_roundup, refusals
from digest.errors import NothingToShow
from digest.facts import facts
from digest.model import Pick, Resource
from digest.roundup import CheckReport, Counts, Evidence, ReferencePlace, Section, Statement
from tests.digest import samples
from tests.digest.samples import (
    ADAPTERS,
    BRIEF,
    DRAFT,
    EMPTY,
    HERON,
    LEAD,
    MARLIN,
    NOW,
    PRIVACY,
    RESOURCES,
    TERN,
    draft,
    lead,
)

if TYPE_CHECKING:
    from pathlib import Path

M, T, H = MARLIN.id, TERN.id, HERON.id

UNTRUE = [
    ("it cites nothing", "One adapter is enough.", ()),
    ("it cites a paper that isn't listed", "One adapter is enough.", ("2605.99999",)),
    ("an id that isn't cited", "See 2605.90002 for more.", (M,)),
    ("a made-up number", "MarlinTune improves accuracy by 51%.", (M,)),
    ("a true number of another paper", "Heron improves accuracy by 44.5%.", (H,)),
    ("numbers swapped between two cited papers", "MarlinTune keeps 91.2 F1, while Heron saves 8.3× of memory.", (M, H)),
    ("another unit", "MarlinTune improves accuracy by 44.5×.", (M,)),
    ("points for percent", "MarlinTune improves accuracy by 44.5 points.", (M,)),
    ("a scaled number", "TernBench has 1M questions.", (T,)),
    ("half of a range", "TernBench sees drops of 19-29%.", (T,)),
    ("a made-up method", "HeronTune quantizes gradients.", (H,)),
    ("a swapped method", "TernBench places one adapter.", (M,)),
    ("a swapped plain name at the start", "Heron places one adapter.", (M,)),
    ("a made-up model", "TernBench replays with Llama-3.1-70B.", (T,)),
    ("a made-up data set", "Heron is tested on ImageNet.", (H,)),
    ("a capitalised name of several words", "It relies on the Sparse Gradient Library.", (M,)),
    ("an acronym expanded otherwise", "MarlinTune uses SGP (Stochastic Gradient Pruning).", (M,)),
    ("an acronym expanded otherwise in small letters", "MarlinTune uses stochastic gradient pruning (SGP).", (M,)),
    ("a made-up link", "The code is at https://github.com/lovelace/other.", (M,)),
    ("another paper's link", "The code is at gitlab.com/tern/bench.", (M,)),
    ("a made-up repository", "The code is on GitHub: lovelace/marlin.", (M,)),
    ("a stranger's name", "Emmy Noether et al. place one adapter.", (M,)),
    ("a stranger in the middle", "As Turing and colleagues show, one adapter is enough.", (M,)),
    ("a made-up affiliation", "Researchers from Placeholder Labs place one adapter.", (M,)),
    ("another university", "It comes from the University of Nowhere.", (M,)),
    ("a first that nobody claims", "TernBench is the first to measure forgetting.", (T,)),
    ("a state of the art that nobody claims", "Heron sets the state of the art in privacy.", (H,)),
    ("a win that nobody claims", "Heron outperforms all earlier methods.", (H,)),
    ("a proof that nobody has", "Heron provably keeps privacy.", (H,)),
    ("a release that nobody made", "Heron is open-sourced.", (H,)),
    ("a venue that nobody names", "Heron was accepted at a conference.", (H,)),
    ("another venue", "MarlinTune was accepted at NeurIPS 2026.", (M,)),
    ("words in quotation marks that nobody wrote", "MarlinTune calls this “deep dominance”.", (M,)),
    ("a scale that nobody names", "TernBench has 12 billion questions.", (T,)),
    ("a wrong count of papers", "Four papers measure forgetting.", (T, H)),
    ("only blanks", "  ", (M,)),
]
TRUE = [
    ("MarlinTune boosts accuracy and cuts memory.", (M,)),
    ("MarlinTune improves memory.", (M,)),
    ("LoRA-SGP hybrids are not tried.", (M,)),
    ("LoRA-based tuning is outperformed.", (M,)),
    ("MarlinTune improves accuracy by 44.5 %.", (M,)),
    ("Memory falls 8.3x, and 0.7 percent of LoRA's parameters are enough.", (M,)),
    ("Accuracy drops by 19% to 24% across twelve models.", (T,)),
    ("Accuracy drops by 19–24% on 1k questions.", (T,)),
    ("TernBench asks 1000 questions [3].", (T,)),
    ("Replay cuts the loss by 50%.", (T,)),
    ("LLMs forget when tuned, and an 8B model helps.", (T,)),
    ("Llama 3.1 8B halves the loss.", (T,)),
    ("Sparse Gradient Probing (SGP) finds the place for the adapter.", (M,)),
    ("SGP (sparse gradient probing) finds the place.", (M,)),
    ("Ada Lovelace and Grace Brewster Hopper introduce MarlinTune.", (M,)),
    ("Lovelace et al. call it “shallow dominance”.", (M,)),
    ("Kurt Godel et al. measure forgetting.", (T,)),
    ("Researchers from the University of Placeholder place one adapter.", (M,)),
    ("MarlinTune, accepted at ICML 2026, is the first placement rule with a proof.", (M,)),
    ("The code is at https://github.com/Lovelace/marlin-tune/.", (M,)),
    ("The repository lovelace/marlin-tune has the code.", (M,)),
    ("One adapter, see 2605.90001, outperforms others.", (M,)),
    ("MarlinTune saves memory by 8.3×, while Heron keeps 91.2 F1.", (M, H)),
    ("Two papers study fine-tuning: MarlinTune and Heron.", (M, H)),
    ("If you open only two, open MarlinTune and Heron.", (M, H)),
    ("Of 5,251 papers read, 433 were on topic and three of them are told of here, from 11–15 May 2026.", (M, T, H)),
    ("TernBench’s questions come from 16 fields; the authors release code.", (T,)),
    ("The 1st step comes before the second; one is enough.", (M,)),
    ("Heron needs 2 GPU hours, and MarlinTune's gradients aren't quantized.", (M, H)),
    ("Lovelace et al.'s rule saves memory, and it beats the baselines' accuracy.", (M,)),
    ("Placement by SGP provably converges.", (M,)),
    ("Memory shrinks 8.3× against the 91.2 F1 that Heron keeps.", (M, H)),
    ("Heron gives no proof, which appears at mean rates only.", (H,)),
]


@pytest.mark.parametrize(("text", "cites"), [row[1:] for row in UNTRUE], ids=[row[0] for row in UNTRUE])
def test_an_untrue_statement_is_refused(text: str, cites: tuple[str, ...]) -> None:
    """Each kind of error is refused, with a reason."""
    found = refusals(BRIEF, draft(lead(text, *cites)))

    assert [refusal.statement for refusal in found] == [Statement(text=text, cites=cites)]
    assert found[0].reason


@pytest.mark.parametrize(("text", "cites"), TRUE, ids=[row[0][:40] for row in TRUE])
def test_a_true_statement_passes(text: str, cites: tuple[str, ...]) -> None:
    """What the sources say may be said in other words and other spellings of numbers."""
    assert refusals(BRIEF, draft(lead(text, *cites))) == ()


def test_headlines_and_titles_are_checked_too() -> None:
    """A headline with a number and a title with a name that no paper has are refused, and replaced by code."""
    section = replace(ADAPTERS, title="GullTune and friends")
    written = draft(section, headline="Fine-tuning gets 99% cheaper")

    reasons = [refusal.reason for refusal in refusals(BRIEF, written)]
    made = checked_roundup(BRIEF, written, now=NOW)

    assert reasons == ["the number 99% is in no cited paper", "the name GullTune is in no cited paper"]
    assert made.headline == "433 papers on fine-tuning, 11–15 May 2026"
    assert made.sections[0].title == "adapters and forgetting"


def test_true_headings_stay() -> None:
    """Names and counts of the shortlist may stand in a headline."""
    made = checked_roundup(BRIEF, draft(ADAPTERS, headline="433 papers, and MarlinTune leads by 44.5%"), now=NOW)

    assert made.headline == "433 papers, and MarlinTune leads by 44.5%"


def test_the_fallbacks_headline_comes_first() -> None:
    """A refused headline gives way to the fallback's."""
    made = checked_roundup(BRIEF, draft(LEAD, headline=" "), now=NOW, fallback=DRAFT)

    assert made.headline == DRAFT.headline


def test_usual_titles_come_back() -> None:
    """A lead or a list of resources under a made-up title gets its usual one; a theme of nobody's papers the topic's."""
    lone = Section(kind="theme", title="GullTune", statements=LEAD.statements[:1])
    brief = replace(BRIEF, themes=())
    other = replace(ADAPTERS.statements[0], text="Forgetting is measured.")

    made = checked_roundup(brief, draft(replace(LEAD, title="GullTune"), replace(lone, statements=(other,))), now=NOW)

    assert [section.title for section in made.sections] == ["In short", "fine-tuning"]


def test_papers_are_numbered_by_first_mention() -> None:
    """Numbers follow lead, themes, resources and outlook, whatever the draft's order; the rest follow by rank."""
    made = checked_roundup(BRIEF, draft(RESOURCES, ADAPTERS, lead("Privacy is cheap.", H)), now=NOW)

    assert [section.kind for section in made.sections] == ["lead", "theme", "resources"]
    assert [(listed.number, listed.pick.paper.id) for listed in made.papers] == [(1, H), (2, T), (3, M)]
    assert made.counts == Counts(found=5251, matched=433, selected=3, cited=3)


def test_papers_without_mention_follow_by_rank() -> None:
    """All picks are listed, and only those that a statement rests on count as cited."""
    made = checked_roundup(BRIEF, draft(lead("Privacy is cheap.", H)), now=NOW)

    assert [listed.pick.paper.id for listed in made.papers] == [H, M, T]
    assert made.counts.cited == 1


def test_a_refused_statement_goes_with_what_leans_on_it() -> None:
    """One sentence less rather than another's in its place; a sentence that begins with “It” can't stand alone."""
    wrong = Statement(text="MarlinTune wins by 99%.", cites=(M,))
    leaning = Statement(text="It outperforms three baselines.", cites=(M,))

    made = checked_roundup(
        BRIEF, draft(replace(ADAPTERS, statements=(wrong, leaning, ADAPTERS.statements[0]))), now=NOW
    )

    assert [one.text for one in made.sections[0].statements] == [ADAPTERS.statements[0].text]
    assert made.check == CheckReport(statements=3, refused=2, repaired=0)


def test_no_statement_stands_twice() -> None:
    """A repetition is refused."""
    twice = replace(PRIVACY, statements=(*PRIVACY.statements, *PRIVACY.statements))

    made = checked_roundup(BRIEF, draft(twice), now=NOW)

    assert [one.text for one in made.sections[0].statements] == [one.text for one in PRIVACY.statements]
    assert made.check == CheckReport(statements=2, refused=1, repaired=0)


def test_every_statement_shown_has_its_evidence() -> None:
    """Passages that stand in its papers, word for word: the writer's where they do, else those that code finds."""
    given = Evidence(paper=H, quote="a small budget suffices")
    invented = Evidence(paper=H, quote="no budget is needed")
    written = [Statement(text="A small budget suffices.", cites=(H,), evidence=(one,)) for one in (given, invented)]

    made = checked_roundup(BRIEF, draft(LEAD, replace(PRIVACY, statements=(written[0],))), now=NOW)
    found = checked_roundup(
        BRIEF, draft(LEAD, replace(PRIVACY, statements=(replace(written[0], evidence=()),))), now=NOW
    )

    assert made.sections[1].statements[0].evidence == (given,)
    assert "small budget suffices" in found.sections[1].statements[0].evidence[0].quote
    assert [one.reason for one in refusals(BRIEF, draft(replace(PRIVACY, statements=(written[1],))))] == [
        f"{H} doesn't say “no budget is needed”"
    ]


def test_an_empty_section_is_left_out() -> None:
    """A section whose statements are all refused disappears when there is nothing in their place."""
    made = checked_roundup(
        BRIEF, draft(LEAD, replace(PRIVACY, statements=(Statement(text="It is 9×.", cites=(H,)),))), now=NOW
    )

    assert [section.kind for section in made.sections] == ["lead"]


def test_nothing_left_is_an_error() -> None:
    """A draft without one true statement is refused as a whole."""
    with pytest.raises(NothingToShow, match="fine-tuning"):
        checked_roundup(BRIEF, draft(lead("MarlinTune wins by 99%.", M), RESOURCES), now=NOW)


def test_only_known_resources_stay() -> None:
    """Resources keep the cites whose facts have them, a name that a source gives, and one entry each."""
    listed = (
        Resource(
            kind="code",
            name="SuperTune",
            url="http://www.github.com/lovelace/marlin-tune.git",
            cites=(M, T, "2605.99999"),
        ),
        samples.MARLIN_CODE,
        Resource(kind="code", name="Gull", url="https://github.com/gull/gull", cites=(M,)),
        Resource(kind="benchmark", name="ternbench", url=None, cites=(T,)),
    )
    made = checked_roundup(BRIEF, draft(LEAD, replace(RESOURCES, resources=listed)), now=NOW)

    assert [(r.name, r.cites) for r in made.sections[1].resources] == [("MarlinTune", (M,)), ("ternbench", (T,))]


def test_strangers_are_taken_out_of_a_section() -> None:
    """A section lists only papers of the shortlist, each once."""
    made = checked_roundup(BRIEF, draft(replace(PRIVACY, papers=(H, "2605.99999", H))), now=NOW)

    assert made.sections[0].papers == (H,)


def test_a_window_with_nothing_says_so() -> None:
    """Without papers the lead may cite nothing, and what code wrote stands."""
    text = "Nothing on fine-tuning was listed on 11–15 May 2026; 5,251 papers were read."

    made = checked_roundup(EMPTY, replace(DRAFT, headline="Fine-tuning: nothing new", sections=(lead(text),)), now=NOW)

    assert made.sections == (lead(text),)
    assert made.headline == "Fine-tuning: nothing new"
    assert made.papers == ()
    assert made.check == CheckReport(statements=1, refused=0, repaired=0)


def test_a_model_cant_invent_papers_for_an_empty_window() -> None:
    """Without papers any claim is refused, and code says that there was nothing."""
    made = checked_roundup(EMPTY, draft(lead("MarlinTune wins by 99%.")), now=NOW)

    assert [s.text for s in made.sections[0].statements] == ["Nothing on fine-tuning was listed 11–15 May 2026."]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.lists(st.sampled_from([M, T, H, "2605.99999"]), max_size=3))
def test_any_text_is_judged(text: str, cites: list[str]) -> None:
    """Whatever a model writes is shown or refused, never an exception; what is shown adds up."""
    sections = (LEAD, Section(kind="outlook", title=text, statements=(Statement(text=text, cites=tuple(cites)),)))

    made = checked_roundup(BRIEF, draft(*sections, headline=text), now=NOW, fallback=DRAFT)

    shown = [s for section in made.sections for s in section.statements]
    assert len(shown) == made.check.statements - made.check.refused + made.check.repaired
    assert {i for s in shown for i in s.cites} <= {M, T, H}


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=2, max_value=99_999), st.sampled_from(["k", " points", " ms", ""]))
def test_a_number_passes_only_when_a_source_has_it(value: int, unit: str) -> None:
    """Of all whole numbers only those of the abstract are accepted, and those that follow from them."""
    found = refusals(BRIEF, draft(lead(f"Heron reports {value}{unit} there.", H)))

    assert bool(found) != (unit == "" and value in {2, 3})


def test_what_abstracts_say_themselves_passes(data: Path) -> None:
    """Of the sentences of real abstracts, each citing its own paper, at most one in a hundred is refused."""
    papers = files.read(data / "arxiv-2026-W18.jsonl.gz").papers[::20]
    picks = tuple(Pick(paper=paper, rank=rank, score=1.0, why=()) for rank, paper in enumerate(papers, 1))
    brief = replace(
        BRIEF,
        shortlist=replace(BRIEF.shortlist, picks=picks),
        themes=(),
        facts={paper.id: facts(paper) for paper in papers},
    )
    said = [(sentence, p.id) for p in papers for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", p.abstract)]
    statements = tuple(Statement(text=sentence, cites=(paper_id,)) for sentence, paper_id in dict(said).items())

    refused = refusals(brief, draft(Section(kind="outlook", title="", statements=statements)))

    assert len(statements) > 1000
    assert len(refused) <= len(statements) / 100, refused


@pytest.mark.parametrize(
    ("text", "untrue"),
    [
        ("What is reported runs from 44.5% in MarlinTune [M] to 91.2 F1 [H].", False),
        ("One saves memory 8.3× [M], the next keeps 91.2 F1 [H].", False),
        ("One saves memory 8.3× [H], the next keeps 91.2 F1 [M].", True),
        ("MarlinTune and Heron differ: MarlinTune is cheap, whereas the F1 stays at 91.2.", False),
    ],
    ids=["a range over two papers", "each its own", "swapped", "a contrast that names nobody"],
)
def test_a_reference_says_whose_a_number_is(text: str, *, untrue: bool) -> None:
    """Where a paper's reference stands tells which paper a clause is about, whomever it names."""
    marks: list[ReferencePlace] = []
    while found := re.search(r" \[([MH])\]", text):
        marks.append(ReferencePlace(at=found.start(), paper={"M": M, "H": H}[found[1]]))
        text = text[: found.start()] + text[found.end() :]
    statement = Statement(text=text, cites=(M, H), marks=tuple(marks))

    found_wrong = refusals(BRIEF, draft(replace(LEAD, statements=(statement,))))

    assert [one.reason.endswith("is another paper's") for one in found_wrong] == [True] * untrue


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("TernBench asks how much is lost, and MarlinTune asks 1,000 questions.", (M, T)),
        ("Whisper places one adapter.", (M,)),
        ("Thirty of its fields are new.", (T,)),
    ],
    ids=["the number of another paper", "a well-known name", "a count"],
)
def test_subtler_untruths_are_refused(text: str, cites: tuple[str, ...]) -> None:
    """Numbers of another paper, well-known names that open a sentence, and counts."""
    assert refusals(BRIEF, draft(lead(text, *cites)))

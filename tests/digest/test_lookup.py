"""Finding papers by what people type."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.registry import profiles
from digest.lookup import Lookup, squeezed, words
from digest.model import Paper

DAY = date(2026, 5, 4)


def paper(id_: str, title: str, abstract: str = "") -> Paper:
    """A paper with this id, title and abstract."""
    return Paper(id=id_, title=title, abstract=abstract, authors=(), categories=(), published=DAY, listed=DAY)


RIVERS = paper("2605.00001", "RiverNet: Naïve Maps of Streams", "We present RiverNet. We also release RiverBench.")
LORA = paper(
    "2605.00002", "Rethinking Where Adapters Go", "We propose Deep Adapter Mix (DAMix), a mix. A floodgate probe helps."
)
OLD = paper("cs/0112017", "On the Depth of A3B2 Lakes", "We ask how deep.")
FIRST = paper("2605.00003", "CROFT: Tuning Drivers", "We propose CROFT.")
SECOND = paper("2605.00004", "Misled Rankers", "We propose CROFT, an attack.")
LOOKUP = Lookup.of((SECOND, RIVERS, LORA, OLD, FIRST), profiles())


def best(ref: str, lookup: Lookup = LOOKUP) -> tuple[str, str] | None:
    """The id of the best hit and how it was found."""
    hits = lookup.find(ref)
    return (hits[0].paper.id, hits[0].by) if hits else None


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("2605.00001", "2605.00001"),
        ("2605.00001v3", "2605.00001"),
        ("arXiv:2605.00001v1", "2605.00001"),
        ("ARXIV: 2605.00001", "2605.00001"),
        ("arXiv:2605.00001 [cs.CL]", "2605.00001"),
        ("https://arxiv.org/abs/2605.00001", "2605.00001"),
        ("http://www.arxiv.org/pdf/2605.00001v2.pdf", "2605.00001"),
        ("arxiv.org/html/2605.00001v1", "2605.00001"),
        ("https://export.arxiv.org/abs/2605.00001?context=cs", "2605.00001"),
        ("<https://arxiv.org/abs/2605.00001>", "2605.00001"),
        ("https://www.alphaxiv.org/abs/2605.00001", "2605.00001"),
        ("https://www.alphaxiv.org/overview/2605.00001", "2605.00001"),
        ("https://huggingface.co/papers/2605.00001", "2605.00001"),
        ("https://doi.org/10.48550/arXiv.2605.00001", "2605.00001"),
        ("cs/0112017v1", "cs/0112017"),
        ("arXiv:math.GT/0309136", "math/0309136"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("https://arxiv.org/abs/cs/0112017v1", "cs/0112017"),
        ("0704.0001", "0704.0001"),
        ("2613.00001", None),
        ("EndPrompt", None),
        ("see 2605.00001", None),
        ("https://evil.org/abs/2605.00001", None),
        ("", None),
        ("1" * 1000, None),
        ("٢٦٠٥.٠٠٠٠١", None),
    ],
)
def test_an_id_is_read_out_of_what_people_paste(ref: str, expected: str | None) -> None:
    """Bare, versioned, prefixed and linked ids of both styles give the canonical one."""
    assert profiles().paper_id(ref) == expected


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("https://arxiv.org/abs/2605.00001v2", ("2605.00001", "id")),
        ("CS/0112017v1", ("cs/0112017", "id")),
        ("rivernet: naive maps of streams", ("2605.00001", "title")),
        ("RiverNet", ("2605.00001", "name")),
        ("river-net", ("2605.00001", "name")),
        ("River Net", ("2605.00001", "name")),
        ("RiverBench", ("2605.00001", "name")),
        ("RivreNet", ("2605.00001", "name")),
        ("RiverNt", ("2605.00001", "name")),
        ("DAMix", ("2605.00002", "name")),
        ("CROFT", ("2605.00003", "name")),
        ("maps of streams", ("2605.00001", "title")),
        ("rethinkng where adapters go", ("2605.00002", "title")),
        ("rethinkng where adapters", ("2605.00002", "title")),
        ("adapters, rethinking where they go", ("2605.00002", "title")),
        (r"On the Depth of A$_3$B$_2$ Lakes", ("cs/0112017", "title")),
        ("floodgate probe", ("2605.00002", "abstract")),
        ("2605.09999", None),
        ("quantum chromodynamics on the lattice", None),
        ("zz", None),
        ("hello", None),
        ("…", None),
        ("", None),
    ],
)
def test_a_reference_leads_to_its_paper(ref: str, expected: tuple[str, str] | None) -> None:
    """Ids, titles and names are found however they are typed; what means nothing finds nothing."""
    assert best(ref) == expected


def test_a_name_that_leads_a_title_comes_first() -> None:
    """Of two papers with one name, the one whose title begins with it is the better hit."""
    hits = LOOKUP.find("croft")

    assert [hit.paper.id for hit in hits] == ["2605.00003", "2605.00004"]
    assert hits[0].score > hits[1].score


def test_the_limit_holds() -> None:
    """No more hits come than asked for."""
    assert len(LOOKUP.find("CROFT", limit=1)) == 1


def test_words_that_many_titles_have_mean_nothing() -> None:
    """What dozens of titles contain is a topic, not a paper."""
    many = [paper(f"2605.{at:05}", f"River Systems Part {at}", "River systems.") for at in range(40)]
    lookup = Lookup.of(many, profiles())

    assert best("River Systems", lookup) is None
    assert best("Systems of a River", lookup) is None
    assert best("River Systems Part 7", lookup) == ("2605.00007", "title")


def test_a_coined_word_of_few_abstracts_finds_them() -> None:
    """A coined word that only its own paper uses leads there, though nobody introduced it."""
    lookup = Lookup.of((RIVERS, paper("2605.00009", "Lakes", "The tests with LakeProbe2 were long.")), profiles())

    assert best("LakeProbe2", lookup) == ("2605.00009", "abstract")


def test_the_later_of_two_with_one_id_stands() -> None:
    """A paper that comes again replaces its earlier form."""
    lookup = Lookup.of((RIVERS, paper("2605.00001", "RiverNet Anew")), profiles())

    assert [hit.paper.title for hit in lookup.find("2605.00001")] == ["RiverNet Anew"]
    assert best("Naïve Maps of Streams", lookup) is None


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("river", ["RiverBench", "RiverNet"]),
        ("dam", ["DAMix"]),
        ("reth", ["Rethinking Where Adapters Go"]),
        ("adap", ["Rethinking Where Adapters Go"]),
        ("", []),
        ("…", []),
        ("xyzzy", []),
    ],
)
def test_completions_begin_with_what_was_typed(prefix: str, expected: list[str]) -> None:
    """Names come before titles, and titles that begin so before titles that contain it."""
    assert [completion.text for completion in LOOKUP.complete(prefix)][: len(expected) or None] == expected


def test_completions_lead_to_their_papers_and_stop_at_the_limit() -> None:
    """A completion carries its paper, each paper comes once under what was typed."""
    found = LOOKUP.complete("c", limit=1)

    assert [(completion.text, completion.paper.id) for completion in found] == [("CROFT", "2605.00003")]


def test_spelling_folds_case_accents_and_dashes() -> None:
    """Two ways to write a thing give one key."""
    assert words("Naïve A–B: π₀") == "naive a b pi0"
    assert squeezed("When-2 Speak") == squeezed("when2speak")


TITLES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80).filter(str.strip)


@settings(max_examples=100, deadline=None)
@given(st.lists(TITLES, min_size=1, max_size=5, unique_by=lambda title: squeezed(title) or title.strip()))
def test_a_paper_is_found_by_its_own_id_and_title(titles: list[str]) -> None:
    """Whatever its title, a paper is the best hit for its id and its title."""
    papers = [paper(f"2605.{at:05}", title) for at, title in enumerate(titles)]
    lookup = Lookup.of(papers, profiles())

    for each in papers:
        assert [hit.paper for hit in lookup.find(each.id)] == [each]
        assert each in [hit.paper for hit in lookup.find(each.title)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_anything_can_be_asked(ref: str) -> None:
    """Whatever is typed, hits are scored and sorted, and completions answer."""
    hits = LOOKUP.find(ref)

    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(LOOKUP.complete(ref, limit=3)) <= 3

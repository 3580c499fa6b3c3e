"""Which papers of a window are on a topic, in what order, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import knowledge, topics
from digest.corpus import Corpus
from digest.errors import Misunderstood
from digest.model import Paper, Shortlist, Topic, Window
from digest.query import parse
from digest.selection import Preferences, explain, related, search, select
from digest.text import words

MONDAY = date(2026, 5, 4)
WEEK = Window(start=MONDAY, end=date(2026, 5, 8))


def paper(at: int, title: str, abstract: str) -> Paper:
    """An invented paper of that Monday."""
    return Paper(
        id=f"2605.{at:05}",
        title=title,
        abstract=abstract,
        authors=("Ada Lovelace", "Grace B. Hopper"),
        categories=("cs.RO", "cs.LG"),
        published=MONDAY,
        listed=MONDAY,
    )


GRIPPER = paper(
    1,
    "Grasping wet cups with a soft gripper",
    "Robotic manipulation of wet cups is hard. Our soft gripper learns grasping from demonstrations of dish washing.",
)
ARM = paper(
    2,
    "Robot manipulation in kitchens",
    "A robot arm learns manipulation of cups and plates from demonstrations. Grasping succeeds more often.",
)
TEA = paper(
    3,
    "A survey of tea",
    "Tea is poured into cups. In passing we speak of robot manipulation, once, at the very end of a long text on leaves,"
    " water, temperature, porcelain, merchants, harvests, taxes, ships, ports, weather, soil, rain and altitude, and"
    " also on gardens, festivals, poems, songs, rituals, guests, hosts, sweets, spoons, kettles and stoves.",
)
STARS = paper(4, "Dust around young stars", "Telescopes see dust. Planets form in discs.")
PAPERS = (GRIPPER, ARM, TEA, STARS)
CORPUS = Corpus.of(PAPERS, knowledge())

VOCABULARY = st.sampled_from(
    ["robot", "manipulation", "grasping", "dust", "tea", "star", "gripper", "LoRA", "ASR", "and"]
)
TEXTS = st.lists(VOCABULARY, max_size=12).map(" ".join)
CORPORA = st.lists(st.tuples(TEXTS, TEXTS), max_size=12).map(
    lambda texts: Corpus.of([paper(at, title, abstract) for at, (title, abstract) in enumerate(texts)], knowledge())
)


def topic(words: str) -> Topic:
    """A topic of these very words."""
    return Topic(name=words, query=parse(words))


def ids(shortlist: Shortlist) -> list[str]:
    """The ids that a shortlist shows, in its order."""
    return [pick.paper.id for pick in shortlist.picks]


def test_what_is_on_topic_is_shown_and_nothing_else() -> None:
    """Papers about the topic come in; one that mentions it in passing, or not at all, stays out."""
    shortlist = select(CORPUS, topics().resolve("robot manipulation"), WEEK)

    assert set(ids(shortlist)) == {GRIPPER.id, ARM.id}
    assert (shortlist.found, shortlist.matched) == (4, 2)


@pytest.mark.parametrize("said", ["robot manipulation", "medieval falconry", "cat:cs.RO", "dust OR tea"])
def test_a_week_without_papers_is_an_empty_shortlist(said: str) -> None:
    """Nothing in, nothing out."""
    shortlist = select(Corpus.of([], knowledge()), topic(said), WEEK)

    assert (shortlist.found, shortlist.matched, shortlist.picks) == (0, 0, ())


def test_a_topic_that_nothing_matches_is_an_empty_shortlist() -> None:
    """The papers were read, and none is shown."""
    shortlist = select(CORPUS, topic("medieval falconry"), WEEK)

    assert (shortlist.found, shortlist.matched, shortlist.picks) == (4, 0, ())


def test_only_papers_listed_in_the_window_count() -> None:
    """A paper of another week is neither found nor shown."""
    later = replace(ARM, listed=date(2026, 5, 11))
    corpus = Corpus.of((GRIPPER, later), knowledge())

    shortlist = select(corpus, topics().resolve("robot manipulation"), WEEK)

    assert shortlist.found == 1
    assert ids(shortlist) == [GRIPPER.id]


def test_a_withdrawn_paper_is_not_shown() -> None:
    """Nobody wants to read what its authors took back."""
    corpus = Corpus.of((GRIPPER, replace(ARM, withdrawn=True)), knowledge())

    assert ids(select(corpus, topics().resolve("robot manipulation"), WEEK)) == [GRIPPER.id]
    assert (
        explain(corpus, topics().resolve("robot manipulation"), WEEK, ARM.id).reasons[0] == "withdrawn by its authors"
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("robot manipulation cat:cs.RO", {ARM.id, GRIPPER.id}),
        ("robot manipulation cat:cs.*", {ARM.id, GRIPPER.id}),
        ("robot manipulation cat:cs", {ARM.id, GRIPPER.id}),
        ("robot manipulation cat:cs.CL", set()),
        ("robot manipulation cat:c-s.RO", None),
        ('robot manipulation author:"ada lovelace"', {ARM.id, GRIPPER.id}),
        ('robot manipulation author:"A. Lovelace"', {ARM.id, GRIPPER.id}),
        ('robot manipulation author:"Grace Hopper"', {ARM.id, GRIPPER.id}),
        ('robot manipulation author:"Charles Lovelace"', set()),
        ("robot manipulation author:Hopper", {ARM.id, GRIPPER.id}),
        ("robot manipulation author:Grace", {ARM.id, GRIPPER.id}),
        ("robot manipulation -plates", {GRIPPER.id}),
        ('robot manipulation -"soft gripper"', {ARM.id}),
        ("cat:cs.RO", {one.id for one in PAPERS}),
    ],
)
def test_filters_hold(said: str, shown: set[str] | None) -> None:
    """Categories, authors and exclusions decide who may be shown at all."""
    if shown is None:
        with pytest.raises(Misunderstood, match="not a category"):
            topics().resolve(said)
        return

    assert set(ids(select(CORPUS, topics().resolve(said), WEEK))) == shown


@given(CORPORA, st.sampled_from(["robot manipulation", "LoRA OR dust", "speech recognition", '"tea star" robot']))
@settings(max_examples=80, deadline=None)
def test_a_shortlist_keeps_its_promises(corpus: Corpus, said: str) -> None:
    """Never an excluded word, never more than the limit, ranks from 1, scores in (0, 1] falling, the same every time."""
    asked = topic(f"{said} -gripper")

    shortlist = select(corpus, asked, WEEK, limit=3)

    assert shortlist == select(corpus, asked, WEEK, limit=3)
    assert len(shortlist.picks) <= min(3, shortlist.matched)
    assert shortlist.found == len(corpus.papers)
    assert [pick.rank for pick in shortlist.picks] == list(range(1, len(shortlist.picks) + 1))
    scores = [pick.score for pick in shortlist.picks]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 and pick.why for score, pick in zip(scores, shortlist.picks, strict=True))
    assert not any("gripper" in words.split(f"{p.paper.title} {p.paper.abstract}") for p in shortlist.picks)


def test_the_same_paper_twice_is_shown_once() -> None:
    """Of two near copies the better stays, and the other's verdict names it."""
    copy = replace(ARM, id="2605.00009", abstract=f"{ARM.abstract} Revised.")
    corpus = Corpus.of((*PAPERS, copy), knowledge())

    shortlist = select(corpus, topics().resolve("robot manipulation"), WEEK)

    left_out = ({ARM.id, copy.id} - set(ids(shortlist))).pop()
    assert len(ids(shortlist)) == shortlist.matched == 2
    assert "nearly the same as" in explain(corpus, topics().resolve("robot manipulation"), WEEK, left_out).reasons[0]


def test_the_reasons_say_where_and_what() -> None:
    """The words found, their place, and other names are told apart."""
    own = {pick.paper.id: pick.why for pick in select(CORPUS, topic("robot manipulation"), WEEK).picks}

    assert own[ARM.id][0] == "says “robot manipulation” in the title"
    assert "mentions “grasping” in the title, a part of it" in own[GRIPPER.id]


def test_code_and_venue_are_stated_and_move_a_paper_up() -> None:
    """A small bonus that anyone can see."""
    ropes = paper(5, "Robot manipulation of ropes", "A robot learns manipulation of ropes by tying knots in the dark.")
    wires = paper(6, "Robot manipulation of wires", "A robot learns manipulation of wires, bent by magnets underwater.")
    corpus = Corpus.of(
        (*PAPERS, ropes, replace(wires, comment="Accepted at ICRA 2026; code is available")), knowledge()
    )

    picks = select(corpus, topics().resolve("robot manipulation"), WEEK).picks

    order = [pick.paper for pick in picks]
    assert order.index(corpus.papers[5]) < order.index(ropes)
    assert {"code released", "accepted at ICRA 2026"} <= set(picks[order.index(corpus.papers[5])].why)


def test_a_channel_gets_more_of_what_it_follows_and_likes() -> None:
    """Followed authors and papers like liked ones rise, and say so."""
    twin = replace(ARM, id="2605.00007", authors=("Mary Somerville",), abstract="Robots manipulate cups and plates.")
    corpus = Corpus.of((*PAPERS, twin), knowledge())
    wishes = Preferences(followed_authors=("M. Somerville", "Nobody Else"), liked=(ARM.id, "2605.99999"))

    before = select(corpus, topics().resolve("robot manipulation"), WEEK)
    after = select(corpus, topics().resolve("robot manipulation"), WEEK, preferences=wishes)

    why = next(pick.why for pick in after.picks if pick.paper.id == twin.id)
    assert "by M. Somerville, whom this channel follows" in why
    assert f"like “{ARM.title}”, which this channel liked" in why
    assert ids(after).index(twin.id) <= ids(before).index(twin.id)


@pytest.mark.parametrize(
    ("paper_id", "said", "limit", "reason"),
    [
        (STARS.id, "robot manipulation", 100, "doesn't speak of the subject"),
        (TEA.id, "robot manipulation", 100, "only touches the subject"),
        (GRIPPER.id, "robot manipulation -dish", 100, "says “dish”, which this topic leaves out"),
        (GRIPPER.id, "robot manipulation cat:cs.CL", 100, "is in cs.RO, cs.LG, not in cs.CL"),
        (GRIPPER.id, "robot manipulation author:Curie", 100, "is not by Curie"),
        (GRIPPER.id, "robot manipulation OR tea", 0, "on topic, but 0 papers are more so"),
        ("2605.99999", "robot manipulation", 100, "not among the papers that were read"),
    ],
)
def test_a_verdict_says_why_not(paper_id: str, said: str, limit: int, reason: str) -> None:
    """Whoever asks after a paper hears what kept it out."""
    verdict = explain(CORPUS, topic(said), WEEK, paper_id, limit=limit)

    assert not verdict.selected
    assert reason in verdict.reasons[0]


def test_a_verdict_says_why() -> None:
    """The verdict of a paper shown has its rank, score and reasons."""
    shortlist = select(CORPUS, topics().resolve("robot manipulation"), WEEK)

    verdict = explain(CORPUS, topics().resolve("robot manipulation"), WEEK, ARM.id)

    pick = next(pick for pick in shortlist.picks if pick.paper.id == ARM.id)
    assert verdict.selected
    assert (verdict.rank, verdict.score, verdict.reasons) == (pick.rank, pick.score, pick.why)
    assert verdict.score > verdict.cut


def test_a_verdict_on_another_weeks_paper_names_the_days() -> None:
    """A paper outside of the window is told its day."""
    verdict = explain(CORPUS, topic("tea"), Window(start=date(2026, 4, 1), end=date(2026, 4, 2)), TEA.id)

    assert verdict.reasons[0] == "listed on 4 May 2026, not in 1–2 April 2026"


def test_an_ambiguous_abbreviation_counts_only_in_like_company() -> None:
    """`ASR` is speech recognition among papers on speech, not where it measures attacks."""
    speech = [
        paper(
            at, f"Speech recognition for {whom}", f"Speech recognition of {whom} from audio and transcripts, by voice."
        )
        for at, whom in enumerate(("children", "sailors", "singers", "pilots"), 20)
    ]
    voice = paper(30, "ASR from audio", "ASR of voice recordings makes transcripts from audio by voice.")
    attack = paper(
        31,
        "Poisoned patches fool detectors of traffic signs",
        "We study backdoor attacks on object detectors with physical stickers. The attack reaches an ASR of 90% on "
        "traffic signs, at little loss of clean accuracy, and evades the known defenses.",
    )
    corpus = Corpus.of((*speech, voice, attack, *PAPERS), knowledge())

    shown = ids(select(corpus, topic("speech recognition"), WEEK))

    assert voice.id in shown
    assert attack.id not in shown


def test_a_short_name_counts_where_nobody_uses_the_long_one() -> None:
    """Who asks for `ASR`, or for what it stands for, finds papers that only ever say ASR in its company."""
    corpus = Corpus.of(
        (paper(30, "ASR from audio", "ASR of voice recordings makes transcripts by ASR."), *PAPERS), knowledge()
    )

    assert ids(select(corpus, topic("ASR"), WEEK)) == ["2605.00030"]
    assert ids(select(corpus, topic("speech recognition"), WEEK)) == ["2605.00030"]


def test_search_finds_in_all_weeks_even_what_only_touches_it() -> None:
    """Search is wider than a roundup and keeps the best first."""
    hits = search(CORPUS, parse("robot manipulation"), limit=3)

    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert {hit.paper.id for hit in hits[:2]} == {ARM.id, GRIPPER.id}
    assert hits[2].paper.id == TEA.id
    assert all(hit.why for hit in hits)


def test_related_papers_are_near_and_never_the_paper_itself() -> None:
    """The nearest come first; a stranger has none."""
    assert related(CORPUS, ARM.id)[:1] == (GRIPPER,)
    assert ARM not in related(CORPUS, ARM.id)
    assert related(CORPUS, "2605.99999") == ()

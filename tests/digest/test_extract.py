"""The writer that needs no model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest import extract
from digest.check.checking import checked_roundup
from digest.model import Brief, Facts, Pick, Resource, Theme
from tests.digest.samples import BRIEF, EMPTY, FACTS, HERON, MARLIN, NOW, PICKS, SHORTLIST, TERN

if TYPE_CHECKING:
    from digest.roundup import Draft, Section


def section(draft: Draft, kind: str) -> Section:
    """The first section of a kind."""
    return next(one for one in draft.sections if one.kind == kind)


def texts(draft: Draft) -> list[str]:
    """All that is said."""
    return [statement.text for one in draft.sections for statement in one.statements]


def many(papers: int) -> Brief:
    """A brief without themes, of papers that all can be told."""
    picks = tuple(
        replace(PICKS[1], rank=n, paper=replace(TERN, id=f"2605.9{n:04}", abstract=TERN.abstract.replace("12", str(n))))
        for n in range(1, papers + 1)
    )
    facts = {pick.paper.id: FACTS[TERN.id] for pick in picks}
    return replace(BRIEF, shortlist=replace(SHORTLIST, picks=picks), facts=facts, themes=())


class TestWrite:
    """Drafts."""

    def test_every_statement_rests_on_papers_of_the_shortlist(self) -> None:
        """The check has nothing to refuse in what is extracted."""
        draft = extract.write(BRIEF)

        report = checked_roundup(BRIEF, draft, now=NOW).check

        ids = {pick.paper.id for pick in PICKS}
        assert all(set(said.cites) <= ids and said.cites for one in draft.sections for said in one.statements)
        assert (report.refused, report.statements) == (0, len(texts(draft)))
        assert draft.written_by.kind == "extract"

    def test_themes_come_in_order_with_all_their_papers(self) -> None:
        """Those that are told of, and those that are only listed; a theme of which nothing can be told is none."""
        brief = many(30)
        picks = brief.shortlist.picks
        mute = [replace(pick, paper=replace(pick.paper, abstract="Words.")) for pick in picks[20:]]
        shortlist = replace(brief.shortlist, picks=(*picks[:20], *mute))
        themes = (
            Theme(label="adapters and forgetting", picks=picks[:14]),
            Theme(label="privacy", picks=tuple(mute)),
            Theme(label="speech", picks=picks[14:20]),
        )

        draft = extract.write(replace(brief, shortlist=shortlist, themes=themes))

        shown = [(one.title, len(one.papers)) for one in draft.sections if one.kind == "theme"]
        assert shown == [("Adapters and forgetting", 14), ("Speech", 6)]
        assert section(draft, "also").papers == tuple(pick.paper.id for pick in mute)

    def test_a_theme_begins_with_a_figure(self) -> None:
        """Which the opening shows; what has none comes after it."""
        brief = many(12)
        picks = brief.shortlist.picks
        plain = TERN.abstract.replace(
            "accuracy drops by 19-24%", "tuned models of all sizes forget facts of all fields"
        )
        figures = {picks[at].paper.id for at in (0, 1, 2, 8, 9, 10)}  # the lead tells of some
        shown = [p if p.paper.id in figures else replace(p, paper=replace(p.paper, abstract=plain)) for p in picks]
        shortlist = replace(brief.shortlist, picks=tuple(shown))
        themes = (Theme(label="forgetting", picks=shortlist.picks[5:]),)

        first = section(extract.write(replace(brief, shortlist=shortlist, themes=themes)), "theme").statements[0]

        assert "accuracy drops by 19-24%" in first.text
        assert first.cites[0] in {picks[at].paper.id for at in (8, 9, 10)}

    def test_nothing_is_said_twice(self) -> None:
        """The lead has what is new of the best papers, the themes their results."""
        said = texts(extract.write(BRIEF))

        assert len(said) == len(set(said))
        assert all(text.endswith((".", "!", ".”", ".)")) for text in said)

    def test_the_headline_is_the_strongest_finding(self) -> None:
        """Measured, with its comparison; and its paper opens the lead."""
        said = TERN.abstract.replace("accuracy drops by", "instruction tuning costs").replace(
            "the loss", "what is lost"
        )
        tern = replace(PICKS[1], paper=replace(TERN, abstract=said))
        shortlist = replace(SHORTLIST, picks=(PICKS[0], tern, PICKS[2]))

        draft = extract.write(replace(BRIEF, shortlist=shortlist))

        assert draft.headline.startswith("Across 12 models, instruction tuning costs 19-24%")
        assert section(draft, "lead").statements[0].cites == (TERN.id,)

    def test_the_topic_stands_before_a_finding_only_where_its_paper_is_surely_on_it(self) -> None:
        """Else the headline would say that it is about what it isn't."""
        found = "On six tasks, costs fall by 40% compared with the strongest baseline."
        heads = {}
        for title in ("Fine-Tuning at Low Costs", "Cheap Search of Large Catalogues"):
            paper = replace(TERN, title=title, abstract=f"We freeze layers of models. {found}")
            shortlist = replace(SHORTLIST, picks=(replace(PICKS[1], paper=paper),))
            brief = replace(BRIEF, shortlist=shortlist, facts={TERN.id: Facts()}, themes=())
            heads[title] = extract.write(brief).headline

        assert heads["Fine-Tuning at Low Costs"] == f"Fine-tuning: {found[:-1]}"
        assert heads["Cheap Search of Large Catalogues"] == "1 paper on fine-tuning"

    def test_without_a_finding_the_headline_says_what_most_papers_turn_to(self) -> None:
        """By the largest theme's label."""
        mute = tuple(replace(pick, paper=replace(pick.paper, abstract="Words.")) for pick in PICKS)
        brief = replace(
            BRIEF, shortlist=replace(SHORTLIST, picks=mute), themes=(Theme(label="privacy", picks=mute[:2]),)
        )

        assert extract.write(brief).headline == "Fine-tuning: 2 of 3 papers turn to privacy"

    def test_what_is_in_no_theme_is_told_apart(self) -> None:
        """Under a section of its own, with all its papers."""
        brief = many(12)
        picks = brief.shortlist.picks

        draft = extract.write(replace(brief, themes=(Theme(label="privacy", picks=picks[:10]),)))

        assert section(draft, "also").papers == (picks[10].paper.id, picks[11].paper.id)

    def test_a_longer_roundup_tells_more_papers(self) -> None:
        """And a brief one fewer."""
        brief = many(30)
        brief = replace(brief, themes=(Theme(label="forgetting", picks=brief.shortlist.picks),))

        told = [len(texts(extract.write(brief, extract.LENGTHS[style]))) for style in ("brief", "standard", "deep")]

        assert told[0] < told[1] < told[2]

    def test_resources_are_one_entry_each_sorted_by_kind(self) -> None:
        """Entries of several papers cite all of them; the most used without a link come first."""
        common = Resource(kind="model", name="Llama-3.1-8B", url=None, cites=(TERN.id,))
        rare = Resource(kind="model", name="Rare-1B", url=None, cites=(TERN.id,))
        other = replace(common, name="llama-3.1-8b", cites=(HERON.id,))
        facts = {
            **FACTS,
            TERN.id: Facts(resources=(*FACTS[TERN.id].resources, rare, common)),
            HERON.id: Facts(resources=(other,)),
        }

        found = section(extract.write(replace(BRIEF, facts=facts)), "resources").resources

        assert [one.kind for one in found] == ["model", "model", "benchmark", "code", "code"]
        assert (found[0].name, found[0].cites) == ("Llama-3.1-8B", (TERN.id, HERON.id))

    def test_no_more_than_a_few_unlinked_names_of_a_kind_are_listed(self) -> None:
        """All that have a link are."""
        many = tuple(Resource(kind="dataset", name=f"Set-{n}", url=None, cites=(TERN.id,)) for n in range(30))
        linked = tuple(
            Resource(kind="dataset", name=f"Page-{n}", url=f"https://zenodo.org/records/{n}", cites=(TERN.id,))
            for n in range(30)
        )
        facts = {**FACTS, TERN.id: Facts(resources=many + linked)}

        found = section(extract.write(replace(BRIEF, facts=facts)), "resources").resources

        datasets = [one for one in found if one.kind == "dataset"]
        assert len([one for one in datasets if one.url]) == 30
        assert len([one for one in datasets if not one.url]) == 8

    def test_abstracts_that_say_nothing_are_led_by_titles(self) -> None:
        """The lead is never empty, and sections that would be are left out."""
        mute = [replace(pick.paper, abstract="Words.") for pick in PICKS]
        picks = tuple(Pick(paper=paper, rank=n, score=1 / n, why=()) for n, paper in enumerate(mute, 1))
        brief = replace(
            BRIEF,
            shortlist=replace(SHORTLIST, picks=picks),
            themes=(Theme(label="privacy", picks=picks),),
            facts={paper.id: Facts() for paper in mute},
        )

        draft = extract.write(brief)

        lead = section(draft, "lead").statements[0]
        assert lead.text.startswith("To start with: “MarlinTune")
        assert lead.cites == (MARLIN.id, TERN.id)
        assert {one.kind for one in draft.sections} == {"lead", "also"}

    def test_nothing_on_topic_is_a_lead_that_says_so(self) -> None:
        """With how many papers were read, in the singular where it was one."""
        one = replace(EMPTY, shortlist=replace(EMPTY.shortlist, found=1))

        draft = extract.write(EMPTY)

        assert draft.headline == "Fine-tuning: nothing new"
        assert texts(draft) == ["Nothing on fine-tuning was listed on 11–15 May 2026; 5,251 papers were read."]
        assert texts(extract.write(one))[0].endswith("1 paper was read.")


class TestCard:
    """One paper explained."""

    def test_it_says_what_is_new_and_what_came_out(self) -> None:
        """In the abstract's own sentences, told of its authors, each once."""
        card = extract.card(MARLIN, FACTS[MARLIN.id], (TERN,))

        assert card.gist.startswith("MarlinTune is a method")
        assert any("44.5%" in said for said in card.results)
        assert card.gist not in {*card.new, *card.results}
        assert card.related == (TERN,)

    def test_an_abstract_that_says_nothing_leaves_the_title(self) -> None:
        """As name and subtitle, in running letters."""
        card = extract.card(replace(MARLIN, abstract="Words on sparse adapter placement."), FACTS[MARLIN.id], ())

        assert card.gist.startswith("MarlinTune, sparse adapter placement")
        assert (card.new, card.results) == ((), ())


class TestCloseness:
    """Which papers are headlined and lead."""

    def test_a_paper_beside_the_topic_leads_with_no_finding_however_strong(self) -> None:
        """Its relevance, its title and its abstract say how close it is."""
        strong = "We find that birds fly 90% faster than trains on AukBench, and that birds cost 80% less than trains."
        brief = many(12)
        *others, last = (replace(pick, score=0.9) for pick in brief.shortlist.picks)
        beside = replace(last, score=0.5, paper=replace(last.paper, title="Birds Fly", abstract=strong))
        shortlist = replace(brief.shortlist, picks=(*others, beside))

        draft = extract.write(replace(brief, shortlist=shortlist))

        assert beside.paper.id not in {cited for said in section(draft, "lead").statements for cited in said.cites}
        assert "birds" not in draft.headline

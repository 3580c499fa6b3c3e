"""A roundup as messages, the same for every platform: the opening post, then the thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Action, Bullets, Heading, Numbered, Paragraph, Part, Small, Span, plain, strong
from adapters.present.citations import Citations, by_area, entry, near_misses, reference, under_the_hood
from digest import trend
from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Block, Text
    from digest.model import RankedBy
    from digest.roundup import CheckReport, Counts, Listed, Roundup, Section, Statement, WrittenBy

TITLES_AT_MOST = 3
MOST_LEAD = 5
MOST_THEMES = 6
LONGEST_BULLET = 600
"""Characters: two sentences with their people and their title have fewer."""
FOUND = "What was found"
"""The title of the themes where they are told together."""
HOOD = "Under the hood"
"""The title of what is used and what comes of it, where that is told together."""


def parts(roundup: Roundup) -> tuple[Part, ...]:
    """The opening post first; one message a theme, the resources, the outlook, then the papers.

    A platform with limits splits a part between blocks or items, never inside one.
    """
    citing = Citations(roundup)
    thread = (
        *(theme(section, citing) for section in of_kind(roundup, "theme")),
        *(also(section, citing) for section in of_kind(roundup, "also")),
        *(replace(under_the_hood(section, citing), group=HOOD) for section in of_kind(roundup, "resources")),
        *(outlook(section, citing) for section in of_kind(roundup, "outlook")),
    )
    listing = (paper_list(roundup),) if roundup.papers else ()
    return (opening(roundup), *(part for part in thread if len(part.blocks) > 1), *listing)


def theme(section: Section, citing: Citations) -> Part:
    """Who did what in one theme, and the papers of it that no statement mentions."""
    blocks: list[Block] = [Heading(section.title)]
    if section.statements:
        blocks.append(Bullets(tuple(citing.statement(statement) for statement in section.statements)))
    if further := citing.further(section):
        blocks.append(Small(_also(further)))
    return Part(blocks=tuple(blocks), group=FOUND)


def also(section: Section, citing: Citations) -> Part:
    """What stands in no theme: what is told of it, then the others by area."""
    blocks: list[Block] = [Heading(section.title or "Also this week")]
    if section.statements:
        blocks.append(Bullets(tuple(citing.statement(statement) for statement in section.statements)))
    for name, further in by_area(citing.further(section)):
        blocks.append(Small(_also(further, f"{name}: ")))
    return Part(blocks=tuple(blocks), group=FOUND)


def _also(further: Sequence[Listed], head: str = "Also here: ") -> Text:
    """`Also here: [4] Title, [9] Title`, and beyond a handful how many more the list of papers has."""
    spans: list[Span] = [Span(text=head)]
    shown = further if len(further) <= TITLES_AT_MOST + 1 else further[:TITLES_AT_MOST]
    for at, listed in enumerate(shown):
        spans += [Span(text=", ")] if at else []
        spans += [reference(listed), Span(text=f" {listed.pick.paper.title}")]
    if len(further) > len(shown):
        spans.append(Span(text=f", and {len(further) - len(shown)} more among the papers"))
    return tuple(spans)


def outlook(section: Section, citing: Citations) -> Part:
    """Where this is going."""
    heading = Heading(section.title or "Where this is going")
    told = (Paragraph(citing.statement(statement)) for statement in section.statements)
    return Part(blocks=(heading, *told), group=HOOD)


def paper_list(roundup: Roundup) -> Part:
    """All papers by their numbers: those cited, then the others by relevance."""
    cited = {paper for section in roundup.sections for statement in section.statements for paper in statement.cites}
    groups: tuple[list[tuple[int, Text]], list[tuple[int, Text]]] = ([], [])
    ranked = sorted(
        roundup.papers, key=lambda listed: listed.number if listed.pick.paper.id in cited else listed.pick.rank
    )
    for listed in ranked:
        paper = listed.pick.paper
        groups[paper.id not in cited].append((listed.number, entry(paper, listed.facts.venue)))
    blocks: list[Block] = [Heading("Papers")]
    if groups[0]:
        blocks.append(Numbered(tuple(groups[0])))
    if groups[0] and groups[1]:
        blocks.append(Small(plain("Not told above, most relevant first:")))
    if groups[1]:
        blocks.append(Numbered(tuple(groups[1])))
    return Part(blocks=tuple(blocks))


def opening(roundup: Roundup) -> Part:
    """The first part; it stands alone where nothing is on topic."""
    blocks: list[Block] = [Heading(roundup.headline), Small(plain(coverage(roundup))), *_lead(roundup)]
    themes = _theme_bullets(of_kind(roundup, "theme"), Citations(roundup))
    if themes:
        blocks.append(Bullets(themes))
    if roundup.trend:
        picture = sparkline(roundup.trend.counts)
        blocks.append(Paragraph(plain(f"{roundup.trend.sentence} {picture}".strip())))
    blocks += [*near_misses(roundup.near), Small(plain(footer(roundup)))]
    return Part(blocks=tuple(blocks), actions=_actions(roundup))


def of_kind(roundup: Roundup, kind: str) -> tuple[Section, ...]:
    """The sections of one kind, in their order."""
    return tuple(section for section in roundup.sections if section.kind == kind)


def coverage(roundup: Roundup) -> str:
    """`fine-tuning · 11–15 May 2026 · 5,251 read · 433 on topic · 100 selected · 24 told, the rest listed`."""
    return " · ".join((roundup.topic.name, roundup.window.label, *count_labels(roundup.counts)))


def count_labels(counts: Counts) -> tuple[str, ...]:
    """`5,251 read`, `433 on topic`, `100 selected`, `24 told, the rest listed`."""
    if not counts.matched:
        return (f"{counts.found:,} read", "none on topic")
    told = "told" if counts.cited == counts.selected else "told, the rest listed"
    numbers = {"read": counts.found, "on topic": counts.matched, "selected": counts.selected, told: counts.cited}
    return tuple(f"{number:,} {word}" for word, number in numbers.items())


def _lead(roundup: Roundup) -> tuple[Paragraph, ...]:
    """A paragraph a statement, so that a phone shows no wall of text."""
    citing = Citations(roundup)
    statements = [s for section in of_kind(roundup, "lead") for s in section.statements][:MOST_LEAD]
    if not statements:
        return (Paragraph(plain(nothing_found(roundup))),)
    return tuple(Paragraph(citing.statement(statement)) for statement in statements)


def nothing_found(roundup: Roundup) -> str:
    """That nothing is on topic, as a sentence."""
    if not roundup.counts.found:
        return f"There are no papers from {roundup.window.label} to read."
    return f"None of the {roundup.counts.found:,} papers listed {roundup.window.label} is on {roundup.topic.name}."


def _theme_bullets(themes: Sequence[Section], citing: Citations) -> tuple[Text, ...]:
    """A bullet a theme, with what happened in it."""
    return tuple(_bullet(section, citing) for section in themes[:MOST_THEMES])


def _bullet(section: Section, citing: Citations) -> Text:
    if not section.papers:
        return (strong(section.title),)
    head = (strong(section.title), Span(text=f" ({_count_of_papers(len(section.papers))}): "))
    single_first = sorted(section.statements, key=lambda statement: len(statement.cites) > 1)
    whole = (statement for statement in single_first if len(statement.text) <= LONGEST_BULLET)
    told = next(whole, None) or next(filter(None, map(_first_clause, single_first)), None)
    if told:
        return (*head, *citing.statement(told))
    first = citing.listed(section.papers)[0]
    return (*head, Span(text=f"“{first.pick.paper.title}” "), reference(first))


def _first_clause(statement: Statement) -> Statement | None:
    """What a statement says first, where that is short enough; else None."""
    first = split(statement.text)[0]
    return replace(statement, text=first, marks=()) if len(first) <= LONGEST_BULLET else None


def _count_of_papers(count: int) -> str:
    """`1 paper`, `12 papers`."""
    return f"{count:,} paper" if count == 1 else f"{count:,} papers"


def sparkline(counts: tuple[int, ...]) -> str:
    """A bar for each week, the highest one full; "" where there is nothing to compare."""
    return trend.sparkline(counts) if len(counts) > 1 else ""


def footer(roundup: Roundup) -> str:
    """Who wrote it and when, and what the check had to replace."""
    made = roundup.generated_at
    lines = [*([author(roundup.written_by)] if roundup.papers else []), f"{made.day} {made:%B %Y}"]
    lines += ranking(roundup.ranked_by)
    check = roundup.check
    if check.refused:
        lines.append(", ".join((f"{check.statements} statements checked", *fates(check))))
    if roundup.written_by.kind == "model":
        lines.append(f"quotes checked, verified by {check.verifier}" if check.verifier else "quotes checked")
    return " · ".join(lines)


def fates(check: CheckReport) -> tuple[str, ...]:
    """What became of the statements that were refused: `2 replaced`, `1 left out`."""
    every = ((check.repaired, "replaced"), (check.refused - check.repaired, "left out"))
    return tuple(f"{n} {fate}" for n, fate in every if n)


def ranking(by: RankedBy) -> list[str]:
    """Which models had a say in what is on topic; nothing where none had."""
    said = [f"ranked with {by.embeddings}"] if by.embeddings else []
    return [*said, f"borderline papers judged by {by.judge}"] if by.judge else said


def author(written_by: WrittenBy) -> str:
    """`extracted from abstracts`, with the reason where a model was asked for; or the model and its prompt."""
    if written_by.kind == "extract":
        return "extracted from abstracts" + (f", since {written_by.why}" if written_by.why else "")
    prompt = f", prompt {written_by.prompt}" if written_by.prompt else ""
    return f"written by {written_by.model or 'a model'}{prompt}"


def _actions(roundup: Roundup) -> tuple[Action, ...]:
    change = Action(label="Change topic", entry_point="papers", text="topics")
    if not roundup.papers:
        return (change,)
    listing = Action(label="Papers", entry_point="thread", text="papers")
    return (listing, change, Action(label="Why these?", entry_point="thread", text="why"))

"""Answers in the thread of a roundup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Action, Heading, Numbered, Paragraph, Reply, Small, Span, plain
from adapters.present.card import abstract_part, bibtex_part, code_part, paper_list_part
from adapters.present.citations import Citations
from adapters.present.citations import entry as entry_of
from adapters.present.parts import author, paper_list
from adapters.present.printable import shortened
from bot.answers.replies import reply, sentence, trying
from bot.commands import commands
from digest.bibtex import bibtex as entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Text
    from bot.commands.commands import Command
    from bot.writing.passage_search import FoundPassage, FoundPassages
    from bot.writing.question_answerer import ModelAnswer
    from digest.model import Facts, Paper
    from digest.roundup import Roundup, WrittenBy


_OFFERED: dict[type[Command], str] = {
    commands.RoundupNow: "A roundup on that",
    commands.ExplainPaper: "Look for such a paper",
    commands.Search: "Search the last weeks for it",
}


def no_such_number(number: int, roundup: Roundup) -> Reply:
    """The roundup has fewer papers."""
    count = len(roundup.papers)
    if not count:
        return sentence("This roundup has no papers.")
    numbers = "only paper 1" if count == 1 else f"papers 1 to {count}"
    return reply(Paragraph(plain(f"There is no paper {number} here; this roundup has {numbers}.")))


def no_roundup() -> Reply:
    """A number or a question outside of any thread that is known."""
    said = "I don't know which roundup that belongs to: reply in the thread of one that is less than four months old."
    return reply(Paragraph(plain(said)), Paragraph(trying("/papers roundup")))


def not_here(ref: str, roundup: Roundup) -> Reply:
    """No paper of this roundup has that name."""
    count = len(roundup.papers)
    return sentence(
        f"No paper of this roundup is called “{shortened(ref)}”. A number from 1 to {count} or an id always works."
    )


def bibtex(paper: Paper) -> Reply:
    """An entry to copy."""
    return Reply(parts=(bibtex_part(entry(paper)),))


def code(paper: Paper, facts: Facts) -> Reply:
    """Links to its code, or that it names none."""
    return Reply(parts=(code_part(paper, facts),))


def authors(paper: Paper) -> Reply:
    """Everybody who wrote it, in the paper's order."""
    title = Span(text=paper.title, link=paper.url)
    return reply(Paragraph((title, Span(text=f" is by {', '.join(paper.authors)}."))))


def abstract(paper: Paper) -> Reply:
    """As its authors wrote it."""
    return Reply(parts=(abstract_part(paper),))


def related(paper: Paper, near: Sequence[Paper]) -> Reply:
    """The papers of the last weeks that are nearest to it."""
    if not near:
        return sentence(f"No paper of the last weeks comes near “{paper.title}”.")
    return Reply(parts=(paper_list_part(f"Related to “{paper.title}”", near),))


def listing(roundup: Roundup) -> Reply:
    """All papers by number."""
    return Reply(parts=(paper_list(roundup),)) if roundup.papers else sentence("This roundup has no papers.")


def model_answer(found: ModelAnswer, roundup: Roundup, by: WrittenBy) -> Reply:
    """A model's checked sentences with their references, or that the abstracts don't say."""
    if not found.statements:
        said = "The abstracts of this roundup don't say."
        return reply(Paragraph(plain(said)), Small(plain(author(by))))
    citing = Citations(roundup)
    spans = [span for one in found.statements for span in (*citing.statement(one), Span(text=" "))]
    cited = {cite for one in found.statements for cite in one.cites}
    papers = [
        (listed.number, entry_of(listed.pick.paper)) for listed in roundup.papers if listed.pick.paper.id in cited
    ]
    pages = f" and arXiv's pages of {', '.join(f'[{number}]' for number in found.whole)}" if found.whole else ""
    note = f"{author(by)}, checked against the abstracts{pages}"
    return reply(Paragraph(tuple(spans[:-1])), Numbered(tuple(papers)), Small(plain(note)))


def passages(found: FoundPassages, why: str = "") -> Reply:
    """What the papers themselves say on a question, by number, and why no model answers it."""
    why = why or "Without a language model I write no answers."
    heading = "From the papers of this roundup" if found.answered else "The abstracts don't clearly say"
    note = f"{why} These are the papers' own sentences that come nearest to your question."
    return reply(Heading(heading), Numbered(_by_number(found.passages)), Small(plain(note)))


def with_code(found: Sequence[FoundPassage]) -> Reply:
    """The papers of a roundup that link to code."""
    if not found:
        return sentence("No paper of this roundup links to code in its abstract or comments.")
    return reply(Heading("Code, as linked in abstracts and comments"), Numbered(_by_number(found)))


def _by_number(found: Sequence[FoundPassage]) -> tuple[tuple[int, Text], ...]:
    return tuple(
        (one.number, (Span(text=one.paper.title, link=one.paper.url), Span(text=f" — {one.text}"))) for one in found
    )


def no_passages(instead: Command | None) -> Reply:
    """None of the roundup's papers speaks of it; `instead` may be what is meant."""
    said = "None of this roundup's papers speaks of that in its title or abstract, so I have no answer from them."
    actions = (
        (Action(label=_OFFERED[type(instead)], entry_point=instead.entry_point, text=str(instead)),) if instead else ()
    )
    return reply(Paragraph(plain(said)), Paragraph(trying("3", "abstract 3")), actions=actions)

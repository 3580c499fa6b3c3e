"""Single papers as messages: the card, the abstract, the code, a list of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Action, Bullets, Heading, Paragraph, Part, Rows, Small, Span, Verbatim, plain, strong
from adapters.present.citations import KINDS, bare, entry, with_strong_names
from adapters.present.parts import author

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Block, Text
    from digest.model import Facts, Paper
    from digest.roundup import Card

AUTHORS_AT_MOST = 12


def card_part(card: Card) -> Part:
    """One paper explained: who, what it is, what is new, what it reports, where to go on."""
    paper, names = card.paper, card.facts.names
    blocks: list[Block] = [Heading(paper.title), Small(plain(_people(paper)))]
    if card.gist:
        blocks.append(Paragraph(with_strong_names(card.gist, names)))
    told = {card.gist}
    for label, sentences in (("What is new", card.new), ("Results as reported", card.results)):
        fresh = tuple(with_strong_names(sentence, names) for sentence in sentences if sentence not in told)
        blocks += [Paragraph((strong(label),)), Bullets(fresh)] if fresh else []
        told.update(sentences)
    blocks += _limits(card)
    blocks.append(Rows((*_resources(card.facts), *_standing(card))))
    if card.related:
        blocks += [Paragraph((strong("Related"),)), Bullets(tuple(entry(other) for other in card.related))]
    page = f"; affiliations, code and limits from {paper.source}'s HTML page" if card.full_text else ""
    blocks.append(Small(plain(f"{author(card.written_by)}{page}")))
    actions = (_bibtex(paper), *_openings(card.related, "Related papers"))
    return Part(blocks=tuple(blocks), actions=actions, links=_pages(paper, card.facts))


def _limits(card: Card) -> list[Block]:
    """What the whole paper says of its own limits, and what its sections are."""
    if card.full_text is None:
        return []
    limits = tuple(plain(sentence) for sentence in card.full_text.limits)
    blocks: list[Block] = [Paragraph((strong("Limits, as the paper states them"),)), Bullets(limits)] if limits else []
    headings = " · ".join(card.full_text.headings)
    return [*blocks, Small(plain(f"Sections: {headings}"))] if headings else blocks


def _people(paper: Paper) -> str:
    shown = paper.authors[:AUTHORS_AT_MOST]
    more = len(paper.authors) - len(shown)
    people = ", ".join((*shown, f"and {more} more") if more else shown) or paper.byline
    return f"{people} · {'; '.join(paper.affiliations)}" if paper.affiliations else people


def _resources(facts: Facts) -> tuple[tuple[str, Text], ...]:
    rows: list[tuple[str, Text]] = []
    for kind, label in KINDS.items():
        spans: list[Span] = []
        for resource in facts.resources:
            if resource.kind == kind:
                spans += [Span(text=", ")] if spans else []
                spans.append(Span(text=bare(resource.url) if resource.url else resource.name, link=resource.url))
        rows += [(label, tuple(spans))] if spans else []
    return tuple(rows)


def _standing(card: Card) -> tuple[tuple[str, Text], ...]:
    paper = card.paper
    version = f", version {paper.version}" if paper.version > 1 else ""
    submitted = f"{paper.published.day} {paper.published:%B %Y}{version}"
    withdrawn = (("Note", (strong("This paper has been withdrawn."),)),) if paper.withdrawn else ()
    venue = card.facts.venue or paper.journal_ref
    return (
        *withdrawn,
        *((("Venue", plain(venue)),) if venue else ()),
        ("Categories", plain(", ".join(paper.categories) or "none given")),
        ("Submitted", plain(submitted)),
        *(((paper.source or "Pages", links),) if (links := _links(paper)) else ()),
    )


def _links(paper: Paper) -> Text:
    pages = {paper.id: paper.url, "PDF": paper.pdf, **{link.label: link.url for link in paper.links}}
    spans = [span for label, url in pages.items() if url for span in (Span(text=" · "), Span(text=label, link=url))]
    return tuple(spans[1:])


def _pages(paper: Paper, facts: Facts) -> tuple[tuple[str, str], ...]:
    pages = {"Abstract": paper.url, "PDF": paper.pdf, "Code": next(iter(facts.code), "")}
    return tuple((label, url) for label, url in pages.items() if url)


def _bibtex(paper: Paper) -> Action:
    return Action(label="BibTeX", entry_point="thread", text=f"bibtex {paper.id}")


def _openings(papers: Sequence[Paper], group: str) -> tuple[Action, ...]:
    return tuple(Action(label=paper.title, entry_point="paper", text=paper.id, group=group) for paper in papers)


def abstract_part(paper: Paper) -> Part:
    """The abstract as its authors wrote it."""
    behind = (Span(text=f"{paper.byline}, "), Span(text=paper.id, link=paper.url))
    return Part(blocks=(Heading(paper.title), Small(behind), Paragraph(plain(paper.abstract))))


def bibtex_part(bibtex: str) -> Part:
    """An entry to copy."""
    return Part(blocks=(Verbatim(bibtex),))


def code_part(paper: Paper, facts: Facts) -> Part:
    """The links to a paper's code, or that it names none."""
    if not facts.code:
        none = plain(f"The abstract and comments of {paper.title} name no code.")
        return Part(blocks=(Paragraph(none),))
    links = tuple((Span(text=bare(url), link=url),) for url in facts.code)
    return Part(blocks=(Paragraph(plain(f"Code of {paper.title}:")), Bullets(links)))


def paper_list_part(heading: str, papers: Sequence[Paper], note: str = "") -> Part:
    """Papers that somebody asked for, best first, each to open."""
    blocks: list[Block] = [Heading(heading)]
    if papers:
        blocks.append(Bullets(tuple(entry(paper) for paper in papers)))
    if note:
        blocks.append(Small(plain(note)))
    return Part(blocks=tuple(blocks), actions=_openings(papers, "Open a paper"))

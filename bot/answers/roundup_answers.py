"""Answers that are roundups, and why a paper is or isn't in one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Action, Bullets, Numbered, Paragraph, Part, Reply, Rows, Small, Span, code, plain, strong
from adapters.present.parts import parts, ranking
from bot.answers import topic_answers
from bot.answers.replies import EXAMPLES, press, reply, sentence, trying

if TYPE_CHECKING:
    from adapters.chat import Block, Text
    from bot.service.results import PaperVerdict
    from digest.roundup import Roundup, Trend

_EXPLAINED = 10
_FEW = 0.5
"""The share of the weeks before from which a week counts as usual."""


def roundup_parts(roundup: Roundup) -> tuple[Part, ...]:
    """The messages of a roundup that was asked for, with what is unusual about it first."""
    opening, *thread = parts(roundup)
    blocks = (*unusual(roundup), *opening.blocks)
    return (replace(opening, blocks=blocks), *thread)


def roundup_reply(roundup: Roundup, roundup_id: str, author: str = "") -> Reply:
    """A roundup for the asker, with what is unusual about it first, and a button to share it.

    One with nothing on topic offers what else its words may mean, such as the `author` whose name they are.
    """
    opening, *thread = roundup_parts(roundup)
    share = (press("Share", f"share {roundup_id}"),) if roundup.papers else ()
    first = replace(opening, actions=(*share, *opening.actions))
    if not roundup.counts.matched:
        query = roundup.topic.query
        notes = tuple(Small(plain(said)) for said in topic_answers.unfound(query, author))
        others = topic_answers.other_readings(query, author, "roundup")
        first = replace(first, blocks=(*first.blocks, *notes), actions=(*others, *first.actions))
    return Reply(parts=(first, *thread), roundup_id=roundup_id)


def in_the_open(roundup: Roundup, roundup_id: str) -> Reply:
    """The same for everybody, where nothing is posted but replies."""
    return Reply(parts=roundup_parts(roundup), private=False, roundup_id=roundup_id)


def shared(roundup: Roundup, roundup_id: str, said: str, *, is_new: bool, message: str = "") -> Reply:
    """What its asker sees once it is in the channel: the same without the button, and who shared it.

    `message` is the id of its opening post there, "" as long as that isn't known.
    """
    opening, *thread = roundup_parts(roundup)
    first = replace(opening, blocks=(*opening.blocks, Small(plain(said))))
    return Reply(parts=(first, *thread), roundup_id=roundup_id, posted="now" if is_new else "before", opening=message)


def may_not_post() -> Reply:
    """The asker couldn't post there themselves."""
    return sentence(
        "Sharing in this channel needs the right to post here. Ask somebody who has it; the roundup stays yours to read."
    )


def which_topic() -> Reply:
    """A roundup was asked for, of nothing."""
    examples = [f"/papers roundup {topic}" for topic in EXAMPLES]
    return reply(
        Paragraph(plain("A roundup of what? This channel has no subscriptions yet.")),
        Paragraph(trying(*examples)),
        actions=(*(press(topic, f"roundup {topic}") for topic in EXAMPLES[:1]), press("Topics", "topics")),
    )


def gone() -> Reply:
    """The roundup that is asked for has expired, or never was."""
    said = Paragraph(plain("I no longer have that roundup; what one person asked for is kept for two weeks."))
    return reply(said, Paragraph(trying("/papers roundup")))


def why(judged: PaperVerdict) -> Reply:
    """Whether a paper is in a roundup, and for what reasons."""
    paper, verdict = judged.paper, judged.verdict
    title = Span(text=paper.title, link=paper.url)
    where = f"the roundup on {judged.topic.name}, {judged.window.label}"
    if verdict is None:
        listed = f"{paper.listed.day} {paper.listed:%B %Y}"
        return reply(Paragraph((title, Span(text=f" is not in {where}: it was listed on {listed}, outside of it."))))
    stands = "is in" if verdict.selected else "is not in"
    rows: list[tuple[str, Text]] = [("Relevance", plain(f"{verdict.score:.2f}; on topic from {verdict.cut:.2f}"))]
    if verdict.rank:
        rows.append(("Rank", plain(f"{verdict.rank:,} among the papers of the window")))
    if asked := ranking(verdict.ranked_by):
        rows.append(("By", plain(f"words and their nearness; {', '.join(asked)}")))
    blocks: list[Block] = [Paragraph((title, Span(text=f" {stands} {where}."))), Rows(tuple(rows))]
    if verdict.reasons:
        blocks.append(Bullets(tuple(plain(reason) for reason in verdict.reasons)))
    return reply(*blocks, actions=(Action(label="Open the paper", entry_point="paper", text=paper.id),))


def why_these(roundup: Roundup) -> Reply:
    """How the papers of a roundup were selected, and the strongest reasons of the first ones."""
    counts = roundup.counts
    best = sorted(roundup.papers, key=lambda listed: listed.pick.rank)[:_EXPLAINED]
    items = tuple(
        (listed.number, (strong(listed.pick.paper.title), Span(text=_because(listed.pick.why)))) for listed in best
    )
    said = (
        f"All {counts.found:,} papers of {roundup.window.label} were read, {counts.matched:,} were on topic, "
        f"and {counts.selected:,} were selected by this query:"
    )
    hint = (Span(text="Ask about any other paper with "), code("/papers why <paper>"), Span(text="."))
    query = Paragraph((code(roundup.topic.query.text),))
    asked = (Rows(rows),) if (rows := topic_answers.understood_rows(roundup.topic.query)) else ()
    return reply(Paragraph(plain(said)), query, *asked, *((Numbered(items),) if items else ()), Small(hint))


def _because(reasons: tuple[str, ...]) -> str:
    return f" — {'; '.join(reasons)}" if reasons else ""


def unusual(roundup: Roundup) -> tuple[Paragraph, ...]:
    """Partial and quiet weeks, each said in its own words; a week with nothing on topic says so by itself."""
    blocks: list[Paragraph] = []
    if roundup.missing:
        at_hand = f"{roundup.counts.found:,} papers that I have"
        blocks.append(Paragraph((strong("Partial: "), Span(text=f"made of the {at_hand}. {roundup.missing}"))))
    usual = _usual_count(roundup.trend)
    if usual and roundup.counts.matched:
        fewer = f"Fewer than usual: {roundup.counts.matched:,} on topic, usually about {usual:,}."
        blocks.append(Paragraph(plain(fewer)))
    return tuple(blocks)


def _usual_count(trend: Trend | None) -> int | None:
    """How many papers the weeks before had on topic, where the last one has far fewer; else None."""
    if trend is None or len(trend.counts) < 2:  # noqa: PLR2004 - one week has nothing to compare with
        return None
    before = trend.counts[:-1]
    mean = sum(before) / len(before)
    return round(mean) if trend.counts[-1] < mean * _FEW else None

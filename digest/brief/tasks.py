"""What a model is asked: a brief, refused statements or a question as messages, with the form of the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from digest.brief import tokens
from digest.brief.fencing import fenced, one_line, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.brief.prompting import Prompts, WritingOptions
    from digest.model import Brief, Facts, Paper, Shortlist, Theme
    from digest.roundup import Refusal

Form = Literal["roundup", "repair", "statements", "verdicts", "judgments", "translation", "text"]
"""What an answer looks like; `text` is anything, and has no schema."""

SHARE = 1.2
"""How many tokens may be sent for one of the abstracts'."""
_TRIM_FROM = 40
"""Papers from which on instructions weigh little, so that the share can be kept."""
MOST_THEMES = 6
_A_THEME = 8
"""Papers for which one theme is enough."""
_LONGEST_QUESTION = 1_000
_ANSWERS = {"brief": 2_000, "standard": 8_000, "deep": 14_000}
"""Tokens; a statement with its evidence has about 160, and six themes of five statements are the most of the standard."""
REPAIR_AT_MOST = 12_000
"""Tokens that a call to mend sends."""
_SHORT_ANSWER = 1_200


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_TEXT = {"type": "string"}
_EVIDENCE = _list(_object(paper={"type": "integer"}, quote=_TEXT))
_STATEMENTS = _list(_object(text=_TEXT, evidence=_EVIDENCE))
_NUMBERS = _list({"type": "integer"})
SCHEMAS: Mapping[Form, Mapping[str, Any]] = {
    "judgments": _object(on=_NUMBERS, near=_NUMBERS, off=_NUMBERS),
    "translation": _object(english=_TEXT),
    "roundup": _object(
        headline=_TEXT,
        standfirst=_STATEMENTS,
        themes=_list(_object(title=_TEXT, story=_STATEMENTS)),
        under_the_hood=_STATEMENTS,
        outlook=_STATEMENTS,
    ),
    "repair": _object(statements=_list(_object(number={"type": "integer"}, text=_TEXT, evidence=_EVIDENCE))),
    "statements": _object(statements=_STATEMENTS),
    "verdicts": _object(
        verdicts=_list(
            _object(
                number={"type": "integer"},
                verdict={"type": "string", "enum": ["supported", "refused", "unsure"]},
                reason=_TEXT,
            )
        )
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One call to a model.

    Attributes:
        system: What to do, from the prompt file.
        user: What to do it with, fenced.
        form: Which of `SCHEMAS` the answer has.
        answer: How many tokens the answer may have.
        sent: How many tokens the call sends, about, the schema included.
    """

    system: str
    user: str
    form: Form
    answer: int
    sent: int = field(init=False)

    def __post_init__(self) -> None:
        sent = tokens.count(self.system) + tokens.count(self.user) + tokens.count(str(SCHEMAS.get(self.form, "")))
        object.__setattr__(self, "sent", sent)


def write(
    brief: Brief, writing_options: WritingOptions, prompts: Prompts, *, fence: str, budget: int, trend: str = ""
) -> Task:
    """The one call that writes a roundup; numbers are ranks on the shortlist, `budget` is all that may be sent."""
    most = max(1, min(MOST_THEMES, round(len(brief.shortlist.picks) / _A_THEME)))
    themes = "one theme" if most == 1 else f"up to {most} themes"
    style = prompts.filled(f"style {writing_options.style}", themes=themes)
    system = prompts.filled("roundup", fence=fence, style=style, language=writing_options.language)
    head = f"{_head(brief.shortlist)} {one_line(trend)}".strip()
    hints = _hints(brief.themes)
    task = Task(
        system=system,
        user=f"{head}\n{hints}\n{fenced((), fence)}",
        form="roundup",
        answer=_ANSWERS[writing_options.style],
    )
    papers = [pick.paper for pick in brief.shortlist.picks]
    lines = sheet(papers, max(0, _allowed(papers, budget) - task.sent), brief.facts)
    return Task(system=system, user=f"{head}\n{hints}\n{fenced(lines, fence)}", form="roundup", answer=task.answer)


def repair(
    brief: Brief, refusals: Sequence[Refusal], writing_options: WritingOptions, prompts: Prompts, *, fence: str
) -> Task:
    """The one call that mends: the papers that the refused statements cite, the statements, and why."""
    ranks = {pick.paper.id: pick.rank for pick in brief.shortlist.picks}
    refused = [
        f"{at}. {one_line(refusal.statement.text)} papers {_numbers(refusal.statement.cites, ranks)}\n"
        f"   refused, since {one_line(refusal.reason)}{_has(refusal.statement.cites, brief.facts, ranks)}"
        f"{_nearest(refusal, ranks)}"
        for at, refusal in enumerate(refusals, 1)
    ]
    system = prompts.filled("repair", fence=fence, language=writing_options.language)
    cited = {cite for refusal in refusals for cite in refusal.statement.cites}
    picks = [pick for pick in brief.shortlist.picks if pick.paper.id in cited]
    room = REPAIR_AT_MOST - tokens.count(system) - tokens.count("\n".join(refused))
    papers = sheet([pick.paper for pick in picks], room, brief.facts, [pick.rank for pick in picks])
    return Task(
        system=system, user=fenced((*papers, *refused), fence), form="repair", answer=_ANSWERS[writing_options.style]
    )


def question(
    asked: str, papers: Sequence[Paper], writing_options: WritingOptions, prompts: Prompts, *, fence: str, budget: int
) -> Task:
    """A question about these papers, numbered from 1."""
    system = prompts.filled("question", fence=fence, language=writing_options.language)
    lines = fenced(sheet(papers, budget - tokens.count(system)), fence)
    user = f"{lines}\nThe question: {one_line(asked)[:_LONGEST_QUESTION].replace(fence, '')}"
    return Task(system=system, user=user, form="statements", answer=_SHORT_ANSWER)


def gist(paper: Paper, writing_options: WritingOptions, prompts: Prompts, *, fence: str, budget: int) -> Task:
    """One paper in one sentence."""
    system = prompts.filled("gist", fence=fence, language=writing_options.language)
    lines = sheet((paper,), budget - tokens.count(system))
    return Task(system=system, user=fenced(lines, fence), form="statements", answer=_SHORT_ANSWER)


def _allowed(papers: Sequence[Paper], budget: int) -> int:
    if len(papers) < _TRIM_FROM:
        return budget
    return min(budget, int(SHARE * sum(tokens.count(paper.abstract) for paper in papers)))


def _head(shortlist: Shortlist) -> str:
    return (
        f"Topic: {one_line(shortlist.topic.name)}. Window: {shortlist.window.label}. "
        f"{shortlist.found} papers read, {shortlist.matched} on topic, {len(shortlist.picks)} selected, most relevant first."
    )


def _hints(themes: Sequence[Theme]) -> str:
    """Which papers code found to belong together, to be bettered."""
    groups = [f"{theme.label}: {' '.join(str(pick.rank) for pick in theme.picks)}" for theme in themes]
    return f"Related by their words: {'; '.join(groups)}." if groups else ""


def _numbers(cites: Sequence[str], ranks: Mapping[str, int]) -> str:
    return ", ".join(str(ranks[cite]) if cite in ranks else cite for cite in cites) or "none"


def _nearest(refusal: Refusal, ranks: Mapping[str, int]) -> str:
    """The passages that the statement is about."""
    told = [f"paper {ranks[one.paper]} says: {one_line(one.quote)}" for one in refusal.nearest if one.paper in ranks]
    return "".join(f"\n   {line}" for line in told)


def _has(cites: Sequence[str], facts: Mapping[str, Facts], ranks: Mapping[str, int]) -> str:
    """What code read out of the cited papers, so that a number or name is put right by what the check knows."""
    told = []
    for cite in cites:
        if cite in ranks and cite in facts:
            has = ", ".join((*facts[cite].names[:3], *facts[cite].numbers[:8]))
            told.append(f"paper {ranks[cite]} has {one_line(has) or 'no names or results'}")
    return f" ({'; '.join(told)})" if told else ""

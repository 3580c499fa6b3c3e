"""What a judge of titles is asked, and what its answer says: which papers in doubt are on a topic."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from digest.brief import tokens
from digest.brief.answer import read
from digest.brief.fencing import fenced, one_line
from digest.brief.tasks import Task
from digest.check.orders import without_orders
from digest.errors import MalformedAnswer
from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.brief.prompting import Prompts
    from digest.model import Paper, Topic
    from digest.selection.reranking import Judgment

MOST = 10_000
"""Tokens sent in one call at most."""
MOST_PAPERS = 150
_ANSWER = 1_500
_MUST_SAY = 0.9
"""The share of the papers on which an answer must say something, and only one thing."""
_LONGEST_TOPIC = 600


class _Judgments(msgspec.Struct):
    on: list[int]
    near: list[int]
    off: list[int]


def task(topic: Topic, papers: Sequence[Paper], prompts: Prompts, *, fence: str) -> Task:
    """The one call on these papers, the first `MOST_PAPERS` of them."""
    system = prompts.filled("judge", fence=fence)
    names = f"{one_line(topic.name)} ({one_line(topic.query.text)})".replace(fence, "")[:_LONGEST_TOPIC]
    head = f"The topic: {names}"
    asked = papers[:MOST_PAPERS]
    empty = Task(system=system, user=f"{head}\n{fenced((), fence)}", form="judgments", answer=_ANSWER)
    lines = _lines(asked, (MOST - empty.sent) // max(1, len(asked)))
    return Task(system=system, user=f"{head}\n{fenced(lines, fence)}", form="judgments", answer=_ANSWER)


def judgments(answer: str, ids: Sequence[str]) -> Mapping[str, Judgment]:
    """What an answer says of the papers with these ids, which were numbered from 1; raises `Garbled` for half of one."""
    given = read(answer, _Judgments)
    sides: tuple[tuple[Judgment, list[int]], ...] = (("on", given.on), ("near", given.near), ("off", given.off))
    said = Counter(number for _, numbers in sides for number in set(numbers))
    found: dict[str, Judgment] = {
        ids[number - 1]: side
        for side, numbers in sides
        for number in numbers
        if 0 < number <= len(ids) and said[number] == 1
    }
    if len(found) < _MUST_SAY * len(ids):
        raise MalformedAnswer(f"it judged {len(found)} of {len(ids)} papers")
    return found


def _lines(papers: Sequence[Paper], room: int) -> Iterator[str]:
    """A line each: the number, the title, and as much of the abstract's beginning as there is room for."""
    for number, paper in enumerate(papers, 1):
        line = f"#{number} {one_line(without_orders(paper.title))}"
        for sentence in split(without_orders(paper.abstract)):
            longer = f"{line} | {one_line(sentence)}"
            if tokens.count(longer) > room:
                break
            line = longer
        yield _cut(line, room)


def _cut(line: str, room: int) -> str:
    """A line in so many tokens at most."""
    words = line.split(" ")
    while len(words) > 1 and tokens.count(" ".join(words)) > room:
        words = words[: len(words) * 9 // 10]
    return " ".join(words)

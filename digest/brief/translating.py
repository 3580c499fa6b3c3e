"""What a translator of topics is asked, and what its answer says: the same words in the language of the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from digest.brief.answer import read
from digest.brief.fencing import fenced, one_line
from digest.brief.tasks import Task
from digest.errors import MalformedAnswer, Misunderstood
from digest.query import LONGEST, parse

if TYPE_CHECKING:
    from digest.brief.prompting import Prompts

_ANSWER = 300
_GROWN = 4
"""A translation is at most so many times as long as what was typed, and a line."""
_LINE = 80


class _Translation(msgspec.Struct):
    english: str


def task(said: str, prompts: Prompts, *, fence: str) -> Task:
    """The one call on what somebody typed."""
    system = prompts.filled("translate", fence=fence)
    return Task(system=system, user=fenced((one_line(said)[:LONGEST],), fence), form="translation", answer=_ANSWER)


def english(answer: str, said: str) -> str:
    """What an answer says that these words mean in English; raises `Garbled` where that is no topic."""
    found = one_line(read(answer, _Translation).english)
    if not found or len(found) > _GROWN * len(said) + _LINE:
        raise MalformedAnswer("it gave no translation")
    try:
        parse(found)
    except Misunderstood as unclear:
        raise MalformedAnswer(f"it gave a translation that is no topic: {unclear.problem}") from None
    return found

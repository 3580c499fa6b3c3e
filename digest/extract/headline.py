"""Makes the headline: the week's strongest finding as a clause, else what most papers turn to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract.standalone import flaw
from digest.extract.wording import capital
from digest.extract.worth import measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.extract.telling import Story
    from digest.model import Brief, Pick

_LONGEST = 130
_SHORTEST = 30
_TAIL = re.compile(
    r",\s(?:(?:thereby|thus|while)\s)?(?:[a-z]+ly\s)?[a-z]+ing\s[^;,]*\.$|\s?\([^()]*\)|;\s[^;]*\.$|,\swhile\s[^,;]*\.$"
)
_LIMITS = re.compile(r"\b(?:but|although|except|only|unless|despite|however|whereas|not|without|if|when|fails?)\b")
_AGAIN = re.compile(r"\b(?:respectively|it|its|they|their|them)\b")


def headline(brief: Brief, findings: Sequence[tuple[Pick, Story]]) -> tuple[str, Pick | None]:
    """The headline and the paper it tells of, None where it tells of several.

    Args:
        brief: What the roundup is made of.
        findings: The best first.
    """
    strong = [found for found in findings if found[1].measured and found[1].compared]
    fair = [found for found in findings if found[1].measured or found[1].compared or found[1].negative]
    # What needs no coined name is understood at once.
    for pick, story in (*sorted(strong, key=_is_coined), *sorted(fair, key=_is_coined)):
        if (clause := _clause(story.core)) and (measured(clause) or not story.measured):
            return clause, pick
    return _turn(brief), None


def _is_coined(found: tuple[Pick, Story]) -> bool:
    return found[1].coined


def _clause(finding: str) -> str:
    """A finding short enough for a headline: whole, or without a closing remark that limits nothing."""
    text = finding
    for _ in range(3):
        if len(text) <= _LONGEST:
            break
        tail = _TAIL.search(text)
        if not tail or _LIMITS.search(tail[0]):
            break
        text = (
            f"{text[: tail.start()]}{'' if tail[0].endswith(')') else '.'}"
            if tail.end() == len(text)
            else text.replace(tail[0], "")
        )
    if not _SHORTEST <= len(text) <= _LONGEST or flaw(text) or _AGAIN.search(text):
        return ""
    return capital(text.rstrip("."))


def _turn(brief: Brief) -> str:
    """What most papers turn to; the label of the largest theme with its share."""
    topic, size = brief.shortlist.topic.name, len(brief.shortlist.picks)
    if not brief.themes:
        return f"{size} {'paper' if size == 1 else 'papers'} on {topic}"
    theme = brief.themes[0]
    return f"{capital(topic)}: {len(theme.picks)} of {size} papers turn to {theme.label}"

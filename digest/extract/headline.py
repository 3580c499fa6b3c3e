"""Makes the headline: the week's strongest finding as a clause, else what most papers turn to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract.features import measured
from digest.extract.wholeness import broken
from digest.extract.wording import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digest.extract.telling import Claim, Telling
    from digest.model import Brief, Pick

_LONGEST = 165
_WITH_SUBJECT = 200
_SHORTEST = 30
_CLAUSE = 110
"""Characters before `, and …` in which a comma makes it the end of a list."""
# Where a sentence goes on after it has said something whole: `…, and cuts cost`, `…, while …`, `…; …`.
_GOES_ON = re.compile(r",\s(?:and\s)?(?:[a-z]+ly\s)?[a-z]+(?:(?<!s)s|ing)\s|,\s(?:while|with|and)\s|;\s|\s\(")
# `of PM1, PM10` before `, and PM2.5`: within a list.
_LISTS = re.compile(r"[\w.%-]+,\s[\w.%-]+(?:\s[\w.%-]+)?$")
# Where it was tried, told below.
_TRIED_ON = re.compile(
    r"^(?:In (?:experiments|evaluations|tests|simulations|trials|comparisons|studies)|Evaluated|Tested|On|Across|Over)\s"
    r"[^.;]{5,160}?, (?=[A-Z][\w-]*(?:\s[A-Z(][\w-]*\)?)*\s[a-z]+s\s)"
)
_SAYS = re.compile(
    r"\b(?:achieve|reach|attain|obtain|improve|reduce|cut|lower|raise|increase|outperform|surpass|exceed|match|detect|complete|remove|yield"
    r"|deliver|retain|drop|fall|accelerate|boost|solve|repair|reproduce|recover|rank|remain|enable|scale|extract)(?:s|d|es|ed)?\b"
)
_LIMITS = re.compile(r"\b(?:but|although|except|only|unless|despite|however|whereas|not|without|if|when|fails?)\b")
_WANTED: tuple[Callable[[Claim], bool], ...] = (
    lambda claim: claim.explained and claim.central and claim.measured and claim.compared,
    lambda claim: claim.central and claim.measured,
    lambda claim: claim.explained and claim.central and claim.negative,
    lambda claim: claim.explained and claim.central and claim.points >= _PLAIN,
)
"""What a headline tells, in this order: a measured result with its comparison, a measured one, a failure, any
other finding; each says its subject."""
_PLAIN = -0.5
"""Logits from which a finding without a number is worth a headline."""
_AGAIN = re.compile(r"\b(?:respectively|it|its|they|their|them)\b")


def headline(brief: Brief, found: Sequence[tuple[Pick, Telling]]) -> tuple[str, Pick | None]:
    """The headline and the paper it tells of, None where it tells of several.

    Args:
        brief: What the roundup is made of.
        found: Papers that found something, the best first.
    """
    claims = [(pick, claim) for pick, telling in found for claim in telling.claims]
    for wanted in _WANTED:
        for pick, claim in claims:
            clause = _clause(claim.text) if wanted(claim) else ""
            told = f"{capital(claim.subject)}: {clause}" if claim.subject else clause
            if clause and len(told) <= _WITH_SUBJECT and (measured(clause) or not claim.measured or claim.negative):
                return told, pick
    return _turn(brief), None


def _clause(finding: str) -> str:
    """A finding short enough for a headline: whole, or up to where it goes on, unless what follows limits it."""
    text = re.sub(r"\s\([^()]*\)", "", finding).rstrip(".") if len(finding) > _LONGEST else finding.rstrip(".")
    if len(text) > _LONGEST:
        text = capital(_TRIED_ON.sub("", text))
    if len(text) > _LONGEST:
        cuts = [
            found.start()
            for found in _GOES_ON.finditer(text)
            if _SAYS.search(text, 0, found.start())
            and not _LISTS.search(text, 0, found.start())
            and not (found[0].startswith(", and ") and "," in text[max(found.start() - _CLAUSE, 0) : found.start()])
        ]
        at = max((cut for cut in cuts if cut <= _LONGEST), default=0)
        text = "" if _LIMITS.search(text[at:]) else text[:at]
    fits = _SHORTEST <= len(text) <= _LONGEST and not broken(f"{text}.") and not _AGAIN.search(text)
    return capital(text) if fits else ""


def _turn(brief: Brief) -> str:
    """What most papers turn to; the label of the largest theme with its share."""
    topic, size = brief.shortlist.topic.name, len(brief.shortlist.picks)
    if not brief.themes:
        return f"{size} {'paper' if size == 1 else 'papers'} on {topic}"
    theme = brief.themes[0]
    return f"{capital(topic)}: {len(theme.picks)} of {size} papers turn to {theme.label}"

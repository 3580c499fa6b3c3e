"""Makes the headline: the week's strongest finding as a clause, else what most papers turn to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.extract.closeness import Closeness
from digest.extract.features import has_comparison, has_measurement
from digest.extract.wholeness import broken
from digest.extract.wording import capital
from digest.text.titles import parted, running

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from digest.extract.telling import Claim, Telling
    from digest.model import Brief, Pick

_LONGEST, _WHOLE = 175, 210
"""Characters of a finding, and of one with what its name stands for."""
_SHORTEST = 30
_GLOSS = 90
"""Characters of a title that fit between a name and what it does."""
_COVERED = (0.28, 0.5)
"""The share of the title's words that a finding must say, with the name of what its paper made and without."""
_SURELY_ON_TOPIC = 0.6
"""The share of the topic's words that a title must say for the topic to stand before what its paper found."""
_SHORTEST_KIND = 20
_NO_PHRASE = re.compile(
    r"[?!:,]|\b(?:is|are|was|can|needs?|do|does|you|your|we)\b|^(?:How|What|When|Why|Where|Who|Do|Does|Is|Are|Can|Should|From|Not|To|[A-Z]\w+ing)\b"
)
"""What makes the words of a title no noun phrase."""
_CLAUSE = 110
"""Characters before `, and …` in which a comma makes it the end of a list."""
# Where a sentence goes on after it has said something whole: `…, and cuts cost`, `…, while …`, `…; …`.
_GOES_ON = re.compile(r",\s(?:and\s)?(?:[a-z]+ly\s)?[a-z]+(?:(?<!s)s|ing)\s|,\s(?:while|with|and)\s|;\s|\s\(")
# `of PM1, PM10` before `, and PM2.5`: within a list.
_LISTS = re.compile(r"(?<![\w.%-])[\w.%-]+,\s[\w.%-]+(?:\s[\w.%-]+)?$")
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
_ONLY_PRAISES = re.compile(
    r"\b(?:performances?|state-of-the-art|outperform\w*|surpass\w*|superior\w*|competitive\w*|effective\w*|robust\w*|better)\b"
)
"""What says nothing without a number."""
_WANTED: tuple[Callable[[Claim], bool], ...] = (
    lambda claim: claim.explained and _central(claim) and claim.measured and claim.compared,
    lambda claim: _central(claim) and claim.measured,
    lambda claim: claim.explained and _central(claim) and claim.negative,
    lambda claim: (
        claim.explained and _central(claim) and claim.points >= _PLAIN and not _ONLY_PRAISES.search(claim.text)
    ),
)
"""What a headline tells, in this order: a measured result with its comparison, a measured one, a failure, any
other finding; each says its subject."""
_PLAIN = -0.5
"""Logits from which a finding without a number is worth a headline."""
_AGAIN = re.compile(r"\b(?:respectively|it|its|they|their|them)\b")


def headline(brief: Brief, found: Sequence[tuple[Pick, Telling]], small: Collection[str]) -> tuple[str, Pick | None]:
    """The headline and the paper it tells of, None where it tells of several.

    Args:
        brief: What the roundup is made of.
        found: Papers that found something, the best first.
        small: Words that somebody writes small.
    """
    claims = [
        (pick, claim, clause)
        for pick, telling in found
        for claim, clause in (_glossed(claim, pick.paper.title, small) for claim in telling.claims)
        if clause
    ]
    for wanted in _WANTED:
        for pick, claim, clause in claims:
            keeps = (has_measurement(clause) or not claim.measured) and (has_comparison(clause) or not claim.compared)
            if wanted(claim) and (keeps or claim.negative):
                return clause, pick
    topic, closeness = capital(brief.shortlist.topic.name), Closeness(brief.shortlist.topic)
    for pick, _, clause in claims:
        fits = has_measurement(clause) and has_comparison(clause) and len(topic) + len(clause) < _WHOLE
        if fits and closeness.in_title(pick) >= _SURELY_ON_TOPIC:
            return f"{topic}: {clause}", pick
    return _turn(brief), None


def _central(claim: Claim) -> bool:
    """Whether a reader knows what it is about: it says enough of its title, and more where it names nothing."""
    return claim.coverage >= _COVERED[not (claim.name and claim.name in claim.text)]


def _glossed(claim: Claim, title: str, small: Collection[str]) -> tuple[Claim, str]:
    """The clause, with what its name stands for between commas, as title or abstract say it: then it's explained."""
    clause = _clause(claim.text)
    head, rest = parted(title)
    subject = re.search(rf"(?:^|, ){re.escape(claim.name)}(?= )", clause) if claim.name else None
    phrase = head == claim.name and len(rest) <= _GLOSS and not _NO_PHRASE.search(rest)
    gloss = running(rest, small).rstrip(".") if phrase else claim.kind
    if claim.explained or not subject or not (phrase or _SHORTEST_KIND <= len(gloss) <= _GLOSS):
        return claim, clause
    told = f"{clause[: subject.end()]}, {gloss},{clause[subject.end() :]}"
    glossed = replace(claim, explained=True, coverage=1.0 if phrase else claim.coverage)
    return glossed, told if len(told) <= _WHOLE else ""


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

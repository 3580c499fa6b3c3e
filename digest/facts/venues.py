"""Reads where a paper was accepted out of its journal reference and comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.facts.venue_names import CONFERENCES, JOURNALS, LONG_FORMS

if TYPE_CHECKING:
    from digest.model import Paper

_SPONSOR = r"(?:(?:IEEE|ACM|USENIX|IEEE/CVF|IEEE/RSJ|ACM/IEEE|ACM/SIGAPP)\s)?"
_YEAR = r"(?P<year>20\d\d|['’]\d\d|(?<=[A-Z])\d\d)(?!\d)"
_KNOWN = "|".join(re.escape(name) for name in sorted(CONFERENCES, key=len, reverse=True))
_CONFERENCE = re.compile(
    rf"(?<![\w./-])(?:(?P<ahead>20\d\d)\s)?{_SPONSOR}(?P<name>{_KNOWN})(?P<joint>W)?(?![a-z&])"
    rf"(?P<middle>(?:[\s(-]*(?:Findings|findings|Main|main|Workshops?|workshops?|Conference|conference|Industry"
    rf"|Demo)\)?)*)[\s,()@:-]*(?:{_YEAR})?"
)
_ACCEPTED = re.compile(
    r"\b(?:accept|acc?pe?ted|accpeted|to appear|appears?|appearing|publi(?:shed|cation)|in press|present"
    r"|camera[- ]ready|proceedings)"
)
_PREPOSITION = re.compile(
    r"(?:\b(?:at|to|in|by|for|with)\b|:)\s*(?:the\s)?(?=[\"“]?(?:\d+(?:st|nd|rd|th)\s|20\d\d\s)?[\"“]?[A-Z])"
)
_CODED = re.compile(rf"(?<![\w/-])(?P<name>{_SPONSOR}[A-Z][A-Za-z]*[A-Z&][A-Za-z&-]*)[\s(]*{_YEAR}")
_BRACKETED = re.compile(rf"\((?P<name>[A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]*)(?:[\s-]*{_YEAR})?\)")
_JUST_THAT = re.compile(
    rf"(?P<name>{_SPONSOR}[A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]*)\s?{_YEAR}(?P<rest>(?:\s[\w()&-]+){{0,9}})"
)
_FULL = re.compile(r"[\"“]?(?P<name>[A-Z][\w&./'’-]*(?:[\s\xa0](?:[A-Z&][\w&./'’-]*|of|and|in|on|for|the|an?))*)")
_JOURNAL = re.compile(
    "|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted(JOURNALS, key=len, reverse=True))
)
_LONG = re.compile("|".join(re.escape(name) for name in LONG_FORMS))
_NOT_YET = re.compile(
    r"\bsub\w*it+ed|submission|submit|under (?:peer[- ]?)?(?:double[- ]blind )?(?:review|consideration|revision)"
    r"|reject|extended version|full version|long version"
    r"|extension of|extends|not (?:yet )?accepted|(?:in|peer) review|being reviewed|withdrawn|intended for"
    r"|prepared for|targeting|planned|previous version"
    r"|committed to|earlier version|preliminary version|conference version|short version|upon accept|after accept"
    r"|if accept|once accept|when accept|keynote|companion",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"submitted (?:to )?and accepted|accepted (?:manuscript|version)", re.IGNORECASE)
_CONTEST = re.compile(r"challenge|competition|shared task|technical report|solution|\bcup\b", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"\b(Proc|Trans|Phys|Rev|Lett|Int|Conf|Symp|Vol|Eng|Sci|Comput|Appl|Math|Theor|Chem|Soc|Mech|J|Ann|Comm"
    r"|Commun|Nat|St)\.\s"
)
_SENTENCE = re.compile(r"(?<=[\w)\]])[.;] +|[;|]|\.$")
_WEAK_END = re.compile(r"(?:[\s\xa0,]+(?:and|of|in|on|for|the|an?))+$")
_MOST = 90


def venue(paper: Paper) -> str | None:
    """Where it was accepted or published, short, or None; being submitted or under review is no venue."""
    reference = " ".join(paper.journal_ref.split())
    if reference:
        return _conference(_shortened(reference)) or _journal(reference) or _full(re.split(r",|\s\(?\d", reference)[0])
    comment = _ABBREVIATED.sub("\\1.\xa0", " ".join(paper.comment.split()))
    return next(filter(None, map(_accepted_at, _SENTENCE.split(comment))), None)


def _accepted_at(sentence: str) -> str | None:
    sentence = _shortened(_SETTLED.sub("accepted", sentence or ""))
    if _NOT_YET.search(sentence):
        return None
    accepted = _ACCEPTED.search(sentence.lower())
    if not accepted:
        return None if _CONTEST.search(sentence) else _conference(sentence, dated=True) or _alone(sentence)
    return _conference(sentence) or _journal(sentence) or _elsewhere(sentence[accepted.end() :])


def _shortened(sentence: str) -> str:
    return _LONG.sub(lambda match: LONG_FORMS[match[0]], sentence)


def _conference(sentence: str, *, dated: bool = False) -> str | None:
    found = [match for match in _CONFERENCE.finditer(sentence) if match["year"] or match["ahead"] or not dated]
    match = next((match for match in found if match["year"]), found[0] if found else None)
    if not match:
        return None
    return _written(match["name"], match["year"] or match["ahead"], sentence, workshop=bool(match["joint"]))


def _written(name: str, year: str | None, sentence: str, *, workshop: bool = False) -> str:
    low = sentence.casefold()
    part = "workshop" if workshop or "workshop" in low else "Findings" if "findings" in low else ""
    full = year if not year or year.startswith("20") else f"20{year[-2:]}"
    return " ".join(filter(None, (name, full, part)))


def _journal(sentence: str) -> str | None:
    match = _JOURNAL.search(sentence)
    return JOURNALS[match[0]] if match else None


def _alone(sentence: str) -> str | None:
    """`NIME 2026` or `EurIPS 2025 Workshop on Principles` with nothing else in the sentence."""
    match = _JUST_THAT.fullmatch(sentence.strip(" .,"))
    return _written(match["name"], match["year"], sentence) if match else None


def _elsewhere(rest: str) -> str | None:
    """A place that isn't in the table: its short form if it has one, else its full name."""
    coded = _CODED.search(rest) or _BRACKETED.search(rest)
    if coded:
        return _written(coded["name"], coded["year"], rest)
    at = _PREPOSITION.search(rest)
    return _full(re.sub(r"^[\"“]?(?:\d+(?:st|nd|rd|th)\s|20\d\d\s)?", "", rest[at.end() :])) if at else None


def _full(text: str) -> str | None:
    match = _FULL.match(text.strip())
    name = _WEAK_END.sub("", match["name"]).replace("\xa0", " ").rstrip(".") if match else ""
    return name if 2 < len(name) <= _MOST else None  # noqa: PLR2004

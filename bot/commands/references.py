"""How people point at a paper in the thread of a roundup: `3`, `#3`, `paper 3`, an id, a link, `bibtex 3`."""

from __future__ import annotations

import re

from bot.commands.commands import Bibtex, Code, OfPaper, OpenPaper, Ref, ShowAbstract, WhyThis
from bot.knowledge import knowledge

_NUMBER = re.compile(
    r"(?:(?:paper|number|no\.?|nr\.?)\s*)?[#\[(]{0,2}(?P<number>\d{1,9})[\])]?", re.IGNORECASE | re.ASCII
)
_KINDS: dict[str, type[OfPaper]] = {
    "open": OpenPaper,
    "show": OpenPaper,
    "paper": OpenPaper,
    "card": OpenPaper,
    "bibtex": Bibtex,
    "bib": Bibtex,
    "cite": Bibtex,
    "citation": Bibtex,
    "code": Code,
    "abstract": ShowAbstract,
    "why": WhyThis,
}
_BETWEEN = re.compile(r"(?:(?:for|of|from|the|paper)\s+)+", re.IGNORECASE)
_NAME = re.compile(r"(?=\S*[A-Z0-9])\S{2,60}")


def of_paper(said: str) -> OfPaper | None:
    """What is asked of which paper; None where it is anything else, which is a question."""
    words = said.rstrip(".!?, ")
    ref = _pointed_at(words)
    if ref is not None:
        return OpenPaper(ref=ref)
    return _verb_first(words) or _verb_last(words)


def _verb_first(words: str) -> OfPaper | None:
    verb, _, rest = words.partition(" ")
    kind = _KINDS.get(verb.lower().rstrip(":"))
    if kind is None or not rest:
        return None
    rest = _BETWEEN.sub("", rest.strip(), count=1) if _BETWEEN.match(rest.strip()) else rest.strip()
    ref = _pointed_at(rest)
    if ref is None and _NAME.fullmatch(rest):
        ref = rest
    return None if ref is None else kind(ref=ref)


def _verb_last(words: str) -> OfPaper | None:
    rest, _, verb = words.rpartition(" ")
    kind = _KINDS.get(verb.lower())
    ref = _pointed_at(rest.removesuffix("'s"))
    return kind(ref=ref) if kind is not None and ref is not None else None


def _pointed_at(words: str) -> Ref | None:
    number = _NUMBER.fullmatch(words)
    return int(number["number"]) if number else knowledge().sources.paper_id(words)

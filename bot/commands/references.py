"""How people point at papers in the thread of a roundup: `3`, `3, 5`, `paper 3`, an id, a link, `bibtex 3`."""

from __future__ import annotations

import re

from bot.commands.paper_commands import (
    Authors,
    Bibtex,
    Code,
    OfPaper,
    OpenPaper,
    Ref,
    Related,
    SeveralPapers,
    ShowAbstract,
    WhyThis,
)
from bot.knowledge import knowledge
from digest.errors import Misunderstood

_AT_ONCE = 5

_NUMBER = re.compile(
    r"(?:(?:paper|number|no\.?|nr\.?)\s*)?[#\[(]{0,2}(?P<number>\d{1,9})[\])]?", re.IGNORECASE | re.ASCII
)
_KINDS: dict[str, type[OfPaper]] = {
    "open": OpenPaper,
    "explain": OpenPaper,
    "show": OpenPaper,
    "paper": OpenPaper,
    "card": OpenPaper,
    "bibtex": Bibtex,
    "bib": Bibtex,
    "cite": Bibtex,
    "citation": Bibtex,
    "code": Code,
    "abstract": ShowAbstract,
    "related": Related,
    "why": WhyThis,
    "authors": Authors,
    "author": Authors,
}
_ASKED: dict[type[OfPaper], str] = {
    Authors: r"who (?:wrote|made|did)|who(?:'s| is| are) (?:the )?(?:authors? of|behind)|(?:list )?the authors? of",
    Related: r"(?:show (?:me )?)?(?:more|others?|papers?|something) (?:like|similar to)|similar(?: papers?)? to|like",
    Code: r"(?:is there|where is|where's|show|has|link to) (?:me )?(?:any |the )?(?:code|repo(?:sitory)?|github) (?:for|of|to)",
    Bibtex: r"how (?:do|can|should) (?:i|we) cite",
    OpenPaper: r"what(?:'s| is)|tell (?:me|us) (?:more )?about|more (?:on|about)|summari[sz]e|details (?:on|of)|link to",
}
_IN_WORDS = [
    (kind, re.compile(rf"(?:{said})\s+(?:(?:the )?paper )?(?P<rest>.+)", re.IGNORECASE))
    for kind, said in _ASKED.items()
]
_WHY = re.compile(
    r"(?:is|isn't|was|wasn't|did|didn't|not)(?: not)? (?:the )?(?:paper )?(?P<rest>.+?)"
    r"(?: (?:not )?(?:(?:make it |get |come )?(?:in|into|on) (?:here|it|the|our|this|that)\b.*"
    r"|here|listed|included|selected))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:(?:for|of|from|the|paper)\s+)+", re.IGNORECASE)
_NAME = re.compile(r"(?=\S*[A-Z0-9])\S{2,60}")
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|(?<=[0-9\]])\s+(?=[#\[]?[0-9])", re.IGNORECASE)
# A roundup numbers its papers from 1 to 100, so that `2026` or `404` is talk.
_LISTED = r"(?:#?(?:[1-9][0-9]?|100)|\[(?:[1-9][0-9]?|100)\])"
_STRICT_VERB = re.compile(r"(?:explain|bibtex|code|abstract|related) ", re.IGNORECASE)
_STRICT_NUMBERS = re.compile(rf"{_LISTED}(?:(?:, ?|,? (?:and |& )?){_LISTED}){{0,{_AT_ONCE - 1}}}", re.IGNORECASE)
_JOINED = re.compile(r",| and | & ", re.IGNORECASE)
_PLEASE = re.compile(r",? please$|^please ", re.IGNORECASE)


_THIS = re.compile(
    r"(?:please )?(?:(?:explain|summari[sz]e|describe|open|show(?: me)?|what(?:'s| is)|tell (?:me|us)(?: more)? about) )?"
    r"(?:this|that)(?: (?:paper|one|link|preprint|article))?(?: (?:to (?:me|us)|about|please))*",
    re.IGNORECASE,
)


def is_about_above(typed: str) -> bool:
    """Whether somebody means the message above, as `explain this` does."""
    return _THIS.fullmatch(typed.strip().rstrip("?!. ")) is not None


def papers_above(typed: str, above: str) -> tuple[str, ...] | None:
    """The papers that the message above links to, where `explain this` is said about it; None where something else is said.

    Raises Misunderstood where it links to none.
    """
    if not is_about_above(typed):
        return None
    papers = tuple(dict.fromkeys(mention.id for mention in knowledge().sources.links(above)))[:_AT_ONCE]
    if not papers:
        raise Misunderstood("I see no link to a paper in the message above.", example="/paper 2605.13162")
    return papers


def is_addressed(text: str, mentioned: bool) -> bool:  # noqa: FBT001 - the one thing that is known besides the words
    """Whether something said in a roundup's thread is plainly for the bot; all else is talk among people.

    It is where the bot is mentioned (or nobody else listens), and where the whole of it is one of the strict forms: `3`,
    `3, 5`, an id or a link, each alone or, perhaps with a *please*, after `explain`, `bibtex`, `code`, `abstract` or
    `related`. This is narrower than what is understood once the bot is called.
    """
    if mentioned:
        return True
    words = " ".join(text.split())
    asked = _PLEASE.sub("", words)
    pointed = asked[verb.end() :] if (verb := _STRICT_VERB.match(asked)) else words
    if _STRICT_NUMBERS.fullmatch(pointed):
        return " " not in pointed or _JOINED.search(pointed) is not None  # `10 30` is a time
    return knowledge().sources.paper_id(pointed) is not None


def lone_numbers(text: str) -> tuple[int, ...]:
    """The numbers of papers that are all that is said; none where anything else is."""
    words = " ".join(text.split())
    return tuple(int(number) for number in re.findall(r"\d+", words)) if _STRICT_NUMBERS.fullmatch(words) else ()


def without_why(asked: str) -> str:
    """The paper in words that follow a *why*: `isn't EndPrompt in the roundup?`."""
    words = asked.rstrip("?!. ")
    found = _WHY.fullmatch(words)
    return found["rest"] if found else words


def of_paper(typed: str) -> OfPaper | SeveralPapers | None:
    """What is asked of which papers; None where it is anything else, which is a question.

    Raises Misunderstood for more papers than are opened at once.
    """
    words = _PLEASE.sub("", typed.rstrip(".!?, "))
    return _of_papers(OpenPaper, _pointed_at(words)) or _verb_first(words) or _verb_last(words) or _in_words(words)


def _of_papers(kind: type[OfPaper], refs: tuple[Ref, ...]) -> OfPaper | SeveralPapers | None:
    if len(refs) > _AT_ONCE:
        raise Misunderstood(f"Those are {len(refs)} papers; I open up to {_AT_ONCE} at once.", example="3, 5")
    if len(refs) > 1:
        return SeveralPapers(of=tuple(kind(ref=ref) for ref in refs))
    return kind(ref=refs[0]) if refs else None


def _verb_first(words: str) -> OfPaper | SeveralPapers | None:
    verb, _, rest = words.partition(" ")
    kind = _KINDS.get(verb.lower().rstrip(":"))
    if kind is None or not rest:
        return None
    rest = without_why(rest) if kind is WhyThis else rest
    rest = _BETWEEN.sub("", rest.strip(), count=1) if _BETWEEN.match(rest.strip()) else rest.strip()
    refs = _pointed_at(rest)
    if not refs and _NAME.fullmatch(rest):
        refs = (rest,)
    return _of_papers(kind, refs)


def _verb_last(words: str) -> OfPaper | SeveralPapers | None:
    rest, _, verb = words.rpartition(" ")
    kind = _KINDS.get(verb.lower())
    return None if kind is None else _of_papers(kind, _pointed_at(rest.removesuffix("'s")))


def _in_words(words: str) -> OfPaper | SeveralPapers | None:
    """`who wrote 7`, `more like 5`; only where what follows surely is a paper, since all else is a question."""
    for kind, pattern in _IN_WORDS:
        if (match := pattern.fullmatch(words)) and (refs := _pointed_at(match["rest"])):
            return _of_papers(kind, refs)
    return None


def _pointed_at(words: str) -> tuple[Ref, ...]:
    """The papers that these words name, each once; () where any of the words is something else."""
    refs = [_one(word) for word in _AND.split(words)]
    known = tuple(dict.fromkeys(ref for ref in refs if ref is not None))
    return known if None not in refs else ()


def _one(words: str) -> Ref | None:
    number = _NUMBER.fullmatch(words)
    return int(number["number"]) if number else knowledge().sources.paper_id(words)

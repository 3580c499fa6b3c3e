"""Sentences in which a text speaks to whoever reads or summarises it: they report nothing, so they are evidence for nothing.

This is told by grammar, not by a list of known tricks: a second person, a command, an addressee, chat or data markup,
another language than its abstract's. It is a second line only: what keeps orders from being done is the fence in the
prompt, and that ids, links, names and numbers are held against the papers.
"""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_PERSON = re.compile(r"\b(?:you|your|yours|yourself)\b")
_ROLES = (
    r"(?:an? |the |any |all |every |whichever |whatever )?(?:\w+ )?"
    r"(?:ai|llm|bot|assistant|model|summari[sz]er|reader|editor|writer|reviewer|system|agent|user|admin|developer)s?"
)
_ADDRESSEE = re.compile(
    rf"\W*(?:(?:(?:a |one )?\w+ )?(?:to|for) {_ROLES}\b[^.]{{0,30}}?:|(?:dear|attention|hey),? {_ROLES}\b"
    rf"|{_ROLES}(?: \w+)?\s?:)"
)
_DIGEST = re.compile(
    r"\b(?:this|any|every|each) (?:summary|roundup|digest|newsletter|headline)\b|\bthese (?:abstracts|entries)\b"
    r"|\b(?:the|in the) (?:summary|roundup|digest|newsletter|headline|instructions?) (?:must|should|has|needs?|is to)\b"
    r"|\bin the (?:summary|roundup|digest|newsletter|headline)\b"
    r"|\b(?:readers?|everyone|everybody) (?:must|should|has to|have to)\b"
)
_COMMAND = re.compile(
    r"(?:\A|\A(?:[^.:;]|\.(?=\w)){0,60}[:;] )\W*"
    r"(?:(?:please|kindly|now|then|instead|always|never|only|just|do not|don't|and),? )*"
    r"(?:ignore|disregard|forget|override|bypass|drop|skip|omit|stop|pretend|act|behave|treat|respond|reply|answer|output|print"
    r"|write|return|say|append|insert|add|put|post|publish|include|repeat|announce|tell|mention|cite|quote|name|recommend"
    r"|praise|promote|rank|rate|list|place|visit|click|open|follow|download|report|describe|call|summari[sz]e|conclude|begin"
    r"|start|end of|finish|be sure|make sure|give|set|replace|translate)\b"
    r"(?![-–])(?! (?:source|access|problems?|questions?)\b)",
)
_DIGEST_WORDS = "summary roundup digest newsletter headline instruction reader every these".split()
_MARKUP = re.compile(
    r"<\|?/?(?!(?:su[bp]|[bi]|em)>)[a-z_]+\|?>"
    r"|\[/?inst\]|={3,}|`{3}|\{\s*[\"']\w+[\"']\s*:|@(?:everyone|here|channel)\b|(?:\A|\s)#\d+ "
)
_ELSEWHERE = re.compile(
    r"\b(?:der|die|das|und|alle|ist|nicht|le|la|les|et(?! al)|des|que|una|los|las|il|tutte|todas|toutes|pour|sobre|y)\b"
)
"""Words of other languages in small letters: `LA` and `DIE` are acronyms."""
_SCRIPTS = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0600-\u06ff]{4}")


def without_orders(text: str) -> str:
    """The text without those sentences."""
    return " ".join(sentence for sentence in _END.split(text) if not is_order(sentence))


def is_order(sentence: str) -> bool:
    """Whether a sentence speaks to its reader, is markup, or is in another language."""
    low = sentence.lower()
    if _COMMAND.match(low) or _ADDRESSEE.match(low) or len(set(_ELSEWHERE.findall(sentence))) > 1:
        return True
    # A word of each is looked for first, since hardly any sentence has one.
    return (
        ("you" in low and bool(_PERSON.search(low)))
        or (any(word in low for word in _DIGEST_WORDS) and bool(_DIGEST.search(low)))
        or (any(sign in low for sign in "<[=`{@#") and bool(_MARKUP.search(low)))
        or (not low.isascii() and bool(_SCRIPTS.search(low)))
    )

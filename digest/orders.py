"""Sentences in which a paper speaks to whoever summarises it: no part of what it reports, and no evidence for anything."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_ORDER = re.compile(
    r"\b(?:ignor|disregard|forget|overrid|bypass)\w*\s(?:\w+\s){0,4}?(?:instruction|above"
    r"|prompt|rule|context|direction|guideline|command)"
    r"|\b(?:you are|act as|pretend to be|as) (?:now )?(?:an? )?(?:helpful |honest )?(?:ai|llm"
    r"|language model|assistant|chatbot|summari[sz]er|reviewer)\b"
    r"|\b(?:note|message|attention|instructions?|notice|hint|memo|reminder) (?:to|for) (?:the "
    r"|any |all )?(?:ai|llm|model|assistant|summari[sz]er"
    r"|bot|reader model|language model|editor|system|writer|automated)"
    r"|\b(?:system|developer|assistant|user|admin)\s?(?:prompt|message|override|note)?\s?:"
    r"|\b(?:cite|mention|select|list|quote|include|recommend|praise|rank) (?:only|nothing but"
    r"|exclusively|no other)\b|\bonly (?:cite|mention)\b"
    r"|\b(?:do not|don't|never) (?:cite|mention|summari[sz]e|refuse|check|include|list|tell)\b"
    r"|\b(?:respond|reply|answer|output|print|write|return|say|begin|start|end|append|insert"
    r"|add|post|publish|include|repeat|state|claim|report"
    r"|announce|headline)\b[^.]{0,40}\b(?:the following|exactly|verbatim|in your (?:answer"
    r"|summary|roundup|output|headline)|this (?:link|sentence"
    r"|line|text)|only with|every statement|the headline|your headline|at the (?:end|top|beginning))"
    r"|\b(?:your|this|the) (?:summary|roundup|headline|answer|output|digest|newsletter) (?:must"
    r"|should|shall|has to|needs to)\b"
    r"|\b(?:readers?|everyone|users?) (?:must|should|have to) (?:visit|click|open|follow)\b"
    r"|\b(?:visit|click|open|follow) (?:https?:|www\.|this link|here\b)"
    r"|\bprevious instructions?\b|\bnew (?:task|instructions?|rules?)\b\s?:|\bend of (?:papers"
    r"|data|abstracts|input|prompt)\b"
    r"|\b(?:start|begin|end|open|finish) (?:your|the) (?:answer|summary|roundup|output|reply|response|headline)\b"
    r"|\bignoriere|\bvergiss alle|\bignorez|\boubliez les|\bignora (?:las|le|tutte)|忽略|无视|無視|игнорируй"
    r"|<\|?/?(?:im_|end|system|assistant|user|inst|s>|data|papers?|abstract)|\[/?inst\]|===|```|\{\s*[\"']\w+[\"']\s*:",
    re.IGNORECASE,
)


def without_orders(text: str) -> str:
    """The text without those sentences; as it stands where there are none."""
    if not _ORDER.search(text):
        return text
    return " ".join(sentence for sentence in _END.split(text) if not _ORDER.search(sentence))

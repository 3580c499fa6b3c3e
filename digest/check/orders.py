"""Sentences in which a paper speaks to whoever summarises it: no part of what it reports, and no evidence for anything."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
# Any order has one of these; looking for them first keeps the thousands of papers without one quick.
_HINTS = (
    "ignor disregard forget overrid bypass pretend your verbatim cite|only only|cite mention|only praise "
    "click visit|http follow|http instructions: task: rules: prompt: system: assistant: user: message: "
    "note|to note|for message|to attention instructions|for instructions|to hint|for headline "
    "previous|instruction end|of <data </ [inst [/inst === ``` {\" {' this|summary this|roundup "
    "the|summary vergiss oubliez 忽略 无视 無視 игнор you|are|now as|an|ai act|as do|not|cite do|not|mention "
    "never|cite must|visit should|visit must|click include|this cite|exclusively reviewer|note im_ end_of "
    "only|with respond|only at|the|end the|headline every|statement the|following: following|exactly "
).split()
_LITERALS = tuple(hint.replace("|", " ") for hint in _HINTS)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s(?:the|all|any|these|those|previous|prior|every"
    r"|your|my)\s(?:\w+\s){0,3}?"
    r"(?:instruction|above|prompt|rule|context|direction|guideline|command|paper)|\b(?:ignore"
    r"|disregard|forget) (?:the )?above\b"
    r"|\byou are now\b|\b(?:act|respond|answer|write|behave) as (?:now )?(?:an? )?(?:ai|llm"
    r"|language model|assistant|summari[sz]er)\b"
    r"|\bas an? (?:ai|llm|language model|ai language model|assistant|reviewer),? you\b|\bpretend to be\b"
    r"|\b(?:note|message|attention|instructions?|notice|hint|memo|reminder) (?:to|for) (?:the |any "
    r"|all )?(?:ai|llm|model|assistant"
    r"|summari[sz]er|bot|language model|editor|writer|automated)|\A\W*(?:attention|reviewer note"
    r"|note)\b[^.:]{0,20}(?:assistant|:)"
    r"|\A\W*(?:system|developer|assistant|user|admin)\s?(?:prompt|message|override|note)?\s?:"
    r"|\b(?:cite|mention|quote|recommend|praise) (?:only|nothing but|exclusively|no other)\b|\bonly (?:cite|mention)\b"
    r"|\A\W*(?:please )?(?:do not|don't|never) (?:cite|mention|summari[sz]e|refuse|include|list|tell)\b"
    r"|\A\W*(?:please )?(?:respond|reply|answer|output|print|write|return|say|append|insert|add|post"
    r"|publish|include|repeat|state"
    r"|announce)\b[^.]{0,60}\b(?:the following|exactly|verbatim|your (?:answer|summary|roundup"
    r"|output|headline)|this (?:link|sentence|line"
    r"|text)|only with|every statement|the headline|at the (?:end|top|beginning)|end of each)"
    r"|\binclude this link\b|\bnow (?:write|do|say|output|print|post|answer)\b"
    r"|\b(?:your|this|the) (?:summary|roundup|headline|answer|digest|newsletter) (?:must|should"
    r"|shall|has to|needs to)\b"
    r"|\bin (?:your|the) (?:summary|roundup|headline|digest)\b|\bthe roundup should\b"
    r"|\b(?:readers?|everyone|users?) (?:must|should|have to) (?:visit|click|open|follow)\b"
    r"|\b(?:visit|click|open|follow) (?:https?:|www\.|this link|here\b)"
    r"|\bprevious instructions\b[^.]*\b(?:write|say|output|post|cite)\b|\bnew (?:task|instructions?|rules?)\b\s?:"
    r"|\bend of (?:papers|data|abstracts|input|prompt)\b|\b(?:papers|data|abstracts) end here\b"
    r"|\b(?:start|begin|end|open|finish) (?:your|the) (?:answer|summary|roundup|output|reply|response|headline)\b"
    r"|\bignoriere|\bvergiss alle|\bignorez|\boubliez les|\bignora (?:las|le|tutte)|忽略|无视|無視|игнорируй"
    r"|<\|(?:im_|end|system|assistant|user)|</?(?:system|assistant|user|data|papers?|abstract)>"
    r"|\[/?inst\]|===|```|\{\s*[\"']\w+[\"']\s*:",
    re.IGNORECASE,
)


def without_orders(text: str) -> str:
    """The text without those sentences; as it stands where there are none."""
    low = text.casefold()
    if not any(hint in low for hint in _LITERALS):
        return text
    return " ".join(sentence for sentence in _END.split(text) if not _ORDER.search(sentence))

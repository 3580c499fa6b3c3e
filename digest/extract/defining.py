"""Tells what a name stands for in a sentence of its own: `We propose NAME, a tool that …` becomes `NAME is a tool that …`."""

from __future__ import annotations

import re

from digest.extract.wording import capital
from digest.text.verbs import BASE

_COORDINATED = re.compile(
    rf",?\sand\sthat\s|(?:,\s(?:and|then)\s(?:we\s)?|\sand\swe\s|\sand\s(?=show|prove|demonstrate|evaluate"
    rf"|validate|find|release|provide|introduce|propose|present|develop|describe|discuss|identify))"
    rf"(?:[a-z]+ly\s|also\s|then\s|further\s)?(?:{'|'.join(sorted(BASE, key=len, reverse=True))})\s(?!of\b"
    rf"|and\b|in\b|for\b)"
)
_IS = re.compile(r"^(?:,|:|\s[–—-])\s(?P<what>(?:an?|the|our|one\sof)\s.+)$", re.DOTALL)
_DOES = re.compile(
    r"^,?\s(?:which|that)\s(?P<what>(?:[a-z]+ly\s)?(?!was|were|has|is\s(?:not|also))[a-z]+(?<!s)s\b.+)$", re.DOTALL
)
_KIND = re.compile(
    r"^\s(?:framework|method|benchmark|dataset|corpus|model|system|approach|algorithm|architecture|suite"
    r"|toolkit|library|protocol|platform)\b"
)
_SPELT = re.compile(r"^\s?\([^()]{2,120}\)")
_LABELLED = re.compile(
    r"^(?P<article>an?|the\sfirst)\s(?P<what>[^,;:()]{3,110}?)(?:\s(?:called|named|dubbed|termed|namely"
    r"|coined)|,|:|\s[–—])?\s\(?$"
)
_GOES_ON = re.compile(r"^,?\s(?:that|which|to|for|with|consisting|comprising|covering|where|built|designed)\b|^\.$")
_NEAR = 110
"""Characters before a name that is introduced."""
_LONG_FORM = re.compile(r"^(?:the\s)?(?P<what>(?!(?:[\w-]+\s)+(?:by|that|which|of)\s[a-z]+ing\b)[^,;:()]{3,90})\s\($")


def defined(what: str, name: str) -> str:
    """`NAME, a Y that …` as a sentence about NAME: `NAME is a Y that …`; "" where the words don't allow it."""
    at = what.find(name)
    if _COORDINATED.search(what):
        # What its people did besides would have no subject any more.
        return ""
    if not 0 <= at <= _NEAR or what[at + len(name) : at + len(name) + 1].isalnum():
        return ""
    before, rest = what[:at], what[at + len(name) :].lstrip('”"’`*')
    if before.strip() in {"", *"“\"‘'`*"}:
        before = ""
    elif labelled := _LABELLED.match(before):
        return _labelled(name, labelled, rest.removeprefix(")"))
    head, rest = _head(name, before, rest)
    if head and (described := _IS.match(rest)):
        return f"{head} is {re.sub('^our ', 'the ', described['what'])}"
    if head and (acts := _DOES.match(rest)):
        return f"{head} {acts['what']}"
    return ""


def _labelled(name: str, labelled: re.Match[str], rest: str) -> str:
    """`a benchmark called NAME that …`, `a Full Name (NAME) framework`."""
    description = f"{labelled['article']} {labelled['what']}"
    if kind := _KIND.match(rest):
        description, rest = f"{description}{kind[0]}", rest[kind.end() :]
    return f"{name} is {description}{rest if _GOES_ON.match(rest) else '.'}"


def _head(name: str, before: str, rest: str) -> tuple[str, str]:
    """The name as a subject, with its long form, and what follows; "" where something else stands before it."""
    long = _LONG_FORM.match(before)
    if long and rest.startswith(")"):
        return f"{capital(long['what'])} ({name})", rest[1:]
    if before not in {"", "the ", "The "}:
        return "", rest
    head = name
    if spelt := _SPELT.match(rest):
        head, rest = f"{name}{spelt[0]}", rest[spelt.end() :]
    if kind := _KIND.match(rest):
        head, rest = f"The {head}{kind[0]}", rest[kind.end() :]
    return head, rest

"""Finds in a title what a paper works on: `Data Selection for Image Classification via Graphs` → `image classification`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Paper

_NAME = re.compile(r"^[^:]{2,70}:\s*(?=\S)")
_QUESTION = re.compile(
    r"\?|^(?:How|What|When|Why|Where|Who|Do|Does|Is|Are|Can|Should|Beyond|From|Not|Your|Position|All|Winner)\b"
)
_STUDY = re.compile(
    r"\b(?:study|studies|perspective|approach|survey|review|framework|report|evidence|lessons|case|view|challenges|results"
    r"|directions|evaluation|analysis|limitations|applications|opportunities|insights|implications|considerations)$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\sfor\s")
_WITHIN = re.compile(r"\s(?:in|of|on|against|across)\s(?!the\s(?:Wild|Loop|Age|Era)\b)")
_ARTICLE = re.compile(r"^(?:An?|The)\s")
_DOES = re.compile(r"^\w+ing\s")
"""What is done rather than what it is done on, which reads as a claim."""
_ENDS = re.compile(
    r"\s(?:via|using|through|by|based\son|with|from|without|while|towards?|under)\s|:\s|\s[–—]\s|,\s|\sand\s(?:an?|the|beyond)\b"
    r"|\s?[(?]",
    re.IGNORECASE,
)
# Told of one where many are meant, as only titles do.
_ONE = re.compile(r"\b(?:model|system|network|agent|task|problem|method|dataset|environment)$")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST, _LONGEST = 10, 75


def task(paper: Paper) -> str:
    """What a paper works on, in running letters; "" where its title doesn't say so in a few words."""
    body = _NAME.sub("", paper.title)
    if _QUESTION.search(body):
        return ""
    aim = _FOR.search(body)
    said = _ENDS.split(body[aim.end() :] if aim else body)[0].strip(" .")
    if len(said) > _LONGEST or _ARTICLE.match(said):
        said = _WITHIN.split(said, maxsplit=1)[-1]
    if _ARTICLE.match(said) or _DOES.match(said) or _STUDY.search(said) or not _SHORTEST <= len(said) <= _LONGEST:
        return ""
    said = _WORD.sub(lambda word: _running(word[0], paper.abstract), said)
    return f"{said}s" if _ONE.search(said) else said


def _running(word: str, abstract: str) -> str:
    """A word of a title as it stands within a sentence: the abstract has its capital among small words where it's its own."""
    if not (word[1:].islower() or word == "A"):
        return word
    own = re.search(rf"(?:^|[\s(])[a-z][\w-]*\s{word}\b(?!\s[A-Z])", abstract) and word.lower() not in abstract
    return word if own else word.lower()

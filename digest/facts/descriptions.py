"""Reads what a paper says a name stands for: `CoLLM, a system that …`, `a benchmark called …`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sort = Literal["method", "model", "dataset", "benchmark", "tool", "part"]

_ARTICLE = r"(?:an?|the first|the|our|one of the|two|three|four)"
_BRACKET = r"(?:\s?\([^()]{2,120}\))?"
_BEHIND = re.compile(
    rf"{_BRACKET}[”\"’*`)}}]*(?:,\s|\s?[:—–]\s?|\s-\s|\sis\s|\sare\s|\sas\s"
    rf"|,\swhich\sis\s){_ARTICLE}\s(?P<what>(?:[^.;()]|\.(?=\d)){{3,220}})"
)
_BEFORE = re.compile(
    rf"\b(?P<article>{_ARTICLE})\s(?P<what>[\w\s/'’-]{{3,90}}?)(?:,?\s(?:called|named|dubbed|termed|namely"
    rf"|coined)|,|:)?\s[“\"‘'*`(]*$"
)
# `On the QASPER benchmark, UAE …`: a comma behind a phrase with a preposition ends it, and says nothing of the name.
_ADVERBIAL = re.compile(
    r"\b(?:on|in|into|at|across|over|under|within|for|with|using|against|from|to|of|by|than|through|via|between|among|like|unlike"
    r"|compared to|beyond)\s$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(.*?)(?:,|\s[–—:]|\s(?:that|which|who|whose|for|to|of|with|in|on|where|when|by|from|designed|based"
    r"|built|covering|containing|consisting"
    r"|comprising|spanning|tailored|using|under|across|at|as|between|through|capable|and)\b"
    r"|\s[a-z]+ing\s(?:an?|the|both|its)\s|$)"
)
_OPENS = re.compile(rf"{_ARTICLE}\s")
_ADJECTIVES = re.compile(r"^((?:[\w-]+ )?[\w-]+), (?=[\w-]+ )")
_JUDGE = re.compile(r"\bLLMs?[- ]as[- ]an?[- ]judge\b", re.IGNORECASE)
_SORTS: dict[Sort, frozenset[str]] = {
    "part": frozenset(
        """metric metrics measure score index module component variant ablation baseline baselines loss layer block head term
        regularizer objective stage step reward indicator criterion setting subset split task tasks mode""".split()
    ),
    "benchmark": frozenset("benchmark benchmarks testbed leaderboard suite".split()),
    "dataset": frozenset("dataset datasets corpus corpora collection database treebank".split()),
    "model": frozenset("model models llm vlm vla mllm family".split()),
    "tool": frozenset(
        "tool tools toolkit library platform simulator package software toolbox plugin repository app".split()
    ),
}
_THINGS = frozenset().union(*_SORTS.values())
_MODELS = re.compile(
    r"\b(?:foundation|language|vision|action|embedding|speech|audio|multimodal|reward|world|diffusion"
    r"|generalist|\d+B|pre-?trained)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a name stands for.

    Attributes:
        phrase: The noun phrase with its article, up to the end of the clause: `a system that serves adapters`.
        sort: By its head noun; a metric, a loss or a variant is a part of something.
    """

    phrase: str
    sort: Sort

    @property
    def kind(self) -> str:
        """The phrase up to where it goes on: `a system`; "" where its end can't be told."""
        article = _OPENS.match(self.phrase)
        head = _HEAD.match(self.phrase, article.end()) if article else None
        return f"{article[0]}{head[1]}".strip() if article and head and head[1].strip() else ""


def description_in(name: str, text: str) -> Description | None:
    """The first description that a text gives of a name, or None."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        # `SoccerGMR, a benchmark` and `Soccer-GMR, a benchmark` say nothing of `GMR`.
        if not any(mark.isalnum() or mark == "-" for mark in (text[max(0, at - 1) : at], text[end : end + 1])):
            behind = _BEHIND.match(text, end)
            if behind:
                return _description(behind[0][behind[0].index(behind["what"]) - _article(behind) :])
            before = _BEFORE.search(text, max(0, at - 130), at)
            if before and _sort(before["what"]) != "method" and not _is_adverbial(text, before):
                return _description(f"{before['article']} {before['what']}")
        at = text.find(name, end)
    return None


def _is_adverbial(text: str, before: re.Match[str]) -> bool:
    if not before[0].rstrip(" “\"‘'*`(").endswith(","):
        return False
    opens = max((text.rfind(mark, 0, before.start()) for mark in (". ", ": ", "; ")), default=-1)
    return bool(
        _ADVERBIAL.search(text, max(0, before.start() - 15), before.start())
        or _ADVERBIAL.match(f"{text[opens + 2 : before.start()].split(' ', maxsplit=1)[0]} ")
    )


def _article(match: re.Match[str]) -> int:
    """How many characters before `what` the article takes."""
    lead = match[0][: match[0].index(match["what"])]
    found = re.search(rf"{_ARTICLE}\s$", lead)
    return len(found[0]) if found else 0


def _description(phrase: str) -> Description:
    return Description(phrase=phrase.strip(), sort=_sort(re.sub(rf"^{_ARTICLE}\s", "", phrase)))


def _sort(noun_phrase: str) -> Sort:
    head = _HEAD.match(_ADJECTIVES.sub(r"\1 ", _JUDGE.sub("judging", noun_phrase)))
    words = (head[1] if head else noun_phrase).split() or [""]
    # `a dataset partitioning dams into …`: what follows a participle is no longer the thing itself.
    parting = (at for at, word in enumerate(words[1:]) if "-" not in word and word.endswith(("ing", "ed")))
    ends = (at for at in parting if words[at].lower() in _THINGS)
    last = words[next(ends, -1)].lower().strip("”\"’'")
    sort: Sort = next((sort for sort, nouns in _SORTS.items() if last in nouns), "method")
    if sort == "model" and last in {"model", "models", "family"} and not _MODELS.search(noun_phrase[:120]):
        return "method"
    return sort

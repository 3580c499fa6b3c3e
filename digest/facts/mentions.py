"""Finds models, datasets and benchmarks that an abstract names without a link, its own and well-known ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.facts.known import BENCHMARKS, DATASETS, is_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Paper, ResourceKind

_TOKEN = re.compile(r"(?<![\w/.-])[^\W\d_](?:[\w+.-]*[\w+])?(?![\w/])")
# `FooBench`, `Foo-Bench-v2`, `FinQA`, `FooVQA`; `VQA` and `KGQA` alone are tasks.
_BENCH = re.compile(
    r"[\w-]*[A-Z\d][\w-]*[Bb]ench(?:-?[A-Z\dvV][\w.]*)?|[A-Za-z][\w.-]*-bench"
    r"|[A-Z][A-Za-z\d]*[a-z\d][A-Za-z\d]*V?QA(?:v\d)?|HumanEval\S*"
)
_NEAR: dict[ResourceKind, re.Pattern[str]] = {
    "benchmark": re.compile(r"\b(?:benchmark|testbed|leaderboard|evaluation suite|challenge set)\b", re.IGNORECASE),
    "dataset": re.compile(r"\b(?:dataset|data set|corpus|database|collection of|treebank)\b", re.IGNORECASE),
    "model": re.compile(
        r"\b(?:foundation model|language model|model family|family of models|\d+(?:\.\d+)?B\b|pre-?trained model)",
        re.IGNORECASE,
    ),
}

_IS_BENCH = re.compile(r"bench\b|bench-?v?\d", re.IGNORECASE)
_DESCRIBED = re.compile(r"\)?[\s,:(—–]+(?:(?:is|as|was)\s)?(?:an?|the|our)\s([^.,;()]{1,80})")


def mentions(paper: Paper, names: Sequence[str]) -> Iterator[tuple[ResourceKind, str]]:
    """Kind and name of each, the paper's own first."""
    text = f"{paper.title}. {paper.abstract}"
    for name in names:
        kind = _own_kind(name, text)
        if kind:
            yield kind, name
    own = {name.casefold() for name in names}
    used = (word for word in dict.fromkeys(_TOKEN.findall(paper.abstract)) if not (word.islower() and word.isalpha()))
    named = {word: kind for word in used if word.casefold() not in own and (kind := _used_kind(word))}
    for word, kind in named.items():
        # `Qwen` says nothing where `Qwen3-VL` stands too.
        if not any(other != word and other.startswith(word) for other in named):
            yield kind, word


def _own_kind(name: str, text: str) -> ResourceKind | None:
    """By what the name says, else by what stands right behind it: `X, a benchmark …`, `X is the first dataset …`."""
    if _IS_BENCH.search(name):
        return "benchmark"
    at = text.find(name)
    while at >= 0:
        described = _DESCRIBED.match(text, at + len(name))
        told = [
            (near.start(), kind)
            for kind, pattern in _NEAR.items()
            if described and (near := pattern.search(described[1]))
        ]
        if told:
            return min(told)[1]
        at = text.find(name, at + len(name))
    return None


def _used_kind(word: str) -> ResourceKind | None:
    if word in BENCHMARKS or word.removesuffix("+") in BENCHMARKS:
        return "benchmark"
    if word in DATASETS:
        return "dataset"
    if is_model(word):
        return "model"
    return "benchmark" if _BENCH.fullmatch(word) else None

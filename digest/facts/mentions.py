"""Finds models, datasets and benchmarks that an abstract names without a link, its own and well-known ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.facts.descriptions import described
from digest.facts.known import BENCHMARKS, DATASETS, is_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.facts.descriptions import Sort
    from digest.model import Paper, ResourceKind

_TOKEN = re.compile(r"(?<![\w/.-])[^\W\d_](?:[\w+.-]*[\w+])?(?![\w/])")
# `FooBench`, `Foo-Bench-v2`, `FinQA`, `FooVQA`; `VQA` and `KGQA` alone are tasks.
_BENCH = re.compile(
    r"[\w-]*[A-Z\d][\w-]*[Bb]ench(?:-?[A-Z\dvV][\w.]*)?|[A-Za-z][\w.-]*-bench"
    r"|[A-Z][A-Za-z\d]*[a-z\d][A-Za-z\d]*V?QA(?:v\d)?|HumanEval\S*"
)
_OPENING = re.compile(r"(?:(?!\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study))\b)[^.]|\.(?!\s))+\.\s(?=\S)")
_EXAMPLE = re.compile(r"\b(?:such as|like|e\.g\.|including|for (?:example|instance))[^.;:]*$", re.IGNORECASE)
_KINDS: dict[Sort, ResourceKind] = {"benchmark": "benchmark", "dataset": "dataset", "model": "model", "tool": "tool"}
_IS_BENCH = re.compile(r"bench\b|bench-?v?\d", re.IGNORECASE)


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
        if any(other != word and other.startswith(word) for other in named):
            continue
        if kind != "model" or _is_used(word, paper.abstract):
            yield kind, word


def _is_used(model: str, abstract: str) -> bool:
    """Whether it is named anywhere but as an example or in the opening sentence, which tells what there was before."""
    opening = _OPENING.match(abstract)
    behind = opening.end() if opening else 0
    return any(
        found.start() >= behind and not _EXAMPLE.search(abstract, max(behind, found.start() - 60), found.start())
        for found in re.finditer(rf"(?<![\w-]){re.escape(model)}(?!\w)", abstract)
    )


def _own_kind(name: str, text: str) -> ResourceKind | None:
    """By what the name says, else by the head noun of what the paper says it is: `X, a benchmark …`."""
    if _IS_BENCH.search(name):
        return "benchmark"
    found = described(name, text)
    return _KINDS.get(found.sort) if found else None


def _used_kind(word: str) -> ResourceKind | None:
    if word in BENCHMARKS or word.removesuffix("+") in BENCHMARKS:
        return "benchmark"
    if word in DATASETS:
        return "dataset"
    if is_model(word):
        return "model"
    return "benchmark" if _BENCH.fullmatch(word) else None

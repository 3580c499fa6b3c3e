"""Finds models, datasets and benchmarks that an abstract names without a link: its own, and well-known ones that it uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.facts.descriptions import description_in
from digest.facts.known import BENCHMARKS, DATASETS, is_model
from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.facts.descriptions import Sort
    from digest.model import Paper, ResourceKind

_SIZES = "Sonnet|Opus|Haiku|Flash|Pro|Ultra|Nano|Mini|Turbo|Instruct|Coder|VL|Next|Max|Thinking|Large|Small|Base|Lite"
_TOKEN = re.compile(
    rf"(?<![\w/.-])(?P<word>[^\W\d_](?:[\w+.-]*[\w+])?)(?P<version>(?:\s(?:{_SIZES}))?\s\d+(?:\.\d+)*B?(?:\s(?:{_SIZES}))*)?"
    r"(?![\w/])(?!\s(?:Code|CLI|Deep)\b)"
)
# `FooBench`, `Foo-Bench-v2`; `FinQA` only as what something is measured on, since `VideoQA` is a task.
_BENCH = re.compile(r"[\w-]*[A-Z\d][\w-]*[Bb]ench(?:-?[A-Z\dvV][\w.]*)?|[A-Za-z][\w.-]*-bench|HumanEval\S*")
_QA = re.compile(r"[A-Z][A-Za-z\d]*[a-z\d][A-Za-z\d]*V?QA(?:v\d)?")
_ON = re.compile(r"\b(?:on|datasets?|benchmarks?)\b[^.;]*$")
_TASK = re.compile(r"\s(?:tasks?|models?|systems?|methods?|settings?|problems?)\b")
# What shows that a word names a dataset or benchmark here, and not a task, a kind of attention or an algorithm.
_DATA = r"(?:datasets?|benchmarks?|corpus|corpora|suites?|leaderboards?)"
_AS_DATA_BEFORE = re.compile(
    rf"\b{_DATA}\b|\b(?:on|from|in|of|across|with|using)\s(?:(?:the|both|standard|full|original|public)\s)?$",
    re.IGNORECASE,
)
_AS_DATA_BEHIND = re.compile(
    rf"[^.;]*\b{_DATA}\b|\s(?:(?:pre-?)?training|perplexity|accuracy|tasks?|problems?|questions?|images|videos|samples"
    r"|subset|split|test|validation)\b"
)
_NOT_DATA = re.compile(r"\s(?:attention|heads?|models?|systems?|methods?|algorithms?|pipelines?|layers?)\b|-[a-z]{4,}")
# `Video TextVQA`, `NOVA ARC`: the end of a longer name.
_LONGER = re.compile(r"[^.!?:,;(]\s(?!(?:On|The|In|Across|For|From|With|Using|And|Our)\s)[A-Z][\w-]*\s$")
_LETTER_AND_DIGIT = re.compile(r"[A-Z]\d")
_SPELT_OUT = re.compile(rf"\)\s(?:[\w-]+\s)?{_DATA}\b")
_OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|article)|[Ee]xperiments?|[Ee]valuat\w+|[Rr]esults)\b", re.ASCII
)
# What is only compared with, or only an example, isn't used.
_AGAINST = re.compile(
    r"\b(?:than|over|outperform\w*|surpass\w*|exceed\w*|compared|versus|vs\.?|against|relative to|unlike|beat\w*|such as|like"
    r"|e\.g\.|for (?:example|instance)|similar to|match\w*|rival\w*|baselines?|inspired by|following|lineage|competitive"
    r"|designed for|prior|existing|above|below)\b[^.;:]*$"
)
_USING = re.compile(
    r"(?:\b(?:on|with|using|uses?|across|of|from|into|by|to|via|and|fine-tun\w+|adapt\w+|train\w*|evaluat\w+|test\w*|namely)"
    r"|[,(:])\s(?:[\w.-]+\s){0,3}$|^(?:[A-Z][\w-]*\s){0,2}$|\bthat\s$"
)
_ADJECTIVE = re.compile(
    r"-(?!bench\b|base\b|large\b|tiny\b|mini\b|nano\b|small\b|instruct\b|turbo\b|chat\b|coder\b)[a-z]{4,}$"
)
_FIRST = re.compile(r"(?<![\w-])(Audio|Video|Open|Code|Tiny|Stable|Segment|Music)\s$")
_SURVEYS = re.compile(r"\b(?:survey|review|overview|tutorial|roadmap|perspective)\b", re.IGNORECASE)
_AROUND = "()[]{}.,;:!?“”\"'’"
_LISTED = BENCHMARKS | DATASETS
_REACH = 90
_KINDS: dict[Sort, ResourceKind] = {"benchmark": "benchmark", "dataset": "dataset", "model": "model", "tool": "tool"}
IS_BENCH = re.compile(r"bench\b|bench-?v?\d", re.IGNORECASE)
# A family without its version says too little of what was used.
_FAMILIES = frozenset(
    "gpt claude gemini gemma palm llama mistral qwen deepseek grok kimi phi ernie doubao chatgpt glm".split()
)


def mentions(paper: Paper, names: Sequence[str]) -> Iterator[tuple[ResourceKind, str]]:
    """Kind and name of each, the paper's own first."""
    text = f"{paper.title}. {paper.abstract}"
    for name in names:
        longer = next((other for other in names if f" {name}" in other), None)
        only_in_it = longer is not None and text.count(longer) == text.count(name)
        if not only_in_it and (kind := own_kind(name, text)):
            yield kind, name
    if _SURVEYS.search(paper.title):
        return  # what others use
    own = {name.casefold() for name in names}
    named = {
        word: kind
        for word, kind in _used_resources(paper.abstract)
        if word.casefold() not in own and not _is_brought(word, paper)
    }
    for word, kind in named.items():
        # `BERT` says nothing where `BERT-base` stands too.
        if not any(other != word and other.startswith(word) for other in named):
            yield kind, word


def own_kind(name: str, text: str) -> ResourceKind | None:
    """By what the name says, else by the head noun of what the paper says it is: `X, a benchmark …`."""
    if IS_BENCH.search(name):
        return "benchmark"
    found = description_in(name, text)
    return _KINDS.get(found.sort) if found else None


def _used_resources(abstract: str) -> Iterator[tuple[str, ResourceKind]]:
    """What the paper works with, from the first sentence on in which its people speak of themselves."""
    begun = False
    for sentence in split(abstract):
        begun = begun or bool(_OWN.search(sentence))
        if not begun:
            continue
        for found in _name_matches(sentence):
            word = found["word"]
            before = sentence[max(0, found.start() - _REACH) : found.start()]
            kind = _kind(word, before, sentence[found.end() :])
            name = f"{_family(before)}{word}{found['version'] or ''}" if kind == "model" else word
            definite = kind != "model" or name.lower() not in _FAMILIES
            shown = kind == "model" or _is_data(word, before, sentence[found.end() :])
            if (
                kind
                and definite
                and shown
                and not _is_label(word, sentence)
                and not _AGAINST.search(before)
                and _USING.search(before)
            ):
                yield name, kind


def _is_brought(word: str, paper: Paper) -> bool:
    """Whether the paper offers it itself, by whatever well-known name: `Pythia: Toward …`, `we present Qwen3.5-Omni`."""
    name = re.escape(word)
    if re.match(rf"{name}(?:\s?:|\s(?:[Tt]echnical|[Ss]ystem)\s)", paper.title):
        return True
    brought = (
        rf"\b(?:introduc|propos|present|releas|develop|construct|curat)(?:e|es|ing)\s(?:the\s)?[\w\\]{{0,7}}{{?{name}(?![\w-])"
        rf"|\b[Oo]ur\s(?:[\w-]+\s)?{name}(?![\w-])"
    )
    if word not in _LISTED and not is_model(word):
        brought += rf"|(?<![\w-]){name}, an?\s"  # nobody explains what everybody knows
    return re.search(brought, paper.abstract) is not None


def _is_label(word: str, sentence: str) -> bool:
    """Whether it counts things, as `T5` does beside `T4`."""
    if not _LETTER_AND_DIGIT.fullmatch(word):
        return False
    return any(other != word for other in re.findall(rf"(?<![\w-]){word[0]}\d(?![\w-])", sentence))


def _is_data(word: str, before: str, after: str) -> bool:
    """Whether the words beside it say that it is one: `on the NAME`, `NAME benchmark`, in a list of benchmarks."""
    if _NOT_DATA.match(after) or _LONGER.search(before):
        return False
    if not (word.isalnum() and word.isupper()) and not word.endswith("QA"):
        return True
    if word.isupper() and before.endswith("(") and after.startswith(")") and not _SPELT_OUT.match(after):
        return False
    near = f"{before} {after[:_REACH]}".split()
    listed = any(other.strip(_AROUND) in _LISTED for other in near)
    return listed or bool(_AS_DATA_BEFORE.search(before) or _AS_DATA_BEHIND.match(after))


def _family(before: str) -> str:
    """The first word of a name of two: `Audio Flamingo`."""
    first = _FIRST.search(before)
    return f"{first[1]} " if first else ""


def _name_matches(sentence: str) -> Iterator[re.Match[str]]:
    """Where words stand that could be such a name, each once; few words are, so that a glance at each comes first."""
    for piece in dict.fromkeys(sentence.split()):
        word = piece.strip(_AROUND)
        if word.islower() or not (
            word.removesuffix("+") in _LISTED or "ench" in word or "QA" in word or is_model(word)
        ):
            continue
        found = _TOKEN.search(sentence, sentence.find(word))
        if found and found.start() == sentence.find(word) and not _ADJECTIVE.search(word):
            yield found


def _kind(word: str, before: str, after: str) -> ResourceKind | None:
    if word in BENCHMARKS or word.removesuffix("+") in BENCHMARKS:
        return "benchmark"
    if word in DATASETS:
        return "dataset"
    if is_model(word):
        return "model"
    measured_on = _QA.fullmatch(word) and _ON.search(before) and not _TASK.match(after)
    return "benchmark" if measured_on or _BENCH.fullmatch(word) else None

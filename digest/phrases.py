"""Finds the phrases that papers share, as a reader would write them: `preference optimization`, `surface codes`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.model import Paper

Stems = tuple[str, ...]

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-‑'’/][A-Za-z0-9]+)*|[^\sA-Za-z]")
_LONGEST = 3
_IN_TITLE = 100
_LONE_WORD = (0.1, 0.4, 0.65)
_WORDS = (0.35, 0.6, 0.75)
# What whole fields are made of names no theme in them.
_EVERYWHERE = frozenset(
    words.stems(phrase)
    for phrase in (
        "language model",
        "large language model",
        "LLM",
        "LLMs",
        "neural network",
        "deep neural network",
        "deep learning",
        "machine learning",
        "foundation model",
        "artificial intelligence",
        "AI",
        "AI system",
        "AI model",
        "learning model",
        "language",
        "vision",
        "training data",
        "test set",
        "source code",
        "data set",
        "closed form",
        "case study",
        "GPU",
        "GPUs",
        "computer vision",
        "natural language",
        "natural language processing",
        "NLP",
        "ML",
        "GPT",
        "human",
        "open weight",
    )
)
# Words that open or close no label: adjectives of praise and size, numbers, the furniture of every abstract.
_FURNITURE = frozenset(
    words.stem(
        """extensive experiment experiments evaluation evaluations comprehensive significant significantly various different multiple
        diverse several specific key main major important effective efficient effectiveness efficiency efficiently
        strong better best high higher low lower large small new novel existing previous prior current recent
        real-world real world state-of-the-art state art sota baseline baselines performance accuracy improvement improvements
        code codes available publicly public open source downstream task tasks dataset datasets result results problem problems
        challenge challenges approach approaches method methods framework frameworks system systems
        paper work study studies analysis theoretical empirical experimental numerical simple general first second
        third wide range number set sets case cases example examples way ways type types level levels
        time cost costs number amount total respectively compared comparison including include focus
        common critical crucial essential fundamental potential practical promising robust scalable unified
        end single multi cross across full final early late based driven aware free guided
        model-based well-known long short complex deep rich limited quality e.g i.e etc et al
        ability capability capabilities capacity impact role effect effects need needs use uses user users
        benchmark benchmarks model models technique techniques strategy strategies setting settings
        average zero-shot few-shot zero few shot input output inputs outputs step steps feature features data information
        application applications domain domains scenario scenarios process processes structure structures
        parameter parameters property properties component components research researchers""".split()
    )
)
# These may close a label (`world models`, `error correction codes`) but mean nothing alone.
_HEADS = frozenset(
    words.stem(
        """model models system systems code codes data task tasks analysis method methods dataset datasets benchmark benchmarks
        structure structures process processes information quality effects problem problems evaluation""".split()
    )
)
_DANGLING = re.compile(r"(?:ed|ly|ive|ous|able|ible|ful|less|ical|ial|ual|ary|ent|ant)$", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:ment|agent|content|patent|gradient|intent|event|segment|moment|coefficient|ingredient|student|patient|archive|"
    r"narrative|objective|perspective|adversary|library|vocabulary|boundary|survival|potential|material|signal|"
    r"arrival|feed|need|seed|speed|embed|cable|table|variable|family|assembly|anomaly|invariant|constant|assistant)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that stand together in several papers.

    Attributes:
        surface: As most papers write it, without capitals that only a title gave it.
        where: How strongly each paper (by its place in the list) is about it: 1.0 in the title, less in the abstract.
    """

    stems: Stems
    surface: str
    where: dict[int, float]


def shared(papers: Sequence[Paper], least: int) -> tuple[Phrase, ...]:
    """The phrases of one to three words that at least so many of these papers have in title or abstract."""
    strength: defaultdict[Stems, dict[int, float]] = defaultdict(dict)
    surfaces: defaultdict[Stems, Counter[str]] = defaultdict(Counter)
    for at, paper in enumerate(papers):
        seen: Counter[Stems] = Counter()
        for stems, surface in _grams(paper.title):
            seen[stems] += _IN_TITLE
            surfaces[stems][surface] += 1
        for stems, surface in _grams(paper.abstract):
            seen[stems] += 1
            surfaces[stems][surface] += 2
        for stems, times in seen.items():
            strength[stems][at] = _strength(times, len(stems))
    return tuple(
        Phrase(stems=stems, surface=_written(surfaces[stems]), where=where)
        for stems, where in strength.items()
        if len(where) >= least
    )


def _strength(times: int, length: int) -> float:
    """How strongly a paper is about a phrase that it has so often; one word said once says little."""
    if times >= _IN_TITLE:
        return 1.0
    return (_LONE_WORD if length == 1 else _WORDS)[min(times, 3) - 1]


def is_label(phrase: Phrase) -> bool:
    """Whether a phrase can stand as a theme's name: it names something, and neither end dangles."""
    tokens = phrase.surface.split()
    first, last = words.stems(tokens[0]), words.stems(tokens[-1])
    if set(first) <= _FURNITURE or _dangles(tokens[-1]) or tokens[0].endswith("ly"):
        return False
    if phrase.stems in _EVERYWHERE:
        return False
    if len(tokens) == 1:
        return not tokens[0].islower()
    return not set(last) <= _FURNITURE or set(last) <= _HEADS


def _dangles(token: str) -> bool:
    """Whether a word wants another one after it, as adjectives do."""
    return token.islower() and bool(_DANGLING.search(token)) and not _NOUN.search(token)


def _grams(text: str) -> Iterable[tuple[Stems, str]]:
    """The word groups of a text that may be labels, each with its stems and as written."""
    run: list[str] = []
    for token in [*_TOKEN.findall(text), "."]:
        if token[0].isalpha() and token.lower() not in _STOPPED:
            run.append(token)
            continue
        if run:
            yield from _of_run(run)
            run = []


def _of_run(run: list[str]) -> Iterable[tuple[Stems, str]]:
    stems = [tuple(words.split(token)) for token in run]
    for start in range(len(run)):
        for end in range(start + 1, min(start + _LONGEST, len(run)) + 1):
            surface = " ".join(run[start:end])
            yield tuple(part for stem in stems[start:end] for part in stem), surface


_STOPPED = frozenset(words.COMMON.split()) | {"via", "e", "g", "i"}


def _written(surfaces: Counter[str]) -> str:
    """The most frequent way to write it, small letters winning where only position made capitals."""
    best = max(surfaces, key=lambda surface: (surfaces[surface], surface.islower(), surface))
    small = best.lower()
    return small if small in surfaces and best.istitle() else best

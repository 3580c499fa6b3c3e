"""Finds the phrases that papers share, as a reader would write them: `preference optimization`, `surface codes`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest import words
from digest.titles import running, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from digest.model import Paper

Words = tuple[str, ...]

_TOKEN = re.compile(r"[^\W\d_]\w*(?:[-‑'’/]\w+)*|[^\s\w]|\d\S*")
_LONGEST = 3
_LONE_WORD = (0.0, 0.1, 0.4, 0.65)
_WORDS = (0.0, 0.35, 0.6, 0.75)
_STOPPED = frozenset(words.COMMON.split()) | {"via", "e", "g", "i"}
_NO_PLURAL = frozenset({"ss", "us", "is", "as", "os"})
_SHORT = 3


def singular(text: str) -> Words:
    """The words of a text, small and without plurals: unlike stems these keep `adapter` and `adaptive` apart."""
    return tuple(
        word[:-1] if word[-1:] == "s" and word[-2:] not in _NO_PLURAL and len(word) > _SHORT else word
        for word in words.split(text)
    )


# Words that open or close no label: praise and size, numbers, the furniture of every title.
_FURNITURE = frozenset(
    singular(
        """accuracy achieving across adaptive advanced agnostic amount analysis analyzing application applications approach
        approaches art assessing available average aware baseline baselines benchmark benchmarks better beyond boosting
        bridging building capabilities capability case cases challenge challenges code codes comparative component
        comprehensive cost costs critical cross current data dataset datasets deep design different diverse domain domains
        downstream driven dynamic effect effective effectiveness effects efficiency efficient efficiently empirical enhanced
        enhancing error evaluating evaluation evaluations exploring fast feature features few framework frameworks free full
        general guided high hierarchical hybrid impact improved improving information input integrated intelligent investigating
        joint large leveraging light lightweight limited long low main making method methods model models multi multiple new
        novel number open output parameter parameters performance perspective practical principled problem problems process
        processes properties property quality real reliable research rethinking review revisiting rich robust role scalable
        scale scenario scenarios set sets setting settings short shot simple single small source specific state step steps
        strategies strategy strong structure structured structures study survey system systems task tasks technique techniques
        time tool tools toward towards type types understanding unified unifying universal use user users via zero"""
    )
)
# These may close a label (`world models`, `error correction codes`) but mean nothing alone.
_HEADS = frozenset(
    singular("model system code data analysis benchmark structure process information effect evaluation tool design")
)
# What whole fields are made of names no theme in them.
_EVERYWHERE = frozenset(
    singular(phrase)
    for phrase in """language model|large language model|small language model|llm|neural network|deep neural network|
    deep learning|machine learning|foundation model|artificial intelligence|ai|ai system|ai model|learning model|training data|
    source code|case study|gpu|computer vision|natural language|natural language processing|nlp|ml|gpt|"
    r"open weight|language|vision|
    error rate|pre trained|real time|real world|state of the art|open source|3d|2d|generative ai|generative model|
    frontier model|frontier llm|network|neural|pretrained model|pre trained model|test time|multi modal""".split("|")
)
_DANGLING = re.compile(r"(?:ed|ly|ive|ous|able|ible|ful|less|ical|ial|ual|ary|ic|al|ar)$", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:music|logic|topic|metric|traffic|heuristic|physics|fabric|public|graphic|clinic|basic|arctic|lyric|archive|narrative|"
    r"objective|perspective|library|vocabulary|boundary|survival|potential|material|signal|arrival|feed|need|seed|speed|"
    r"retrieval|removal|goal|trial|journal|crystal|thermal|proposal|appraisal|cable|table|variable|radar|lidar|car|scalar|"
    r"calculus|grammar|seminar|modal|manifold|summary|dictionary|assembly|anomaly|family|supply|field|yield|polynomial|"
    r"tutorial|differential|animal|capital|medical|tetrahedral|portal|denial|official|appeal|integral|"
    r"functional|renewal|disposal|"
    r"reversal)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The words of some papers without plurals, in order, each paper by its place in the list."""

    titles: tuple[Words, ...]
    bodies: tuple[Words, ...]

    @classmethod
    def of(cls, papers: Sequence[Paper]) -> Texts:
        """Read them."""
        return cls(
            titles=tuple(singular(paper.title) for paper in papers),
            bodies=tuple(singular(paper.abstract) for paper in papers),
        )

    def strengths(self, wanted: Collection[Words]) -> Mapping[Words, Mapping[int, float]]:
        """How strongly each paper is about each phrase that it has: 1.0 in its title, less in its abstract."""
        found: defaultdict[Words, dict[int, float]] = defaultdict(dict)
        openers = {phrase[0] for phrase in wanted}
        for at, (title, body) in enumerate(zip(self.titles, self.bodies, strict=True)):
            for phrase, times in _count(body, wanted, openers).items():
                found[phrase][at] = (_LONE_WORD if len(phrase) == 1 else _WORDS)[min(times, 3)]
            for phrase in _count(title, wanted, openers):
                found[phrase][at] = 1.0
        return found


def _count(text: Words, wanted: Collection[Words], openers: set[str]) -> Counter[Words]:
    counted: Counter[Words] = Counter()
    for at, stem in enumerate(text):
        if stem in openers:
            for end in range(at + 1, min(at + 6, len(text) + 1)):
                phrase = text[at:end]
                if phrase in wanted:
                    counted[phrase] += 1
    return counted


def labels(papers: Sequence[Paper]) -> Mapping[Words, str]:
    """The phrases of these titles that could name a theme, as most write them inside a sentence."""
    small = vocabulary(paper.abstract for paper in papers)
    surfaces: defaultdict[Words, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        for surface in _groups(running(paper.title, small)):
            if _names_something(surface):
                surfaces[singular(surface)][surface] += 1
    names = {name: ways for name, ways in surfaces.items() if name and name not in _EVERYWHERE}
    longer = _longer(surfaces)
    return {
        name: max(ways, key=lambda way: (ways[way], way))
        for name, ways in names.items()
        # Where most titles go on, it is half a label: `fault-tolerant quantum` of `fault-tolerant quantum computing`.
        if longer.get(name, 0) * 2 < ways.total()
    }


def _longer(surfaces: Mapping[Words, Counter[str]]) -> Mapping[Words, int]:
    """How often the most frequent phrase stands that begins with a phrase and goes on."""
    most: defaultdict[Words, int] = defaultdict(int)
    for name, ways in surfaces.items():
        for end in range(1, len(name)):
            most[name[:end]] = max(most[name[:end]], ways.total())
    return most


def says_more(names: Iterable[Words], than: Words) -> frozenset[Words]:
    """The phrases that say more than a topic's own name with words that stand everywhere."""
    names = tuple(names)
    known = frozenset(
        words.stem([*than, *(word for phrase in _EVERYWHERE for word in phrase), *_FURNITURE]),
    )
    flat = [word for name in names for word in name]
    stem_of = dict(zip(flat, words.stem(flat), strict=True))
    return frozenset(name for name in names if any(stem_of[word] not in known for word in name))


def _groups(title: str) -> Iterable[str]:
    """The groups of up to three words of a title that no punctuation or word of grammar parts."""
    run: list[str] = []
    for token in [*_TOKEN.findall(title), "."]:
        if token[0].isalpha() and token.lower() not in _STOPPED:
            run.append(token)
            continue
        for start in range(len(run)):
            yield from (" ".join(run[start:end]) for end in range(start + 1, min(start + _LONGEST, len(run)) + 1))
        run = []


def _names_something(surface: str) -> bool:
    """Whether a group of words can stand as a theme's name: neither end dangles, and it isn't furniture."""
    tokens = surface.split()
    first, last = singular(tokens[0]), singular(tokens[-1])
    if set(first) <= _FURNITURE or _dangles(tokens[-1]) or (tokens[0].endswith(("ly", "ing")) and len(tokens) > 1):
        return False
    if len(tokens) == 1:
        return tokens[0].isupper() and len(tokens[0]) > 1
    return not set(last) <= _FURNITURE or set(last) <= _HEADS


def _dangles(token: str) -> bool:
    """Whether a word wants another one after it, as adjectives do."""
    return bool(_DANGLING.search(token)) and not _NOUN.search(token)

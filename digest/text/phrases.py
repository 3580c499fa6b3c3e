"""Finds the phrases that papers share, as a reader would write them: `preference optimization`, `surface codes`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.text import words
from digest.text.titles import running, vocabulary

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
    return tuple([_one(word) for word in words.split(text)])


def _one(word: str) -> str:
    return word[:-1] if word[-1:] == "s" and word[-2:] not in _NO_PLURAL and len(word) > _SHORT else word


class _Singulars(dict[str, str]):
    """The words that were seen, each worked out once."""

    def __missing__(self, word: str) -> str:
        self[word] = one = _one(word)
        return one


class _Named(dict[str, Words]):
    """The words behind each piece of a title, each worked out once."""

    def __missing__(self, piece: str) -> Words:
        self[piece] = said = singular(piece)
        return said


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
        seen = _Singulars()
        return cls(
            titles=tuple(tuple([seen[word] for word in words.split(paper.title)]) for paper in papers),
            bodies=tuple(tuple([seen[word] for word in words.split(paper.abstract)]) for paper in papers),
        )

    def strengths(self, wanted: Collection[Words]) -> Mapping[Words, Mapping[int, float]]:
        """How strongly each paper is about each phrase that it has: 1.0 in its title, less in its abstract."""
        found: defaultdict[Words, dict[int, float]] = defaultdict(dict)
        openers: defaultdict[str, set[int]] = defaultdict(set)
        for phrase in wanted:
            openers[phrase[0]].add(len(phrase))
        for at, (title, body) in enumerate(zip(self.titles, self.bodies, strict=True)):
            for phrase, times in _count(body, wanted, openers).items():
                found[phrase][at] = (_LONE_WORD if len(phrase) == 1 else _WORDS)[min(times, 3)]
            for phrase in _count(title, wanted, openers):
                found[phrase][at] = 1.0
        return found


def _count(text: Words, wanted: Collection[Words], lengths: Mapping[str, Collection[int]]) -> Mapping[Words, int]:
    """How often each phrase stands here; `lengths` says how long those are that begin with a word."""
    counted: dict[Words, int] = {}
    for at, word in enumerate(text):
        if word in lengths:
            for length in lengths[word]:
                phrase = text[at : at + length]
                # At the end of the text the piece may be shorter, and then another phrase, counted already.
                if phrase in wanted and len(phrase) == length:
                    counted[phrase] = counted.get(phrase, 0) + 1
    return counted


def labels(papers: Sequence[Paper]) -> Mapping[Words, str]:
    """The phrases of these titles that could name a theme, as most write them inside a sentence."""
    small = vocabulary(paper.abstract for paper in papers)
    surfaces: defaultdict[Words, Counter[str]] = defaultdict(Counter)
    said = _Named()
    for paper in papers:
        for pieces in _groups(running(paper.title, small)):
            if _names_something(pieces, said):
                surfaces[tuple(word for piece in pieces for word in said[piece])][" ".join(pieces)] += 1
    names = {name: ways for name, ways in surfaces.items() if name and name not in _EVERYWHERE}
    longer = _longer(surfaces)
    return {
        name: max(ways, key=lambda way: (ways[way], way))
        for name, ways in names.items()
        # Where most titles go on, it is half a label: `fault-tolerant quantum` of `fault-tolerant quantum computing`.
        if longer.get(name, 0) * 2 < ways.total()
    }


def _longer(surfaces: Mapping[Words, Counter[str]]) -> Mapping[Words, int]:
    """How often the most frequent phrase stands that begins or ends with a phrase."""
    most: defaultdict[Words, int] = defaultdict(int)
    for name, ways in surfaces.items():
        for cut in range(1, len(name)):
            for part in (name[:cut], name[cut:]):
                most[part] = max(most[part], ways.total())
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


def _groups(title: str) -> Iterable[Sequence[str]]:
    """The groups of up to three words of a title that no punctuation or word of grammar parts."""
    run: list[str] = []
    for token in [*_TOKEN.findall(title), "."]:
        if token[0].isalpha() and token.lower() not in _STOPPED:
            run.append(token)
            continue
        for start in range(len(run)):
            yield from (run[start:end] for end in range(start + 1, min(start + _LONGEST, len(run)) + 1))
        run = []


def _names_something(pieces: Sequence[str], said: Mapping[str, Words]) -> bool:
    """Whether a group of words can stand as a theme's name: neither end dangles, and it isn't furniture."""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        # One word, an abbreviation above all, means several things.
        return False
    if _FURNITURE.issuperset(said[first]) or _dangles(last) or first.endswith(("ly", "ing")):
        return False
    return not _FURNITURE.issuperset(said[last]) or _HEADS.issuperset(said[last])


def _dangles(token: str) -> bool:
    """Whether a word wants another one after it, as adjectives do."""
    return bool(_DANGLING.search(token)) and not _NOUN.search(token)

"""Groups a shortlist into themes whose labels their members say; what says none of them is in no theme."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from digest.model import Theme
from digest.term_vectors import unit
from digest.text import phrases
from digest.text.phrases import Texts
from digest.themes import strands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from digest.model import Paper, Shortlist, Topic
    from digest.term_vectors import TermVectors

    Floats = NDArray[np.float64]

_MANY = 60
"""Papers from which on a theme needs three."""
_MOST = 6
_FEW = 3
_TOO_FEW = 6
"""Papers that need no grouping."""
_TOO_WIDE = 0.4
"""A label that fits a larger share of the shortlist is the topic again, not a theme of it."""
_WORTH = 0.03
"""A further theme must tell so much more, as a share of the shortlist."""
_STRAND = 1.15
"""How much better a line of research by its own name is than a phrase that some papers happen to share."""
_TITLED = 0.8
"""From which strength on a title says it."""
_SAYS = 0.6
"""What says a label: the title, or the abstract twice where it is two words, three times where it is one."""
_LIKE = 0.06
"""How like the theme's titles an abstract must read that says its label without its title saying it."""
_ONCE = 0.3
_JUST_LIKE = 0.2
"""How like them one must read that says the label only once."""
_SYNONYMS = 0.8
"""Cosine of their vectors from which two labels mean the same."""
_SAME = 0.5
"""Labels that share so many of the smaller one's papers are one theme."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Candidate:
    label: str
    words: frozenset[str]
    fit: Floats
    once: NDArray[np.bool_]


def group(shortlist: Shortlist, vectors: TermVectors | None = None) -> tuple[Theme, ...]:
    """Themes, the largest first; no paper is in two, and those that fit none are in none.

    With term vectors, labels that mean the same are one, and what means the topic itself is none.
    """
    picks = shortlist.picks
    if len(picks) < _TOO_FEW:
        return ()
    papers = [pick.paper for pick in picks]
    texts = Texts.of(papers)
    candidates = _candidates(papers, texts, shortlist.topic)
    if vectors is not None:
        candidates = _merged(candidates, shortlist.topic, vectors)
    if not candidates:
        return ()
    fit = np.stack([candidate.fit for candidate in candidates])
    once = np.stack([candidate.once for candidate in candidates])
    fit = _members(fit, once, texts)
    chosen = _choose(candidates, fit)
    least = _least(len(picks))
    home = _home(fit[chosen], least)
    themes = [
        Theme(label=candidates[at].label, picks=tuple(picks[i] for i in np.flatnonzero(home == place)))
        for place, at in enumerate(chosen)
    ]
    return tuple(
        sorted((t for t in themes if len(t.picks) >= least), key=lambda theme: (-len(theme.picks), theme.label))
    )


def _least(size: int) -> int:
    return _FEW if size >= _MANY else 2


def _candidates(papers: Sequence[Paper], texts: Texts, topic: Topic) -> list[_Candidate]:
    """Lines of research and shared phrases that several of these papers say, but not most."""
    size = len(papers)
    labels = _labels(papers, topic)
    lines = strands.table()
    found = texts.strengths({*labels, *(member.words for line in lines for member in line.members)})
    own = frozenset(phrases.singular(topic.name))
    candidates = [_of_strand(line, found, size) for line in lines if not own.issuperset(phrases.singular(line.label))]
    candidates += [
        _Candidate(
            label=label,
            words=frozenset(name),
            fit=_row(found[name], size, _SAYS),
            once=_row(found[name], size, _ONCE) > 0,
        )
        for name, label in labels.items()
    ]
    least, most = _least(size), max(_TOO_WIDE * size, _FEW)
    return [c for c in candidates if least <= np.count_nonzero(c.fit) <= most]


def _merged(candidates: Sequence[_Candidate], topic: Topic, vectors: TermVectors) -> list[_Candidate]:
    """One candidate for labels that mean the same, under the one that fits most; none for the topic's own meaning."""
    ranked = sorted(candidates, key=lambda candidate: -candidate.fit.sum())
    meanings = unit(np.stack([vectors.of_text(text) for text in (topic.name, *(one.label for one in ranked))]))
    near = meanings @ meanings.T >= _SYNONYMS
    kept: dict[int, _Candidate] = {}
    for at, candidate in enumerate(ranked, 1):
        if near[at, 0]:
            continue
        same = next((other for other in kept if near[at, other]), None)
        if same is None:
            kept[at] = candidate
        else:
            one = kept[same]
            kept[same] = replace(one, fit=np.maximum(one.fit, candidate.fit), once=one.once | candidate.once)
    return list(kept.values())


def _labels(papers: Sequence[Paper], topic: Topic) -> Mapping[phrases.Words, str]:
    """Phrases of the titles that could name a theme of this topic: neither the topic's own words nor half of them."""
    own = phrases.singular(topic.name)
    labels = phrases.labels(papers)
    telling = phrases.says_more(labels, own)
    return {name: label for name, label in labels.items() if name in telling and name[0] not in own[1:]}


def _of_strand(line: strands.Strand, found: Mapping[phrases.Words, Mapping[int, float]], size: int) -> _Candidate:
    fit, once = np.zeros(size), np.zeros(size, dtype=bool)
    for member in line.members:
        where = found.get(member.words, {})
        np.maximum(fit, _row(where, size, 1.0 if member.titles_only else _SAYS), out=fit)
        if not member.titles_only:
            once |= _row(where, size, _ONCE) > 0
    return _Candidate(label=line.label, words=frozenset(phrases.singular(line.label)), fit=fit * _STRAND, once=once)


def _row(where: Mapping[int, float], size: int, least: float) -> Floats:
    row = np.zeros(size)
    row[list(where)] = [strength if strength >= least else 0.0 for strength in where.values()]
    return row


def _members(fit: Floats, once: NDArray[np.bool_], texts: Texts) -> Floats:
    """Who says a label in the title, says it in the abstract and reads like those, or says it once and reads just like them."""
    titled = fit >= _TITLED
    core = np.where(titled.sum(axis=1, keepdims=True) > 1, titled, fit > 0).astype(np.float64)
    vectors = _vectors(texts)
    centroids = core @ vectors
    norms = np.linalg.norm(centroids, axis=1, keepdims=True)
    likeness = (centroids / np.where(norms > 0, norms, 1.0)) @ vectors.T
    fit = np.where(titled | (likeness >= _LIKE), fit, 0.0)
    return np.where((fit == 0) & once & (likeness >= _JUST_LIKE), _ONCE, fit)


def _choose(candidates: Sequence[_Candidate], fit: Floats) -> list[int]:
    """Greedily those labels that together fit the most papers best (facility location), the head counting more."""
    size = fit.shape[1]
    weight = 1.3 - 0.6 * np.arange(size) / size
    covered = np.zeros(size)
    chosen: list[int] = []
    open_ = np.ones(len(fit), dtype=bool)
    while len(chosen) < (_MOST if size >= _MANY else min(_FEW, size // 3)):
        gains = (np.maximum(fit - covered, 0) * weight).sum(axis=1) * open_
        best = int(gains.argmax())
        if gains[best] <= max(_WORTH * size, 1.0):
            break
        chosen.append(best)
        covered = np.maximum(covered, fit[best])
        open_ &= ~_same(candidates, fit, best)
    return chosen


def _same(candidates: Sequence[_Candidate], fit: Floats, best: int) -> NDArray[np.bool_]:
    """The labels that are this one in other words: they share most papers, or one's words are the other's."""
    said = fit > 0
    common = (said & said[best]).sum(axis=1)
    smaller = np.minimum(said.sum(axis=1), said[best].sum())
    words = candidates[best].words
    nested = np.array([one.words <= words or words <= one.words for one in candidates])
    same: NDArray[np.bool_] = nested | (common >= _SAME * np.maximum(smaller, 1))
    return same


def _home(fit: Floats, least: int) -> NDArray[np.int64]:
    """The place of each paper's theme, -1 where it has none; themes that keep too few give theirs up."""
    fit = fit.copy()
    while len(fit):
        home = np.where(fit.max(axis=0) > 0, fit.argmax(axis=0), -1)
        sizes = np.bincount(home[home >= 0], minlength=len(fit))
        small = (sizes < least) & (fit.max(axis=1) > 0)
        if not small.any():
            return home
        fit[np.where(small, sizes, len(home) + 1).argmin()] = 0.0
    return np.full(fit.shape[1], -1)


def _vectors(texts: Texts) -> Floats:
    """Papers as unit TF-IDF vectors over the words that at least two of them have, without what all have in common."""
    bags = [title + body for title, body in zip(texts.titles, texts.bodies, strict=True)]
    columns: defaultdict[str, int] = defaultdict()
    columns.default_factory = columns.__len__
    cells = np.array([columns[word] for bag in bags for word in bag], dtype=np.int64)
    size, width = len(bags), max(len(columns), 1)
    cells += np.repeat(np.arange(size), [len(bag) for bag in bags]) * width
    times = np.bincount(cells, minlength=size * width).reshape(size, width)
    frequency = np.count_nonzero(times, axis=0)
    shared = frequency > 1
    vectors = np.log1p(times[:, shared]) * np.log(size / np.maximum(frequency[shared], 1) + 0.01)
    vectors -= vectors.mean(axis=0)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    weighed: Floats = vectors / np.where(norms > 0, norms, 1.0)
    return weighed

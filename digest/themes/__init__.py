"""Groups a shortlist into three to six themes, each under a label that a researcher would use."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.model import Theme
from digest.text import phrases
from digest.text.phrases import Texts
from digest.themes import strands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from digest.model import Paper, Pick, Shortlist, Topic

    Floats = NDArray[np.float64]

MOST = 6
_FEW = 30
"""Up to so many papers, two that belong together are a theme."""
FEWEST = 3
_TOO_WIDE = 0.45
"""A label that fits a larger share of the shortlist is the topic again, not a theme of it."""
_WORTH = 0.035
"""A further theme must tell so much more, as a share of the shortlist."""
_STRAND = 1.3
"""How much better a line of research by its own name is than a phrase that some papers happen to share."""
_SHARED = 3
"""Papers that must share a phrase before it can name a theme."""
_WORD = 0.7
"""How much worse a label of one word is."""
_AGAIN = 0.6
"""How much worse a label is that the query itself says, and that shares a word with the topic's name."""
_HANDFUL = 12
_MOSTLY = 0.5
"""Of a handful of papers so many must plainly belong to a theme; else themes would tell of what isn't there."""
_BELONGS = 0.35
_TEXT = 0.5
_BROAD = 0.02
"""How much more the theme of many papers draws those that fit nowhere."""
_ALIKE = 0.06
_FEWEST_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Candidate:
    label: str
    strength: Floats


def group(shortlist: Shortlist) -> tuple[Theme, ...]:
    """Themes, the largest first, with each paper in exactly one; a handful of papers is one theme."""
    picks = shortlist.picks
    if not picks:
        return ()
    papers = [pick.paper for pick in picks]
    texts = Texts.of(papers)
    chosen = _choose(_candidates(papers, texts, shortlist.topic), len(picks))
    one = (Theme(label=shortlist.topic.name, picks=picks),)
    if len(chosen) < 2:  # noqa: PLR2004 - one theme isn't a grouping
        return one
    fit = np.stack([candidate.strength for candidate in chosen])
    if len(picks) <= _HANDFUL and np.count_nonzero(fit.max(axis=0) >= _BELONGS) < _MOSTLY * len(picks):
        return one
    home, nearness = _settled(fit, texts)
    themes = [
        _theme(candidate.label, picks, np.flatnonzero(home == at).tolist(), (fit[at], nearness[at]))
        for at, candidate in enumerate(chosen)
        if (home == at).any()
    ]
    return tuple(sorted(themes, key=lambda theme: (-(theme.clear or 0), -len(theme.picks), theme.label)))


def _theme(label: str, picks: Sequence[Pick], mine: Sequence[int], measured: tuple[Floats, Floats]) -> Theme:
    """Those that are clearly of the theme first, by rank; then those that read like them, the likest first."""
    fit, nearness = measured
    plain = [at for at in mine if fit[at] >= _BELONGS]
    others = sorted((at for at in mine if fit[at] < _BELONGS), key=lambda at: -float(nearness[at]))
    alike = sum(bool(nearness[at] >= _ALIKE) for at in others)
    clear = min(max(len(plain) + alike, _FEWEST_TOLD), len(mine))
    return Theme(label=label, picks=tuple(picks[at] for at in (*plain, *others)), clear=clear)


def _candidates(papers: Sequence[Paper], texts: Texts, topic: Topic) -> tuple[_Candidate, ...]:
    """Lines of research and shared phrases that fit some of these papers, but not most."""
    size = len(papers)
    labels = _labels(papers, topic)
    lines = strands.table()
    found = texts.strengths({*labels, *(member.words for line in lines for member in line.members)})
    candidates = [_of_strand(line, found, size) for line in lines]
    candidates += [
        _Candidate(label=label, strength=_row(found[name], size) * _weight(name, topic))
        for name, label in labels.items()
        if len(found[name]) >= _SHARED
    ]
    least = _SHARED if size > _FEW else 2
    most = max(_TOO_WIDE * size, least)
    return tuple(c for c in candidates if least <= np.count_nonzero(c.strength >= _BELONGS) <= most)


def _weight(name: phrases.Words, topic: Topic) -> float:
    """How good a label these words are, wherever they stand."""
    if len(name) == 1:
        return _WORD
    own, asked = {*phrases.singular(topic.name)}, {*phrases.singular(topic.query.text)}
    if not asked.issuperset(name):
        return 1.0
    # With nothing beside the topic's name but what the query says too, it is the topic.
    return 0.0 if own.issubset(name) else _AGAIN if own & {*name} else 1.0


def _labels(papers: Sequence[Paper], topic: Topic) -> Mapping[phrases.Words, str]:
    """Phrases of the titles that could name a theme of this topic."""
    own = phrases.singular(topic.name)
    asked = set(phrases.singular(topic.query.text))
    labels = phrases.labels(papers)
    telling = phrases.says_more(labels, own)
    return {
        name: label
        for name, label in labels.items()
        # What begins inside the topic's own name (`series anomaly` of `time series`) is half a label,
        # and one word that the query asks for (`GNN`) is the topic again, as is `LLM fine-tuning`.
        if name in telling and name[0] not in own[1:] and not (len(name) == 1 and name[0] in asked)
    }


def _of_strand(line: strands.Strand, found: Mapping[phrases.Words, Mapping[int, float]], size: int) -> _Candidate:
    strength = np.zeros(size)
    for member in line.members:
        row = _row(found.get(member.words, {}), size)
        np.maximum(strength, row * (row == 1) if member.titles_only else row, out=strength)
    return _Candidate(label=line.label, strength=strength * _STRAND)


def _row(where: Mapping[int, float], size: int) -> Floats:
    row = np.zeros(size)
    row[list(where)] = list(where.values())
    return row


def _choose(candidates: Sequence[_Candidate], size: int) -> list[_Candidate]:
    """Greedily those labels that together fit the most papers best (facility location), the head counting more."""
    weight = 1.5 - np.arange(size) / size
    covered = np.zeros(size)
    chosen: list[_Candidate] = []
    if not candidates:
        return chosen
    matrix = np.stack([candidate.strength for candidate in candidates])
    while len(chosen) < min(MOST, max(size // 3, 1)):
        gains = (np.maximum(matrix - covered, 0) * weight).sum(axis=1)
        best = int(gains.argmax())
        if (gains[best] < _WORTH * size and len(chosen) >= FEWEST) or gains[best] <= 0:
            break
        chosen.append(candidates[best])
        covered = np.maximum(covered, matrix[best])
    return chosen


def _settled(fit: Floats, texts: Texts) -> tuple[NDArray[np.int64], Floats]:
    """The theme of each paper, so that no theme is left with one paper alone, and how like each theme it reads."""
    fit = fit.copy()
    vectors = _vectors(texts)
    while True:
        core = (fit >= fit.max(axis=0)) & (fit >= _BELONGS)
        nearness = _nearness(core, vectors)
        drawn = fit + _TEXT * nearness + _BROAD * np.log1p(core.sum(axis=1, keepdims=True))
        drawn[fit.max(axis=1) == 0] = -1.0
        home = drawn.argmax(axis=0)
        sizes = np.bincount(home, minlength=len(fit))
        alone = (sizes == 1) & (fit.max(axis=1) > 0)
        if not alone.any() or np.count_nonzero(sizes) <= 2:  # noqa: PLR2004 - one theme isn't a grouping
            return home, nearness
        fit[alone.argmax()] = 0.0


def _nearness(core: NDArray[np.bool_], vectors: Floats) -> Floats:
    """How like the papers at the core of each theme every paper reads."""
    centroids = core.astype(np.float64) @ vectors
    norms = np.linalg.norm(centroids, axis=1, keepdims=True)
    centroids /= np.where(norms > 0, norms, 1.0)
    likeness: Floats = centroids @ vectors.T
    return likeness


def _vectors(texts: Texts) -> Floats:
    """Papers as unit TF-IDF vectors over the words that at least two of them have."""
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
    # Without what all have in common; else the theme of most papers would draw whatever fits nowhere.
    vectors -= vectors.mean(axis=0)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    weighed: Floats = vectors / np.where(norms > 0, norms, 1.0)
    return weighed

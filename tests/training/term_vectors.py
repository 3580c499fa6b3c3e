"""Trains the shipped term vectors on files of the public arXiv snapshot: `make vectors`.

The words and frequent pairs of words of titles and abstracts get a place each, first by a truncated singular value
decomposition of their TF-IDF (latent semantic analysis), then by drawing each title to its own abstract and away from
the others of a batch (InfoNCE by Adam), and a sentence of each abstract, as long as questions are, to the rest of it.
Of half of the titles only a few words are taken, as short as topics are, and most of the title's or sentence's own
words are kept out of the other side, so that what is learnt is nearness of meaning, not sameness of words. At last ways
in which newcomers ask are drawn to the papers that they want. One seed and one thread make it the same to the byte.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from adapters.sources.arxiv.snapshot.files import read_all
from bot.knowledge import TERM_VECTORS, knowledge
from digest.term_vectors import unit
from digest.text import words
from digest.text.sentences import split
from tests.conftest import DATA
from tests.training.contrastive import BATCH, Adam, slope, without
from tests.training.everyday import drawn_to, everyday

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from digest.model import Paper

    Floats = NDArray[np.float32]

TARGET = Path(__file__).parents[2] / "digest" / TERM_VECTORS
DIMENSIONS, SPARE, ROUNDS = 192, 16, 3
WORD_FROM, PAIR_FROM = 4, 15
"""In so many papers a word, or a pair of words, must stand to get a place."""
EPOCHS = 8
TITLE_WORDS_OUT, SENTENCE_WORDS_OUT = 0.9, 0.7
"""How many of the title's words, and of a sentence's, are kept out of the other side while training."""
SHORTENED, SHORTEST, LONGEST = 0.5, 1, 4
"""How many of the titles are cut down to a few words while training, and to how many."""
ASKED_SHORTEST, ASKED_LONGEST = 3, 9
"""Of a sentence twice so many words are taken at most."""
_FAINT = 0.1
_SINGLE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> int:
    """Train on the weeks named on the command line, or on all at hand."""
    if any(os.environ.get(name) != "1" for name in _SINGLE_THREAD):  # noqa: TID251 - set before numpy is loaded
        sys.stderr.write(
            f"Set {', '.join(_SINGLE_THREAD)} to 1 first, or run `make vectors`: sums must come in one order.\n"
        )
        return 2
    weeks = [Path(name) for name in sys.argv[1:]] or sorted(DATA.glob("arxiv-*.jsonl.gz"))
    if not weeks:
        sys.stderr.write(f"There are no weeks at {DATA}.\n")
        return 1
    papers = sorted(read_all(weeks).papers, key=lambda paper: paper.id)
    read = [Text.of(paper) for paper in papers]
    ways = everyday([paper.id for paper in papers], read, knowledge().vocabulary)
    terms = chosen(read, [way.asked for way in ways])
    titles, abstracts = (_counted(texts, terms) for texts in _sides(read))
    table = drawn(read, terms, titles, abstracts, placed(titles, abstracts))
    asked, names = (_counted(side, terms) for side in ([way.asked for way in ways], [way.names for way in ways]))
    table = drawn_to(ways, asked, names, titles, abstracts, table)
    np.savez(TARGET, allow_pickle=False, **packed(terms, table))
    sys.stdout.write(f"{len(terms):,} terms of {len(read):,} papers: {TARGET.stat().st_size:,} bytes\n")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The stems of a paper's title, and of each sentence of its abstract."""

    title: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, paper: Paper) -> Text:
        """Read a paper."""
        return cls(title=words.stems(paper.title), sentences=tuple(map(words.stems, split(paper.abstract))))

    @property
    def abstract(self) -> tuple[str, ...]:
        """All of it, in one row."""
        return tuple(chain.from_iterable(self.sentences))

    def without(self, sentence: int) -> tuple[str, ...]:
        """The title and the abstract without one of its sentences."""
        left = (one for at, one in enumerate(self.sentences) if at != sentence)
        return (*self.title, *chain.from_iterable(left))


def _sides(read: Sequence[Text]) -> tuple[list[Sequence[str]], list[Sequence[str]]]:
    return [text.title for text in read], [text.abstract for text in read]


def chosen(read: Iterable[Text], asked: Iterable[Sequence[str]] = ()) -> list[str]:
    """The stems that enough papers, and those who ask for them, have, and the pairs that enough papers have, in order.

    The words of grammar and bare numbers are left out.
    """
    single = Counter(stem for way in asked for stem in set(way))
    pairs: Counter[str] = Counter()
    for text in read:
        single.update({*text.title, *text.abstract})
        pairs.update({f"{one} {other}" for side in (text.title, text.abstract) for one, other in pairwise(side)})
    kept = {stem for stem, count in single.items() if count >= WORD_FROM and not stem.isdigit()} - words.common()
    both = (pair for pair, count in pairs.items() if count >= PAIR_FROM and kept.issuperset(pair.split(" ")))
    return sorted(kept) + sorted(both)


def _counted(texts: Iterable[Sequence[str]], terms: Sequence[str]) -> sp.csr_matrix:
    """How often each term stands in each text, damped."""
    numbers = {term: at for at, term in enumerate(terms)}
    ends, columns, values = [0], [], []
    for text in texts:
        there = Counter(numbers[term] for term in (*text, *map(" ".join, pairwise(text))) if term in numbers)
        columns += sorted(there)
        values += [there[column] for column in sorted(there)]
        ends.append(len(columns))
    damped = 1 + np.log(np.array(values, dtype=np.float32))
    return sp.csr_matrix((damped, columns, ends), shape=(len(ends) - 1, len(terms)))


def placed(titles: sp.csr_matrix, abstracts: sp.csr_matrix) -> Floats:
    """Where latent semantic analysis puts each term, as long as it is rare."""
    both = (2 * titles + abstracts).tocsr()
    frequency = np.bincount(both.indices, minlength=both.shape[1])
    rarity = np.log((both.shape[0] + 1.5) / (frequency + 0.5)).astype(np.float32)
    weighted = both @ sp.diags(rarity)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel()) + 1e-9
    weighted = (sp.diags(1 / lengths) @ weighted).tocsr().astype(np.float32)
    basis = np.random.default_rng(0).standard_normal((both.shape[0], DIMENSIONS + SPARE)).astype(np.float32)
    for _ in range(ROUNDS):
        basis = np.linalg.qr(weighted @ np.linalg.qr(weighted.T @ basis)[0])[0]
    left, strength, _ = np.linalg.svd(weighted.T @ basis, full_matrices=False)
    directions = unit(left[:, :DIMENSIONS] * strength[:DIMENSIONS])
    directions = unit(directions - np.average(directions, axis=0, weights=frequency).astype(np.float32))
    # Words that only those who ask use have no place yet, and any will do to begin with.
    anywhere = np.random.default_rng(2).standard_normal(directions.shape).astype(np.float32)
    directions = np.where(frequency[:, None] > 0, directions, _FAINT * unit(anywhere))
    table: Floats = (directions * (rarity / rarity.mean())[:, None]).astype(np.float32)
    return table


def drawn(
    read: Sequence[Text], terms: Sequence[str], titles: sp.csr_matrix, abstracts: sp.csr_matrix, table: Floats
) -> Floats:
    """The places after each title, or a few words of it, and a sentence of each abstract were drawn to the rest."""
    random = np.random.default_rng(0)
    batches = len(read) // BATCH
    adam = Adam(table, 2 * EPOCHS * batches)
    for _ in range(EPOCHS):
        asked = _counted([_shortened(text.title, random) for text in read], terms)
        drawn_out = [int(random.integers(len(text.sentences))) if text.sentences else -1 for text in read]
        parted = [_parted(text, at, random) for text, at in zip(read, drawn_out, strict=True)]
        sentences, rests = (_counted(side, terms) for side in zip(*parted, strict=True))
        order = random.permutation(len(read))
        for batch in range(batches):
            rows = order[batch * BATCH : (batch + 1) * BATCH]
            left = without(abstracts[rows], titles[rows], TITLE_WORDS_OUT, random)
            adam.move(slope(asked[rows], left, adam.table))
            left = without(rests[rows], sentences[rows], SENTENCE_WORDS_OUT, random)
            adam.move(slope(sentences[rows], left, adam.table))
    return adam.table


def _parted(text: Text, at: int, random: np.random.Generator) -> tuple[Sequence[str], Sequence[str]]:
    """A part of a sentence, as long as a question is, and all but this sentence; of a paper without one its title."""
    sentence = text.sentences[at] if text.sentences else text.title
    length = 2 * int(random.integers(ASKED_SHORTEST, ASKED_LONGEST + 1))
    start = int(random.integers(0, max(1, len(sentence) - length + 1)))
    return sentence[start : start + length], text.without(at)


def _shortened(text: Sequence[str], random: np.random.Generator) -> Sequence[str]:
    """Often a few words of a title that stand side by side; the whole of one where they would be grammar alone."""
    if len(text) <= SHORTEST or random.random() >= SHORTENED:
        return text
    length = int(random.integers(SHORTEST, LONGEST + 1))
    start = int(random.integers(0, max(1, len(text) - length + 1)))
    few = text[start : start + length]
    return text if words.common().issuperset(few) else few


def packed(terms: Sequence[str], table: Floats) -> dict[str, NDArray[np.generic]]:
    """What is shipped: the terms one a line, and their vectors in a byte a dimension with a scale each."""
    scales = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    return {
        "terms": np.frombuffer("\n".join(terms).encode(), dtype=np.uint8),
        "vectors": np.rint(table / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8),
        "scales": scales,
    }


if __name__ == "__main__":
    raise SystemExit(main())

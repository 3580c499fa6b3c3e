"""What is measured of a way to tell a paper, for a linear scorer: its sentences, and how much of its abstract they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract.features import NUMBER, assumed_knowledge, has_measurement
from digest.extract.tone import is_hollow, is_negative
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.extract.abstract import Abstract
    from digest.extract.scoring import ScoredSentence

_AGAIN = re.compile(r"[.?!]\s(?:It|They|Their|The results)\s")
_LOGIT, _CHARACTERS, _MARKS = 3.0, 300, 8
"""What logits, characters, and commas and numbers are divided by, so that all features are of one size."""
_FAR = 6
_BELOW = 4.0
_BESIDE = frozenset(
    """further addit also moreov ablat bootstrap sensit studi final secondari statist code releas public sourc futur guidelin
    implic insight hope user""".split()
)
"""Stems of what is told beside the point."""
_WHY = frozenset(
    """becaus sinc due driven caus even when if though rather than instead not fail onli despit wherea while although less
    fewer no depend""".split()
)
"""Stems of a cause, a condition or a contrast."""
_METRIC = frozenset(
    """accuraci f1 auc auroc bleu wer map miou precis recal success error latenc speedup faster throughput memori cost paramet
    token rate score rmse mae psnr ssim fid perplex""".split()
)
# What was there before isn't what the paper found.
_OTHERS = re.compile(
    r"(?:[A-Z][\w-]* ){0,2}?(?i:unlike|previous|prior|existing|current|traditional|conventional|typical|recent|today['’]s)\b"
)
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z]")
_PRAISE = frozenset(
    """outperform surpass exceed superior signific substanti effect effici robust state art strong competit consist improv
    enhanc better best remark promis favor excel notabl consider compar advantag gain reliabl accur general versatil
    seamless practic scalabl potenti comprehens divers various multipl""".split()
)
"""Stems of what says nothing by itself."""
_CONCRETE, _FEW, _HALF_ABSTRACT = 12, 3, 8


def features(sentences: Sequence[ScoredSentence], body: str, abstract: Abstract) -> Mapping[str, float]:
    """All that is measured of a way to tell it, by the names that the weights go by; what is 0 is left out.

    Args:
        sentences: The sentences, in order.
        body: Their text, as it is told, without people and title.
        abstract: Where they are from.
    """
    first, last, subject, pair = sentences[0], sentences[-1], abstract.subject, len(sentences) > 1
    best = abstract.findings[0].point if abstract.findings else 0.0
    numbers = NUMBER.findall(body)
    following = pair and first.at + 1 == last.at
    taken = assumed_knowledge(last.candidate, subject, first.text if pair else "", next_to_it=following, titled=True)
    found: dict[str, float] = {
        **_sentence_features("last", last, taken),
        "pair": pair,
        "point": last.point / _LOGIT,
        "about": last.about / _LOGIT,
        "alone": last.alone / _LOGIT,
        "below the best": min(max(best - last.point, 0.0), _BELOW) / _BELOW,
        "is the best": last.point >= best,
        "characters": len(body) / _CHARACTERS,
        "characters squared": (len(body) / _CHARACTERS) ** 2,
        "numbers": min(len(numbers), _MARKS) / _MARKS,
        "commas": min(body.count(","), _MARKS) / _MARKS,
        "colon": ":" in body,
        "question": "?" in body,
        "semicolon": ";" in body,
        "dash": "–" in body or "—" in body,
        "hollow": is_hollow(last.text),
        "negative": is_negative(last.text),
        "measured elsewhere": abstract.measures and not has_measurement(body),
        "the abstract measures": abstract.measures,
        "sentences of the abstract": len(abstract.passages) / 10,
        "has a name": bool(subject.name),
        **_content_features(sentences, numbers, body, abstract),
    }
    if pair:
        found |= _sentence_features("first", first, assumed_knowledge(first.candidate, subject, titled=True))
        found |= {
            "first about": first.about / _LOGIT,
            "apart": min(last.at - first.at, _FAR) / _FAR,
            "following": following,
            "again": bool(_AGAIN.search(body)),
        }
    return {name: float(value) for name, value in found.items() if value}


def _sentence_features(place: str, one: ScoredSentence, taken: Mapping[str, float]) -> Mapping[str, float]:
    """What is measured of one sentence."""
    return {f"{place} {name}": value for name, value in {**one.found, **taken}.items()}


def _content_features(
    sentences: Sequence[ScoredSentence], numbers: Sequence[str], body: str, abstract: Abstract
) -> Mapping[str, float]:
    """How concrete it is, and how much of what the abstract says and measures it says."""
    last, weights, figures = sentences[-1], abstract.weights, abstract.figures
    said = last.words.union(sentences[0].words)
    concrete = len(last.words - words.common() - abstract.subject.title - _PRAISE) / _CONCRETE
    found: dict[str, float] = {
        "concrete": concrete,
        "concrete unmeasured": 0.0 if last.found.get("measured") else concrete,
        "share of the abstract": sum(weights.get(word, 0.0) for word in said),
        "beside the point": min(len(last.words & _BESIDE), _FEW) / _FEW,
        "why": min(len(last.words & _WHY), _FEW) / _FEW,
        "of others": bool(_OTHERS.match(last.text)),
        "metric": not _METRIC.isdisjoint(last.words),
        "brackets": min(body.count("("), _MARKS) / _MARKS,
        "hyphens": min(body.count("-"), _MARKS) / _MARKS,
        "capitals": min(len(_CAPITAL.findall(body)), _MARKS) / _MARKS,
        "sentences after it": (len(abstract.passages) - 1 - last.at) / _HALF_ABSTRACT,
    }
    if figures:
        first, every = min(figures), frozenset[str]().union(*figures.values())
        found |= {
            "first figure": last.at == first,
            "before the first figure": last.at < first,
            "share of the figures": len(every.intersection(numbers)) / max(len(every), 1),
        }
    return found

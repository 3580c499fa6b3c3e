"""How a topic fares against earlier weeks: its volume, the terms that rise, and a small picture."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

from digest.roundup import Trend
from digest.text.words import COMMON, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.model import Paper, Shortlist

_SURE = 2.0
"""Standard errors from which a change is called one: chance alone would bring it in one week of twenty."""
_WEEK = range(4, 9)
"""Days: a listing week has five, and some windows overlap."""
_STEPS = "▁▂▃▄▅▆▇█"
_SPELT = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}
_MOST = 3
"""Standard errors of the log-odds from which a rise is called one."""
_OFTEN = 5
"""Papers that a term must be in; fewer are a coincidence."""
_PRIOR = 0.5
_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+(?:[-‑.][^\W_]+)*|\S")
_WEAK_ENDING = re.compile(r"(?:ly|ed|ous|ive|able|ible|ful|less|ical)\Z")
_EMPTY = frozenset(
    f"""{COMMON}
    achieves achieving address addresses against along analysis another applications approach approaches art available
    average baseline baselines benchmark benchmarks better bridge by-product capture carefully case cases challenge
    challenges challenging code comparable compared comprehensive conduct consistently critical current data dataset
    datasets demonstrates design despite different directly diverse domain domains downstream effective effectively
    effectiveness efficiency efficient enable enables enabling ensure evaluate evaluation evidence examine existing
    experimental experiments explore extensive findings focus framework fully furthermore future gap gaps general
    github good high higher however https identify impact important improvement improvements improves improving
    including insights introduces investigate issue key language large larger lead leading learn learning leverage
    leverages limitation limitations limited low lower machine main major make makes methods metrics model models
    moreover multiple need needs often open outperforms overall performance performing performs potential practical
    practice prior problem problems process propose proposes provide provided provides publicly range real real-world
    reduce reduces reducing remain remains research respectively reveal reveals robust scale setting settings show
    showing significant significantly simple single small specific specifically standard state state-of-the-art step
    strong substantial substantially superior system systems task tasks technique techniques test tested to-date train
    trained training typically understanding unified use-case validate variety various way ways weak well whole wide
    widely works""".split()
)


_HEADS = frozenset({"model", "models", "data", "dataset", "datasets", "learning", "training", "methods", "systems"})
"""Empty words that still end a term: `reward models`."""


def trend(now: Shortlist, before: Sequence[Shortlist]) -> Trend | None:
    """How a topic fares against earlier weeks, oldest first; None without any that has papers.

    Weeks differ in size, so volume is the share of all papers read that are on topic. It is up or down only where
    the difference is two standard errors or more.
    """
    weeks = [week for week in before if week.found]
    if not weeks or not now.found:
        return None
    terms = rising(_papers([now]), _papers(weeks), now.topic.name)
    more = f"; rising: {', '.join(terms)}" if terms else ""
    counts = (*(week.matched for week in weeks), now.matched)
    return Trend(counts=counts, rising=terms, sentence=f"{_volume(now, weeks)}{more}.")


def sparkline(counts: Sequence[int]) -> str:
    """Counts as a small picture in text, from nothing to the most: `▁▂▅█`."""
    most = max(counts, default=0)
    return "".join(_STEPS[round(count / most * (len(_STEPS) - 1)) if most else 0] for count in counts)


def _papers(weeks: Sequence[Shortlist]) -> Sequence[Paper]:
    return [pick.paper for pick in chain.from_iterable(week.picks for week in weeks)]


def _volume(now: Shortlist, weeks: Sequence[Shortlist]) -> str:
    papers = "1 paper" if now.matched == 1 else f"{now.matched:,} papers"
    before = _percent(sum(week.matched for week in weeks), sum(week.found for week in weeks))
    many, span = _SPELT.get(len(weeks), str(len(weeks))), _span(now)
    against = (
        f"{before} the {span} before" if len(weeks) == 1 else f"{before} on average over the {many} {span}s before"
    )
    verb = {"up": "up from", "down": "down from", "steady": "about the same as"}[_change(now, weeks)]
    return f"{papers} on {now.topic.name}, {_percent(now.matched, now.found)} of the {span}, {verb} {against}"


def _span(shortlist: Shortlist) -> str:
    days = (shortlist.window.end - shortlist.window.start).days + 1
    return "day" if days == 1 else "week" if days in _WEEK else "window"


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return f"{share:.1f}%" if share >= 0.1 or not part else "under 0.1%"  # noqa: PLR2004 - what one decimal can show


def _change(now: Shortlist, weeks: Sequence[Shortlist]) -> str:
    """Two proportions compared; where the earlier weeks scatter more than chance does, the error grows with them."""
    found, matched = sum(week.found for week in weeks), sum(week.matched for week in weeks)
    pooled = (matched + now.matched) / (found + now.found)
    spread = pooled * (1 - pooled)
    if not spread:
        return "steady"
    share = matched / found
    scatter = sum((week.matched - share * week.found) ** 2 / (spread * week.found) for week in weeks)
    excess = max(1.0, scatter / (len(weeks) - 1)) if len(weeks) > 1 else 1.0
    error = sqrt(spread * excess * (1 / now.found + 1 / found))
    difference = now.matched / now.found - share
    if abs(difference) < _SURE * error:
        return "steady"
    return "up" if difference > 0 else "down"


def rising(now: Iterable[Paper], before: Iterable[Paper], without: str) -> tuple[str, ...]:
    """Up to three terms, the surest rise first, none with a word of `without` and no two with a word in common."""
    barred = frozenset(stems(without))
    written, recent, count = _spread(now)
    _, earlier, count_before = _spread(before)
    sure = {
        key: z
        for key, papers in recent.items()
        if papers >= _OFTEN and (z := _rise(papers, count, earlier[key], count_before)) >= _SURE
    }
    kept: list[str] = []
    taken: set[str] = set(barred)
    for key in sorted(sure, key=lambda k: (-sure[k], k)):
        term = written[key].most_common(1)[0][0]
        if taken.isdisjoint(stems(term)):
            kept.append(term)
            taken.update(stems(term))
        if len(kept) == _MOST:
            break
    return tuple(kept)


def _rise(papers: int, count: int, papers_before: int, count_before: int) -> float:
    """The difference of the smoothed log-odds, in standard errors."""
    odds = (papers + _PRIOR) / (count - papers + _PRIOR)
    odds_before = (papers_before + _PRIOR) / (count_before - papers_before + _PRIOR)
    return (log(odds) - log(odds_before)) / sqrt(1 / (papers + _PRIOR) + 1 / (papers_before + _PRIOR))


def _spread(papers: Iterable[Paper]) -> tuple[dict[str, Counter[str]], Counter[str], int]:
    """How each term is written, how many papers have it, and how many papers there are."""
    written: dict[str, Counter[str]] = {}
    having: Counter[str] = Counter()
    count = 0
    for paper in papers:
        count += 1
        terms = {_key(term): term for term in _terms(f"{paper.title} . {paper.abstract}")}
        having.update(terms.keys())
        for key, term in terms.items():
            written.setdefault(key, Counter())[term] += 1
    return written, having, count


def _terms(text: str) -> Iterable[str]:
    """Names alone, and words in pairs that no mark and no empty word divides."""
    words: Sequence[str] = _WORD.findall(text)
    full = [_is_full(word) for word in words]
    yield from (word for word, counts in zip(words, full, strict=True) if counts and _stands_alone(word))
    for (left, right), (left_full, right_full) in zip(pairwise(words), pairwise(full), strict=False):
        if left_full and (right_full or right.lower() in _HEADS) and not _WEAK_ENDING.search(right):
            yield f"{_small(left)} {_small(right)}"


def _is_full(word: str) -> bool:
    if len(word) < _SHORTEST or not any(map(str.isalpha, word)):
        return False
    return word.lower() not in _EMPTY and not word.endswith("ly")


def _stands_alone(word: str) -> bool:
    return word[1:] != word[1:].lower()


def _small(word: str) -> str:
    """A word as inside a sentence: `Reward` is only a title's `reward`, `LoRA` stays."""
    return word if _stands_alone(word) else word.lower()


def _key(term: str) -> str:
    """One key for singular and plural, whatever the case."""
    return term.lower().replace("‑", "-").removesuffix("s")

"""Finds what an abstract leaves open: limits, needs and open questions, in sentences that stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract.frames import told
from digest.extract.wholeness import broken

if TYPE_CHECKING:
    from digest.extract.passages import Passage
    from digest.extract.telling import Telling

_AHEAD = tuple(
    "remain|uture|pen question|pen problem|pen challenge|need|should|imit|still|gap|unsolved|far from|sufficient|enough".split(
        "|"
    )
)
_NEEDS = re.compile(
    r"^(?:[\w\s’'-]{0,60}?)?(?:results|findings|observations|analys[ie]s|study|work|experiments|insights"
    r"|evaluations?|evidence)\s(?:[\w-]+ly\s)?(?:also\s)?"
    r"(?:highlight|underscore|emphasi[sz]e|suggest|motivate|reveal|demonstrate|show|indicate|stress"
    r"|point\sto|expose)s?\s(?:the|an?)\s(?:[\w-]+\s){0,2}?need\s(?P<what>(?:for|to)\s.+)$"
)
_OPEN = re.compile(
    r"\b(?:remains?\s(?:an?\s)?(?:[\w-]+\s)?(?:open|unclear|unsolved|unresolved|challeng\w+|difficult"
    r"|elusive|limited|far|unable|vulnerable|brittle|hard|bottleneck|largely|substantially)"
    r"|(?:is|are)\sstill\s\w+|still\s(?:fails?|struggles?|lags?|falls?|cannot|lacks?|far)|far\sfrom\s"
    r"|(?:an|is|are|remains?|as)\sopen\s(?:question|problem|challenge)s?"
    r"|future\s(?:work|research|systems|models|evaluations?|benchmarks?|studies)\s(?:should|must|needs?"
    r"|will|could|may)|should\s(?:be|not|report|move|focus|treat|account|consider|include|target|combine"
    r"|measure|use|also|go)"
    r"|limited\sby|limitation|not\s(?:yet|sufficient|enough)|substantial\s(?:room|gap)|(?:large"
    r"|significant|wide|persistent|critical)\sgap\b|(?:is|are)\sneeded)\b"
)
_HOLLOW = re.compile(
    r"\b(?:resolv|settl|answer)\w*\san?\sopen\b|\b(?:insights?|directions?|implications|discuss|outline|roadmap|pave|promising|we\s(?:hope|believe"
    r"|plan)|code|available|release|avenues?|foundation|this\spaper|challenges\sand)\b",
    re.IGNORECASE,
)
_HALF = 0.45
_SHORTEST, _LONGEST = 60, 260


def outlook(telling: Telling) -> tuple[str, str] | None:
    """A sentence on what stays open, whole and with its people, and the abstract's sentence behind it; or None."""
    passages = telling.abstract.passages
    for passage in reversed(passages[int(len(passages) * _HALF) :]):
        if any(sign in passage.text for sign in _AHEAD) and (text := _told(telling, passage)):
            return text, passage.raw
    return None


def _told(telling: Telling, passage: Passage) -> str:
    voice = telling.abstract.voice
    text = voice.named(passage.text)
    needs = _NEEDS.match(text)
    if needs:
        text, by = f"{voice.by} see{'' if voice.several else 's'} a need {needs['what']}", True
    else:
        said = told(text, voice)
        if said is None or not _OPEN.search(said.text) or said.role in {"built", "studied"}:
            return ""
        text, by = said.text, said.by
    text = text if text.endswith((".", "!")) else f"{text}."
    fits = _SHORTEST <= len(text) <= _LONGEST and not _HOLLOW.search(text) and passage.tie != "turns"
    if not fits or broken(text) or telling.abstract.subject.unexplained(text):
        return ""
    return telling.attributed(text, by=by)

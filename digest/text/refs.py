"""Reads arXiv ids out of what people paste: bare, versioned, after `arXiv:`, or in a link to one of the usual pages."""

from __future__ import annotations

import re

_NEW = r"(?P<new>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})"
_OLD = r"(?P<old>[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})"
_HOSTS = (
    r"(?:(?:www\.|export\.|browse\.|[a-z]{2}\.)?arxiv\.org/(?:abs|pdf|html|format|src|e-print|ps|bibtex|list)"
    r"|(?:www\.)?alphaxiv\.org/(?:[a-z]{2}/)?(?:abs|pdf|overview|html|audio|resources)"
    r"|(?:www\.)?(?:huggingface\.co|hf\.co)/papers"
    r"|ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html)|(?:dx\.)?doi\.org/10\.48550|(?:www\.)?scholar\.archive\.org/arxiv)/"
)
_REF = re.compile(
    rf"[<(\[\"']*(?:(?:https?://)?{_HOSTS})?(?:arxiv[:.\s]\s*)?(?:{_NEW}|{_OLD})(?:v\d+)?"
    r"(?:\.pdf|\.html?)?(?:\s*\[[a-z.-]+\])?/?(?:[?#]\S*)?[>)\]\"'.,;!]*",
    re.IGNORECASE,
)
_LONGEST = 300


def canonical_id(ref: str) -> str | None:
    """The id without a version, such as `2605.13162` or `cs/0112017`, if `ref` is nothing but an id or a link to it."""
    ref = ref.strip()
    match = _REF.fullmatch(ref) if len(ref) <= _LONGEST else None
    if not match:
        return None
    if match["new"]:
        return match["new"] if match["new"].isascii() else None
    archive, _, number = match["old"].lower().partition("/")
    return f"{archive.partition('.')[0]}/{number}" if number.isascii() else None

"""Tells from its shape alone whether a word could be the name somebody gave to new work."""

from __future__ import annotations

from enum import IntEnum

from digest.facts.known import GENERIC, is_known

# Last parts in lower case that names have; any other makes a description: `LLM-based`, `GPU-accelerated`.
_ENDINGS = frozenset("bench net mini nano tiny base large eval former lm vl".split())
_SHORTEST = 3
# Last parts that make a property however they are written: `Semantic-Aware`.
_PROPERTIES = frozenset(
    "aware based driven free guided centric level augmented enhanced agnostic oriented specific efficient grounded".split()
)


class Shape(IntEnum):
    """How much a word looks like a name."""

    ORDINARY = 0
    TITLED = 1
    COINED = 2


def shape(word: str) -> Shape:
    """`EndPrompt` and `CKT-WAM` are coined; `Pest-Thinker` and `SFT-Eraser` titled; `LLM` and `prompt` ordinary."""
    parts = word.split("-")
    if word in GENERIC or is_known(word) or not all(parts) or (len(word) < _SHORTEST and word.isupper()):
        return Shape.ORDINARY
    last = parts[-1]
    describes = last.islower() and len(last) >= _SHORTEST and last not in _ENDINGS
    if len(parts) > 1 and (describes or last.lower() in _PROPERTIES):
        return Shape.ORDINARY
    if any(_is_coined(part) for part in parts) or (len(parts) > 1 and last == "bench"):
        return Shape.COINED
    return Shape.TITLED if parts[0][0].isupper() and last[0].isupper() else Shape.ORDINARY


def _is_coined(part: str) -> bool:
    bare = part.removesuffix("s")
    if (
        part.lstrip("vV").replace(".", "").isdigit()
        or part in GENERIC
        or bare in GENERIC
        or is_known(part)
        or is_known(bare)
    ):
        return False
    return any(map(str.isupper, part[1:])) or (
        len(part) >= _SHORTEST and part[0].isalpha() and any(map(str.isdigit, part[1:]))
    )

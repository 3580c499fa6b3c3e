"""Tells from its shape alone whether a word could be the name somebody gave to new work."""

from __future__ import annotations

from enum import IntEnum

from digest.known import GENERIC, is_known

# Second halves that make a description, not a name: `LLM-based`, `GPU-accelerated`, `CLIP-guided`.
_DESCRIBING = frozenset(
    ["based", "driven", "aware", "guided", "powered", "level", "style", "like", "free", "agnostic", "centric", "specific", "enhanced", "augmented", "assisted", "generated", "trained", "tuned", "only", "accelerated", "enabled", "native", "mediated", "derived", "conditioned", "informed", "inspired", "oriented", "hard", "complete", "judge", "related", "type", "class", "scale", "equipped", "integrated", "supervised", "constrained", "optimized", "regularized", "controlled", "induced", "adapted", "compatible", "to", "and", "in", "as", "of", "the", "a", "for", "by", "off", "time", "ready", "invariant", "equivariant", "dependent", "independent", "side", "wide", "score", "scores", "image", "text", "shot", "step", "bit", "dimensional", "order", "norm", "ray", "learning"]
)


class Shape(IntEnum):
    """How much a word looks like a name."""

    ORDINARY = 0
    TITLED = 1
    COINED = 2


def shape(word: str) -> Shape:
    """`EndPrompt`, `MF-PID`, `CKT-WAM` are coined; `Pest-Thinker` and `SFT-Eraser` titled; `LLM`, `GPT-4`, `prompt` ordinary."""
    if word in GENERIC or is_known(word) or not any(map(str.isalpha, word)):
        return Shape.ORDINARY
    parts = word.split("-")
    if parts[-1].lower() in _DESCRIBING and len(parts) > 1:
        return Shape.ORDINARY
    if any(_is_coined(part) for part in parts) or (len(parts) > 1 and parts[-1] == "bench"):
        return Shape.COINED
    return Shape.TITLED if parts[0][0].isupper() and parts[-1][:1].isupper() else Shape.ORDINARY


def _is_coined(part: str) -> bool:
    bare = part.removesuffix("s")
    if part in GENERIC or bare in GENERIC or is_known(part) or is_known(bare):
        return False
    return any(map(str.isupper, part[1:])) or (any(map(str.isdigit, part[1:])) and part[0].isalpha() and len(part) > 2)  # noqa: PLR2004

"""Folds away how a thing is written, so that two ways to write it meet: case, accents, dashes, spaces."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

_GAP = re.compile(r"[\W_]+")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_SPELT = str.maketrans(_GREEK)


def words(text: str) -> str:
    """Lower-case words with one blank between: `Naïve A-B: π₀` and `naive a b pi0` give the same."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c)).casefold().translate(_SPELT)
    return _GAP.sub(" ", text).strip()


def squeezed(text: str) -> str:
    """The same without blanks, so that `When2Speak`, `when-2-speak` and `When 2 Speak` meet."""
    return words(text).replace(" ", "")

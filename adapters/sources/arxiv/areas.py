"""What people call the fields of arXiv's categories, in a word or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_AREAS = {
    "cs.CL": "Language", "cs.CV": "Vision", "cs.LG": "Learning", "stat.ML": "Learning", "cs.NE": "Learning", "cs.AI": "AI",
    "cs.RO": "Robotics", "cs.CR": "Security", "cs.SE": "Software", "cs.PL": "Software", "cs.HC": "People and interfaces",
    "cs.CY": "Society", "cs.SI": "Society", "cs.IR": "Retrieval", "cs.DB": "Data systems", "cs.SD": "Speech and audio",
    "eess.AS": "Speech and audio", "eess.IV": "Imaging", "eess.SP": "Signals", "eess.SY": "Control", "cs.SY": "Control",
    "cs.DC": "Systems", "cs.AR": "Hardware", "cs.NI": "Networks", "cs.PF": "Systems", "cs.OS": "Systems", "cs.ET": "Hardware",
    "cs.DS": "Algorithms", "cs.CC": "Algorithms", "cs.LO": "Logic", "cs.FL": "Logic", "cs.IT": "Information theory",
    "math.IT": "Information theory", "cs.GT": "Games", "cs.MA": "Agents", "cs.GR": "Graphics", "cs.MM": "Multimedia",
    "cs.CE": "Science and engineering", "cs.NA": "Numerics", "math.NA": "Numerics", "cs.DL": "Libraries", "quant-ph": "Quantum",
}  # fmt: skip
_ARCHIVES = {
    "cs": "Computing", "math": "Mathematics", "stat": "Statistics", "eess": "Signals", "physics": "Physics", "q-bio": "Biology",
    "q-fin": "Finance", "econ": "Economics", "astro-ph": "Astronomy", "cond-mat": "Materials", "hep-ph": "Particle physics",
    "hep-th": "Particle physics", "hep-ex": "Particle physics", "hep-lat": "Particle physics", "gr-qc": "Gravitation",
    "nucl-th": "Nuclear physics", "nucl-ex": "Nuclear physics", "nlin": "Physics", "math-ph": "Mathematics",
}  # fmt: skip


def area(categories: Sequence[str]) -> str:
    """The field of the primary category: `Robotics`; by its archive where it has no word of its own, "" where that has none."""
    first = categories[0] if categories else ""
    return _AREAS.get(first) or _ARCHIVES.get(first.partition(".")[0], "")

"""An abstract's own abbreviations are spelt out where they are told."""

from __future__ import annotations

import pytest

from digest.extract.acronyms import definitions, spelt_out


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We cut Job Time (JT) a lot.", {"JT": "Job Time"}),
        ("For time of the job (TJ) it holds.", {"TJ": "time of the job"}),
        ("It learns from many topological hinge states (THSs).", {"THSs": "topological hinge states"}),
        ("Audio-aware LLMs (ALLMs) hear.", {"ALLMs": "Audio-aware LLMs"}),
        ("All large language models (LLMs) drift.", {}),
        ("Something else (XYZ) holds.", {}),
        ("No brackets.", {}),
        (
            "Differential tuning (DT) holds. Sparse Probing (SP) too.",
            {"DT": "differential tuning", "SP": "Sparse Probing"},
        ),
    ],
)
def test_a_meaning_is_read_where_the_letters_agree(abstract: str, expected: dict[str, str]) -> None:
    """What everybody knows needs no gloss, and what isn't explained has none."""
    assert definitions(abstract) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It cuts JT by 3%.", "It cuts job time by 3%."),
        ("JT falls, and JT matters.", "Job time (JT) falls, and JT matters."),
        ("It cuts job time (JT) by 3%.", "It cuts job time (JT) by 3%."),
        ("JT-2 and XJT stay.", "JT-2 and XJT stay."),
        ("QAL wins.", "QAL wins."),
        ("Typed JT tasks and JT+X and JT Models stay.", "Typed JT tasks and JT+X and JT Models stay."),
    ],
)
def test_an_abbreviation_is_spelt_out_at_its_first_use(sentence: str, expected: str) -> None:
    """Unless the sentence explains it, it is part of a longer word, or it is the method's own name."""
    assert spelt_out(sentence, {"JT": "job time", "QAL": "quick adapter learning"}, "QAL") == expected

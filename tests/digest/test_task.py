"""What a paper works on is read from its title, and told where a text says too little of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.extract.task import task
from digest.extract.telling import Telling
from digest.model import Facts
from tests.digest.samples import TERN

ABSTRACT = "Images are many. We compare some German adapters with Rydberg arrays."


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("One-Shot Data Selection for Medical Image Classification via Graph Coverage", "medical image classification"),
        ("Ballast: Risk-Aware Path Planning for Infrastructure Inspection with a UAV", "infrastructure inspection"),
        (
            "Fair Detection of Generated Text in German Parliaments",
            "fair detection of generated text in German parliaments",
        ),
        ("Detecting Generated Text in German Parliaments", ""),
        ("Ballast Planning for Reliable Vision-Language Model", "reliable vision-language models"),
        ("Rydberg Arrays for Adapters: A Comparative Study", ""),
        ("Do Adapters Forget?", ""),
        ("Ballast", ""),
    ],
)
def test_a_title_says_what_its_paper_works_on(title: str, expected: str) -> None:
    """What stands behind `for`, else all of it, without its means, in running letters; a question says nothing."""
    assert task(replace(TERN, title=title, abstract=ABSTRACT)) == expected


def test_what_a_text_says_too_little_of_is_named() -> None:
    """With its people, in the brackets or before them; what it says already isn't said again."""
    telling = Telling(replace(TERN, title="Frozen Layers for Speech Translation", abstract=ABSTRACT), Facts())

    assert telling.attributed("Ballast halves the cost.", by=False) == (
        "Ballast halves the cost (Gödel et al., on speech translation)."
    )
    assert telling.attributed("Gödel et al. halve it.", by=True) == (
        "In work on speech translation, Gödel et al. halve it."
    )
    assert telling.attributed("Ballast helps to translate speech.", by=False) == (
        "Ballast helps to translate speech (Gödel et al.)."
    )

"""The documentation shows what today's program says; `make pictures` makes it anew."""

from __future__ import annotations

from tests import pictures


def test_the_transcript_is_todays() -> None:
    """As it stands in the README, cut where it says so."""
    readme = pictures.README.read_text(encoding="utf-8")

    assert pictures.transcript().count("you › ") == len(pictures.SAID)
    assert pictures.written(readme) == readme
    assert pictures.transcript() in readme


def test_no_picture_is_stale() -> None:
    """Each shows what the platform would be sent today, and is the file that was drawn of that."""
    today = {
        name: {"shows": one.fingerprint, "file": pictures.fingerprint((pictures.DOCS / name).read_bytes())}
        for name, one in pictures.pictures().items()
    }

    assert pictures.noted() == today


def test_every_picture_in_the_documentation_is_one_that_is_made() -> None:
    """But for the icon, which shows nothing of the program."""
    assert {path.name for path in pictures.DOCS.glob("*.png")} - {"icon.png"} == set(pictures.pictures())

"""The picture as a PNG: the same shapes in light and dark, whatever its texts say."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from adapters.present import fonts, picture, raster
from adapters.present.fonts import draws, pieces
from adapters.present.picture import Picture
from tests.adapters.present import documents
from tests.adapters.present.test_html import HOSTILE, everywhere


def test_a_png_has_the_colours_of_its_page() -> None:
    """Paper and accent are there, in light and in dark, at twice a phone's points."""
    made = picture.of(documents.roundup())
    assert made is not None

    for colours in (picture.LIGHT, picture.DARK):
        image = Image.open(BytesIO(raster.png(made, colours))).convert("RGB")
        shown = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in image.getcolors(1 << 16) or ()}  # type: ignore[misc]

        assert image.width == 880
        assert {colours["paper"], colours["now"], colours["bar"]} <= shown


@given(st.text(max_size=60) | st.just(HOSTILE))
def test_any_text_can_be_drawn(text: str) -> None:
    """Signs that the font lacks are left out."""
    made = picture.of(everywhere(text))

    assert made is not None
    assert raster.png(made, picture.DARK).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "words",
    ["Gödel – “ł” ×", "Άλφα", "Обучение", "למידה", "تعلم الآلة", "मशीन लर्निंग", "การเรียนรู้", "ქართული"],
)
def test_words_are_drawn_in_their_own_letters(words: str) -> None:
    """Each script has its font, and no sign of it becomes a box or is lost."""
    assert draws(words)
    assert [run for run, _ in pieces(words, 12)] == [words]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("למידה עמוקה", ["למידה עמוקה"]),
        ("Papers on למידה עמוקה", ["Papers on", "למידה עמוקה"]),
        ("למידה עם LoRA ועוד", ["ועוד", "LoRA", "למידה עם"]),
        ("למידה: 3 פעמים", ["פעמים", "3", ":", "למידה"]),
        ("a β в", ["a β в"]),
        ("אб–ג!", ["!", "ג", "–", "б", "א"]),
    ],
)
def test_a_line_runs_as_its_first_letter_does(text: str, shown: list[str]) -> None:
    """What runs the other way keeps its own order within it."""
    assert [run.strip() for run, _ in pieces(text, 12) if run.strip()] == shown


@pytest.fixture
def nothing_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer that has no font but ours, and nothing that joins letters."""
    monkeypatch.setattr(fonts, "_OF_THE_SYSTEM", ())
    monkeypatch.setattr(fonts, "_shapes", lambda: False)


def drawn_as(**changes: object) -> tuple[bytes, bytes]:
    """A picture with these words, and the one that is to be seen where they can't be drawn."""
    plain = Picture(
        topic="x", counts=(3, 1), since="a week before", until="now", themes=(("One", 2), ("Two", 1)), alt=""
    )
    return raster.png(replace(plain, **changes), picture.LIGHT), raster.png(plain, picture.LIGHT)  # type: ignore[arg-type]  # words


@pytest.mark.usefixtures("nothing_of_the_system")
@pytest.mark.parametrize("words", ["深層学習", "LoRA と 深層学習", "강화 학습", "تعلم الآلة", "ሀሀራ𖠀"])
def test_words_that_cannot_be_drawn_are_left_out_whole(words: str) -> None:
    """No boxes, no half of a title, no letters apart: a neutral word instead, and all of it stays in the alt text."""
    seen, _ = drawn_as(topic=words, themes=((words, 2), ("Two", 1)))
    neutral, _ = drawn_as(topic="this topic", themes=(("Theme 1", 2), ("Two", 1)))
    weeks, _ = drawn_as(topic="this topic", themes=())
    made = picture.of(everywhere(words))
    assert made is not None

    assert not draws(words)
    assert seen == neutral
    assert drawn_as(topic=words, themes=((words, 2), (words, 1)))[0] == weeks
    assert words in made.alt
    assert draws("x ≤ y, Ω")


@pytest.mark.usefixtures("nothing_of_the_system")
def test_a_picture_without_words_is_known() -> None:
    """Where there is no week to compare and no theme can be named, there is nothing to post."""
    made = picture.of(everywhere("深層学習"))
    assert made is not None

    assert raster.is_drawable(replace(made, counts=(2, 1)))
    assert not raster.is_drawable(replace(made, counts=()))
    assert raster.is_drawable(replace(made, counts=(), themes=(("深", 2), ("Two", 1))))


@pytest.mark.skipif(not any(map(fonts._is_there, fonts._OF_THE_SYSTEM)), reason="no font for Chinese is installed")  # noqa: SLF001
@pytest.mark.parametrize("words", ["深層学習", "机器学习", "ユーザー", "LoRA、 深層"])
def test_fonts_of_the_system_are_used_for_what_ours_lack(words: str) -> None:
    """Chinese and Japanese are drawn, and told apart."""
    seen, neutral = drawn_as(topic=words)

    assert draws(words)
    assert [run for run, _ in pieces(words, 12)] != []
    assert seen != neutral


@pytest.mark.parametrize("word", ["深層学習", "WiMax "])
def test_a_long_label_leaves_room_for_its_count(word: str) -> None:
    """Letters as wide as high take the room of two."""
    made = picture.of(everywhere(word * 40))
    assert made is not None

    labels = [shape for shape in picture.shapes(made) if isinstance(shape, picture.Label)]
    assert 50 <= max(sum(1 if sign.isascii() else 2 for sign in one.text.replace("…", "")) for one in labels) <= 52

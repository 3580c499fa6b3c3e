"""The picture as a PNG: the same shapes in light and dark, whatever its texts say."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from adapters.present import picture, raster
from adapters.present.fonts import draws, pieces
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


def test_what_no_font_has_is_left_out_and_known() -> None:
    """A picture whose words can't be drawn isn't posted."""
    made = picture.of(everywhere("深層学習"))
    plain = picture.of(everywhere("Tiefes Lernen"))
    assert made is not None
    assert plain is not None

    assert [run for run, _ in pieces("a深b\x00", 12)] == ["a", "b"]
    assert draws("x ≤ y")
    assert (raster.is_drawable(made), raster.is_drawable(plain)) == (False, True)
    assert raster.png(made, picture.LIGHT) != raster.png(plain, picture.LIGHT)

"""The picture as a PNG: the same shapes in light and dark, whatever its texts say."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from adapters.present import picture, raster
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


def test_accents_and_dashes_are_drawn_as_plain_letters() -> None:
    """The font has ASCII alone: `Gödel – α` is drawn as `Godel -`, never as boxes."""
    accented, plain = (picture.of(everywhere(text)) for text in ("Gödel – “ł” α", 'Godel - "l" '))

    assert accented is not None
    assert plain is not None
    assert raster.png(accented, picture.LIGHT) == raster.png(plain, picture.LIGHT)

"""The page in a real browser: it fits phones and desks, and a reference opens its card without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from adapters.present import html
from tests.adapters.present import browser, documents

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = browser.needed


@pytest.mark.parametrize(("dark", "colour"), [(True, "rgb(25, 23, 21)"), (False, "rgb(255, 253, 249)")])
def test_a_page_fits_its_window(tmp_path: Path, dark: bool, colour: str) -> None:  # noqa: FBT001
    """Nothing runs out of a phone or a desk's window, nothing is too small to read, and dark is dark."""
    long = "A" * 90 + " " + "https://github.com/" + "very-long-name-" * 8
    page = html.roundup(documents.roundup(headline=f"{documents.roundup().headline} {long}", papers=documents.many(9)))

    for seen in browser.looked_at({"page": page}, tmp_path, dark=dark):
        assert (seen.colour, seen.over, seen.wide, seen.small, seen.faults) == (colour, 0, [], [], [])


def test_a_reference_opens_its_card(tmp_path: Path) -> None:
    """Its address alone does, with scripts switched off by the page's own policy."""
    file = tmp_path / "page.html"
    policy = f"default-src 'none'; style-src {html.style_source()}"
    meta = f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">'
    file.write_text(html.roundup(documents.roundup()).replace("<head>", meta), encoding="utf-8")

    opened = browser.dom(file, "#paper-2")

    cards = re.findall(r'<details( open="")?>\s*<summary><span class="number">\[(\d)\]', opened)
    assert [number for is_open, number in cards if is_open] == ["2"]

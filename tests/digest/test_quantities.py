"""Numbers in prose: their values, their units, and which a source allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.check.quantities import plain, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("44.5 % or 44.5%", ["44.5%", "44.5%"]),
        ("40 percent, 40 per cent", ["40%", "40%"]),
        ("8.3x, 8.3×, 8 times, 8-fold, eightfold", ["8.3×", "8.3×", "8×", "8×", "8×"]),
        ("1,000 or 1000 or 1k or a thousand", ["1000", "1000", "1000"]),
        ("7B, 7 billion, 0.5M", ["7000000000", "7000000000", "500000"]),
        ("19–24% and from 40.1 to 52.3%", ["19%", "24%", "40.1%", "52.3%"]),
        ("1.44, 2.50 and 3%", ["1.44%", "2.5%", "3%"]),
        ("4.2 points, 4.2 percentage points, 4.2% points, 4 pp", ["4.2points"] * 3 + ["4points"]),
        ("twenty-one of two hundred, a dozen", ["21", "200", "12"]),
        ("512 x 512", ["512", "512"]),
        ("10⁶, 10^-3 and 1e-5", ["10⁶", "10^-3", "1e-5"]),
        ("~0.7%, .5 and 3,000+", ["0.7%", "0.5", "3000"]),
        ("10ms, 16 GB", ["10", "16"]),
        ("100x-1000x", ["100×", "1000×"]),
        ("one, first, 2nd, GPT-4, 3D, pass@1, top-5, Qwen2.5, v1.2, half-life", []),
    ],
)
def test_numbers_are_read_as_meant(text: str, expected: list[str]) -> None:
    """Spellings of one number compare equal, and parts of names aren't numbers."""
    assert [f"{number.value}{number.unit}" for number in read(plain(text))] == expected


def test_sizes_inside_a_sources_names_count() -> None:
    """A source that uses Llama-3.1-8B may be said to use an 8B model, but not to report a 3.1."""
    assert [n.value for n in read("one Llama-3.1-8B, F1@5", inside_names=True)] == ["8000000000"]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Numbers come in order, inside the text."""
    found = read(plain(text), inside_names=True)

    assert all(0 <= n.start < n.end <= len(plain(text)) for n in found)
    assert [n.start for n in found] == sorted(n.start for n in found)

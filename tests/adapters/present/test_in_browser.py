"""The page in a real browser: it fits phones and desks, and a reference opens its card without a script."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import pytest

from adapters.present import html
from tests.adapters.present import documents

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium")
_SAYS = re.compile(r"<title>SAYS (.*?)</title>", re.DOTALL)
_FRAME = """<body style="margin:0"><iframe id="f" width="{width}" height="900" style="border:0" srcdoc="{page}"></iframe>
<script>document.getElementById("f").onload = event => {{
  const page = event.target.contentDocument, root = page.documentElement;
  const colour = page.defaultView.getComputedStyle(page.body).backgroundColor;
  const wide = [...page.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > root.clientWidth + 1);
  document.title = "SAYS " + JSON.stringify({{
    colour, over: root.scrollWidth - root.clientWidth, wide: wide.map(one => one.outerHTML.slice(0, 80)),
    small: [...page.querySelectorAll("p,li,td,dd")].filter(one => parseFloat(
      page.defaultView.getComputedStyle(one).fontSize) < 13).length,
  }});
}}</script>"""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Debian's chromium isn't here")


def dom(file: Path, anchor: str = "", *more: str) -> str:
    """What the browser made of a page."""
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", *more)
    profile = f"--user-data-dir={file.parent / 'profile'}"
    command = [str(CHROMIUM), *flags, profile, "--dump-dom", f"{file.as_uri()}{anchor}"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout  # noqa: S603


@pytest.mark.parametrize(
    ("width", "dark", "colour"), [(380, True, "rgb(25, 23, 21)"), (1280, False, "rgb(255, 253, 249)")]
)
def test_a_page_fits_its_window(tmp_path: Path, width: int, dark: bool, colour: str) -> None:  # noqa: FBT001
    """Nothing runs out of a phone or a desk's window, nothing is too small to read, and dark is dark."""
    file, long = tmp_path / "frame.html", "A" * 90 + " " + "https://github.com/" + "very-long-name-" * 8
    page = html.roundup(documents.roundup(headline=f"{documents.roundup().headline} {long}", papers=documents.many(9)))
    file.write_text(_FRAME.format(width=width, page=escape(page)), encoding="utf-8")

    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    said: dict[str, Any] = json.loads(unescape(_SAYS.findall(dom(file, "", scheme))[0]))

    assert said == {"colour": colour, "over": 0, "wide": [], "small": 0}


def test_a_reference_opens_its_card(tmp_path: Path) -> None:
    """Its address alone does, with scripts switched off by the page's own policy."""
    file = tmp_path / "page.html"
    policy = f"default-src 'none'; style-src {html.style_source()}"
    meta = f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">'
    file.write_text(html.roundup(documents.roundup()).replace("<head>", meta), encoding="utf-8")

    opened = dom(file, "#paper-2")

    cards = re.findall(r'<details( open="")?>\s*<summary><span class="number">\[(\d)\]', opened)
    assert [number for is_open, number in cards if is_open] == ["2"]

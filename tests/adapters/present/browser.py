"""Pages in a real headless Chromium: what it made of them, and what axe-core finds fault with."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import escape, unescape
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CHROMIUM = shutil.which("chromium")
WIDTHS = (380, 1280)
needed = pytest.mark.skipif(not CHROMIUM, reason="Debian's chromium isn't here")
_SAYS = re.compile(r"<title>SAYS (.*?)</title>", re.DOTALL)
_FRAME = '<iframe name="{name} {width}" width="{width}" height="900" style="border:0" srcdoc="{page}"></iframe>'
_SCRIPT = """<script>
const told = async frame => {
  const page = frame.contentDocument, root = page.documentElement, style = one => frame.contentWindow.getComputedStyle(one);
  const wide = [...page.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > root.clientWidth + 1);
  const small = [...page.querySelectorAll("p,li,td,dd,label,button,input")].filter(one => parseFloat(style(one).fontSize) < 13);
  const found = await frame.contentWindow.axe.run(page, {resultTypes: ["violations"]});
  return {
    name: frame.name, colour: style(page.body).backgroundColor,
    over: root.scrollWidth - root.clientWidth,
    wide: wide.map(one => one.outerHTML.slice(0, 80)), small: small.map(one => one.outerHTML.slice(0, 80)),
    faults: found.violations.map(one => `${one.impact} ${one.id}: ${one.nodes[0].html.slice(0, 120)}`),
  };
};
onload = async () => {
  const all = [];
  for (const frame of document.querySelectorAll("iframe")) all.push(await told(frame));
  document.title = "SAYS " + JSON.stringify(all);
};
</script>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page as a browser shows it.

    Attributes:
        over: Pixels that it is wider than its window; `wide` are the elements that run out of it.
        small: What is too small to read.
        faults: What axe-core finds, with its impact.
    """

    name: str
    colour: str
    over: int
    wide: list[str]
    small: list[str]
    faults: list[str]


def dom(file: Path, anchor: str = "", *more: str) -> str:
    """What the browser made of a page."""
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", *more)
    profile = f"--user-data-dir={file.parent / 'profile'}"
    command = [str(CHROMIUM), *flags, profile, "--dump-dom", f"{file.as_uri()}{anchor}"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout  # noqa: S603


def looked_at(pages: Mapping[str, str], folder: Path, *, dark: bool) -> list[Seen]:
    """Each page by its name, on a phone and on a desk."""
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    frames = (
        _FRAME.format(
            name=escape(name), width=width, page=escape(page.replace("</body>", f"<script>{axe}</script></body>"))
        )
        for name, page in pages.items()
        for width in WIDTHS
    )
    file = folder / "frames.html"
    file.write_text(f'<!DOCTYPE html><body style="margin:0">{"".join(frames)}{_SCRIPT}', encoding="utf-8")
    said = dom(file, "", f"--blink-settings=preferredColorScheme={0 if dark else 1}")
    return [Seen(**one) for one in json.loads(unescape(_SAYS.findall(said)[0]))]

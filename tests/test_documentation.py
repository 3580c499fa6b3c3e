"""The documentation leads where it says, and names only commands that there are."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from adapters.chat import Platform, Ports, Publisher, Reply, Request
from adapters.sources.ports import ConnectedSource, SourceDeclaration
from tests.bot.console import Console

ROOT = Path(__file__).parents[1]
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def anchors(document: str) -> set[str]:
    """The names of a document's headings, as GitHub makes them."""
    titles = _HEADING.findall(_FENCE.sub("", document))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    """To a file that is there, and to a heading that it has."""
    broken = []
    for place, heading in _LINK.findall(_FENCE.sub("", path.read_text(encoding="utf-8"))):
        target = (path.parent / place).resolve() if place else path
        if not target.exists() or (heading and heading not in anchors(target.read_text(encoding="utf-8"))):
            broken.append(f"{place}#{heading}")

    assert broken == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_is_one_that_there_is(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the command line and of make, wherever code names one."""
    code = "\n".join(_CODE.findall(path.read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    Console(tmp_path)("--help")
    offered = set(re.findall(r"^    ([a-z]+)(?:  |$)", capsys.readouterr().out, re.MULTILINE))

    assert len(offered) > 8
    assert set(re.findall(r"\bpaperround ([a-z]+)\b", code)) - offered == set()
    assert set(re.findall(r"(?:^|`)make ([a-z]+)\b", code, re.MULTILINE)) - targets == set()


PLAIN = {"entry_point", "text", "channel", "person", "thread", "above"}
"""Fields of a request that say nothing of rights."""


def asked_of(port: type) -> list[str]:
    """The names that a port itself asks for."""
    return [name for name in vars(port) if not name.startswith("_")]


@pytest.mark.parametrize(
    ("guide", "seam"),
    [
        (
            "adding-a-platform.md",
            [
                *(one.name for kind in (Ports, Request, Reply) for one in fields(kind) if one.name not in PLAIN),
                "may_manage",
                *asked_of(Publisher),
                *asked_of(Platform),
            ],
        ),
        ("adding-a-source.md", [one.name for kind in (SourceDeclaration, ConnectedSource) for one in fields(kind)]),
    ],
)
def test_a_guide_names_all_of_its_seam(guide: str, seam: list[str]) -> None:
    """Who adds a platform or a source by the guide alone is told of everything that it is given and has to have."""
    said = (ROOT / "docs" / guide).read_text(encoding="utf-8")

    assert [name for name in seam if f"`{name}`" not in said] == []

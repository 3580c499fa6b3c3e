"""Reads the Dockerfile, and plays its build stage in an empty folder: `python -m tests.deploy.dockerfile`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
_OUR_FOLDERS = re.compile(r"(?<![\w./-])/(app|build|dist|src)\b")
_CONTINUED = re.compile(r"\\\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One instruction."""

    stage: int
    word: str
    rest: str


def steps(text: str) -> tuple[Step, ...]:
    """The instructions of a Dockerfile, each with the number of its stage from 1."""
    stage, found = 0, []
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in _CONTINUED.sub(" ", "\n".join(lines)).splitlines():
        word, _, rest = line.strip().partition(" ")
        stage += word == "FROM"
        if word:
            found.append(Step(stage=stage, word=word, rest=rest.strip()))
    return tuple(found)


def play(text: str, root: Path) -> None:
    """Do the first stage's COPY and RUN below a folder that stands for the container's root."""
    here = root / "src"
    here.mkdir()
    for step in steps(text):
        if step.stage == 1 and step.word == "COPY":
            *sources, target = step.rest.split()
            _copied((ROOT / source for source in sources), here / target, many=len(sources) > 1 or target.endswith("/"))
        elif step.stage == 1 and step.word == "RUN":
            command = _OUR_FOLDERS.sub(lambda found: f"{root}/{found[1]}", step.rest)
            sys.stdout.write(f"RUN {command}\n")
            sys.stdout.flush()
            subprocess.run(["/bin/sh", "-ec", command], cwd=here, check=True)  # noqa: S603 - our own Dockerfile


def _copied(sources: Iterable[Path], target: Path, *, many: bool) -> None:
    for source in sources:
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        else:
            shutil.copy(source, target / source.name if many or target.is_dir() else target)


def main() -> None:
    """Play the build, then try what was built."""
    with tempfile.TemporaryDirectory(prefix="paperround-image-") as folder:
        play((ROOT / "Dockerfile").read_text(), Path(folder))
        built = Path(folder) / "app" / "bin" / "paperround"
        for asked in (["--version"], ["roundup", "fine-tuning", "--papers", "sample"]):
            subprocess.run([built, *asked], check=True, cwd="/")  # noqa: S603 - what was just built


if __name__ == "__main__":
    main()

"""Under what terms everything that is shipped may be used, as its own metadata says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
PERMISSIVE = frozenset(
    {
        "0BSD",
        "Apache Software License",
        "Apache-2.0",
        "BSD License",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC License (ISCL)",
        "ISC",
        "MIT License",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Python Software Foundation License",
        "The Unlicense (Unlicense)",
        "Zlib",
    }
)
ARGUED = {"certifi": "Mozilla Public License 2.0 (MPL 2.0)", "manimgx-fonts": "OFL-1.1"}
"""Others, package by package, both handed on as they came, which is all that their licences ask for: a list of
certificates, which requests needs, and fonts, which may go with any program."""
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)


def shipped() -> tuple[str, ...]:
    """The names of all packages that an installation has, on any system."""
    return tuple(dict.fromkeys(_PINNED.findall((ROOT / "requirements.txt").read_text())))


def listed() -> list[dict[str, Any]]:
    """Name, version, licence and address of what is shipped, as far as it is installed here."""
    how = ["--from=mixed", "--with-urls", "--format=json", "--packages"]
    told = subprocess.run([TOOLS / "pip-licenses", *how, *shipped()], capture_output=True, check=True, text=True)  # noqa: S603 - the tool of this environment
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


def refused(licences: Mapping[str, str]) -> dict[str, str]:
    """Those packages whose licence, or a part of it, is neither permissive nor argued."""
    return {
        name: said
        for name, said in licences.items()
        if not set(re.split(r"; | AND | OR ", said)) <= PERMISSIVE and ARGUED.get(name) != said
    }

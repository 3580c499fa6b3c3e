"""`make supply`: a bill of materials, the licences, and known vulnerabilities of what is shipped; 1 where one is known."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.deploy.licences import ROOT, TOOLS, listed, refused

_PLACE = ROOT / "build"
_PINS = ROOT / "requirements.txt"
_PATIENCE = 180.0
DATABASES = ("osv", "pypi")


def main() -> int:
    """Write the two lists, and say what is known against what is in them."""
    _PLACE.mkdir(exist_ok=True)
    _bill()
    is_permissive, is_safe = _licences(), _audited()
    return 0 if is_permissive and is_safe else 1


def _bill() -> None:
    place = _PLACE / "sbom.json"
    how = ["--output-reproducible", "--validate", "--pyproject", str(ROOT / "pyproject.toml"), "-o", str(place)]
    subprocess.run([TOOLS / "cyclonedx-py", "requirements", _PINS, *how], check=True)  # noqa: S603 - as below
    said = json.loads(place.read_text())
    _say(f"{place.relative_to(ROOT)}: CycloneDX {said['specVersion']}, {len(said['components'])} components")


def _licences() -> bool:
    place, packages = _PLACE / "licences.md", listed()
    rows = [f"| {one['Name']} | {one['Version']} | {one['License']} | {one['URL']} |" for one in packages]
    place.write_text("\n".join(("| package | version | licence | |", "|---|---|---|---|", *rows, "")))
    wrong = refused({one["Name"]: one["License"] for one in packages})
    told = "; ".join(f"{name}: {said}" for name, said in wrong.items()) or "all permissive, or argued"
    _say(f"{place.relative_to(ROOT)}: {len(packages)} packages, {told}")
    return not wrong


def _audited() -> bool:
    """Whether nothing is known; also where nobody could be asked, which is said."""
    troubles: list[str] = []
    for database in DATABASES:
        how = ["--require-hashes", "--disable-pip", "-s", database, "-f", "json", "--progress-spinner", "off"]
        try:
            told = subprocess.run(  # noqa: S603 - the tool of this environment
                [TOOLS / "pip-audit", "-r", _PINS, *how], capture_output=True, text=True, timeout=_PATIENCE, check=False
            )
            said = json.loads(told.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError):
            troubles.append(f"{database} can't be reached")
            continue
        known = [one for one in said if "vulns" in one]
        if known:
            _say(f"{database}: {_told(known)}{_unknown(said)}")
            return not any(one["vulns"] for one in known)
        troubles.append(f"{database} knows none of the {len(said)} packages")
    _say(f"Vulnerabilities were NOT looked up: {'; '.join(troubles)}. Run this where one of them can be reached.")
    return True


def _told(known: list[dict[str, Any]]) -> str:
    found = [f"{one['name']} {one['version']}: {vuln['id']}" for one in known for vuln in one["vulns"]]
    return f"{len(known)} packages looked up, {'; '.join(found) or 'nothing is known against them'}"


def _unknown(said: list[dict[str, Any]]) -> str:
    missing = [one["name"] for one in said if "vulns" not in one]
    return f"; NOT looked up: {', '.join(missing)}" if missing else ""


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())

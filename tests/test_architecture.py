"""The habits that a linter doesn't know, kept as tests."""

from __future__ import annotations

import ast
import logging
from collections import defaultdict
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
MODULES = sorted(p for package in ("bot", "adapters", "digest") for p in (ROOT / package).rglob("*.py"))


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

    assert [name for name, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []
    assert [name for name, text in texts.items() if len(text.splitlines()) > 250] == []


def test_a_package_s_own_file_has_no_logic() -> None:
    """An `__init__.py` says what its package is for; the engine's packages may offer what they are asked for."""
    packages = [path for path in MODULES if path.name == "__init__.py" and path.relative_to(ROOT).parts[0] != "digest"]
    bodies = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")).body for path in packages}

    assert [name for name, body in bodies.items() if len(body) > 1] == []


def test_a_class_name_stands_once() -> None:
    """Who reads a name in a message or a stack trace knows which class of the bot or its adapters it is."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(str(path.relative_to(ROOT)))

    assert [
        found for found in homes.values() if len(found) > 1 and not all(one.startswith("digest") for one in found)
    ] == []

"""The habits that a linter doesn't know, kept as tests."""

from __future__ import annotations

import ast
import logging
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_says_what_it_is_for_and_fits_one_reading(module: Path) -> None:
    """Every module opens with a sentence, and none is longer than 250 lines."""
    text = module.read_text()

    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 250

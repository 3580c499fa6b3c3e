"""No pattern that reads what a model says takes four times as long for twice the text, whatever the text is."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest import brief, check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LENGTHS = (800, 3_200, 12_800)
"""What is quadratic and takes less than `SEEN` for the last of them takes less than a tenth of a second for 50 kB."""
SEEN = 0.002
"""Seconds below which a clock says nothing of growth."""
LINEAR = 9.0
"""Times as long for four times the text: 4 is linear, 16 quadratic."""
TEXTS = (" ", "7", "<a ", "(", "abcdefgh", "a ", ".", ", ", '"', "a-", "a.", "Aa ", "\n")
BOUNDED = {
    "digest.check.naming._OPENING": "is shown the six characters before a word",
}
"""Patterns that grow, and why nothing long reaches them."""
_WAYS: dict[str, Callable[[re.Pattern[Any], Any], object]] = {
    "search": lambda pattern, text: pattern.search(text),
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "finditer": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
}
_AS_FINDITER = dict.fromkeys(("findall", "sub", "subn", "split"), "finditer")


def _modules() -> Iterator[str]:
    for package in (brief, check):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield module.name


def _patterns() -> dict[str, list[re.Pattern[Any]]]:
    """All that modules compile, alone or in tables, by the name that has it."""
    found: dict[str, list[re.Pattern[Any]]] = {}
    for module in _modules():
        source = importlib.import_module(module)
        for name, value in list(vars(source).items()):
            if not name.startswith("__") and _is_its_own(source.__file__, name):
                found[f"{module}.{name}"] = list(_within(value))
    return {name: some for name, some in found.items() if some}


def _within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _within((*value, *value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _within(one)


def _is_its_own(file: str | None, name: str) -> bool:
    """Whether a module assigns a name, and doesn't import it."""
    return re.search(rf"^{re.escape(name)}\b", Path(str(file)).read_text(), re.MULTILINE) is not None


def _ways_used() -> dict[str, set[str]]:
    """How the product uses what has a name: `{"_LINK": {"finditer"}}` for `_LINK.sub(…)`; names are of one module mostly."""
    used: dict[str, set[str]] = defaultdict(set)
    for module in _modules():
        for node in ast.walk(ast.parse(Path(str(importlib.import_module(module).__file__)).read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                way = _AS_FINDITER.get(node.attr, node.attr)
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                if way in _WAYS:
                    used[f"{module}.{name}" if isinstance(node.value, ast.Name) else name].add(way)
    return used


def _seconds(way: str, pattern: re.Pattern[Any], text: Any) -> float:  # noqa: ANN401 - str or bytes
    began = time.thread_time()
    _WAYS[way](pattern, text)
    return time.thread_time() - began


def _grows(way: str, pattern: re.Pattern[Any], piece: str) -> bool:
    """Whether it takes far more than four times as long for four times the text, seen three times."""
    before: Any = None
    for length in LENGTHS:
        said = (piece * length)[:length] + "\0"
        text = said if isinstance(pattern.pattern, str) else said.encode()
        took = _seconds(way, pattern, text)
        if before is not None and took > SEEN and took > LINEAR * _seconds(way, pattern, before):
            again = [_seconds(way, pattern, text) / _seconds(way, pattern, before) for _ in range(3)]
            if min(again) > LINEAR:
                return True
        before = text
    return False


def _growing(patterns: dict[str, list[re.Pattern[Any]]], used: dict[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, some in patterns.items():
        ways = used.get(name) or used.get(name.rpartition(".")[2]) or {"match", "finditer"}
        for pattern in some:
            for way in ways:
                found[name].update(f"{way} {piece!r}" for piece in TEXTS if _grows(way, pattern, piece))
    return {name: some for name, some in found.items() if some}


def test_a_pattern_that_grows_is_found() -> None:
    """The measure itself tells a quadratic pattern from a linear one with the same matches."""
    patterns = {"quadratic": [re.compile(r"\w+!")], "linear": [re.compile(r"(?<!\w)\w+!")]}

    assert set(_growing(patterns, {name: {"search"} for name in patterns})) == {"quadratic"}


def test_no_pattern_grows_faster_than_its_text() -> None:
    """All of what reads and checks a model's answers, used as it is used there."""
    patterns = _patterns()
    assert sum(map(len, patterns.values())) > 100

    growing = _growing({name: some for name, some in patterns.items() if name not in BOUNDED}, _ways_used())

    assert growing == {}
    assert BOUNDED.keys() <= patterns.keys()

"""The chat platforms and the sources there are, a line each.

docs/adding-a-platform.md and docs/adding-a-source.md say how to add one.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.chat import PlatformDeclaration
    from adapters.sources.ports import SourceDeclaration
    from digest.source_profiles import SourceProfiles

PLATFORMS = (
    "adapters.platforms.slack",
    "adapters.platforms.discord",
    "adapters.platforms.mail",
)
"""Folders named as their platforms, in the order in which people are told of them."""

UNHEARD = frozenset({"mail"})
"""Those to which nobody speaks, so that no process has to serve them: a worker sends, and that is all."""

SOURCES = ("adapters.sources.arxiv",)
"""Where papers come from; the first one that knows an id or a category owns it."""

_OTHER_ROLES = ("scheduler", "worker", "web")


def platform_names() -> tuple[str, ...]:
    """The platforms' names, for which nothing has to be imported."""
    return tuple(package.rpartition(".")[2] for package in PLATFORMS)


def roles() -> tuple[str, ...]:
    """What a process can be told to do: serve a platform, or one of the things that all platforms need."""
    return (*(name for name in platform_names() if name not in UNHEARD), *_OTHER_ROLES)


def platform_declarations() -> Iterator[PlatformDeclaration]:
    """All that they say of themselves."""
    for package in PLATFORMS:
        declared: PlatformDeclaration = importlib.import_module(f"{package}.declaration").DECLARATION
        yield declared


def platform_declaration(name: str) -> PlatformDeclaration:
    """One of them; `name` is one of `platform_names()`."""
    return next(declared for declared in platform_declarations() if declared.name == name)


def sources() -> tuple[SourceDeclaration, ...]:
    """All that the sources say of themselves."""
    return tuple(importlib.import_module(f"{package}.declaration").DECLARATION for package in SOURCES)


def profiles() -> SourceProfiles:
    """What the engine is told of the sources."""
    from digest.source_profiles import SourceProfiles  # noqa: PLC0415 - --help asks for names alone

    return SourceProfiles(tuple(source.profile for source in sources()))

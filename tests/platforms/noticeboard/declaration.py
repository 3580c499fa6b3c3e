"""The noticeboard as the registry lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import PlatformDeclaration
from tests.platforms.noticeboard import doctor, render
from tests.platforms.noticeboard.app import NoticeboardPlatform
from tests.platforms.noticeboard.board import Board
from tests.platforms.noticeboard.request import PLATFORM
from tests.platforms.noticeboard.settings import FOLDER, KEY, SETTINGS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Finding, Platform, Ports
    from adapters.settings import Settings


def _connect(settings: Settings, ports: Ports) -> Platform | None:
    return NoticeboardPlatform(Board(settings[FOLDER]), settings[KEY], ports) if settings[FOLDER] else None


def _examine(settings: Settings) -> AsyncIterator[Finding] | None:
    return doctor.examine(Board(settings[FOLDER]), settings[KEY]) if settings[FOLDER] else None


DECLARATION = PlatformDeclaration(
    name=PLATFORM,
    title="Noticeboard",
    guide="docs/adding-a-platform.md",
    variables="NOTICEBOARD_FOLDER",
    settings=SETTINGS,
    connect=_connect,
    examine=_examine,
    document=render.document,
)

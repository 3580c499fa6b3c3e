"""Discord as the registry lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import PlatformDeclaration
from adapters.platforms.discord.settings import PLATFORM, SETTINGS, DiscordAccess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Finding, Platform, Ports
    from adapters.settings import Settings
    from digest.roundup import Roundup


def _connect(settings: Settings, ports: Ports) -> Platform | None:
    access = DiscordAccess.from_settings(settings)
    if access is None:
        return None
    # Imported here because it brings a web client, and most commands need no chat platform.
    from adapters.platforms.discord.app import DiscordPlatform  # noqa: PLC0415

    return DiscordPlatform(access, ports)


def _examine(settings: Settings) -> AsyncIterator[Finding] | None:
    from adapters.platforms.discord.doctor import examine  # noqa: PLC0415 - as above

    access = DiscordAccess.from_settings(settings)
    return examine(access) if access else None


def _document(roundup: Roundup) -> object:
    from adapters.platforms.discord.render import document  # noqa: PLC0415 - as above

    return document(roundup)


DECLARATION = PlatformDeclaration(
    name=PLATFORM,
    title="Discord",
    guide="docs/discord.md",
    variables="DISCORD_TOKEN",
    settings=SETTINGS,
    connect=_connect,
    examine=_examine,
    document=_document,
    loggers=("discord",),
    hidden_form=r"(?<=Bot )[\w.-]{20,}",
)

"""Slack as the registry lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import PlatformDeclaration
from adapters.platforms.slack.settings import PLATFORM, SETTINGS, SlackAccess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Finding, Platform, Ports
    from adapters.settings import Settings
    from digest.roundup import Roundup


def _connect(settings: Settings, ports: Ports) -> Platform | None:
    access = SlackAccess.from_settings(settings)
    if access is None:
        return None
    # Imported here because bolt takes a while, and most commands need no chat platform.
    from adapters.platforms.slack.app import SlackPlatform  # noqa: PLC0415

    return SlackPlatform(access, ports)


def _examine(settings: Settings) -> AsyncIterator[Finding] | None:
    from adapters.platforms.slack.doctor import examine  # noqa: PLC0415 - as above

    access = SlackAccess.from_settings(settings)
    return examine(access) if access else None


def _document(roundup: Roundup) -> object:
    from adapters.platforms.slack.render import document  # noqa: PLC0415 - as above

    return document(roundup)


DECLARATION = PlatformDeclaration(
    name=PLATFORM,
    title="Slack",
    guide="docs/slack.md",
    variables="SLACK_BOT_TOKEN with SLACK_APP_TOKEN",
    settings=SETTINGS,
    connect=_connect,
    examine=_examine,
    document=_document,
    loggers=("slack_sdk", "slack_bolt"),
    hidden_form=r"xox[a-z]-[\w-]+|xapp-[\w-]+",
)

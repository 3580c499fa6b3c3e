"""Mail as the registry lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.chat import PlatformDeclaration
from adapters.platforms.mail.settings import SETTINGS, MailAccess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Finding, Platform, Ports
    from adapters.settings import Settings
    from digest.roundup import Roundup


def _connect(settings: Settings, ports: Ports) -> Platform | None:
    access = MailAccess.from_settings(settings)
    if access is None:
        return None
    # Imported here because drawing and sending take a while to import, and most commands need neither.
    from adapters.platforms.mail.app import MailPlatform  # noqa: PLC0415

    return MailPlatform(access, ports)


def _examine(settings: Settings) -> AsyncIterator[Finding] | None:
    from adapters.platforms.mail.doctor import examine  # noqa: PLC0415 - as above

    access = MailAccess.from_settings(settings)
    return examine(access) if access else None


def _document(roundup: Roundup) -> object:
    from adapters.platforms.mail.message import document  # noqa: PLC0415 - as above

    return document(roundup)


DECLARATION = PlatformDeclaration(
    name=mail_address.PLATFORM,
    title="Mail",
    guide="docs/mail.md",
    variables="PAPERROUND_SMTP_HOST with PAPERROUND_SMTP_FROM and PAPERROUND_PUBLIC_URL",
    settings=SETTINGS,
    connect=_connect,
    examine=_examine,
    document=_document,
    loggers=("aiosmtplib",),
    hidden_form=mail_address.IN_TEXT,
)

"""What is wrong with the access to Discord, and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.platforms.discord.doctor import examine
from adapters.platforms.discord.settings import DiscordAccess
from tests.adapters.platforms.discord.conftest import town
from tests.servers.discord import Fault

if TYPE_CHECKING:
    from adapters.chat import Finding
    from tests.servers.discord import DiscordServer


async def findings(access: DiscordAccess) -> list[Finding]:
    """Everything that is found."""
    return [finding async for finding in examine(access)]


async def test_a_running_installation_is_well(discord: DiscordServer) -> None:
    """The bot, its settings, commands and connections, and at last the invite link."""
    async with town(discord) as here:
        found = await findings(here.access)

    assert all(finding.is_well for finding in found)
    assert "Paperround" in found[0].what
    assert "/paper and /papers" in " ".join(finding.what for finding in found)
    assert f"client_id={discord.bot.id}" in found[-1].what


async def test_a_first_start_has_no_commands_yet(discord: DiscordServer) -> None:
    """It says what tells them."""
    found = await findings(DiscordAccess(token=discord.token, api=discord.base_url))

    assert all(finding.is_well for finding in found)
    assert any("paperround run tells them when it starts" in finding.what for finding in found)


@pytest.mark.parametrize(
    ("token", "api", "mend"),
    [
        ("", "", "Set DISCORD_TOKEN"),
        ("wrong", "", "Reset it at"),
        ("any", "http://127.0.0.1:9/api/v10", "Let this machine reach"),
    ],
)
async def test_what_keeps_it_from_running_is_the_only_finding(
    discord: DiscordServer, token: str, api: str, mend: str
) -> None:
    """With the one step that mends it."""
    (finding,) = await findings(DiscordAccess(token=token, api=api or discord.base_url))

    assert mend in finding.mend


async def test_settings_that_break_it_are_found(discord: DiscordServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The missing intent, commands that go elsewhere, invite links that don't work."""
    from tests.adapters.platforms.discord.fakes import FakeRest  # noqa: PLC0415

    rest = FakeRest(
        {
            "GET /oauth2/applications/@me": [
                {
                    "id": "1",
                    "name": "Paperround",
                    "flags": 0,
                    "interactions_endpoint_url": "https://elsewhere.example",
                    "bot_require_code_grant": True,
                }
            ],
            "GET /applications/{application}/commands": [[]],
            "GET /gateway/bot": [{"shards": 1, "session_start_limit": {"remaining": 3}}],
        }
    )
    monkeypatch.setattr("adapters.platforms.discord.doctor.DiscordRest", lambda *_, **__: rest)

    found = await findings(DiscordAccess(token=discord.token, reads_all=True))

    mends = " ".join(finding.mend for finding in found)
    assert "Message Content Intent" in mends
    assert "Interactions Endpoint URL" in mends
    assert "Requires OAuth2 Code Grant" in mends
    assert "connects so often" in mends


async def test_half_an_outage_is_found(discord: DiscordServer) -> None:
    """What can't be looked at is said, and the rest looked at."""
    access = replace(DiscordAccess(token=discord.token), api=discord.base_url)
    for route in ("GET /applications/{application_id}/commands", "GET /gateway/bot"):
        discord.faults.add(Fault(kind="unavailable", route=route))

    found = await findings(access)

    assert len([finding for finding in found if finding.mend == "Try again in a minute."]) == 2

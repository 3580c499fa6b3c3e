"""What the doctor finds, and what mends it; and the manifest that creates the app."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from adapters.platforms.slack.doctor import examine, scopes_found
from adapters.platforms.slack.settings import SCOPES, SlackAccess

if TYPE_CHECKING:
    from adapters.chat import Finding
    from tests.adapters.platforms.slack.conftest import Town

MANIFEST = Path(__file__).parents[4] / "slack-manifest.yaml"


async def findings(access: SlackAccess, **changes: Any) -> list[Finding]:  # noqa: ANN401 - any field
    """All of them."""
    return [finding async for finding in examine(replace(access, **changes))]


async def bad(access: SlackAccess, **changes: Any) -> str:  # noqa: ANN401 - any field
    """What is wrong, and the steps that mend it."""
    return "\n".join(f"{one.what} {one.mend}" for one in await findings(access, **changes) if not one.is_well)


async def test_all_is_well_over_http(http: Town) -> None:
    """Token, scopes, secret, and our own address from outside."""
    found = await findings(http.access, public_url=f"http://127.0.0.1:{http.platform.port}")

    assert [finding.what for finding in found if not finding.is_well] == []
    assert "The bot is paperround in the workspace lab." in [finding.what for finding in found]
    assert any("turns away what isn't signed" in finding.what for finding in found)


async def test_all_is_well_with_socket_mode(http: Town) -> None:
    """A connection can be opened."""
    found = await findings(http.access, app_token=http.slack.app_token)

    assert found[-1].what == "Socket Mode connects."


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"bot_token": ""}, "Set SLACK_BOT_TOKEN for one workspace"),
        ({"signing_secret": ""}, "Set SLACK_APP_TOKEN for Socket Mode"),
        ({"bot_token": "xoxp-1"}, "begins with xoxb-"),
        ({"bot_token": "xoxb-1"}, "Slack doesn't accept SLACK_BOT_TOKEN (invalid_auth). Install the app again"),
        ({"app_token": "1"}, "begins with xapp-"),
        ({"app_token": "xapp-1"}, "Slack doesn't accept SLACK_APP_TOKEN (invalid_auth). Make a new one"),
        ({"signing_secret": "nonsense"}, "another form than Slack's. Copy it"),
        ({"public_url": "http://127.0.0.1:9"}, "Nothing answers at http://127.0.0.1:9/slack/events"),
        ({"base_url": "http://127.0.0.1:9/api/"}, "Slack can't be reached. Let this machine reach"),
        ({"base_url": "http://127.0.0.1:9/api/", "app_token": "xapp-1"}, "Slack can't be reached."),
    ],
)
async def test_what_is_wrong_is_said_with_what_mends_it(http: Town, changes: dict[str, Any], says: str) -> None:
    """One step each."""
    assert says in await bad(http.access, **changes)


async def test_missing_scopes_are_named(http: Town) -> None:
    """Those that nothing depends on are only mentioned."""
    scopes = tuple(scope for scope in SCOPES if scope not in {"users:read", "links:write", "usergroups:read"})
    token = http.slack.state.tokens.issue("bot", "T1", scopes).value
    wrong = await bad(http.access, bot_token=token)
    well = await findings(
        http.access, bot_token=http.slack.state.tokens.issue("bot", "T1", (*scopes, "users:read")).value
    )

    assert "The bot lacks the scopes users:read." in wrong
    assert any("Without links:write a little less works." in one.what for one in well)
    assert "usergroups:read" in await bad(http.access, bot_token=token, rule="S0123")


async def test_a_door_that_lets_everybody_in_is_found(http: Town) -> None:
    """Some other server answers there."""
    assert "answers 404 where 401 is right" in await bad(http.access, public_url=http.slack.base_url)


async def test_socket_mode_that_is_off_is_said(http: Town) -> None:
    """With where to turn it on."""
    http.slack.fault("error", "apps.connections.open", error="socket_mode_not_enabled")

    assert "Turn it on" in await bad(http.access, app_token=http.slack.app_token)


async def test_a_key_that_is_missing_or_short_is_pointed_out(http: Town) -> None:
    """Where many workspaces' tokens are kept; the first one seals, so it's the one that counts."""
    many = replace(http.access, bot_token="", client_id="1", client_secret="2", app_token=http.slack.app_token)  # noqa: S106

    for short in ("", "k" * 31, "," + "k" * 32, f"k, {'k' * 64}"):
        assert "PAPERROUND_SECRET_KEY" in await bad(many, secret_key=short)
    for good in ("k" * 32, f"{'k' * 32}, former"):
        assert await bad(many, secret_key=good) == ""


def test_the_manifest_asks_for_what_the_code_uses() -> None:
    """Each scope once, with its reason beside it."""
    lines = re.findall(r"^ +- ([a-z_.]+:[a-z.]+|commands) # (\S.*)$", MANIFEST.read_text(), re.MULTILINE)

    assert [scope for scope, _ in lines] == list(SCOPES)
    assert "explain_paper" in MANIFEST.read_text()


def test_what_slack_does_not_say_is_neither_good_nor_bad() -> None:
    """Behind a proxy that drops the header with the scopes nobody knows them, and nothing is to be mended."""
    finding = scopes_found(frozenset(), SlackAccess(bot_token="xoxb-1"))  # noqa: S106 - it is none

    assert (finding.what, finding.is_well) == ("Slack didn't say which scopes the bot has.", True)

"""slack_bolt's AsyncApp and slack_sdk work with the stand-in Slack, over HTTP and Socket Mode."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import Rates, SlackServer
from tests.servers.slack.sample_app import bolt_app, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.servers.slack.sample_app import Way

WAYS = pytest.mark.parametrize("way", ["http", "socket"])


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """A server without rate limits."""
    async with SlackServer(rates=Rates.off()) as server:
        yield server


async def until(true: Any) -> None:  # noqa: ANN401 - a question without arguments
    """Wait until something has happened, at most two seconds."""
    async with asyncio.timeout(2):
        while not true():  # noqa: ASYNC110 - bolt says nothing when it's done
            await asyncio.sleep(0.005)


@WAYS
async def test_a_command_is_answered(slack: SlackServer, way: Way) -> None:
    """What the acknowledgement says and what is said later is seen by the asker alone."""
    async with running(slack, bolt_app(slack), way):
        answer = await slack.command("/papers", "list", user="U2")
        await until(lambda: len(slack.channel().ephemerals) == 2)

    assert answer.ok
    assert answer.way == way
    assert {each["text"] for each in slack.channel().ephemerals} == {"got list", "later"}
    assert {each["user"] for each in slack.channel().ephemerals} == {"U2"}
    assert not slack.failures


@WAYS
async def test_a_mention_is_answered_and_its_button_pressed(slack: SlackServer, way: Way) -> None:
    """A mention reaches the app with its channel's message event; the button of its answer can be pressed."""
    async with running(slack, bolt_app(slack), way):
        said = await slack.say("<@UBOT> hello")
        await until(lambda: slack.channel().threads)
        post = slack.channel().threads[said.ts][0]
        pressed = await slack.press(post, "Papers")
        await until(lambda: slack.channel().ephemerals)

    assert said.events.keys() == {"message", "app_mention"}
    assert slack.visible_text(post) == "[Papers]"
    assert pressed.ok
    assert slack.channel().ephemerals[0]["text"] == "pressed"


@WAYS
async def test_a_modal_is_opened_filled_in_and_submitted(slack: SlackServer, way: Way) -> None:
    """Suggestions come back, errors keep the modal open, and a submission closes it."""
    async with running(slack, bolt_app(slack), way):
        await slack.command("/papers", "modal")
        await until(lambda: slack.views)
        view = slack.views[0]
        offered = await slack.block_suggestion(view, "topic", "agents")
        option = offered.json["options"][0]
        bad = await slack.submit_view(view, {"topic": {**option, "value": "bad"}})
        still_open = list(slack.workspace.stacks["U1"])
        good = await slack.submit_view(view, {"Topic": option})
        await until(lambda: "D1" in slack.workspace.channels)

    assert (offered.refused, bad.json["response_action"], good.json) == ("", "errors", {})
    assert still_open == [view["id"]]
    assert slack.workspace.stacks["U1"] == []
    assert slack.channel("D1").messages[0]["text"] == "agents"


@WAYS
async def test_a_shortcut_on_a_message(slack: SlackServer, way: Way) -> None:
    """A message shortcut carries the message."""
    async with running(slack, bolt_app(slack), way):
        said = await slack.say("2605.13162")
        answer = await slack.shortcut("explain", message=said.message)
        await until(lambda: slack.channel().ephemerals)

    assert answer.ok
    assert slack.channel().ephemerals[0]["text"] == "2605.13162"


@pytest.mark.parametrize("forgery", ["secret", "stale", "unsigned", "altered", "future"])
async def test_forged_requests_are_refused_by_bolt(slack: SlackServer, forgery: Any) -> None:  # noqa: ANN401
    """However a request is forged, it is a 401 and nothing is said."""
    async with running(slack, bolt_app(slack), "http"):
        answer = await slack.command("/papers", "list", forgery=forgery)

    assert (answer.status, answer.trouble) == (401, "dispatch_failed")
    assert not slack.channel().ephemerals


async def test_the_request_url_is_verified(slack: SlackServer) -> None:
    """Bolt answers the handshake with its challenge."""
    async with running(slack, bolt_app(slack), "http"):
        answer = await slack.verify_url()

    assert answer.status == 200
    assert answer.json["challenge"] == answer.sent.payload["challenge"]


async def test_a_socket_is_refreshed(slack: SlackServer) -> None:
    """Asked to reconnect, the client opens a second connection, over which commands go on."""
    async with running(slack, bolt_app(slack), "socket"):
        await slack.socket_mode.disconnect("refresh_requested")
        await slack.socket_mode.connected()
        answer = await slack.command("/papers", "list")

    assert slack.socket_mode.opened == 2
    assert answer.ok
    assert slack.socket_mode.acks[-1].known


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk still uses it
async def test_installing_by_oauth(slack: SlackServer, tmp_path: Path) -> None:
    """Bolt's own flow leads over the consent page to an installation whose token works."""
    store = FileInstallationStore(base_dir=str(tmp_path / "installations"), client_id=slack.state.keys.client_id)
    settings = AsyncOAuthSettings(
        client_id=slack.state.keys.client_id,
        client_secret=slack.state.keys.client_secret,
        scopes=["chat:write", "commands"],
        installation_store=store,
        state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(tmp_path / "states")),
        authorization_url=f"{slack.base_url}/oauth/v2/authorize",
        install_page_rendering_enabled=False,
    )
    app = AsyncApp(
        client=AsyncWebClient(base_url=slack.api_url),
        signing_secret=slack.signing_secret,
        oauth_settings=settings,
    )
    async with running(slack, app, "http"), aiohttp.ClientSession() as browser:
        redirect = slack.app_url.replace("events", "oauth_redirect")
        settings.redirect_uri = settings.authorize_url_generator.redirect_uri = redirect
        start = await browser.get(slack.app_url.replace("events", "install"), allow_redirects=False)
        consent = await browser.get(start.headers["Location"], allow_redirects=False)
        cookie = {"Cookie": start.headers["Set-Cookie"].split(";")[0]}
        done = await browser.get(consent.headers["Location"], headers=cookie)

    installed = store.find_bot(enterprise_id=None, team_id="T1")
    assert done.status == 200
    assert installed is not None
    assert slack.state.tokens.issued[installed.bot_token].scopes == ("chat:write", "commands")


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk still uses it
async def test_rotated_tokens_are_refreshed(slack: SlackServer) -> None:
    """An expiring token is refused after twelve hours; slack_sdk's rotator gets another, once a refresh token."""
    slack.state.tokens.rotates = True
    keys, client = slack.state.keys, AsyncWebClient(base_url=slack.api_url)
    code = slack.consent.code()
    first = await client.oauth_v2_access(client_id=keys.client_id, client_secret=keys.client_secret, code=code)
    rotator = AsyncTokenRotator(client_id=keys.client_id, client_secret=keys.client_secret, client=client)
    slack.pass_by(43_200)

    fresh = await rotator.client.oauth_v2_access(
        client_id=keys.client_id,
        client_secret=keys.client_secret,
        grant_type="refresh_token",
        refresh_token=first["refresh_token"],
    )

    with pytest.raises(Exception, match="token_expired"):
        await client.auth_test(token=first["access_token"])
    with pytest.raises(Exception, match="invalid_refresh_token"):
        await client.oauth_v2_access(
            client_id=keys.client_id,
            client_secret=keys.client_secret,
            grant_type="refresh_token",
            refresh_token=first["refresh_token"],
        )
    assert (await client.auth_test(token=fresh["access_token"]))["bot_id"] == "BBOT"

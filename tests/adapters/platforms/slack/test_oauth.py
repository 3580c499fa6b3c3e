"""Many workspaces: installation, tokens at rest, renewal, removal."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_sdk.oauth.state_store import FileOAuthStateStore
from yarl import URL

from adapters.errors import PlatformRefused, StoreAway
from adapters.platforms.slack.installations import Cipher
from adapters.platforms.slack.settings import SlackAccess, secret_keys
from tests.adapters.platforms.slack.conftest import town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.adapters.platforms.slack.conftest import Town
    from tests.servers.slack import SlackServer

KEY = "a long random text of this installation"


@pytest.fixture
async def many(slack: SlackServer) -> AsyncIterator[Town]:
    """The platform for many workspaces, installed nowhere yet."""
    keys = slack.state.keys
    async with town(
        slack, bot_token="", client_id=keys.client_id, client_secret=keys.client_secret, secret_key=KEY
    ) as made:
        yield made


async def install(many: Town, team: str = "T1", *, state: str | None = None, cookie: bool = True) -> tuple[int, str]:
    """Go through the installation as a browser does; the last page's status and text."""
    origin = many.slack.app_url.removesuffix("/slack/events")
    async with aiohttp.ClientSession() as browser:
        page = await (await browser.get(f"{origin}/slack/install")).text()
        consent = URL(html.unescape(re.findall(r'href="([^"]*authorize[^"]*)"', page)[0]))
        agreed = await browser.get(consent.update_query(team=team), allow_redirects=False)
        back = URL(agreed.headers["Location"])
        asked = {"code": back.query["code"], "state": back.query["state"] if state is None else state}
        cookies = {"slack-app-oauth-state": asked["state"]} if cookie else {}
        answer = await browser.get(f"{origin}/slack/oauth_redirect", params=asked, headers=_cookie(cookies))
        return answer.status, await answer.text()


def _cookie(cookies: dict[str, str]) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}


async def test_a_workspace_installs_the_app_and_is_answered(many: Town) -> None:
    """Before that, nothing is done for it."""
    await many.slack.command("/papers", "list")
    await many.settled()
    assert many.bot.asked == []
    status, page = await install(many)
    await many.slack.command("/papers", "list")
    shown = await many.private()

    assert status == 200
    assert "Thank you" in page
    assert many.words(shown) == "papers: list"
    assert many.bot.restored == ["T1"]


async def test_whoever_asks_where_the_app_is_no_longer_installed_is_told_where_to_install_it(
    slack: SlackServer,
) -> None:
    """In the product's own words, with the address, and without fear for the subscriptions."""
    keys = slack.state.keys
    async with town(
        slack,
        bot_token="",
        client_id=keys.client_id,
        client_secret=keys.client_secret,
        secret_key=KEY,
        public_url="https://papers.example.org",
    ) as made:
        await slack.command("/papers", "list")
        shown = made.words(await made.private())

    assert "Install me again at https://papers.example.org/slack/install" in shown
    assert "subscriptions are kept" in shown


async def test_each_workspace_is_answered_with_its_own_token(many: Town) -> None:
    """And asks about its own channels."""
    many.slack.add_workspace("T2")
    await install(many, "T1")
    await install(many, "T2")
    await many.slack.command("/papers", "list", user="U1T2", channel="C1T2")
    await many.settled()

    assert [one.channel.workspace for one in many.bot.asked] == ["T2"]
    assert len(many.slack.channel("C1T2").ephemerals) == 1


async def test_tokens_are_kept_encrypted(many: Town) -> None:
    """Whoever reads the store can't use them."""
    await install(many)

    kept = many.bot.key_values.notes["slack:installed:T1"]
    tokens = [token.value for token in many.slack.state.tokens.of("T1")]
    assert kept.startswith("sealed:")
    assert not any(token in kept for token in tokens)


@pytest.mark.parametrize("state", ["", "made-up"])
async def test_a_state_that_was_not_issued_is_refused(many: Town, state: str) -> None:
    """Nobody installs in somebody else's name."""
    status, _ = await install(many, state=state)

    assert status in {400, 401}
    assert "slack:installed:T1" not in many.bot.key_values.notes


async def test_a_state_is_good_for_one_installation(many: Town) -> None:
    """Coming back with it a second time is refused."""
    origin = many.slack.app_url.removesuffix("/slack/events")
    await install(many)
    states = [name for name in many.bot.key_values.notes if name.startswith("slack:state:")]
    async with aiohttp.ClientSession() as browser:
        refused = await browser.get(f"{origin}/slack/oauth_redirect", params={"error": "access_denied"})

    assert states == []
    assert refused.status == 200


async def test_tokens_that_rotate_are_renewed_before_they_end(many: Town) -> None:
    """The new one is kept, and used from then on."""
    many.slack.state.tokens.rotates = True
    await install(many)
    cipher, notes = Cipher([KEY]), many.bot.key_values.notes
    kept: dict[str, Any] = json.loads(cipher.open(notes["slack:installed:T1"]))
    kept["bot_token_expires_at"] = 1_000
    notes["slack:installed:T1"] = cipher.seal(json.dumps(kept))
    await many.slack.command("/papers", "list")
    await many.private()

    renewed = json.loads(cipher.open(notes["slack:installed:T1"]))
    assert renewed["bot_token"] != kept["bot_token"]
    assert renewed["bot_token_expires_at"] > 1_000


async def test_a_workspace_that_removes_the_app_is_forgotten(many: Town) -> None:
    """Its tokens go, its subscriptions are paused."""
    await install(many)
    await many.slack.uninstall()
    await many.settled()

    assert "slack:installed:T1" not in many.bot.key_values.notes
    assert ("T1", "the app was removed from the workspace") in many.bot.removed


async def test_installing_needs_the_store(many: Town) -> None:
    """A page says so instead of failing."""
    many.bot.key_values.away = True
    origin = many.slack.app_url.removesuffix("/slack/events")
    async with aiohttp.ClientSession() as browser:
        answer = await browser.get(f"{origin}/slack/install")

    assert answer.status == 503


async def test_installation_works_beside_socket_mode(slack: SlackServer) -> None:
    """Then only the installation is served over HTTP."""
    keys = slack.state.keys
    async with town(
        slack, socket=True, bot_token="", client_id=keys.client_id, client_secret=keys.client_secret, secret_key=KEY
    ) as made:
        slack.app_url = f"http://127.0.0.1:{made.platform.port}/slack/events"
        status, _ = await install(made)
        slack.app_url = ""
        await slack.command("/papers", "list")
        shown = await made.private()

    assert status == 200
    assert made.words(shown) == "papers: list"
    assert made.bot.key_values.notes["slack:installed:T1"].startswith("sealed:")


async def test_a_client_beside_a_token_switches_no_file_store_on(
    slack: SlackServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt looks into the environment by itself, and would keep installations in the home folder."""
    keys = slack.state.keys
    monkeypatch.setenv("SLACK_CLIENT_ID", keys.client_id)
    monkeypatch.setenv("SLACK_CLIENT_SECRET", keys.client_secret)
    made_with: list[str] = []
    monkeypatch.setattr(FileOAuthStateStore, "__init__", lambda *_, **__: made_with.append("files"))
    with caplog.at_level("INFO"):
        async with town(slack, client_id=keys.client_id, client_secret=keys.client_secret) as made:
            await slack.command("/papers", "list")
            shown = await made.private()

    assert made.words(shown) == "papers: list"
    assert made_with == []
    assert "SLACK_CLIENT_ID" not in caplog.text


def test_a_cipher_opens_what_it_sealed() -> None:
    """Another key, or none, doesn't; what an older version kept without a key stays readable."""
    sealed = Cipher([KEY]).seal("xoxb-1")

    assert Cipher([KEY]).open(sealed) == "xoxb-1"
    assert Cipher([KEY]).open("plain:xoxb-2") == "xoxb-2"
    for other in ("", "another"):
        with pytest.raises(StoreAway, match="PAPERROUND_SECRET_KEY"):
            Cipher([other]).open(sealed)
    with pytest.raises(StoreAway, match="PAPERROUND_SECRET_KEY"):
        Cipher([""]).seal("xoxb-1")


def test_a_key_is_changed_without_installing_anew() -> None:
    """What the former one sealed is opened as long as it stands behind the new one, under which all is sealed from then on."""
    sealed, both = Cipher([KEY]).seal("xoxb-1"), Cipher(secret_keys(f"{'n' * 32}, {KEY}"))
    anew = both.seal("xoxb-2")

    assert (both.open(sealed), both.open(anew)) == ("xoxb-1", "xoxb-2")
    assert Cipher(["n" * 32]).open(anew) == "xoxb-2"
    with pytest.raises(StoreAway, match="behind it"):
        Cipher(["n" * 32]).open(sealed)


@pytest.mark.parametrize("key", ["", "short", f"short,{KEY}"])
async def test_many_workspaces_are_not_served_without_a_key_of_full_length(slack: SlackServer, key: str) -> None:
    """Nothing starts, and the sentence says how to make one."""
    keys = slack.state.keys
    with pytest.raises(PlatformRefused, match="at least 32 characters, such as `openssl"):
        async with town(
            slack, bot_token="", client_id=keys.client_id, client_secret=keys.client_secret, secret_key=key
        ):
            pass


def test_secrets_show_in_no_representation() -> None:
    """Logs and tracebacks print objects."""
    hidden = ("bot_token", "app_token", "signing_secret", "client_secret", "secret_key")

    told: dict[str, Any] = dict.fromkeys(hidden, "do-not-tell")
    access = replace(SlackAccess(client_id="1.2"), **told)

    assert "do-not-tell" not in repr(access)
    assert "1.2" in repr(access)

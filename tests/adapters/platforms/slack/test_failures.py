"""What Slack refuses, and how that is said."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from adapters.errors import OpeningDeleted, RightsLost
from adapters.platforms.shared.event_processing import BackgroundTasks
from adapters.platforms.slack import cards
from adapters.platforms.slack.failures import SlackRefused, refusal, undelivered
from adapters.platforms.slack.installations import Cipher
from tests.adapters.platforms.fakes import fake_ports
from tests.adapters.platforms.slack.conftest import town
from tests.adapters.platforms.slack.fakes import says
from tests.adapters.platforms.slack.test_oauth import KEY, install

if TYPE_CHECKING:
    from tests.adapters.platforms.slack.conftest import Town
    from tests.servers.slack import SlackServer


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("is_archived", "This channel is archived; nothing can be posted in it."),
        ("channel_not_found", "I'm not in this channel, so I can't post here. Invite me with /invite @Paperround."),
        ("something_new", "Slack refused (something_new)."),
    ],
)
async def test_what_keeps_an_answer_from_the_channel_is_said_to_the_asker(http: Town, error: str, said: str) -> None:
    """In a sentence, with what to do."""
    http.bot.replies["share"] = says("To all.", private=False)
    http.slack.fault("error", "chat.postMessage", error=error)
    await http.slack.command("/papers", "share")

    assert http.words(await http.private()) == said


async def test_a_missing_scope_is_named_to_the_asker(slack: SlackServer) -> None:
    """And where to add it."""
    scopes = tuple(scope for scope in slack.state.scopes if not scope.startswith("chat:write"))
    async with town(slack, bot_token=slack.state.tokens.issue("bot", "T1", scopes).value) as made:
        made.bot.replies["share"] = says("To all.", private=False)
        await slack.command("/papers", "share")
        said = made.words(await made.private())

    assert "the app lacks the scope chat:write" in said
    assert "OAuth & Permissions" in said


async def test_a_channel_that_cannot_be_joined_is_said(http: Town) -> None:
    """Pressing the button helps no further."""
    http.bot.replies["share"] = says("To all.", private=False)
    http.slack.fault("error", "chat.postMessage", error="not_in_channel")
    await http.slack.command("/papers", "share")
    offered = await http.private()
    http.slack.fault("error", "conversations.join", error="is_archived")
    await http.slack.press(offered, "Join and go on")

    assert http.words(await http.private()) == "This channel is archived; nothing can be posted in it."


async def test_an_answer_that_came_too_late_for_its_address_comes_all_the_same(http: Town) -> None:
    """A response URL is good for half an hour; after that the bot speaks for itself."""
    http.bot.delay = 1.2
    await http.slack.command("/papers", "list")
    http.slack.pass_by(1_900)

    assert http.words(await http.private()) == "papers: list"
    assert len(http.slack.calls("chat.postEphemeral")) == 1


async def test_while_tokens_cannot_be_read_a_command_is_told_so(slack: SlackServer) -> None:
    """Events are left for Slack to send again."""
    keys = slack.state.keys
    async with town(
        slack, bot_token="", client_id=keys.client_id, client_secret=keys.client_secret, secret_key=KEY
    ) as made:
        made.bot.key_values.away = True
        answer = await slack.command("/papers", "list")
        event = await slack.event("app_home_opened", user="U1", tab="home")

    assert "Try again in a minute" in answer.json["text"]
    assert event.attempts[0].status == 503


async def test_a_fault_of_ours_is_a_failed_request(slack: SlackServer, caplog: pytest.LogCaptureFixture) -> None:
    """Slack tells the person, and the log tells us."""
    keys = slack.state.keys
    async with town(
        slack, bot_token="", client_id=keys.client_id, client_secret=keys.client_secret, secret_key=KEY
    ) as made:
        made.bot.key_values.notes["slack:installed:T1"] = "plain:no json"
        answer = await slack.command("/papers", "list")

    assert answer.status == 500
    assert "a request failed" in caplog.text


async def test_a_code_that_slack_refuses_installs_nothing(slack: SlackServer) -> None:
    """The page says that it failed."""
    keys = slack.state.keys
    async with town(
        slack, bot_token="", client_id=keys.client_id, client_secret=keys.client_secret, secret_key=KEY
    ) as made:
        slack.fault("error", "oauth.v2.access", error="invalid_code")
        status, _ = await install(made)

    assert status == 401
    assert "slack:installed:T1" not in made.bot.key_values.notes


async def test_while_another_process_renews_the_old_token_serves(slack: SlackServer) -> None:
    """Unless it has ended: then the answer waits."""
    keys = slack.state.keys
    slack.state.tokens.rotates = True
    async with town(
        slack, bot_token="", client_id=keys.client_id, client_secret=keys.client_secret, secret_key=KEY
    ) as made:
        await install(made)
        notes, cipher = made.bot.key_values.notes, Cipher([KEY])
        kept = json.loads(cipher.open(notes["slack:installed:T1"]))
        assert await made.bot.key_values.acquire("slack:renewing:T1", 60)
        now = made.bot.ports.now().timestamp()
        notes["slack:installed:T1"] = cipher.seal(json.dumps({**kept, "bot_token_expires_at": int(now) + 60}))
        await slack.command("/papers", "list")
        served = made.words(await made.private())
        notes["slack:installed:T1"] = cipher.seal(json.dumps({**kept, "bot_token_expires_at": int(now) - 60}))
        late = await slack.command("/papers", "list")

    assert served == "papers: list"
    assert "Try again in a minute" in late.json["text"]


def test_answers_that_say_nothing_leave_it_open() -> None:
    """No error name, a server's own fault, or a passing one: it may have been done."""
    assert not isinstance(refusal({}, 200, None), SlackRefused)
    assert not isinstance(refusal({"error": "fatal_error"}, 200, None), SlackRefused)
    assert getattr(refusal({"error": "ratelimited"}, 429, "soon"), "retry_after", 0) is None
    assert "a scope" in str(SlackRefused("missing_scope"))


def test_papers_are_found_in_blocks_and_attachments() -> None:
    """A message's text may be elsewhere."""
    message = {"text": "", "blocks": [{"elements": [{"url": "https://arxiv.org/abs/2605.00001"}]}], "ts": 1}

    assert cards.papers(message, fake_ports().linked_papers) == ("2605.00001",)


async def test_work_that_fails_or_lasts_too_long_holds_up_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged, or ended."""
    tasks = BackgroundTasks()
    done: list[str] = []

    async def failing() -> None:
        raise ZeroDivisionError

    async def endless() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            done.append("ended")

    tasks.start(failing())
    tasks.start(endless())
    await tasks.finish(0.05)

    assert done == ["ended"]
    assert "stays unanswered" in caplog.text


def test_a_thread_that_is_gone_ends_a_roundup_and_pauses_nothing() -> None:
    """Somebody deleted its opening post; all other refusals are about the channel."""
    assert isinstance(undelivered(SlackRefused("thread_not_found")), OpeningDeleted)
    assert isinstance(undelivered(SlackRefused("is_archived")), RightsLost)

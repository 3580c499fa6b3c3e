"""The stand-in sends what Slack's documentation says, and the product reads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.platforms.slack import cards, modal, request
from tests.servers.documented import Watched, differences, is_documented
from tests.servers.slack import documented
from tests.servers.slack.sample_app import MODAL
from tests.servers.slack.samples import actions, button, option, plain, select

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from tests.servers.documented import Shape
    from tests.servers.slack import SlackServer

Sent = list[tuple[dict[str, Any], "Shape"]]
BUTTON = actions(button(action_id="papers", value="thread 3"))
SAID = ("message", "message_changed", "message_deleted", "app_mention")
LINK = "https://arxiv.org/abs/2605.13162"


async def commands_and_windows(slack: SlackServer, client: AsyncWebClient) -> Sent:
    """A command, a window that is searched in, submitted and closed, and shortcuts."""
    command = (await slack.command("/papers", "modal")).sent.payload
    form = {**MODAL, "notify_on_close": True}
    view = (await client.views_open(trigger_id=command["trigger_id"], view=form))["view"]
    view = next(each for each in slack.views if each["id"] == view["id"])
    suggestion = (await slack.block_suggestion(view, "topic", "fine")).sent.payload
    chosen = {"text": plain("fine-tuning"), "value": "fine-tuning"}
    pressed = (await slack.select(view, "topic", chosen)).sent.payload
    submitted = (await slack.submit_view(view, {"topic": chosen})).sent.payload
    again = (await slack.command("/papers", "modal")).sent.payload
    second = (await client.views_open(trigger_id=again["trigger_id"], view=form))["view"]
    closed = await slack.close_view(next(each for each in slack.views if each["id"] == second["id"]))
    assert closed
    return [
        (command, documented.COMMAND),
        (suggestion, documented.BLOCK_SUGGESTION),
        (pressed, documented.BLOCK_ACTIONS),
        (submitted, documented.VIEW_SUBMISSION),
        (closed.sent.payload, documented.VIEW_CLOSED),
        ((await slack.shortcut("about")).sent.payload, documented.SHORTCUT),
    ]


async def presses(slack: SlackServer, client: AsyncWebClient) -> Sent:
    """A button and a menu of a message and in its thread, a Home tab, and what can be done with a message."""
    posted = await client.chat_postMessage(channel="C1", text="x", blocks=[BUTTON, actions(select(2))])
    message = slack.channel("C1").posts[posted["ts"]]
    await client.views_publish(user_id="U1", view={"type": "home", "blocks": [BUTTON]})
    answers = [
        await slack.press(message, "papers"),
        await slack.select(message, "s", option()["value"]),
        await slack.press(slack.homes["U1"], "papers"),
    ]
    inside = await client.chat_postMessage(channel="C1", text="x", blocks=[BUTTON], thread_ts=posted["ts"])
    answers.append(await slack.press(slack.channel("C1").posts[inside["ts"]], "papers"))
    shortcut = await slack.shortcut("explain", message=message)
    return [
        *((one.sent.payload, documented.BLOCK_ACTIONS) for one in answers),
        (shortcut.sent.payload, documented.MESSAGE_ACTION),
    ]


async def events(slack: SlackServer, client: AsyncWebClient) -> Sent:
    """Messages, mentions, links, changes, the Home tab, and the end."""
    await client.views_publish(user_id="U1", view={"type": "home", "blocks": [BUTTON]})
    said = await slack.say(f"<@{slack.workspace.bot}> look at {LINK}")
    inside = await slack.say("and this", thread=said.ts)
    told = {**said.events, "edited": await slack.edit(said.message, "look again")}
    told |= {"removed": await slack.remove(inside.message), "in a thread": inside.events["message"]}
    told |= {"home": await slack.open_home(), "joined": await slack.invite("C1")}
    told["revoked"], told["gone"] = await slack.uninstall()
    assert {"message", "app_mention", "link_shared"} <= told.keys()
    payloads = [one.payload for one in told.values()]
    return [(one, documented.callback(documented.EVENTS[_kind(one["event"])])) for one in payloads]


def _kind(event: dict[str, Any]) -> str:
    return str(event.get("subtype") or event["type"])


async def every(slack: SlackServer, client: AsyncWebClient) -> Sent:
    """All of it."""
    return [
        *await commands_and_windows(slack, client),
        *await presses(slack, client),
        *await events(slack, client),
    ]


async def test_what_is_sent_is_as_documented(slack: SlackServer, client: AsyncWebClient) -> None:
    """No field is missing, none is unknown, and each has its type."""
    sent = await every(slack, client)

    assert [
        line for payload, shape in sent for line in differences(payload, shape, payload.get("type", "command"))
    ] == []


def read(kind: str, payload: dict[str, Any]) -> None:
    """What the product does with a payload of this kind."""
    if kind == "command":
        request.command(payload)
    elif kind in ("message", "app_mention"):
        request.message(payload, payload["authorizations"][0]["user_id"])
    elif kind == "link_shared":
        cards.links(payload["event"], lambda _: ("2605.13162",))
    elif kind == "block_actions":
        request.pressed(payload, payload["actions"][0])
    elif kind == "view_submission":
        modal.read(payload["view"])
    elif kind == "message_action":
        cards.papers(payload["message"], lambda _: ())


async def test_what_the_product_reads_is_documented(slack: SlackServer, client: AsyncWebClient) -> None:
    """Also the fields that a payload happens not to have.

    Which workspace it is from is read by one function for all kinds, and what is said by one for all kinds of messages.
    """
    sent = await every(slack, client)
    shapes = [shape for _, shape in sent]
    messages = [documented.callback(shape) for name, shape in documented.EVENTS.items() if name in SAID]
    known: set[tuple[str, ...]] = set()
    for payload, shape in sent:
        owner: set[tuple[str, ...]] = set()
        reads: set[tuple[str, ...]] = set()
        request.workspace(Watched(payload, owner))
        read((payload.get("event") or {"type": payload.get("type", "command")})["type"], Watched(payload, reads))
        fitting = messages if payload.get("type") == "event_callback" and shape in messages else [shape]

        assert [path for path in owner if not any(is_documented(path, one) for one in shapes)] == []
        assert [path for path in reads - owner if not any(is_documented(path, one) for one in fitting)] == []
        known |= reads | owner
    assert {("event", "thread_ts"), ("container", "message_ts"), ("view", "private_metadata")} <= known

"""What Slack sends → what a person asked for, and where the answer goes."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from adapters.chat import Channel, Request
from adapters.platforms.shared import button_codec
from adapters.platforms.shared.button_codec import Choice
from adapters.platforms.shared.command_words import COMMANDS, as_command
from adapters.platforms.slack.settings import PLATFORM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import EntryPoint, Person

Json = dict[str, Any]
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_NOT_SAID = frozenset({"message_changed", "message_deleted", "bot_message", "channel_join", "channel_leave"})


ACK_SECONDS = 1.0
"""Seconds that an acknowledgement waits for an answer; Slack waits three."""
MODAL_ACK_SECONDS = 2.0
"""Seconds that a filled-in window waits for what is wrong with it."""


class AckResponse:
    """The acknowledgement of a command; takes one answer, as long as it hasn't gone out.

    Slack shows what an acknowledgement carries as it shows what comes by a response URL, so a quick answer needs no
    second request.
    """

    def __init__(self) -> None:
        self._first: asyncio.Future[Json] = asyncio.get_running_loop().create_future()

    def offer(self, payload: Json) -> bool:
        """Send this with the acknowledgement; False where that is too late, or somebody was first."""
        if self._first.done():
            return False
        self._first.set_result(payload)
        return True

    def close(self) -> None:
        """Nothing more comes: the acknowledgement needn't wait."""
        self.offer({})

    async def first_answer(self, seconds: float = ACK_SECONDS) -> Json:
        """What goes with the acknowledgement; nothing where no answer was ready in time."""
        await asyncio.wait([self._first], timeout=seconds)
        self.close()
        return self._first.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackRequest:
    """One thing that somebody said, and where.

    Attributes:
        key: The same for every copy that Slack sends of it.
        reply_thread: The thread that an answer is posted in, "" for the channel itself.
        ts: The message that says it, "" where it is none.
        mentioned: Whether it calls us by name.
        thread: The thread that it was said in or is about, or None.
        is_public: Whether it was said for all to read, so that the answer is too.
        response_url: Where Slack takes answers for half an hour, or "".
        trigger: What opens a window in the next three seconds, or "".
        ack: What takes a quick answer along with the acknowledgement, or None.
        whole: Whether all messages of a private roundup are wanted, not only the first.
        fields: Of a filled-in window: the fields that show what is wrong with its words, and with its place.
    """

    key: str
    entry_point: EntryPoint
    text: str
    workspace: str
    channel: str
    user: str
    reply_thread: str = ""
    thread: str | None = None
    ts: str = ""
    mentioned: bool = False
    is_public: bool = False
    response_url: str = ""
    trigger: str = ""
    whole: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    ack: AckResponse | None = field(default=None, compare=False, repr=False)

    @property
    def bot_channel(self) -> Channel:
        """The channel as the bot knows it."""
        return Channel(platform=PLATFORM, workspace=self.workspace, id=self.channel)

    @property
    def is_direct(self) -> bool:
        """Whether nobody but the asker and the bot reads there."""
        return self.channel.startswith("D")

    @property
    def is_pressed(self) -> bool:
        """Whether it was a button or a menu entry under a message."""
        return self.key.startswith("pressed:")

    @property
    def choice(self) -> Choice:
        """The words, to be said again by a button."""
        return Choice(entry_point=self.entry_point, text=self.text, thread=self.thread or "")

    def request(self, person: Person, above: str = "") -> Request:
        """As the bot is asked; `above` is what the message says that this one is about."""
        return Request(
            entry_point=self.entry_point,
            text=self.text,
            channel=self.bot_channel,
            person=person,
            thread=self.thread,
            above=above,
            is_direct=self.is_direct,
        )


def command(body: Json) -> SlackRequest:
    """A slash command."""
    return SlackRequest(
        key=f"command:{body['trigger_id']}",
        entry_point=COMMANDS.get(str(body.get("command")).removeprefix("/"), "papers"),
        text=plain(body.get("text") or ""),
        workspace=workspace(body),
        channel=body["channel_id"],
        user=body["user_id"],
        response_url=body.get("response_url") or "",
        trigger=body["trigger_id"],
    )


def message(body: Json, me: str) -> SlackRequest | None:
    """A mention, a reply in a thread, or a direct message; None for everything that isn't said to us.

    Whether a thread is ours is for the bot's memory to say.
    """
    event = body.get("event") or {}
    if not _is_said(event, me):
        return None
    text, mentioned = _without_mention(event.get("text") or "", me)
    direct = event.get("channel_type") == "im"
    thread = event.get("thread_ts")
    if thread is None and not (mentioned or direct):
        return None
    return SlackRequest(
        key=f"message:{event['channel']}:{event['ts']}",
        entry_point="papers" if thread is None else "thread",
        text=plain(text).strip(),
        workspace=workspace(body),
        channel=event["channel"],
        user=event["user"],
        reply_thread=thread or "",
        thread=thread,
        ts=str(event["ts"]),
        mentioned=mentioned,
        is_public=direct or thread is not None,
    )


def _is_said(event: Json, me: str) -> bool:
    """Whether a person said it: not an edit, not a bot, not ourselves."""
    if event.get("subtype") in _NOT_SAID or event.get("bot_id") or event.get("edited") or event.get("hidden"):
        return False
    return bool(event.get("user")) and event["user"] != me and bool(event.get("ts")) and bool(event.get("channel"))


def _without_mention(text: str, me: str) -> tuple[str, bool]:
    ours = [found for found in _MENTION.finditer(text) if found[1] == me]
    for found in reversed(ours):
        text = f"{text[: found.start()]} {text[found.end() :]}"
    return text, bool(ours)


def outside(request: SlackRequest) -> SlackRequest | None:
    """The same where the thread it stands in isn't ours: a mention is a command there, all else isn't for us."""
    return in_command_words(replace(request, entry_point="papers", thread=None)) if request.mentioned else None


def in_command_words(request: SlackRequest) -> SlackRequest:
    """A mention that begins with a command's name means that command: `@Paperround paper EndPrompt`."""
    entry_point, text = as_command(request.entry_point, request.text)
    return replace(request, entry_point=entry_point, text=text)


def pressed(body: Json, action: Json) -> SlackRequest | None:
    """A button or a menu entry; None where it says nothing that we know."""
    value = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    choice = button_codec.read(value)
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    if choice is None or not channel:
        return None
    stands_in = container.get("thread_ts") or container.get("message_ts")
    return SlackRequest(
        key=f"pressed:{body.get('trigger_id')}:{action.get('action_ts')}",
        entry_point=choice.entry_point,
        text=choice.text,
        workspace=workspace(body),
        channel=channel,
        user=body["user"]["id"],
        reply_thread=container.get("thread_ts") or "",
        thread=(choice.thread or stands_in) if choice.entry_point == "thread" else None,
        response_url=body.get("response_url") or "",
        trigger=body.get("trigger_id") or "",
        whole=str(action.get("action_id", "")).startswith(WHOLE),
    )


WHOLE = "whole"
"""What the action id of the button begins with that shows the rest of a private roundup."""


def workspace(body: Json) -> str:
    """The workspace that the app is installed in, which in shared channels isn't always the sender's."""
    for authorization in body.get("authorizations") or ():
        if authorization.get("team_id"):
            return str(authorization["team_id"])
    team = body.get("team_id") or (body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id")
    return str(team or (body.get("enterprise") or {}).get("id") or "")


def plain(text: str) -> str:
    """Slack's escapes and link marks taken off, so that the words are as they were typed."""
    text = _LINK.sub(lambda found: found[1], text)
    for escaped, character in _ENTITIES:
        text = text.replace(escaped, character)
    return text

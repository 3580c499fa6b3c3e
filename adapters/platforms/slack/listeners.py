"""What bolt hands us, each kind to the one who answers it; nothing waits longer than a moment for that."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from slack_bolt.response import BoltResponse

from adapters.platforms.slack import home, modal, request
from adapters.platforms.slack.cards import LINK
from adapters.platforms.slack.render import SAY
from adapters.platforms.slack.reply_sender import JOIN
from adapters.platforms.slack.request import MODAL_ACK_SECONDS, WHOLE, AckResponse
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

    from adapters.platforms.shared.event_processing import BackgroundTasks
    from adapters.platforms.slack.dispatcher import SlackDispatcher

Json = dict[str, Any]
_ANY = re.compile("")
_AWAY = "I can't reach what I need to answer. Try again in a minute."
_log = logging.getLogger(__name__)


class Listeners:
    """The functions that bolt calls; none of them waits for an answer."""

    def __init__(self, dispatcher: SlackDispatcher, tasks: BackgroundTasks) -> None:
        self._dispatcher = dispatcher
        self._tasks = tasks

    def register(self, app: AsyncApp) -> None:
        """Tell bolt who hears what; whatever nobody hears is acknowledged all the same."""
        app.error(self.away)
        app.command(_ANY)(self.command)
        for kind in ("app_mention", "message"):
            app.event(kind)(self.message)
        app.event("link_shared")(self.links)
        app.event("app_home_opened")(self.home)
        app.event("member_joined_channel")(self.joined)
        for kind in ("app_uninstalled", "tokens_revoked"):
            app.event(kind)(self.removed)
        app.event(_ANY)(self.nothing)
        app.options(_ANY)(self.options)
        app.action(_ANY)(self.action)
        app.view(_ANY)(self.view)
        app.shortcut(_ANY)(self.shortcut)

    async def away(self, error: Exception, body: Json) -> BoltResponse:
        """What is said where not even the workspace's token could be read; what isn't a command Slack sends again."""
        if not isinstance(error, PaperroundError):
            _log.error("a request failed", exc_info=error)
            return BoltResponse(status=500)
        _log.warning("a request has to wait: %s", error)
        return BoltResponse(status=200 if "command" in body else 503, body={"text": _AWAY})

    async def command(self, ack: AsyncAck, body: Json) -> None:
        slot = AckResponse()
        self._tasks.start(self._dispatcher.command(replace(request.command(body), ack=slot)))
        await ack(**await slot.first_answer())

    async def message(self, body: Json, context: AsyncBoltContext) -> None:
        received = request.message(body, context.bot_user_id or "")
        if received:
            self._tasks.start(self._dispatcher.message(received))

    async def links(self, body: Json) -> None:
        self._tasks.start(self._dispatcher.links(body))

    async def home(self, body: Json) -> None:
        if body["event"].get("tab", "home") == "home":
            self._tasks.start(self._dispatcher.home_tab.show(request.workspace(body), body["event"]["user"]))

    async def joined(self, body: Json, context: AsyncBoltContext) -> None:
        event = body["event"]
        if event.get("user") == context.bot_user_id and event.get("inviter"):
            self._tasks.start(self._dispatcher.invited(request.workspace(body), str(event.get("channel") or "")))

    async def removed(self, body: Json) -> None:
        self._tasks.start(self._dispatcher.removed(body))

    async def nothing(self) -> None:
        """Events that mean nothing to us."""

    async def options(self, ack: AsyncAck, body: Json, payload: Json) -> None:
        typed = str(payload.get("value") or "")
        await ack(options=await self._dispatcher.options(body, str(payload.get("action_id") or ""), typed))

    async def action(self, ack: AsyncAck, body: Json, payload: Json) -> None:
        await ack()
        kind = str(payload.get("action_id") or "").partition(":")[0]
        if payload.get("action_id") == modal.TOPIC:
            self._tasks.start(self._dispatcher.modals.preview(body, payload))
        elif payload.get("action_id") == modal.CADENCE:
            self._tasks.start(self._dispatcher.modals.recast(body, payload))
        elif kind == home.SAY:
            self._tasks.start(self._dispatcher.home_tab.pressed(body, payload))
        elif kind == home.CHANGE_BUTTON:
            self._tasks.start(self._dispatcher.home_tab.change(body, payload))
        elif kind == home.NEW_BUTTON:
            self._tasks.start(self._dispatcher.home_tab.new(body))
        elif body.get("view") is None and kind != LINK:
            received = request.pressed(body, payload) if kind in {SAY, WHOLE, JOIN} else None
            self._tasks.start(self._dispatcher.pressed(received, body, joins=kind == JOIN))

    async def view(self, ack: AsyncAck, body: Json) -> None:
        form = self._dispatcher.modals.submitted(body)
        if isinstance(form, dict):
            await ack(response_action="errors", errors=form)
            return
        self._tasks.start(self._dispatcher.submitted(form))
        await ack(**(await form.ack.first_answer(MODAL_ACK_SECONDS) if form.ack else {}))

    async def shortcut(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        self._tasks.start(self._dispatcher.shortcut(body))

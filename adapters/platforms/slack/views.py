"""Windows and the Home tab at work: opened, looked into, filled in, shown anew."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Channel, Person, Request
from adapters.platforms.shared import subscription_form
from adapters.platforms.slack import home, modal
from adapters.platforms.slack.render import fallback
from adapters.platforms.slack.request import AckResponse, SlackRequest, workspace
from adapters.platforms.slack.settings import PLATFORM
from adapters.store.ports import FOUR_MONTHS, on_topic
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from adapters.platforms.shared.button_codec import Choice
    from adapters.platforms.slack.request import Json
    from adapters.platforms.slack.responder import SlackResponder
    from adapters.store.ports import Cadence, Subscription

_CHANNELS = 300
_WINDOWS = 1_000
_log = logging.getLogger(__name__)
_KINDS = "public_channel,private_channel,mpim,im"


class ModalViews:
    """The window for subscribing."""

    def __init__(self, responder: SlackResponder) -> None:
        self._responder = responder
        self._cadences: dict[str, Cadence] = {}  # by window, for what is drawn while a preview is made

    async def subscribe(self, request: SlackRequest) -> None:
        """Open an empty window; the topic comes first."""
        zone = await self._zone(request)
        form = modal.SubscriptionForm(
            values=subscription_form.SubscriptionInput(zone=zone),
            channel=request.channel,
            asks_for_channel=not request.channel,
            response_url=request.response_url,
        )
        await self._open(request, form)

    async def subscription_on(self, request: SlackRequest, topic: str) -> Subscription | None:
        """The channel's subscription to just this topic; None where it has none, or that can't be looked up."""
        try:
            return on_topic(await self._responder.ports.subscriptions.of(request.bot_channel), topic)
        except PaperroundError:
            return None

    async def change(self, request: SlackRequest, subscription: Subscription) -> None:
        """Open the window on what there is."""
        await self._open(
            request,
            modal.SubscriptionForm(
                values=subscription_form.from_subscription(subscription), channel=request.channel, is_change=True
            ),
        )

    async def recast(self, body: Json, action: Json) -> None:
        """Let the fields follow how often it comes; Slack keeps what is filled in."""
        view = body["view"]
        form = modal.read(view)
        cadence = (action.get("selected_option") or {}).get("value") or form.values.cadence
        values = replace(form.values, cadence=cadence)
        self._cadences[view["id"]] = cadence
        if len(self._cadences) > _WINDOWS:
            self._cadences.pop(next(iter(self._cadences)))
        made = modal.view(replace(form, values=values, below=modal.below(view)))
        slack = await self._responder.slack(workspace(body))
        await slack.write("views.update", view_id=view["id"], view=made)

    async def preview(self, body: Json, action: Json) -> None:
        """Show what a roundup on the chosen topic would be about."""
        view = body["view"]
        form = modal.read(view)
        topic = (action.get("selected_option") or {}).get("value") or form.values.topic
        form = replace(form, values=replace(form.values, topic=topic))
        slack = await self._responder.slack(workspace(body))
        looking = modal.view(replace(form, note=f"Reading last week for {form.values.topic} …"))
        shown = await slack.write("views.update", view_id=view["id"], view=looking)
        place = Channel(platform=PLATFORM, workspace=workspace(body), id=form.channel)
        request = Request(
            entry_point="papers",
            text=f"roundup {form.values.topic}",
            channel=place,
            person=Person(id=body["user"]["id"], may_manage=False),
        )
        reply = await self._responder.ports.answer(request)
        # Somebody may have filled in more meanwhile; Slack keeps that, and refuses a view that was closed.
        cadence = self._cadences.get(view["id"], form.values.cadence)
        form = replace(form, values=replace(form.values, cadence=cadence))
        made = modal.view(replace(form, preview=reply.parts[0]))
        await slack.write("views.update", view_id=(shown.get("view") or view)["id"], view=made)

    def submitted(self, body: Json) -> SlackRequest | dict[str, str]:
        """The command that a filled-in window stands for, or what is missing, by field."""
        view = body["view"]
        form = modal.read(view)
        missing = modal.problems(form)
        if missing:
            return missing
        return SlackRequest(
            # A window that shows what is wrong with it is submitted again, with the same hash.
            key=f"view:{view['id']}:{body.get('trigger_id') or view.get('hash', '')}",
            entry_point="papers",
            text=form.values.command,
            workspace=workspace(body),
            channel=form.channel,
            user=body["user"]["id"],
            response_url=form.response_url,
            fields=form.fields,
            ack=AckResponse(),
        )

    async def _zone(self, request: SlackRequest) -> str:
        # A window has to open within three seconds of the command, whoever Slack keeps waiting.
        try:
            person = await asyncio.wait_for(self._responder.person(request), timeout=1.5)
        except TimeoutError:
            return "UTC"
        return person.zone or "UTC"

    async def _open(self, request: SlackRequest, form: modal.SubscriptionForm) -> None:
        slack = await self._responder.slack(request.workspace)
        await slack.once("views.open", trigger_id=request.trigger, view=modal.view(form))


class HomeTab:
    """The Home tab."""

    def __init__(self, responder: SlackResponder, modals: ModalViews) -> None:
        self._responder = responder
        self._modals = modals

    async def show(self, team: str, user: str, notice: str = "", about: str = "") -> None:
        """List what the user's channels follow, and what came of a press that was about one of them."""
        slack = await self._responder.slack(team)
        found = [
            one
            async for one in slack.pages(
                "users.conversations", "channels", user=user, types=_KINDS, exclude_archived=True
            )
        ]
        names = {
            str(one["id"]): f"#{one['name']}" if one.get("name") else "Direct messages" for one in found[:_CHANNELS]
        }
        entries = await self._entries(team, names)
        notice = f"{names[about]}: {notice}" if about in names else notice
        await slack.write("views.publish", user_id=user, view=home.view(entries, notice))
        await self._responder.ports.key_values.put(_home_key(team, user), "1", FOUR_MONTHS)

    async def refresh(self, request: SlackRequest) -> None:
        """Show how things stand after a change to whoever made it, if they ever opened the tab."""
        try:
            if await self._responder.ports.key_values.get(_home_key(request.workspace, request.user)):
                await self.show(request.workspace, request.user)
        except PaperroundError as away:
            _log.info("a Home tab isn't refreshed: %s", away)

    async def _entries(self, team: str, names: Mapping[str, str]) -> list[home.HomeEntry]:
        subscriptions = self._responder.ports.subscriptions
        places = [Channel(platform=PLATFORM, workspace=team, id=channel) for channel in names]
        every = await asyncio.gather(*(subscriptions.of(place) for place in places))
        return [
            home.HomeEntry(
                channel=one.channel.id, name=names[one.channel.id], subscription=one, next_date=self._next(one)
            )
            for of_channel in every
            for one in of_channel
        ]

    def _next(self, subscription: Subscription) -> datetime | None:
        return None if subscription.paused is not None else self._responder.ports.next_date(subscription)

    async def pressed(self, body: Json, action: Json) -> None:
        """Do what a button of the tab says, and show the tab anew with what came of it."""
        channel, choice = home.chosen(str(action.get("value") or ""))
        team, user = workspace(body), str(body["user"]["id"])
        if choice is None:
            await self.show(team, user, "That button is of an earlier version; this is how things stand now.")
            return
        request = self._request(body, channel, choice)
        reply = await self._responder.ports.answer(request.request(await self._responder.person(request)))
        await self.show(team, user, fallback(reply.parts[0]), about=channel)

    async def change(self, body: Json, action: Json) -> None:
        """Open the window on one subscription."""
        channel, _, topic = str(action.get("value") or "").partition(" ")
        request = self._request(body, channel, None)
        chosen = await self._modals.subscription_on(request, topic)
        if chosen is None:
            await self.show(request.workspace, request.user, f"There is no subscription to {topic} any more.")
            return
        await self._modals.change(request, chosen)

    async def new(self, body: Json) -> None:
        """Open the window with a choice of channels."""
        await self._modals.subscribe(self._request(body, "", None))

    def _request(self, body: Json, channel: str, choice: Choice | None) -> SlackRequest:
        return SlackRequest(
            key=f"pressed:{body.get('trigger_id')}",
            entry_point=choice.entry_point if choice else "papers",
            text=choice.text if choice else "",
            workspace=workspace(body),
            channel=channel,
            user=str(body["user"]["id"]),
            trigger=str(body.get("trigger_id") or ""),
        )


def _home_key(team: str, user: str) -> str:
    return f"slack:home:{team}:{user}"

"""Where everything that Slack brings is handed in: commands, words, presses, links, shortcuts, farewells."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Channel, Person, Request
from adapters.platforms.shared.command_words import CHANGE, SUBSCRIBE, TOPICS
from adapters.platforms.slack import cards, modal, render
from adapters.platforms.slack.failures import SlackRefused
from adapters.platforms.slack.request import SlackRequest, in_command_words, workspace
from adapters.platforms.slack.settings import PLATFORM
from adapters.platforms.slack.views import HomeTab, ModalViews
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import Reply
    from adapters.platforms.slack.api import SlackApi
    from adapters.platforms.slack.blocks import Drawn
    from adapters.platforms.slack.installations import Installations
    from adapters.platforms.slack.request import Json
    from adapters.platforms.slack.responder import SlackResponder
    from adapters.store.ports import Subscription

EXPLAIN = "explain_paper"
_SHORTCUT_PAPERS = 3
_REMOVED = {
    "app_uninstalled": "the app was removed from the workspace",
    "tokens_revoked": "the app's token was revoked",
}
_log = logging.getLogger(__name__)


class SlackDispatcher:
    """Knows for each kind of thing what becomes of it."""

    def __init__(self, responder: SlackResponder, installed: Installations | None) -> None:
        self._responder = responder
        self._installed = installed
        self.modals = ModalViews(responder)
        self.home_tab = HomeTab(responder, self.modals)

    async def command(self, request: SlackRequest) -> None:
        """A slash command; `/papers subscribe` without words opens the window, and so does `/papers change fine-tuning`."""
        try:
            if not await self._opens_window(request):
                await self._take(request)
        finally:
            if request.ack:
                request.ack.close()

    async def _opens_window(self, request: SlackRequest) -> bool:
        """Whether it is for a window, which has been opened then."""
        verb, _, topic = request.text.strip().partition(" ")
        if request.entry_point != "papers" or not request.trigger:
            return False
        changed = await self.modals.subscription_on(request, topic) if verb.casefold() == CHANGE and topic else None
        begins = not topic and (verb.casefold() == SUBSCRIBE or (request.is_pressed and verb == TOPICS))
        if changed is None and not begins:
            return False
        await self._responder.deduplicator.do(request.key, lambda _: self._open(request, changed))
        return True

    async def _open(self, request: SlackRequest, changed: Subscription | None) -> None:
        try:
            await (self.modals.change(request, changed) if changed else self.modals.subscribe(request))
        except PaperroundError as trouble:
            await (await self._responder.reply_sender(request)).trouble(trouble)

    async def message(self, request: SlackRequest) -> None:
        """A mention, a direct message or a reply in a thread; what people say to each other there isn't for us."""
        if self._responder.ports.is_addressed(request.text, request.mentioned or request.is_direct):
            await self._take(in_command_words(request))

    async def pressed(self, request: SlackRequest | None, body: Json, *, joins: bool) -> None:
        """A button or menu entry under a message; what says nothing any more is answered politely."""
        if request is None:
            old = self._nameless(body)
            if old:
                await (await self._responder.reply_sender(old)).tell(
                    "That button is of an earlier version. /papers help shows what works."
                )
        elif joins:
            await self._responder.join(request)
        elif not await self._opens_window(request):
            await self._take(request)

    async def _take(self, request: SlackRequest) -> None:
        if await self._responder.take(request):
            await self.home_tab.refresh(request)

    def _nameless(self, body: Json) -> SlackRequest | None:
        """Who pressed what we don't know, where that was in a channel."""
        channel = (body.get("channel") or {}).get("id")
        if not channel:
            return None
        return SlackRequest(
            key="",
            entry_point="papers",
            text="",
            workspace=workspace(body),
            channel=channel,
            user=body["user"]["id"],
            response_url=body.get("response_url") or "",
        )

    async def submitted(self, request: SlackRequest) -> None:
        """A window that was filled in; it stays open and shows what is wrong with it."""
        try:
            changed = await self._responder.take(request)
        finally:
            if request.ack:
                request.ack.close()
        if changed:
            await self.home_tab.refresh(request)

    async def shortcut(self, body: Json) -> None:
        """*Explain this paper* on a message."""
        request = self._nameless(body)
        if request is None:
            return
        if body.get("callback_id") != EXPLAIN:
            await (await self._responder.reply_sender(request)).tell("That shortcut is of an earlier version.")
            return
        found = cards.papers(body.get("message") or {}, self._responder.ports.linked_papers)[:_SHORTCUT_PAPERS]
        if not found:
            await (await self._responder.reply_sender(request)).tell(
                "I see no arXiv link in this message. /paper takes a title or a name."
            )
        for paper in found:
            key = f"shortcut:{body.get('trigger_id')}:{paper}"
            await self._responder.take(replace(request, key=key, entry_point="paper", text=paper))

    async def links(self, body: Json) -> None:
        """Links to papers that somebody posted."""
        event = body.get("event") or {}
        found = cards.links(event, self._responder.ports.linked_papers)
        if found:
            await self._responder.deduplicator.do(cards.key(event), lambda _: self._unfurl(body, event, found))

    async def _unfurl(self, body: Json, event: Json, papers_by_url: Mapping[str, str]) -> None:
        team = workspace(body)
        place = Channel(platform=PLATFORM, workspace=team, id=str(event.get("channel") or ""))
        person = Person(id=str(event.get("user") or ""), may_manage=False)
        replies_by_url = {
            url: await self._responder.ports.answer(
                Request(entry_point="paper", text=paper, channel=place, person=person)
            )
            for url, paper in papers_by_url.items()
        }
        where = {"channel": event["channel"], "ts": event["message_ts"]}
        if event.get("source") and event.get("unfurl_id"):
            where = {"source": event["source"], "unfurl_id": event["unfurl_id"]}
        slack = await self._responder.slack(team)
        try:
            await _unfurled(slack, replies_by_url, where, native=True)
        except SlackRefused as refused:
            _log.info("Slack takes no card under a link (%s)", refused.code)
            await _unfurled(slack, replies_by_url, where, native=False)

    async def invited(self, team: str, channel: str) -> None:
        """Somebody brought the bot into a channel; where it may not post there, it says nothing."""
        hello = await self._responder.ports.hello(Channel(platform=PLATFORM, workspace=team, id=channel))
        if hello is None:
            return
        try:
            slack = await self._responder.slack(team)
            await slack.once("chat.postMessage", channel=channel, **render.payload(hello))
        except PaperroundError as refused:
            _log.info("no hello in %s: %s", channel, refused)

    async def removed(self, body: Json) -> None:
        """The app was removed from a workspace, or its bot token taken away."""
        event = body.get("event") or {}
        if event.get("type") == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        key = f"event:{body.get('event_id')}"
        await self._responder.deduplicator.do(key, lambda _: self._forget(workspace(body), _REMOVED[event["type"]]))

    async def _forget(self, team: str, reason: str) -> None:
        await self._responder.ports.workspace_removed(PLATFORM, team, reason)
        if self._installed is not None:
            await self._installed.forget(team)
        _log.info("workspace %s: %s", team, reason)

    async def options(self, body: Json, action: str, typed: str) -> list[Drawn]:
        """What a menu of the window offers for what was typed."""
        suggest, channel = self._responder.ports.suggest, modal.read(body.get("view") or {}).channel
        place = Channel(platform=PLATFORM, workspace=workspace(body), id=channel)
        if action == modal.TOPIC:
            return modal.options([one.value for one in await suggest.topics(place, typed)], typed)
        if action == modal.ZONE:
            return modal.options([one.value for one in await suggest.zones(place, typed)])
        return []


async def _unfurled(
    slack: SlackApi, replies_by_url: Mapping[str, Reply], where: Mapping[str, str], *, native: bool
) -> None:
    made = {url: card for url, reply in replies_by_url.items() if (card := cards.card(reply, url, native=native))}
    if made:
        await slack.write("chat.unfurl", unfurls=made, **where)

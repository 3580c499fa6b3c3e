"""What people do in the workspace: commands, messages, and what Slack tells the app of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.servers.slack import unfurling
from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.answers import Answer
    from tests.servers.slack.courier import Courier, Delivery
    from tests.servers.slack.payloads import Payloads
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.response_urls import Invitation, ResponseUrls
    from tests.servers.slack.signing import Forgery
    from tests.servers.slack.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message that a person wrote, and the events that told the app of it, by their type."""

    ts: str
    message: JSON
    events: dict[str, Delivery]


class Acting:
    """Commands, messages and events."""

    state: State
    courier: Courier
    payloads: Payloads
    response_urls: ResponseUrls

    async def command(
        self, name: str, text: str = "", *, user: str = "U1", channel: str = "C1", forgery: Forgery = ""
    ) -> Answer:
        """Type a slash command; what the acknowledgement carries is shown to the person."""
        payload, invitation = self.payloads.command(name, text, user, channel)
        answer = await self.courier.bring("command", payload, forgery=forgery, form=payload)
        return self._shown(answer, invitation)

    def _shown(self, answer: Answer, invitation: Invitation) -> Answer:
        if answer.trouble or not answer.body.strip():
            return answer
        try:
            self.response_urls.carry_out(invitation, answer.json)
        except RefusedError as refusal:
            return replace(answer, refused=refusal.error)
        return answer

    async def replay(self, answer: Answer) -> Answer:
        """Send exactly what was sent before, signature and all."""
        return await self.courier.send(answer.sent)

    async def verify_url(self, *, forgery: Forgery = "") -> Answer:
        """Slack's handshake with a request URL."""
        payload = {"token": self.state.keys.verification, "challenge": "3eZbrw1aB", "type": "url_verification"}
        return await self.courier.bring("event", payload, forgery=forgery)

    async def event(self, kind: str, *, team: str = "", forgery: Forgery = "", **fields: object) -> Delivery:
        """Tell the app of any event; what isn't named in `fields` isn't in it."""
        workspace = self.state.workspaces[team or next(iter(self.state.workspaces))]
        callback = self.payloads.callback(workspace, {"type": kind, **fields})
        return await self.courier.event(callback, forgery=forgery)

    async def say(
        self, text: str, *, user: str = "U1", channel: str = "C1", thread: str = "", subtype: str = "", **more: object
    ) -> Said:
        """Write a message; the app hears of it as far as it is in the channel, is mentioned, or knows the links."""
        workspace = self.state.home_of(channel)
        where = workspace.channels[channel]
        post: JSON = {"type": "message", "user": user, "text": text, "ts": workspace.stamp(), "team": workspace.id}
        if thread:
            post |= {"thread_ts": thread, "parent_user_id": where.posts.get(thread, {}).get("user", "")}
        if subtype:
            post["subtype"] = subtype
        post |= more
        where.add(post)
        place = {"channel": channel, "event_ts": post["ts"]}
        kind = {"public_channel": "channel", "private_channel": "group"}.get(where.kind, where.kind)
        events: dict[str, Delivery] = {}
        if workspace.bot in where.members:
            told: JSON = {**post, **place, "channel_type": kind}
            events["message"] = await self.courier.event(self.payloads.callback(workspace, told))
            if re.search(rf"<@{workspace.bot}(\|[^>]*)?>", text) and where.kind != "im":
                told = {**post, **place, "type": "app_mention"}
                events["app_mention"] = await self.courier.event(self.payloads.callback(workspace, told))
        if unfurling.links(text):
            events["link_shared"] = await self.shared(channel, post)
        return Said(ts=post["ts"], message=post, events=events)

    async def shared(self, channel: str, post: JSON) -> Delivery:
        """Tell the app of the links in a message."""
        workspace = self.state.home_of(channel)
        found = [{"domain": unfurling.domain(url), "url": url} for url in unfurling.links(post["text"])]
        event: JSON = {
            "type": "link_shared",
            "channel": channel,
            "user": post["user"],
            "message_ts": post["ts"],
            "links": found,
            "source": "conversations_history",
            "unfurl_id": f"{channel}.{post['ts']}",
            "is_bot_user_member": workspace.bot in workspace.channels[channel].members,
        }
        if "thread_ts" in post:
            event["thread_ts"] = post["thread_ts"]
        return await self.courier.event(self.payloads.callback(workspace, event))

    async def open_home(self, user: str = "U1", tab: str = "home") -> Delivery:
        """Look at the app's Home tab."""
        workspace = self.state.home_of(user)
        seen: JSON = {"view": workspace.homes[user]} if user in workspace.homes else {}
        direct = workspace.direct(user).id
        return await self.event("app_home_opened", team=workspace.id, user=user, channel=direct, tab=tab, **seen)

    async def invite(self, channel: str, user: str = "", *, by: str = "U1") -> Delivery:
        """Bring somebody, or the bot, into a channel."""
        workspace = self.state.home_of(channel)
        joined = user or workspace.bot
        workspace.channels[channel].members.add(joined)
        return await self.event(
            "member_joined_channel", team=workspace.id, user=joined, channel=channel, channel_type="C", inviter=by
        )

    async def uninstall(self, team: str = "") -> tuple[Delivery, Delivery]:
        """Remove the app from a workspace: its tokens end, and it is told in both ways."""
        workspace = self.state.workspaces[team or next(iter(self.state.workspaces))]
        self.state.tokens.end(workspace.id, "account_inactive")
        bots = {"oauth": [], "bot": [workspace.bot]}
        revoked = await self.event("tokens_revoked", team=workspace.id, tokens=bots)
        return revoked, await self.event("app_uninstalled", team=workspace.id)

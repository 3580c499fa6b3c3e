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
        home = workspace.users[user].team if user in workspace.users else workspace.id
        post: JSON = {"type": "message", "user": user, "text": text, "ts": workspace.stamp(), "team": home}
        if thread:
            post |= {"thread_ts": thread, "parent_user_id": where.posts.get(thread, {}).get("user", "")}
        if subtype:
            post["subtype"] = subtype
        if home != workspace.id:
            post |= {"user_team": home, "source_team": home}
        post |= more
        where.add(post)
        return Said(ts=post["ts"], message=post, events=await self.heard(channel, post))

    async def heard(self, channel: str, post: JSON) -> dict[str, Delivery]:
        """Tell the app of a message that stands, also of its own, as often as a test likes."""
        workspace, where = self.state.home_of(channel), self.state.channel(channel)
        scopes, text = self._granted(workspace.id), str(post.get("text", ""))
        place = {"channel": channel, "event_ts": post["ts"]}
        told: JSON = {**{key: value for key, value in post.items() if key != "unfurl"}, **place}
        inside = workspace.bot in where.members
        events: dict[str, Delivery] = {}
        if inside and f"{where.family}:history" in scopes:
            kind = {"channels": "channel", "groups": "group"}.get(where.family, where.family)
            events["message"] = await self._tell(channel, {**told, "channel_type": kind})
        mentioned = re.search(rf"<@{workspace.bot}(\|[^>]*)?>", text)
        if inside and mentioned and where.kind != "im" and "app_mentions:read" in scopes:
            events["app_mention"] = await self._tell(channel, {**told, "type": "app_mention"})
        if unfurling.links(text) and "links:read" in scopes:
            events["link_shared"] = await self.shared(channel, post)
        return events

    def _granted(self, team: str) -> set[str]:
        return {scope for token in self.state.tokens.of(team) if not token.state for scope in token.scopes}

    async def _tell(self, channel: str, event: JSON) -> Delivery:
        callback = self.payloads.callback(self.state.home_of(channel), event)
        callback["is_ext_shared_channel"] = self.state.channel(channel).shared
        return await self.courier.event(callback)

    async def edit(self, post: JSON, text: str, *, channel: str = "C1") -> Delivery:
        """Change what a person wrote."""
        before = dict(post)
        stamp = self.state.home_of(channel).stamp()
        post |= {"text": text, "edited": {"user": post["user"], "ts": stamp}}
        changed = {"subtype": "message_changed", "message": post, "previous_message": before, "hidden": True}
        return await self._tell(
            channel, {"type": "message", "channel": channel, "ts": stamp, "channel_type": "channel", **changed}
        )

    async def remove(self, post: JSON, *, channel: str = "C1") -> Delivery:
        """Delete a message."""
        stamp = self.state.home_of(channel).stamp()
        self.state.channel(channel).posts.pop(post["ts"], None)
        gone = {"subtype": "message_deleted", "deleted_ts": post["ts"], "previous_message": post, "hidden": True}
        return await self._tell(
            channel, {"type": "message", "channel": channel, "ts": stamp, "channel_type": "channel", **gone}
        )

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
        return await self._tell(channel, event)

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
        fields = {"user": joined, "channel": channel, "channel_type": "C", "team": workspace.id, "inviter": by}
        event = {"type": "member_joined_channel", **fields}
        return await self.courier.event(self.payloads.callback(workspace, event))

    async def uninstall(self, team: str = "") -> tuple[Delivery, Delivery]:
        """Remove the app from a workspace: its tokens end, and it is told in both ways."""
        workspace = self.state.workspaces[team or next(iter(self.state.workspaces))]
        self.state.tokens.end(workspace.id, "account_inactive")
        bots = {"oauth": [], "bot": [workspace.bot]}
        revoked = await self.event("tokens_revoked", team=workspace.id, tokens=bots)
        return revoked, await self.event("app_uninstalled", team=workspace.id)

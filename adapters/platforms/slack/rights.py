"""Who somebody is to Slack, what they may change, and whether the bot may post."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from adapters.chat import Person
from adapters.platforms.shared.administrators import KnownChannel
from adapters.platforms.slack.failures import SlackRefused
from adapters.present.printable import printable
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.platforms.slack.api import Json, SlackApi
    from adapters.platforms.slack.request import SlackRequest

Rule = str
"""`members` of the channel, `anyone` in the workspace, `creators` and admins, or a user group by its id, `S0123`."""

MEMBERS, ANYONE, CREATORS = "members", "anyone", "creators"
_UNSEEN = frozenset({"channel_not_found", "not_in_channel", "method_not_supported_for_channel_type"})
"""Refusals that say that the bot isn't in a channel; every other one says nothing of the person, and allows nothing."""
KEPT_SECONDS = 60.0
_MANY = 5_000
_log = logging.getLogger(__name__)


async def may_manage(slack: SlackApi, rule: Rule, *, user: Json, channel: str, workspace: str) -> bool:
    """Whether somebody who speaks in a channel may change what it gets; raises what Slack's API raises."""
    if not belongs(user, workspace):
        return False
    if rule == ANYONE or channel.startswith("D"):
        return True
    if rule == MEMBERS:
        return await _is_member(slack, str(user["id"]), channel)
    if rule == CREATORS:
        return is_admin(user) or await _created(slack, str(user["id"]), channel)
    listed = await slack.read("usergroups.users.list", usergroup=rule)
    return user["id"] in (listed.get("users") or ())


async def may_post(slack: SlackApi, *, user: str, channel: str, workspace: str) -> bool:
    """Whether somebody may post in a channel themselves: a full member of the workspace who is in the channel.

    Raises what Slack's API raises.
    """
    if channel.startswith("D"):
        return True
    known: Json = (await slack.read("users.info", user=user)).get("user") or {}
    return belongs({"id": user, **known}, workspace) and await _is_member(slack, user, channel)


def belongs(user: Json, workspace: str) -> bool:
    """Whether a user is a full member of the installing workspace: no guest, no bot, nobody of a connected one."""
    if user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger") or user.get("is_bot"):
        return False
    enterprise = user.get("enterprise_user") or {}
    teams = {user.get("team_id"), enterprise.get("enterprise_id"), *(enterprise.get("teams") or ())}
    return not user.get("deleted") and workspace in teams


def is_admin(user: Json) -> bool:
    """Whether a user runs the workspace."""
    return bool(user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner"))


async def ensure_can_post(slack: SlackApi, channel: str) -> str:
    """Why nothing can be posted in a channel and what to do about it; a public channel is joined. "" where all is well."""
    try:
        about = (await slack.read("conversations.info", channel=channel)).get("channel") or {}
        if about.get("is_archived"):
            return str(SlackRefused("is_archived"))
        if not (about.get("is_im") or about.get("is_mpim") or about.get("is_member")):
            await slack.write("conversations.join", channel=channel)
    except SlackRefused as refused:
        return str(refused)
    return ""


async def describe_channel(slack: SlackApi, channel: str) -> KnownChannel:
    """What a channel is called and who created it; nothing where the bot can't see it."""
    try:
        about: Json = (await slack.read("conversations.info", channel=channel)).get("channel") or {}
    except SlackRefused:
        return KnownChannel()
    name = f"#{about['name']}" if about.get("name") else ""
    return KnownChannel(name=name, person=str(about.get("creator") or about.get("user") or ""))


async def _is_member(slack: SlackApi, user: str, channel: str) -> bool:
    try:
        async for member in slack.pages("conversations.members", "members", channel=channel, limit=1000):
            if member == user:
                return True
    except SlackRefused as refused:
        if refused.code in _UNSEEN:
            # A private channel that the bot isn't in: Slack itself lets nobody but its members speak there.
            return True
        raise
    return False


async def _created(slack: SlackApi, user: str, channel: str) -> bool:
    try:
        about = await slack.read("conversations.info", channel=channel)
    except SlackRefused as refused:
        if refused.code in _UNSEEN:
            return False
        raise
    return bool((about.get("channel") or {}).get("creator") == user)


class People:
    """Looks people up; many questions at once about one person are one question to Slack."""

    def __init__(self, rule: Rule, *, seconds: Callable[[], float] | None = None) -> None:
        self._rule = rule
        self._seconds = seconds or (lambda: asyncio.get_running_loop().time())
        self._known: dict[tuple[str, str, str], tuple[float, asyncio.Future[Person]]] = {}

    async def person(self, slack: SlackApi, request: SlackRequest) -> Person:
        """Who asks; where Slack won't tell, somebody without a zone who may change nothing."""
        key = (request.workspace, request.channel, request.user)
        now = self._seconds()
        found = self._known.get(key)
        if found is None or found[0] < now:
            if len(self._known) >= _MANY:
                self._known.clear()
            found = (now + KEPT_SECONDS, asyncio.ensure_future(self._look(slack, request)))
            self._known[key] = found
        try:
            return await asyncio.shield(found[1])
        except PaperroundError:
            self._known.pop(key, None)
            return Person(id=request.user, may_manage=False)

    async def _look(self, slack: SlackApi, request: SlackRequest) -> Person:
        user: Json = (await slack.read("users.info", user=request.user)).get("user") or {}
        allowed = bool(request.channel) and await self._allowed(slack, request, {"id": request.user, **user})
        profile = user.get("profile") or {}
        name = (
            profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name") or ""
        )
        return Person(id=request.user, name=printable(name), zone=user.get("tz") or None, may_manage=allowed)

    async def _allowed(self, slack: SlackApi, request: SlackRequest, user: Json) -> bool:
        try:
            return await may_manage(slack, self._rule, user=user, channel=request.channel, workspace=request.workspace)
        except SlackRefused as refused:
            _log.warning("rights in %s can't be told: %s", request.channel, refused)
            return False

"""Who somebody is to Slack, as the bot wants to know it; remembered for a minute."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from adapters.chat import Person
from adapters.platforms.slack import rights
from adapters.platforms.slack.failures import SlackRefused
from adapters.present.printable import printable
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.platforms.slack.api import Json, SlackApi
    from adapters.platforms.slack.request import SlackRequest
    from adapters.platforms.slack.rights import Rule

KEPT = 60.0
_MANY = 5_000
_log = logging.getLogger(__name__)


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
            found = (now + KEPT, asyncio.ensure_future(self._look(slack, request)))
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
            return await rights.may_manage(
                slack, self._rule, user=user, channel=request.channel, workspace=request.workspace
            )
        except SlackRefused as refused:
            _log.warning("rights in %s can't be told: %s", request.channel, refused)
            return False

"""One workspace: its people, groups, channels, views and the clock of its messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.slack.channels import Channel
from tests.servers.slack.people import User, UserGroup
from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.channels import Kind
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.timekeeping import ServerClock


@dataclass(slots=True, kw_only=True)
class Workspace:
    """What a team sees.

    Attributes:
        bot: The user id of the installed app's bot.
        bot_id: Its bot id, which stands on what it posts.
        views: Every modal that was opened, by id, as it stands now.
        stacks: The open modals of each person, the topmost last.
        homes: The Home tab of each person.
        unfurls: What was attached to links, in the order of the calls.
    """

    id: str
    name: str
    clock: ServerClock
    bot: str
    bot_id: str
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, UserGroup] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, JSON] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, JSON] = field(default_factory=dict)
    unfurls: list[JSON] = field(default_factory=list)
    _latest: int = 0

    def add_user(
        self,
        id: str,  # noqa: A002 - Slack's word
        name: str = "",
        *,
        tz: str | None = "Europe/Berlin",
        team: str = "",
        admin: bool = False,
        guest: bool = False,
        bot: bool = False,
    ) -> User:
        """Somebody new; `team` names another workspace for people of Connect channels."""
        name = name or id.lower()
        user = User(id=id, team=team or self.id, name=name, tz=tz, admin=admin, guest=guest, bot=bot)
        self.users[id] = user
        return user

    def add_channel(
        self,
        id: str,  # noqa: A002 - Slack's word
        name: str = "",
        *,
        kind: Kind = "public_channel",
        members: tuple[str, ...] = ("U1", "U2"),
        creator: str = "U1",
        with_bot: bool = True,
        shared: bool = False,
    ) -> Channel:
        """A new conversation, with the bot in it unless told otherwise."""
        inside = {*members, *([self.bot] if with_bot else [])}
        channel = Channel(id=id, name=name or id.lower(), kind=kind, creator=creator, members=inside, shared=shared)
        self.channels[id] = channel
        return channel

    def add_group(self, id: str, handle: str, users: list[str]) -> UserGroup:  # noqa: A002 - Slack's word
        """A new user group."""
        self.groups[id] = UserGroup(id=id, handle=handle, users=users)
        return self.groups[id]

    def direct(self, user: str) -> Channel:
        """The direct message of the bot with a person, opened where there is none."""
        for channel in self.channels.values():
            if channel.kind == "im" and channel.partner == user:
                return channel
        channel = self.add_channel(f"D{user[1:]}", kind="im", members=(user,), creator="")
        channel.partner = user
        return channel

    def stamp(self) -> str:
        """A ts that nothing in this workspace has, later than all before."""
        self._latest = max(int(self.clock.now() * 1_000_000), self._latest + 1)
        return f"{self._latest // 1_000_000}.{self._latest % 1_000_000:06d}"

    def user(self, id: str) -> User:  # noqa: A002 - Slack's word
        """Somebody, or `user_not_found`."""
        if id not in self.users:
            raise RefusedError("user_not_found")
        return self.users[id]

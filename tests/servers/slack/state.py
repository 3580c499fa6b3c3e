"""Everything that the server knows, without any of its networking."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.slack.keys import Keys
from tests.servers.slack.rates import Rates
from tests.servers.slack.refusals import RefusedError
from tests.servers.slack.timekeeping import ServerClock
from tests.servers.slack.tokens import Tokens
from tests.servers.slack.triggers import Triggers
from tests.servers.slack.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.slack.channels import Channel
    from tests.servers.slack.methods.files import KeptFile
    from tests.servers.slack.refusals import JSON

SCOPES = tuple(
    "app_mentions:read channels:history channels:join channels:read chat:write commands groups:history"
    " groups:read im:history im:read im:write links:read links:write mpim:history mpim:read team:read usergroups:read"
    " users:read".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call of the Web API as it was answered; `error` is "" where it went well."""

    method: str
    args: Mapping[str, object]
    error: str
    at: float


@dataclass(slots=True, kw_only=True)
class State:
    """Workspaces, tokens, limits and what was called.

    Attributes:
        scopes: What bots are granted where a test asks for nothing else.
        called: The latest calls, oldest first.
        files: By their ids; `files_settle` is how many seconds Slack takes to have one ready.
        reads_addresses: Whether arguments in the address of a POST are read, as Slack does and others who offer its API don't.
    """

    keys: Keys = field(default_factory=Keys)
    clock: ServerClock = field(default_factory=ServerClock)
    rates: Rates = field(default_factory=Rates)
    tokens: Tokens = field(default_factory=Tokens)
    triggers: Triggers = field(default_factory=Triggers)
    scopes: tuple[str, ...] = SCOPES
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    called: deque[Called] = field(default_factory=lambda: deque(maxlen=100_000))
    files: dict[str, KeptFile] = field(default_factory=dict)
    files_settle: float = 0.0
    socket_tickets: dict[str, float] = field(default_factory=dict)
    base_url: str = ""
    reads_addresses: bool = True

    def add_workspace(self, id: str, name: str = "") -> Workspace:  # noqa: A002 - Slack's word
        """A workspace with two people, U1 (its owner) and U2, and a public channel C1 that the bot is in.

        Those of a second workspace `T2` are `U1T2`, `U2T2` and `C1T2`, since Slack's ids are unique over all.
        """
        tail = "" if not self.workspaces else id
        workspace = Workspace(id=id, name=name or id.lower(), clock=self.clock, bot=f"UBOT{tail}", bot_id=f"BBOT{tail}")
        workspace.add_user(workspace.bot, "paperround", bot=True)
        workspace.add_user(f"U1{tail}", "ada").owner = True
        workspace.add_user(f"U2{tail}", "grace")
        people = (f"U1{tail}", f"U2{tail}")
        workspace.add_channel(f"C1{tail}", f"reading{tail.lower()}", members=people, creator=people[0])
        self.workspaces[id] = workspace
        return workspace

    def channel(self, id: str) -> Channel:  # noqa: A002 - Slack's word
        """A channel of any workspace."""
        return self.home_of(id).channels[id]

    def home_of(self, id: str) -> Workspace:  # noqa: A002 - Slack's word
        """The workspace that a channel or person belongs to."""
        for workspace in self.workspaces.values():
            if id in workspace.channels:
                return workspace
        for workspace in self.workspaces.values():
            if id in workspace.users:
                return workspace
        raise KeyError(id)

    def workspace(self, team: str) -> Workspace:
        """A workspace by its id."""
        if team not in self.workspaces:
            raise RefusedError("team_not_found")
        return self.workspaces[team]

    def shown(self) -> JSON:
        """All that a test in another process may want to read."""
        return {
            "workspaces": {
                team: {
                    "channels": {
                        channel.id: {
                            "posts": list(channel.posts.values()),
                            "ephemerals": channel.ephemerals,
                            "archived": channel.archived,
                            "members": sorted(channel.members),
                        }
                        for channel in workspace.channels.values()
                    },
                    "homes": workspace.homes,
                    "views": workspace.views,
                    "unfurls": workspace.unfurls,
                }
                for team, workspace in self.workspaces.items()
            },
            "called": [{"method": each.method, "error": each.error, "at": each.at} for each in self.called],
        }

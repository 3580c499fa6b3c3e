"""Who is in a workspace: users as Slack describes them, and the groups they form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.slack.refusals import JSON


@dataclass(slots=True, kw_only=True)
class User:
    """A person, or a bot's user.

    Attributes:
        team: The workspace that the account belongs to; another one for people of a Connect channel.
        guest: A multi-channel guest (`is_restricted`).
        gone: A deactivated account.
    """

    id: str
    team: str
    name: str
    tz: str | None = "Europe/Berlin"
    admin: bool = False
    owner: bool = False
    bot: bool = False
    guest: bool = False
    gone: bool = False

    def seen_from(self, team: str) -> JSON:
        """As `users.info` answers in a workspace."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "real_name": self.name.title(),
            "deleted": self.gone,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": 3600,
            "is_admin": self.admin or self.owner,
            "is_owner": self.owner,
            "is_primary_owner": False,
            "is_restricted": self.guest,
            "is_ultra_restricted": False,
            "is_stranger": self.team != team,
            "is_bot": self.bot,
            "is_app_user": False,
            "locale": "en-US",
            "profile": {"display_name": self.name, "real_name": self.name.title(), "team": self.team},
        }


@dataclass(slots=True, kw_only=True)
class UserGroup:
    """A user group, `@editors`."""

    id: str
    handle: str
    users: list[str] = field(default_factory=list)
    disabled: bool = False

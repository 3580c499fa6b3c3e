"""A conversation and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tests.servers.slack.refusals import JSON

Kind = Literal["public_channel", "private_channel", "im", "mpim"]

FAMILY: dict[Kind, str] = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
"""What the scopes of each kind of conversation begin with."""


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel, direct message or group message.

    Attributes:
        partner: The person at the other end of a direct message.
        shared: Whether another organisation takes part (Slack Connect).
        posts: Every message that stands, replies too, by its ts, in the order of posting.
        ephemerals: What only one person saw, oldest first; `user` says who.
        statuses: What the app is seen to do, by the message under which that is shown.
    """

    id: str
    name: str
    kind: Kind = "public_channel"
    creator: str = ""
    created: int = 1_700_000_000
    partner: str = ""
    shared: bool = False
    archived: bool = False
    members: set[str] = field(default_factory=set)
    posts: dict[str, JSON] = field(default_factory=dict)
    ephemerals: list[JSON] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """`channels`, `groups`, `im` or `mpim`."""
        return FAMILY[self.kind]

    @property
    def messages(self) -> list[JSON]:
        """What stands in the channel itself, oldest first; replies only where they were broadcast."""
        return [post for post in self.posts.values() if in_channel(post)]

    @property
    def threads(self) -> dict[str, list[JSON]]:
        """The replies under each opening post."""
        found: dict[str, list[JSON]] = {}
        for post in self.posts.values():
            if post.get("thread_ts", post["ts"]) != post["ts"]:
                found.setdefault(post["thread_ts"], []).append(post)
        return found

    def add(self, post: JSON) -> None:
        """Let a message stand, and its parent know of it."""
        self.posts[post["ts"]] = post
        if "bot_id" in post:
            self.statuses.pop(post.get("thread_ts", ""), None)
        parent = self.posts.get(post.get("thread_ts", ""))
        if parent is not None and parent is not post:
            parent["thread_ts"] = parent["ts"]
            parent["reply_count"] = parent.get("reply_count", 0) + 1
            parent["latest_reply"] = post["ts"]
            parent["reply_users"] = sorted({*parent.get("reply_users", []), post.get("user", "")})

    def described(self, me: str) -> JSON:
        """As `conversations.info` answers to a member or not."""
        about: JSON = {
            "id": self.id,
            "created": self.created,
            "is_channel": self.kind == "public_channel",
            "is_group": self.kind == "private_channel",
            "is_im": self.kind == "im",
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "public_channel",
            "is_archived": self.archived,
            "is_shared": self.shared,
            "is_ext_shared": self.shared,
            "is_org_shared": False,
            "context_team_id": "",
        }
        if self.kind == "im":
            return {**about, "user": self.partner, "is_user_deleted": False}
        return {
            **about,
            "name": self.name,
            "name_normalized": self.name,
            "creator": self.creator,
            "is_general": False,
            "is_member": me in self.members,
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(self.members),
        }


def in_channel(post: JSON) -> bool:
    """Whether a message shows outside of threads."""
    return post.get("thread_ts", post["ts"]) == post["ts"] or post.get("subtype") == "thread_broadcast"

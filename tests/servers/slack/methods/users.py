"""users.* and usergroups.*: who people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.refusals import JSON


def info(call: Call) -> JSON:
    """About somebody."""
    return {"user": call.workspace.user(call.text("user")).seen_from(call.workspace.id)}


def group_users(call: Call) -> JSON:
    """The members of a user group."""
    group = call.workspace.groups.get(call.required("usergroup"))
    if group is None or (group.disabled and not call.flag("include_disabled")):
        raise RefusedError("no_such_subteam")
    return {"users": list(group.users)}


def groups(call: Call) -> JSON:
    """The workspace's user groups."""
    found = [each for each in call.workspace.groups.values() if not each.disabled or call.flag("include_disabled")]
    return {"usergroups": [{"id": each.id, "handle": each.handle, "name": each.handle} for each in found]}

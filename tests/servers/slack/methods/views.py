"""views.*: modals and Home tabs."""

from __future__ import annotations

import copy
import json
import secrets
from typing import TYPE_CHECKING

from tests.servers.slack import posting, view_shapes
from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.workspace import Workspace

DEEPEST = 3


def opened(call: Call) -> JSON:
    """Show a first modal."""
    view = given(call, "modal")
    user = call.state.triggers.exchange(call.required("trigger_id"), call.now)
    return {"view": show(call.workspace, call.state.keys.app_id, view, user, on_top=False)}


def pushed(call: Call) -> JSON:
    """Show a modal on top of another."""
    view = given(call, "modal")
    user = call.state.triggers.exchange(call.required("trigger_id"), call.now)
    return {"view": show(call.workspace, call.state.keys.app_id, view, user, on_top=True)}


def updated(call: Call) -> JSON:
    """Change a modal that stands."""
    view = given(call, "modal")
    workspace, outside = call.workspace, call.text("external_id")
    id_ = call.text("view_id") or next(
        (each["id"] for each in workspace.views.values() if outside and each.get("external_id") == outside), ""
    )
    old = workspace.views.get(id_)
    if old is None:
        raise RefusedError("not_found")
    if call.text("hash") and call.text("hash") != old["hash"]:
        raise RefusedError("hash_conflict")
    return {"view": replace(workspace, old, view)}


def published(call: Call) -> JSON:
    """Show somebody's Home tab."""
    view = given(call, "home")
    user = call.required("user_id")
    workspace = call.workspace
    workspace.user(user)
    old = workspace.homes.get(user)
    if call.text("hash") and (old is None or call.text("hash") != old["hash"]):
        raise RefusedError("hash_conflict")
    made = _complete(workspace, call.state.keys.app_id, view)
    workspace.homes[user] = made
    return {"view": made}


def given(call: Call, kind: str) -> JSON:
    """The view that a call carries, or the refusal of it."""
    view = call.structure("view", "invalid_arguments")
    view_shapes.refuse_bad(view, kind)
    if len(json.dumps(view)) > view_shapes.LARGEST:
        raise RefusedError("view_too_large")
    return dict(view)


def show(workspace: Workspace, app_id: str, view: JSON, user: str, *, on_top: bool) -> JSON:
    """Put a modal before somebody."""
    stack = workspace.stacks.setdefault(user, [])
    if on_top and len(stack) >= DEEPEST:
        raise RefusedError("push_limit_reached")
    outside = view.get("external_id")
    if outside and any(each.get("external_id") == outside for each in workspace.views.values()):
        raise RefusedError("duplicate_external_id")
    made = _complete(workspace, app_id, view)
    if on_top and stack:
        made |= {"previous_view_id": stack[-1], "root_view_id": stack[0]}
    else:
        stack.clear()
    stack.append(made["id"])
    workspace.views[made["id"]] = made
    return made


def replace(workspace: Workspace, old: JSON, view: JSON) -> JSON:
    """Let other content stand in a modal."""
    made = _complete(workspace, old["app_id"], view)
    made |= {key: old[key] for key in ("id", "previous_view_id", "root_view_id")}
    workspace.views[old["id"]] = made
    return made


def _complete(workspace: Workspace, app_id: str, view: JSON) -> JSON:
    id_ = f"V{secrets.token_hex(5).upper()}"
    content = copy.deepcopy(view)
    posting.named(content["blocks"])
    return {
        "id": id_,
        "team_id": workspace.id,
        "hash": f"{workspace.stamp()}.{secrets.token_hex(4)}",
        "state": {"values": {}},
        "root_view_id": id_,
        "previous_view_id": None,
        "app_id": app_id,
        "bot_id": workspace.bot_id,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **content,
    }

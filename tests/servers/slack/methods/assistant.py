"""assistant.*: what the app is seen to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.refusals import JSON


def set_status(call: Call) -> JSON:
    """Show under a message what the app is doing, until it posts there or takes that back."""
    channel = call.visible(call.required("channel_id"))
    thread = call.required("thread_ts")
    if "status" not in call.args:
        raise RefusedError("invalid_arguments")
    if thread not in channel.posts:
        raise RefusedError("invalid_thread_ts")
    if status := call.text("status"):
        channel.statuses[thread] = status
    else:
        channel.statuses.pop(thread, None)
    return {}

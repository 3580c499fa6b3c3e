"""conversations.*: reading channels and joining them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.channels import FAMILY
from tests.servers.slack.methods.chat import public
from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.refusals import JSON


def _known(call: Call, right: str) -> Channel:
    call.need(*(f"{family}:{right}" for family in FAMILY.values()))
    channel = call.visible(call.required("channel"))
    call.need(f"{channel.family}:{right}")
    return channel


def _readable(call: Call) -> Channel:
    channel = _known(call, "history")
    if call.workspace.bot not in channel.members:
        raise RefusedError("not_in_channel")
    return channel


def _within(call: Call, posts: list[JSON]) -> list[JSON]:
    oldest, latest = call.text("oldest") or "0", call.text("latest") or "99999999999"
    try:
        first, last = float(oldest), float(latest)
    except ValueError:
        raise RefusedError("invalid_ts_oldest" if oldest != "0" else "invalid_ts_latest") from None
    edges = call.flag("inclusive")
    return [post for post in posts if first < float(post["ts"]) < last or (edges and post["ts"] in (oldest, latest))]


def _handed(call: Call, posts: list[JSON]) -> list[JSON]:
    return [public(post, with_metadata=call.flag("include_all_metadata")) for post in posts]


def history(call: Call) -> JSON:
    """The messages of a channel, newest first, without replies."""
    channel = _readable(call)
    page, more = call.page(_within(call, channel.messages)[::-1], most=999)
    return {"messages": _handed(call, page), "has_more": bool(more["next_cursor"]), "response_metadata": more}


def replies(call: Call) -> JSON:
    """A thread: its opening post, then the replies, oldest first."""
    channel = _readable(call)
    ts = call.required("ts")
    post = channel.posts.get(ts)
    if post is None:
        raise RefusedError("thread_not_found")
    root = post.get("thread_ts", ts)
    answers = _within(call, channel.threads.get(root, [])) if root == ts else [post]
    opening = [channel.posts[root]] if root == ts and not call.text("cursor") else []
    page, more = call.page(answers, default=999)
    return {"messages": _handed(call, opening + page), "has_more": bool(more["next_cursor"]), "response_metadata": more}


def info(call: Call) -> JSON:
    """About a channel."""
    channel = _known(call, "read")
    return {"channel": {**channel.described(call.workspace.bot), "context_team_id": call.workspace.id}}


def members(call: Call) -> JSON:
    """Who is in a channel."""
    page, more = call.page(sorted(_known(call, "read").members))
    return {"members": page, "response_metadata": more}


def _kinds(call: Call) -> list[str]:
    kinds = (call.text("types") or "public_channel").split(",")
    if not set(kinds) <= FAMILY.keys():
        raise RefusedError("invalid_types")
    for kind, family in FAMILY.items():
        if kind in kinds:
            call.need(f"{family}:read")
    return kinds


def listed(call: Call) -> JSON:
    """The channels that the caller can see."""
    kinds, me = _kinds(call), call.workspace.bot
    seen = [
        channel.described(me)
        for channel in call.workspace.channels.values()
        if channel.kind in kinds
        and (channel.kind == "public_channel" or me in channel.members)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    page, more = call.page(seen)
    return {"channels": page, "response_metadata": more}


def of_user(call: Call) -> JSON:
    """The channels that somebody is in, as far as the caller can see them."""
    kinds, me = _kinds(call), call.workspace.bot
    user = call.text("user") or me
    call.workspace.user(user)
    seen = [
        channel.described(me)
        for channel in call.workspace.channels.values()
        if channel.kind in kinds
        and user in channel.members
        and (channel.kind == "public_channel" or me in channel.members)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    page, more = call.page(seen)
    return {"channels": page, "response_metadata": more}


def join(call: Call) -> JSON:
    """Enter a public channel."""
    channel = call.visible(call.required("channel"))
    if channel.archived:
        raise RefusedError("is_archived")
    if channel.kind != "public_channel":
        raise RefusedError("method_not_supported_for_channel_type")
    already = call.workspace.bot in channel.members
    channel.members.add(call.workspace.bot)
    told: JSON = {"channel": channel.described(call.workspace.bot)}
    if already:
        told |= {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return told


def opened(call: Call) -> JSON:
    """A direct message with somebody."""
    people = [user for user in call.text("users").split(",") if user]
    if not people:
        raise RefusedError("users_list_not_supplied")
    call.need("im:write" if len(people) == 1 else "mpim:write")
    if len(people) > 1:
        raise RefusedError("not_enough_users")
    if call.workspace.user(people[0]).gone:
        raise RefusedError("user_disabled")
    return {"channel": {"id": call.workspace.direct(people[0]).id}}

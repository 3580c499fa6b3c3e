"""chat.*: posting, changing and removing messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack import posting, unfurling
from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.refusals import JSON


def post_message(call: Call) -> JSON:
    """Post in a channel, a thread, or a direct message."""
    channel = posting.destination(call)
    content = posting.content(call)
    metadata = posting.metadata(call)
    thread = _thread(call, channel)
    call.state.rates.message(call.workspace.id, channel.id, call.now)
    post: JSON = {
        "type": "message",
        "user": call.workspace.bot,
        "bot_id": call.workspace.bot_id,
        "app_id": call.state.keys.app_id,
        "team": call.workspace.id,
        "ts": call.workspace.stamp(),
        **content,
    }
    if thread:
        post |= {"thread_ts": thread, "parent_user_id": channel.posts[thread].get("user", "")}
    if thread and call.flag("reply_broadcast"):
        post["subtype"] = "thread_broadcast"
    if metadata:
        post["metadata"] = metadata
    post["unfurl"] = {
        "links": call.flag("unfurl_links"),
        "media": call.flag("unfurl_media", default=True),
    }
    channel.add(post)
    return {"channel": channel.id, "ts": post["ts"], "message": public(post, with_metadata=True)}


def _thread(call: Call, channel: Channel) -> str:
    thread = call.text("thread_ts")
    if not thread:
        return ""
    parent = channel.posts.get(thread)
    if parent is None:
        raise RefusedError("thread_not_found")
    return str(parent.get("thread_ts", thread))


def public(post: JSON, *, with_metadata: bool = False) -> JSON:
    """A message as Slack hands it out, without what only tests look at."""
    hidden = {"unfurl"} if with_metadata else {"unfurl", "metadata"}
    return {key: value for key, value in post.items() if key not in hidden}


def update(call: Call) -> JSON:
    """Change one's own message."""
    channel = posting.destination(call)
    post = channel.posts.get(call.required("ts"))
    if post is None:
        raise RefusedError("message_not_found")
    if post.get("bot_id") != call.workspace.bot_id:
        raise RefusedError("cant_update_message")
    content = posting.content(call)
    metadata = posting.metadata(call)
    if "blocks" not in content and call.args.get("text"):
        post.pop("blocks", None)
    post |= content
    post["edited"] = {"user": call.workspace.bot, "ts": call.workspace.stamp()}
    if metadata:
        post["metadata"] = metadata
    return {"channel": channel.id, "ts": post["ts"], "text": post["text"], "message": public(post)}


def delete(call: Call) -> JSON:
    """Remove one's own message."""
    channel = posting.destination(call)
    ts = call.required("ts")
    post = channel.posts.get(ts)
    if post is None:
        raise RefusedError("message_not_found")
    if post.get("bot_id") != call.workspace.bot_id:
        raise RefusedError("cant_delete_message")
    del channel.posts[ts]
    return {"channel": channel.id, "ts": ts}


def post_ephemeral(call: Call) -> JSON:
    """Show something to one person of a channel."""
    channel = posting.destination(call)
    user = call.required("user")
    if user not in call.workspace.users or user not in channel.members:
        raise RefusedError("user_not_in_channel")
    content = posting.content(call)
    stamp = call.workspace.stamp()
    shown: JSON = {"user": user, "ts": stamp, "bot_id": call.workspace.bot_id, **content}
    if call.text("thread_ts"):
        shown["thread_ts"] = call.text("thread_ts")
    channel.ephemerals.append(shown)
    return {"message_ts": stamp}


def permalink(call: Call) -> JSON:
    """Where a message is found."""
    channel = call.visible(call.required("channel"))
    ts = call.required("message_ts")
    post = channel.posts.get(ts)
    if post is None:
        raise RefusedError("message_not_found")
    link = f"{call.state.base_url}/archives/{channel.id}/p{ts.replace('.', '')}"
    if post.get("thread_ts", ts) != ts:
        link += f"?thread_ts={post['thread_ts']}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def unfurl(call: Call) -> JSON:
    """Attach cards to the links of a message that a person wrote."""
    id_, ts = call.text("channel"), call.text("ts")
    if call.text("unfurl_id"):
        call.required("source")
        id_, _, ts = call.text("unfurl_id").partition(".")
    channel = call.workspace.channels.get(id_)
    post = channel.posts.get(ts) if channel else None
    if channel is None:
        raise RefusedError("cannot_find_channel")
    if post is None:
        raise RefusedError("cannot_find_message")
    cards = unfurling.checked(call, post)
    post.setdefault("attachments", [])
    post["attachments"] = [each for each in post["attachments"] if each.get("from_url") not in cards]
    post["attachments"] += [{**card, "from_url": url, "is_app_unfurl": True} for url, card in cards.items()]
    call.workspace.unfurls.append({"channel": channel.id, "ts": post["ts"], "unfurls": cards})
    return {}

"""Messages on their way into a channel: where they may go and what they may say."""

from __future__ import annotations

import copy
import json
import secrets
from typing import TYPE_CHECKING, Any

from tests.servers.slack import blocks as shapes
from tests.servers.slack.refusals import RefusedError, misshapen

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.refusals import JSON

TEXT = 40_000
METADATA = 16_000


def destination(call: Call) -> Channel:
    """The channel of a message; a person's id is their direct message, `#name` a channel."""
    named = call.text("channel")
    workspace = call.workspace
    if named in workspace.users and named != workspace.bot:
        return workspace.direct(named)
    if named.startswith("#"):
        named = next((each.id for each in workspace.channels.values() if each.name == named[1:]), "")
    channel = call.visible(named)
    if channel.archived:
        raise RefusedError("is_archived")
    inside = workspace.bot in channel.members
    if not inside and not (channel.kind == "public_channel" and "chat:write.public" in call.scopes):
        raise RefusedError("not_in_channel")
    return channel


def content(call: Call) -> JSON:
    """The text, blocks and attachments of a message, or the refusal of them."""
    made: JSON = {"text": call.text("text")}
    for name in ("blocks", "attachments"):
        value = call.structure(name, f"invalid_{name}_format")
        if value is not None:
            made[name] = copy.deepcopy(value)
    if call.text("markdown_text"):
        made["text"] = call.text("markdown_text")
        if "blocks" in made or call.text("text"):
            raise RefusedError("markdown_text_conflict")
    made = checked(made)
    _refuse_files(call, made.get("blocks") or [])
    return made


def _refuse_files(call: Call, blocks: list[JSON]) -> None:
    """A picture that Slack keeps must be of this workspace, and ready."""
    for at, block in enumerate(blocks):
        named = block.get("slack_file")
        if named is not None:
            file = call.state.files.get(str(named.get("id")))
            if file is None or file.team != call.workspace.id or file.ready is None or file.ready > call.now:
                raise misshapen("invalid_blocks", [f"invalid slack file [json-pointer:/blocks/{at}/slack_file]"])


def checked(made: JSON) -> JSON:
    """A message's content as it will stand, wherever it came from."""
    if not made.get("text") and not made.get("blocks") and not made.get("attachments"):
        raise RefusedError("no_text")
    if len(made.get("text") or "") > TEXT:
        raise RefusedError("msg_too_long")
    if made.get("blocks") is not None:
        shapes.refuse_bad(made["blocks"])
        named(made["blocks"])
    for each in _attachments(made.get("attachments")):
        if each.get("blocks") is not None:
            shapes.refuse_bad(each["blocks"])
            named(each["blocks"])
    return made


def _attachments(value: Any) -> list[JSON]:  # noqa: ANN401 - whatever came over the wire
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise RefusedError("invalid_attachments")
    if len(value) > 100:
        raise RefusedError("too_many_attachments")
    return value


def named(blocks: list[JSON]) -> None:
    """Give every block and element the id that Slack makes up where the app gave none."""
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        inside = [*(block.get("elements") or []), block.get("accessory"), block.get("element")]
        for element in inside:
            if block["type"] in ("actions", "section", "input") and isinstance(element, dict):
                element.setdefault("action_id", secrets.token_urlsafe(4))


def metadata(call: Call) -> JSON | None:
    """A message's metadata, or the refusal of it."""
    value = call.structure("metadata", "invalid_metadata_format")
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("event_type"), str) or not value["event_type"]:
        raise RefusedError("invalid_metadata_format")
    if not isinstance(value.get("event_payload"), dict) or value.keys() - {"event_type", "event_payload", "entities"}:
        raise RefusedError("invalid_metadata_format")
    if len(json.dumps(value)) > METADATA:
        raise RefusedError("metadata_too_large")
    return copy.deepcopy(value)

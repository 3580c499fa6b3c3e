"""files.*: a file is announced, sent to an address of its own, and kept for messages that name it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.refusals import JSON


@dataclass(slots=True, kw_only=True)
class KeptFile:
    """A file on its way, or kept.

    Attributes:
        ready: The second from which messages may name it; None before it was completed.
    """

    team: str
    length: int
    content: bytes | None = None
    title: str = ""
    ready: float | None = None


def upload_url(call: Call) -> JSON:
    """Announce a file."""
    length = call.required("length")
    call.required("filename")
    if not length.isdigit() or int(length) == 0:
        raise RefusedError("invalid_arguments")
    file = f"F{secrets.token_hex(5).upper()}"
    call.state.files[file] = KeptFile(team=call.workspace.id, length=int(length))
    return {"upload_url": f"{call.state.base_url}/upload/v1/{file}", "file_id": file}


def completed(call: Call) -> JSON:
    """Keep files that were sent; they are ready a while later."""
    wanted = call.structure("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted:
        raise RefusedError("invalid_arguments")
    found = [(str(one.get("id")), call.state.files.get(str(one.get("id")))) for one in wanted if isinstance(one, dict)]
    for (_, file), one in zip(found, wanted, strict=True):
        if file is None or file.team != call.workspace.id or file.content is None:
            raise RefusedError("file_not_found")
        file.title, file.ready = str(one.get("title") or ""), call.now + call.state.files_settle
    return {"files": [{"id": name, "title": file.title if file else ""} for name, file in found]}

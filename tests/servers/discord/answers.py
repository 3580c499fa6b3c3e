"""HTTP answers as Discord words them, and bodies as it reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.discord.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.discord.rates import Verdict
    from tests.servers.discord.refusal import Json

_VIA = {"Via": "1.1 google"}
LARGEST_FILE, DESCRIPTION = 10 * 1024 * 1024, 1_024


def answer(status: int, body: Json | list[Json] | None, verdict: Verdict | None = None) -> web.Response:
    """JSON with exactly the content type that Discord uses, and its headers."""
    headers = _VIA | (verdict.headers if verdict else {})
    if body is None:
        return web.Response(status=status, headers=headers)
    packed = json.dumps(body).encode()
    return web.Response(status=status, body=packed, content_type="application/json", headers=headers)


async def body_of(request: web.Request) -> Any:  # noqa: ANN401 - JSON
    """What was sent: JSON, or a form with files whose JSON is one of its fields."""
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        told = form.get("payload_json", "{}")
        fields = _read("{}" if isinstance(told, web.FileField) else told)
        files = {name: each for name, each in form.items() if isinstance(each, web.FileField)}
        holder = fields["message"] if isinstance(fields.get("message"), dict) else fields
        holder["attachments"] = files_of(holder.get("attachments"), files)
        return fields
    raw = await request.read()
    if not raw:
        return {}
    if request.content_type != "application/json":
        raise RefusalError(400, 50035, "Invalid Form Body")
    return _read(raw)


def files_of(told: Any, files: Mapping[str, web.FileField]) -> list[Json]:  # noqa: ANN401 - JSON
    """The files of a form as attachments, each with what the body says of it; 50035 where it says it of no file."""
    said: dict[str, Json] = {str(each["id"]): each for each in told or ()}
    made: list[Json] = []
    for at, (name, file) in enumerate(files.items()):
        number = name.removeprefix("files[").removesuffix("]") if name.startswith("files[") else str(at)
        content = file.file.read()
        if len(content) > LARGEST_FILE:
            raise RefusalError(413, 40005, "Request entity too large")
        about = said.pop(number, {})
        if len(str(about.get("description") or "")) > DESCRIPTION:
            raise RefusalError(400, 50035, "Invalid Form Body")
        made.append(
            {
                "id": number,
                "filename": file.filename,
                "size": len(content),
                "content_type": file.headers["Content-Type"],
                **about,
            }
        )
    if said:
        raise RefusalError(400, 50035, "Invalid Form Body")
    return made


def _read(raw: str | bytes | bytearray) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(raw)
    except ValueError as error:
        raise RefusalError(400, 50109, "The request body contains invalid JSON.") from error

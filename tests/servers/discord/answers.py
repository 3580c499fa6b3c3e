"""HTTP answers as Discord words them, and bodies as it reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.discord.refusal import RefusalError

if TYPE_CHECKING:
    from tests.servers.discord.rates import Verdict
    from tests.servers.discord.refusal import Json

_VIA = {"Via": "1.1 google"}


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
        names = [each.filename for each in form.values() if isinstance(each, web.FileField)]
        return fields | {"attachments": [{"id": str(at), "filename": name} for at, name in enumerate(names)]}
    raw = await request.read()
    if not raw:
        return {}
    if request.content_type != "application/json":
        raise RefusalError(400, 50035, "Invalid Form Body")
    return _read(raw)


def _read(raw: str | bytes | bytearray) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(raw)
    except ValueError as error:
        raise RefusalError(400, 50109, "The request body contains invalid JSON.") from error

"""Discord's REST API in plain dictionaries and the product's own errors: the one place that calls it.

It needs no gateway, so any worker can post in any server. It isn't discord.py's client, because that one sends a
message again after a server's error, when the first may stand there already.
"""

from __future__ import annotations

import json as encoding
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from adapters.errors import TryLater, Uncertain
from adapters.platforms.discord.failures import DiscordRefused
from adapters.platforms.discord.rate_limits import RateLimitBuckets
from adapters.platforms.discord.settings import API

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

Json = Any
"""What JSON has; everybody who calls knows the shape of what they asked for."""

TIMEOUT = 20.0
LONGEST_WAIT = 30.0
_TRIES = 4
_MAJOR = ("channel", "guild", "token", "webhook")
_AGENT = "DiscordBot (paperround, 0.1)"  # Discord turns away what doesn't begin like this
_TOO_MANY, _UNAUTHORISED, _SERVER = 429, 401, 500


class MessageRefused(TryLater):
    """Raised when the token isn't, or no longer, the bot's: nothing was done, and nothing will be before it is set."""


class DiscordRest:
    """One bot's REST API; every request raises `DiscordRefused`, `TryLater` (nothing was done) or `Uncertain`."""

    def __init__(self, token: str, *, api: str = API, buckets: RateLimitBuckets | None = None) -> None:
        self._headers = {"Authorization": f"Bot {token}", "User-Agent": _AGENT}
        self._api = api.rstrip("/")
        self._buckets = buckets or RateLimitBuckets()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._open_session()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session:
            await self._session.close()

    async def get(self, path: str, /, *, query: dict[str, str] | None = None, **ids: str) -> Json:
        """Ask for something."""
        return await self._request("GET", path, ids, query=query)

    async def post(self, path: str, body: Json, /, *, files: Mapping[str, bytes] | None = None, **ids: str) -> Json:
        """Make something, perhaps with PNG files by their names, in the order of the body's `attachments`."""
        return await self._request("POST", path, ids, body=body, files=files)

    async def patch(self, path: str, body: Json, /, **ids: str) -> Json:
        """Change something."""
        return await self._request("PATCH", path, ids, body=body)

    async def delete(self, path: str, /, **ids: str) -> Json:
        """Take something away."""
        return await self._request("DELETE", path, ids)

    async def _request(
        self,
        method: str,
        path: str,
        ids: dict[str, str],
        *,
        body: Json = None,
        query: dict[str, str] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> Json:
        """One request; a rate limit is waited for, since then nothing was done.

        By a loop of its own: the buckets that all requests share do the waiting, and tell each when its turn is.
        """
        route, major = f"{method} {path}", "/".join(ids[name] for name in _MAJOR if name in ids)
        url = self._api + path.format_map(ids)
        data = None if body is None else encoding.dumps(body)
        wait = 0.0
        for _ in range(_TRIES):
            async with self._buckets.turn(route, major, counted="token" not in ids):
                status, headers, answer = await self._sent(
                    method, url, _form(data, files) if data and files else data, query
                )
                self._buckets.learn(route, major, headers)
                if status != _TOO_MANY:
                    return _json_or_error(method, status, answer)
                wait = _wait(headers, answer)
                everywhere = isinstance(answer, dict) and bool(answer.get("global"))
                self._buckets.closed(route, major, wait, everywhere=everywhere)
            if wait > LONGEST_WAIT:
                break
        raise TryLater("Discord asks me to slow down. I'll go on in a moment.", retry_after=wait)

    async def _sent(
        self, method: str, url: str, data: str | aiohttp.FormData | None, query: dict[str, str] | None
    ) -> tuple[int, dict[str, str], Json]:
        headers = {**self._headers, "Content-Type": "application/json"} if isinstance(data, str) else self._headers
        try:
            async with self._open_session().request(method, url, data=data, params=query, headers=headers) as response:
                text = await response.text()
                return response.status, _titled(response), _read(text)
        except aiohttp.ClientConnectorError as error:
            raise TryLater("Discord can't be reached.") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            if method == "GET":
                raise TryLater("Discord didn't answer in time.") from error
            raise Uncertain("Discord didn't answer in time.") from error

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=TIMEOUT), cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session


def _form(body: str, files: Mapping[str, bytes]) -> aiohttp.FormData:
    """A body with its files, for one request: a form can't be sent twice."""
    form = aiohttp.FormData()
    form.add_field("payload_json", body, content_type="application/json")
    for at, (name, content) in enumerate(files.items()):
        form.add_field(f"files[{at}]", content, filename=name, content_type="image/png")
    return form


def _titled(response: aiohttp.ClientResponse) -> dict[str, str]:
    """The headers that matter, by the names that they are asked for here."""
    names = ("X-RateLimit-Bucket", "X-RateLimit-Remaining", "X-RateLimit-Reset-After", "Retry-After")
    return {name: response.headers[name] for name in names if name in response.headers}


def _read(text: str) -> Json:
    """JSON where it is some; a proxy on the way may answer with a page."""
    try:
        return encoding.loads(text) if text else None
    except ValueError:
        return None


def _wait(headers: dict[str, str], answer: Json) -> float:
    seconds = answer.get("retry_after") if isinstance(answer, dict) else None
    try:
        return max(float(seconds if seconds is not None else headers["Retry-After"]), 0.0)
    except (KeyError, TypeError, ValueError):
        return 1.0


def _json_or_error(method: str, status: int, answer: Json) -> Json:
    """What was asked for, or the error that says why not."""
    if 200 <= status < 300:  # noqa: PLR2004 - HTTP's own range of success
        return answer
    if status >= _SERVER:
        if method == "GET":
            raise TryLater("Discord has trouble of its own.")
        raise Uncertain("Discord has trouble of its own and didn't say whether it did what I asked.")
    if status == _UNAUTHORISED:
        raise MessageRefused("Discord doesn't accept the token; set DISCORD_TOKEN anew.")
    said = answer if isinstance(answer, dict) else {}
    raise DiscordRefused(status, int(said.get("code") or 0), str(said.get("message") or ""))

"""Slack's Web API in plain dictionaries and the product's own errors: the one place that calls it."""

from __future__ import annotations

import logging
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_fixed

from adapters.errors import TryLater, Uncertain
from adapters.platforms.slack.failures import refusal
from adapters.retrying import any_of, asked_for_or, longer_than

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from digest.errors import PaperroundError

Json = dict[str, Any]
TIMEOUT = 20
_PAGE = 200
_PATIENT_TRIES = 3
_LONGEST_WAIT = 30.0
_UNREACHED = (aiohttp.ClientConnectorError, ConnectionRefusedError)


def client(base_url: str, token: str | None, session: aiohttp.ClientSession | None) -> AsyncWebClient:
    """Slack's own client without its retries, since a message that is sent again may stand there twice."""
    return AsyncWebClient(
        token=token,
        base_url=base_url,
        timeout=TIMEOUT,
        session=session,
        retry_handlers=[],
        logger=discreet("adapters.platforms.slack.wire"),
    )


def discreet(name: str) -> logging.Logger:
    """A logger for Slack's own packages, whose debug lines hold whole requests, secrets too."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.INFO)
    return logger


class SlackApi:
    """One workspace's API; every method raises `SlackRefused`, `TryLater` or `Uncertain`."""

    def __init__(self, web: AsyncWebClient) -> None:
        self._web = web

    async def read(self, method: str, **params: str | int | bool) -> Json:
        """Ask for something; rate limits are waited for.

        What is asked goes as a form, so that no secret stands in an address.
        """
        return await self._patiently(method, {"data": {k: _plain(v) for k, v in params.items()}})

    async def write(self, method: str, **body: object) -> Json:
        """Do something that may be done twice without harm; rate limits are waited for."""
        return await self._patiently(method, {"json": body})

    async def granted(self) -> tuple[Json, frozenset[str]]:
        """Whose token it is, and the scopes that it has."""
        answer = await self._patiently("auth.test", {})
        return answer, frozenset(str(answer.get("scopes") or "").replace(",", " ").split())

    async def once(self, method: str, **body: object) -> Json:
        """Do something with a single call, whatever becomes of it."""
        return await self._call(method, {"json": body})

    async def send_file(self, address: str, content: bytes) -> None:
        """Send a file to the address that Slack named for it, which must be one of Slack's own."""
        if not _is_of(address, self._web.base_url) or self._web.session is None:
            raise TryLater("Slack named an address for a file that isn't its own.")
        limit = aiohttp.ClientTimeout(total=TIMEOUT)
        try:
            async with self._web.session.post(address, data=content, timeout=limit, allow_redirects=False) as answer:
                if answer.status != HTTPStatus.OK:
                    raise TryLater(f"Slack doesn't take a file ({answer.status}).")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise TryLater("Slack can't be reached for a file.") from error

    async def pages(self, method: str, key: str, **params: str | int | bool) -> AsyncIterator[Any]:
        """Everything that a method lists under a key, page after page."""
        cursor = ""
        while True:
            more: dict[str, str | int | bool] = {"cursor": cursor} if cursor else {}
            page = await self.read(method, **{"limit": _PAGE, **params, **more})
            for found in page.get(key) or ():
                yield found
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return

    async def _patiently(self, method: str, how: Json) -> Json:
        tries = AsyncRetrying(
            retry=retry_if_exception_type(TryLater),
            wait=asked_for_or(wait_fixed(1.0)),
            stop=any_of(stop_after_attempt(_PATIENT_TRIES), longer_than(_LONGEST_WAIT)),
            reraise=True,
        )
        return await tries(partial(self._call, method, how))

    async def _call(self, method: str, how: Json) -> Json:
        try:
            answer = await self._web.api_call(method, **how)
        except SlackApiError as error:
            raise _refusal(error.response) from error
        except _UNREACHED as error:
            raise TryLater("Slack can't be reached.") from error
        except (aiohttp.ClientError, TimeoutError, SlackClientError, OSError) as error:
            raise Uncertain("Slack didn't answer in time.") from error
        data = answer.data if isinstance(answer.data, dict) else {}
        scopes = answer.headers.get("x-oauth-scopes") if method == "auth.test" else None
        return data if scopes is None else {**data, "scopes": scopes}


def _refusal(response: Any) -> PaperroundError:  # noqa: ANN401 - the vendor's answer, or aiohttp's where it isn't JSON
    data = getattr(response, "data", None)
    status = getattr(response, "status_code", None) or getattr(response, "status", None) or 200
    headers = getattr(response, "headers", None) or {}
    return refusal(data if isinstance(data, dict) else {}, status, headers.get("Retry-After"))


def _is_of(address: str, base_url: str) -> bool:
    """Whether an address belongs to whoever is called at a base URL: `files.slack.com` to `slack.com`."""
    named, own = urlsplit(address), urlsplit(base_url)
    host, home = named.hostname or "", (own.hostname or "").removeprefix("www.")
    return named.scheme == own.scheme and (host == home or host.endswith(f".{home}"))


def _plain(value: str | int | bool) -> str | int:  # noqa: FBT001 - a parameter's value as it comes
    return ("true" if value else "false") if isinstance(value, bool) else value

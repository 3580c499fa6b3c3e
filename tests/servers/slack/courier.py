"""Brings what people do to the app, by HTTP or Socket Mode, in time or again."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from tests.servers.slack.answers import Answer, Sent
from tests.servers.slack.signing import signed

if TYPE_CHECKING:
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.signing import Forgery
    from tests.servers.slack.socket_mode import SocketMode
    from tests.servers.slack.state import State

REASONS = {"operation_timeout": "http_timeout", "dispatch_failed": "http_error", "app_unreachable": "connection_failed"}


@dataclass(slots=True)
class Delivery:
    """An event on its way: every attempt's answer, in order.

    Attributes:
        payload: The event's callback.
    """

    payload: JSON
    attempts: list[Answer] = field(default_factory=list)
    retrying: asyncio.Task[None] | None = None

    @property
    def answer(self) -> Answer:
        """The latest attempt's."""
        return self.attempts[-1]

    @property
    def ok(self) -> bool:
        """Whether the latest attempt was taken."""
        return self.answer.ok

    async def settled(self) -> Delivery:
        """Wait until it was taken or Slack gave up."""
        if self.retrying is not None:
            await self.retrying
        return self


@dataclass(slots=True)
class Courier:
    """Knows where the app is.

    Attributes:
        app_url: The app's request URL; "" while only Socket Mode is used.
        patience: Seconds in which the app must answer.
        retry_delays: Seconds before each retry of an event.
        answers: Every answer so far, in the order in which they came.
    """

    state: State
    socket_mode: SocketMode
    app_url: str = ""
    patience: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    answers: list[Answer] = field(default_factory=list)
    _session: aiohttp.ClientSession | None = None
    _retrying: set[asyncio.Task[None]] = field(default_factory=set)

    async def bring(self, kind: str, payload: JSON, *, forgery: Forgery = "", form: JSON | None = None) -> Answer:
        """Bring something to the app once; `form` is the body where it isn't JSON."""
        body = urlencode(form).encode() if form is not None else json.dumps(payload).encode()
        content_type = "application/json" if form is None else "application/x-www-form-urlencoded"
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        now = self.state.clock.now() - self.state.clock.ahead
        headers |= signed(self.state.keys.signing_secret, body, now, forgery)
        return await self.send(Sent(kind=kind, payload=payload, body=body, headers=headers))

    async def send(self, sent: Sent, *, attempt: int = 0, reason: str = "") -> Answer:
        """Send this, byte for byte; a second time it is a replay."""
        if not self.app_url:
            answer = await self.socket_mode.deliver(sent, self.patience, attempt=attempt, reason=reason)
        else:
            answer = await self._post(sent)
        self.answers.append(answer)
        return answer

    async def _post(self, sent: Sent) -> Answer:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        began = time.monotonic()
        limit = aiohttp.ClientTimeout(total=self.patience)
        try:
            async with self._session.post(self.app_url, data=sent.body, headers=sent.headers, timeout=limit) as got:
                body, status, headers = await got.text(), got.status, dict(got.headers)
        except TimeoutError:
            return Answer(sent=sent, way="http", seconds=time.monotonic() - began, trouble="operation_timeout")
        except aiohttp.ClientError:
            return Answer(sent=sent, way="http", seconds=time.monotonic() - began, trouble="app_unreachable")
        return Answer(
            sent=sent,
            way="http",
            status=status,
            body=body,
            headers=headers,
            seconds=time.monotonic() - began,
            trouble="" if status == 200 else "dispatch_failed",
        )

    async def event(self, payload: JSON, *, forgery: Forgery = "") -> Delivery:
        """Bring an event, and again in the background while it isn't taken."""
        delivery = Delivery(payload)
        delivery.attempts.append(await self.bring("event", payload, forgery=forgery))
        if not delivery.ok and not forgery and self._may_retry(delivery.answer):
            delivery.retrying = asyncio.create_task(self._retry(delivery))
            self._retrying.add(delivery.retrying)
            delivery.retrying.add_done_callback(self._retrying.discard)
        return delivery

    async def again(self, delivery: Delivery) -> Answer:
        """Bring an event a further time, as Slack does when an acknowledgement got lost."""
        answer = await self._attempt(delivery, len(delivery.attempts), "http_timeout")
        delivery.attempts.append(answer)
        return answer

    async def _retry(self, delivery: Delivery) -> None:
        for attempt, delay in enumerate(self.retry_delays, 1):
            await asyncio.sleep(delay)
            delivery.attempts.append(await self._attempt(delivery, attempt, REASONS[delivery.answer.trouble]))
            if delivery.ok or not self._may_retry(delivery.answer):
                return

    async def _attempt(self, delivery: Delivery, attempt: int, reason: str) -> Answer:
        first = delivery.attempts[0].sent
        headers = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        now = self.state.clock.now() - self.state.clock.ahead
        if reason == "http_timeout":
            now += (
                self.patience * attempt
            )  # Slack signs it once its patience is over, so never in the first one's second
        fresh = signed(self.state.keys.signing_secret, first.body, now)
        sent = replace(first, headers={**first.headers, **fresh, **headers})
        return await self.send(sent, attempt=attempt, reason="timeout" if reason == "http_timeout" else reason)

    def _may_retry(self, answer: Answer) -> bool:
        return answer.headers.get("X-Slack-No-Retry", answer.headers.get("x-slack-no-retry")) != "1"

    async def close(self) -> None:
        """Stop retrying and hang up."""
        for task in list(self._retrying):
            task.cancel()
        await asyncio.gather(*self._retrying, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

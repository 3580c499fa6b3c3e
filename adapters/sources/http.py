"""One request to a source: its time-outs, its largest answer, and what can go wrong with it, in words."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

import requests

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

LARGEST = 64_000_000  # bytes; 2,000 papers of arXiv have about 8 million
CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0  # a page of 2,000 takes arXiv up to half a minute
_CHUNK = 65_536
_SLOW_DOWN = frozenset({429, 503})
_SERVER_ERROR = 500


class FetchFailed(Exception):  # noqa: N818 - it becomes an error only when patience is over
    """Raised when a request gave no usable answer; another try may.

    Attributes:
        retry_after: Seconds that the source asks to wait, or None.
    """

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(reason)


class HostAbsent(FetchFailed):
    """Raised when nobody is there to answer: the connection was refused, or the name leads nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What came back with an ordinary status or with a refusal of the question; named as in `requests`."""

    status_code: int
    content: bytes


@dataclass(slots=True, kw_only=True)
class Download:
    """One request in a thread of its own, which ends early once nobody waits for it."""

    user_agent: str
    seconds: float
    accept: str = "application/atom+xml"
    given_up: threading.Event = field(default_factory=threading.Event)

    def send(self, url: str) -> HttpAnswer:
        """Blocks until the answer is there; raises `FetchFailed` or what `requests` raises."""
        limits = (min(CONNECT_SECONDS, self.seconds), min(READ_SECONDS, self.seconds))
        headers = {"User-Agent": self.user_agent, "Accept": self.accept}
        with (
            requests.Session() as session,  # one each: a request that was given up may still be ending
            session.get(url, headers=headers, timeout=limits, stream=True, allow_redirects=False) as response,
        ):
            if response.status_code in _SLOW_DOWN:
                wait = retry_after(response.headers)
                raise FetchFailed(
                    f"it answered {response.status_code}, too many requests or too busy", retry_after=wait
                )
            if response.status_code >= _SERVER_ERROR:
                raise FetchFailed(f"it answered {response.status_code}")
            return HttpAnswer(status_code=response.status_code, content=self._body(response))

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if self.given_up.is_set():
                raise FetchFailed("nobody waits for the answer any more")
            if len(body) > LARGEST:
                raise FetchFailed(f"its answer is larger than {LARGEST // 1_000_000} MB")
        return bytes(body)


async def fetched(download: Download, work: Callable[[Callable[[str], HttpAnswer]], T]) -> T:
    """What `work` makes of the download, in a thread; `FetchFailed` after its seconds at the latest.

    Cancelling it takes effect at once.
    """
    try:
        async with asyncio.timeout(download.seconds):
            return await _in_thread(lambda: work(download.send))
    except (TimeoutError, requests.Timeout) as error:
        raise FetchFailed(f"timed out after {download.seconds:.0f} s") from error
    except requests.ConnectionError as error:
        raise _broken(error) from error
    except requests.RequestException as error:
        raise FetchFailed(f"the request failed: {type(error).__name__}") from error
    finally:
        download.given_up.set()


async def _in_thread(call: Callable[[], T]) -> T:
    """Run a blocking call; unlike `asyncio.to_thread` its thread never holds up the end of the program."""
    future: Future[T] = Future()

    def run() -> None:
        with suppress(InvalidStateError):  # nobody waits any more
            try:
                answer = call()
            except Exception as error:  # noqa: BLE001 - handed over whole to whoever waits
                future.set_exception(error)
            else:
                future.set_result(answer)

    threading.Thread(target=run, name="source", daemon=True).start()
    return await asyncio.wrap_future(future)


def _broken(error: requests.ConnectionError) -> FetchFailed:
    text = str(error)
    if "NameResolution" in text or "getaddrinfo" in text or "Name or service" in text:
        return HostAbsent("its name can't be resolved; is there a network?")
    if "refused" in text:
        return HostAbsent("the connection was refused")
    return FetchFailed("timed out" if "timed out" in text else "the connection broke off")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks for, given as a number or as a time by the server's own clock."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return max(0.0, wait.total_seconds())

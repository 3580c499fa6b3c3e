"""An endpoint as a function from a task to an answer: budget, ladder, one retry, and an end to waiting."""

from __future__ import annotations

import asyncio
import importlib
import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random

from adapters.errors import WriterAway
from adapters.retrying import any_of, at_least_asked_for, longer_than
from adapters.writers.openai.speech import FeatureMemory
from digest.brief import tokens
from digest.errors import MalformedAnswer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from tenacity import RetryCallState

    from adapters.store.ports import KeyValueStore
    from adapters.writers.openai.wire import EndpointAnswer, Wire
    from adapters.writers.ports import TokenBudget
    from digest.brief.tasks import Task

T = TypeVar("T")

BASE_URL = "https://api.openai.com/v1"
_TRIES = 2

_log = logging.getLogger(__name__)


class ModelCallFailed(Exception):  # noqa: N818 - it becomes an error only when the retry is used up
    """Raised when a request gave no answer and another one may.

    Attributes:
        retry_after: Seconds that the endpoint asks to wait, or None.
    """

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(reason)


class ModelCallRefused(Exception):  # noqa: N818 - as above
    """Raised when no further request would be answered either: a refused key, no such model, an empty account."""


class OptionNotUnderstood(Exception):  # noqa: N818 - as above
    """Raised when the endpoint refuses the request itself; `complaint` is its own words, for the ladder only."""

    def __init__(self, status: int, complaint: str) -> None:
        self.complaint = complaint
        super().__init__(f"it refused the request (status {status})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRetryPolicy:
    """How long to wait.

    Attributes:
        silence: Seconds without a word from the endpoint; a local model may read a long question for minutes.
        seconds: For one whole answer.
        first_wait: Before the retry, where the endpoint doesn't say; spread by half.
        longest_wait: If the endpoint asks for more, it counts as away.
    """

    silence: float = 180.0
    seconds: float = 600.0
    first_wait: float = 2.0
    longest_wait: float = 60.0
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Endpoint:
    """One model at one address. Its key stays in here: no error, log line or `repr` has it."""

    def __init__(
        self,
        *,
        model: str,
        key: str = "",
        base_url: str = BASE_URL,
        token_budget: TokenBudget | None = None,
        notes: KeyValueStore | None = None,
        patience: ModelRetryPolicy | None = None,
    ) -> None:
        self.model = model
        self._key = key
        self.base_url = base_url
        self._token_budget = token_budget
        self._memory = FeatureMemory(notes, base_url=base_url, model=model)
        self._patience = patience or ModelRetryPolicy()
        self._wire: Wire | None = None
        self._starting = asyncio.Lock()

    @property
    def host(self) -> str:
        """Where it is, for people; without a path, user or password."""
        return urlsplit(self.base_url).hostname or "the model endpoint"

    async def ask(self, task: Task, read: Callable[[str], T]) -> T:
        """What `read` makes of the answer; one retry, also of an answer that `read` finds `Garbled`."""
        return await self._call_with_retries(partial(self._once, task, read))

    async def embed(self, texts: Sequence[str], read: Callable[[bytes], T]) -> T:
        """What `read` makes of the body of vectors for these texts; with one retry as above."""
        cost = sum(map(tokens.count, texts))

        async def once(wire: Wire) -> T:
            try:
                return read(await self._paid(cost, partial(wire.embed, texts), lambda _: cost))
            except OptionNotUnderstood as refused:
                raise ModelCallRefused(str(refused)) from None

        return await self._call_with_retries(once)

    async def _call_with_retries(self, once: Callable[[Wire], Awaitable[T]]) -> T:
        wire, first = await self._connect(), self._patience.first_wait
        tries = AsyncRetrying(
            retry=retry_if_exception_type((ModelCallFailed, MalformedAnswer)),
            wait=at_least_asked_for(wait_random(0.75 * first, 1.25 * first)),
            stop=any_of(stop_after_attempt(_TRIES), longer_than(self._patience.longest_wait)),
            sleep=self._patience.sleep,
            after=self._note,
            reraise=True,
        )
        try:
            return await tries(partial(once, wire))
        except (ModelCallRefused, ModelCallFailed, MalformedAnswer) as trouble:
            raise WriterAway(f"the model {self.model} gave no usable answer: {trouble}") from None

    async def close(self) -> None:
        """End its connections; it opens new ones when asked again."""
        if self._wire:
            wire, self._wire = self._wire, None
            await wire.close()

    async def _once(self, task: Task, read: Callable[[str], T], wire: Wire) -> T:
        """One answer, in the simplest of the ways that this endpoint refuses, and no simpler."""
        speech = await self._memory.recall()
        while True:
            try:
                # In advance, as if the answer were as long as may be.
                said = await self._paid(task.sent + task.answer, partial(wire.ask, task, speech), partial(_cost, task))
            except OptionNotUnderstood as refused:
                simpler = speech.simpler(refused.complaint)
                if simpler is None:
                    raise ModelCallRefused(str(refused)) from None
                speech = simpler
                continue
            await self._memory.remember(speech)
            return read(said.text)

    async def _paid(self, paid: int, request: Callable[[], Awaitable[T]], cost_of: Callable[[T], int]) -> T:
        """One request, paid for in advance; what it didn't need is put back."""
        if self._token_budget:
            await self._token_budget.pay(paid)
        cost = 0
        try:
            async with asyncio.timeout(self._patience.seconds):
                said = await request()
            cost = cost_of(said)
        except OptionNotUnderstood:
            raise  # refused before it was read, so it costs nothing
        except TimeoutError:
            cost = paid
            raise ModelCallFailed("it didn't finish in time") from None
        except MalformedAnswer:
            cost = paid
            raise
        finally:
            if self._token_budget:
                await self._token_budget.back(paid - cost)
        return said

    def _note(self, tried: RetryCallState) -> None:
        _log.info("%s at %s: %s", self.model, self.host, tried.outcome.exception() if tried.outcome else "")

    async def _connect(self) -> Wire:
        async with self._starting:
            if self._wire is None:
                # The openai package takes about a second to import, which only those who use it should wait for.
                module = await asyncio.to_thread(importlib.import_module, "adapters.writers.openai.wire")
                self._wire = module.Wire(
                    key=self._key, base_url=self.base_url, model=self.model, seconds=self._patience.silence
                )
            return self._wire


def _cost(task: Task, said: EndpointAnswer) -> int:
    return said.tokens or task.sent + tokens.count(said.text)

"""One request to an endpoint, and what can go wrong with it, in words that never hold its key or what it sent."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2
import openai

from adapters.bounded_http import AnswerTooLarge, bounded
from adapters.writers.openai.endpoint import ModelCallFailed, ModelCallRefused, OptionNotUnderstood
from digest.errors import MalformedAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam
    from openai.types.chat.chat_completion_chunk import Choice

    from adapters.writers.openai.speech import EndpointFeatures
    from digest.brief.tasks import Task

_LONGEST = 400_000
"""Characters of an answer; a deep roundup has about 20,000."""
_LARGEST = 16_000_000
"""Bytes of a body; embeddings of 64 texts with 4,096 numbers each have some 6 million, a long stream of thoughts 10."""
_UNKNOWN_EXTRA = frozenset({400, 404, 405, 415, 422, 501})
_SERVER_ERROR = 500
_LATER = frozenset({408, 409, 425, 429})
_FINAL = {
    "insufficient_quota": "its account has no quota left",
    "context_length_exceeded": "the question is too long for it",
    "model_not_found": "it has no such model",
}
_KEY_REFUSED = frozenset({401, 403})


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointAnswer:
    """An answer.

    Attributes:
        tokens: What the endpoint says that question and answer cost together, or None.
    """

    text: str
    tokens: int | None


class Wire:
    """A client of one endpoint; it follows no redirects and repeats nothing by itself."""

    def __init__(self, *, key: str, base_url: str, model: str, seconds: float) -> None:
        limits = httpx2.Timeout(seconds, connect=min(10.0, seconds))
        self._model = model
        self._http = httpx2.AsyncClient(timeout=limits, follow_redirects=False, event_hooks=bounded(_LARGEST))
        # Local servers want no key, and the package wants one.
        self._client = openai.AsyncOpenAI(
            api_key=key or "none", base_url=base_url, max_retries=0, timeout=limits, http_client=self._http
        )

    async def ask(self, task: Task, speech: EndpointFeatures) -> EndpointAnswer:
        """One answer; raises `ModelCallFailed`, `ModelCallRefused`, `OptionNotUnderstood` or `Garbled`."""
        messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": task.user}]
        if task.system:
            messages.insert(0, {"role": "system", "content": task.system})
        with _in_our_words("a chat completion"):
            return await self._ask(messages, speech.extras(task))

    async def embed(self, texts: Sequence[str]) -> bytes:
        """The body of one answer with a vector for each text; raises as `ask` does."""
        with _in_our_words("a list of embeddings"):
            creating = self._client.embeddings.with_streaming_response.create(
                model=self._model, input=list(texts), encoding_format="float"
            )
            async with creating as answer:
                return await answer.read()

    async def close(self) -> None:
        """End its connections, also those under way."""
        await self._client.close()

    async def _ask(self, messages: list[ChatCompletionMessageParam], extras: Mapping[str, Any]) -> EndpointAnswer:
        answer = await self._client.chat.completions.create(model=self._model, messages=messages, **extras)
        if not isinstance(answer, openai.AsyncStream):
            return _whole(answer)
        async with answer as chunks:
            return await _read(chunks)


@contextmanager
def _in_our_words(promised: str) -> Iterator[None]:
    """Turns whatever a request fails of into what its caller tells apart."""
    try:
        yield
    except openai.APITimeoutError:
        raise ModelCallFailed("it didn't answer in time") from None
    except openai.APIStatusError as error:
        raise _of_status(error) from None
    except (openai.APIError, httpx2.HTTPError) as error:
        if isinstance(error, AnswerTooLarge) or isinstance(error.__cause__, AnswerTooLarge):
            raise MalformedAnswer("its answer is too long") from None
        raise ModelCallFailed(_of_connection(error)) from None
    except (ValueError, TypeError, AttributeError) as error:  # bodies that aren't what the wire promises
        raise MalformedAnswer(f"its answer isn't {promised} ({type(error).__name__})") from None


async def _read(chunks: openai.AsyncStream[ChatCompletionChunk]) -> EndpointAnswer:
    """A streamed answer.

    One that is no good is closed and then read to its end, for leaving the client library's nested generators in the
    middle lets the garbage collector end them in any order, which fails now and then.
    """
    said, ended, tokens = "", "", None
    bad: MalformedAnswer | None = None
    try:
        async for chunk in chunks:
            if bad:
                continue
            tokens = chunk.usage.total_tokens if chunk.usage else tokens
            try:
                for choice in chunk.choices[:1]:
                    said += _piece(choice)
                    ended = choice.finish_reason or ended
                _bounded(said)
            except MalformedAnswer as garbled:
                bad = garbled
                await chunks.close()
    except openai.APIConnectionError:
        if bad is None:
            raise
    if bad:
        raise bad
    return _finished(said, ended, tokens)


def _piece(choice: Choice) -> str:
    if choice.delta.refusal:
        raise MalformedAnswer("it refused to answer")
    return choice.delta.content or ""


def _whole(answer: ChatCompletion) -> EndpointAnswer:
    if not answer.choices:
        raise MalformedAnswer("its answer is empty")
    choice = answer.choices[0]
    if choice.message.refusal:
        raise MalformedAnswer("it refused to answer")
    said = choice.message.content or ""
    _bounded(said)
    return _finished(said, choice.finish_reason, answer.usage.total_tokens if answer.usage else None)


def _bounded(said: str) -> None:
    if len(said) > _LONGEST:
        raise MalformedAnswer("its answer is too long")


def _finished(said: str, ended: str, tokens: int | None) -> EndpointAnswer:
    if ended == "content_filter":
        raise MalformedAnswer("it refused to answer")
    if ended == "length":
        raise MalformedAnswer("its answer is cut off")
    if not said.strip():
        raise MalformedAnswer("its answer is empty")
    return EndpointAnswer(text=said, tokens=tokens)


def _of_status(error: openai.APIStatusError) -> Exception:
    status = error.status_code
    if error.code in _FINAL:
        return ModelCallRefused(_FINAL[error.code])
    if status in _LATER or (status >= _SERVER_ERROR and status not in _UNKNOWN_EXTRA):
        said = "asked to wait" if status in _LATER else "failed"
        return ModelCallFailed(f"it {said} (status {status})", retry_after=_wait(error.response.headers))
    if status in _UNKNOWN_EXTRA:
        return OptionNotUnderstood(status, f"{error.param or ''} {error.message}")
    return ModelCallRefused(f"it refused the {'key' if status in _KEY_REFUSED else 'request'} (status {status})")


def _wait(headers: httpx2.Headers) -> float | None:
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        given = headers.get(name, "")
        if given.replace(".", "", 1).isdecimal():
            return float(given) * scale
    return None


def _of_connection(error: Exception) -> str:
    if isinstance(error, openai.APIConnectionError):
        return "it can't be reached"
    return "its answer broke off"

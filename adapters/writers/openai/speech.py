"""Which of the wire's extras an endpoint understands, found out by asking and then remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from digest.brief.tasks import SCHEMAS

if TYPE_CHECKING:
    from adapters.store.ports import KeyValueStore
    from digest.brief.tasks import Task

Shape = Literal["schema", "json", "text"]
Limit = Literal["max_tokens", "max_completion_tokens", "none"]

_NEXT_SHAPE: dict[Shape, Shape] = {"schema": "json", "json": "text"}
_NEXT_LIMIT: dict[Limit, Limit] = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "none"}
_REMEMBERED = 30 * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointFeatures:
    """How to ask.

    Attributes:
        shape: A JSON schema, JSON mode, or plain text with one JSON object in it.
        limit: What the parameter is called that limits an answer, if there is one.
    """

    shape: Shape = "schema"
    limit: Limit = "max_tokens"
    streams: bool = True

    def extras(self, task: Task) -> dict[str, Any]:
        """The parameters beside model and messages."""
        extras: dict[str, Any] = {"stream": self.streams}
        if self.limit != "none":
            extras[self.limit] = task.answer
        if task.form == "text":
            return extras
        if self.shape == "schema":
            form = {"name": task.form, "strict": True, "schema": SCHEMAS[task.form]}
            extras["response_format"] = {"type": "json_schema", "json_schema": form}
        elif self.shape == "json":
            extras["response_format"] = {"type": "json_object"}
        return extras

    def simpler(self, complaint: str) -> EndpointFeatures | None:
        """How to ask after a refusal that says this; None where nothing is left to leave out."""
        said = complaint.casefold()
        if "max_tokens" in said or "max_completion_tokens" in said:
            following = _NEXT_LIMIT.get(self.limit)
            return replace(self, limit=following) if following else None
        if self.streams and "stream" in said:
            return replace(self, streams=False)
        shape = _NEXT_SHAPE.get(self.shape)
        return replace(self, shape=shape) if shape else None


class FeatureMemory:
    """What was found out about one model at one endpoint, also by other processes."""

    def __init__(self, notes: KeyValueStore | None, *, base_url: str, model: str) -> None:
        self._notes = notes
        self._name = f"model:speech:{sha256(f'{base_url} {model}'.encode()).hexdigest()[:16]}"
        self._known: EndpointFeatures | None = None

    async def recall(self) -> EndpointFeatures:
        """What is known, or the most that could be understood."""
        if self._known is None and self._notes:
            self._known = _read(await self._notes.get(self._name))
        return self._known or EndpointFeatures()

    async def remember(self, speech: EndpointFeatures) -> None:
        """Keep what worked."""
        if speech != self._known:
            self._known = speech
            if self._notes:
                await self._notes.put(self._name, msgspec.json.encode(speech).decode(), _REMEMBERED)


def _read(note: str | None) -> EndpointFeatures | None:
    try:
        return msgspec.json.decode(note, type=EndpointFeatures) if note else None
    except msgspec.DecodeError:
        return None

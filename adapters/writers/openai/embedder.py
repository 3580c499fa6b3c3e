"""An embedder that asks a model, and believes no answer that isn't whole."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from typing_extensions import override

from adapters.writers.ports import Embedder
from digest.errors import MalformedAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.writers.openai.endpoint import Endpoint

LONGEST_TEXT = 1_800
"""Characters; a title and nearly every abstract, and few enough for models that read 512 tokens."""
_FEWEST, _MOST = 8, 4_096
"""Numbers of a vector."""
_LARGEST = 127


class _Vector(msgspec.Struct):
    index: int
    embedding: list[float]


class _Vectors(msgspec.Struct):
    data: list[_Vector]


class ModelEmbedder(Embedder):
    """Embeds through an endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    @property
    @override
    def name(self) -> str:
        return self._endpoint.model

    @property
    @override
    def space(self) -> str:
        return sha256(f"{self._endpoint.base_url} {self.name}".encode()).hexdigest()[:16]

    @override
    async def embed(self, texts: Sequence[str]) -> tuple[bytes, ...]:
        if not texts:
            return ()
        # Endpoints refuse an empty text.
        sent = [text[:LONGEST_TEXT].strip() or "-" for text in texts]
        return await self._endpoint.embed(sent, partial(vectors, count=len(sent)))


def vectors(body: bytes, count: int) -> tuple[bytes, ...]:
    """The directions in an answer, which must have one for each of so many texts, all of one length."""
    try:
        data = msgspec.json.decode(body, type=_Vectors).data
    except msgspec.DecodeError:
        raise MalformedAnswer("its answer isn't a list of embeddings") from None
    if sorted(one.index for one in data) != list(range(count)):
        raise MalformedAnswer(f"its answer has {len(data)} embeddings for {count} texts")
    lengths = {len(one.embedding) for one in data}
    if len(lengths) != 1 or not _FEWEST <= min(lengths) <= _MOST:
        raise MalformedAnswer("its embeddings have no length that they could have")
    table = np.array([one.embedding for one in sorted(data, key=lambda one: one.index)])
    largest = np.abs(table).max(axis=1, keepdims=True)
    if not (np.isfinite(largest).all() and largest.all()):
        raise MalformedAnswer("its embeddings point nowhere")
    return tuple(row.tobytes() for row in np.rint(table / largest * _LARGEST).astype(np.int8))

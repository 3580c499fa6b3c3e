"""A stand-in model endpoint: chat completions and embeddings over HTTP, as strict as real ones and as unreliable as told."""

from __future__ import annotations

import gzip
import json
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha512
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal, Self

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "throttle",
    "fail",
    "stall",
    "slow",
    "truncate",
    "schema",
    "refuse",
    "empty",
    "close",
    "garbage",
    "length",
    "quota",
    "lacking",
    "ragged",
    "nowhere",
    "huge",
    "flood",
    "bomb",
]
EMBEDDING_KNOWN = frozenset({"model", "input", "encoding_format"})
MOST_TEXTS = 2_048
KNOWN = frozenset({"model", "messages", "stream", "max_tokens", "max_completion_tokens", "response_format"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """How one request goes wrong.

    Attributes:
        kind: `throttle` 429, `fail` 500, `stall` no answer, `slow` a pause before each word, `truncate` JSON that stops
            in the middle, `schema` JSON of another form, `refuse` a refusal, `empty` no choices, `close` the connection,
            `garbage` HTML with status 200, `length` an answer cut off by its limit, `quota` an empty account, `flood` one
            line without end, `bomb` 30 kB that unpack to 30 MB; and for embeddings `lacking` one of them, `ragged`
            lengths, `nowhere` all zero, `huge` without end.
        retry_after: What the `Retry-After` header says, if there is one.
        seconds: How long to stall, or to pause.
    """

    kind: Kind
    retry_after: str = ""
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came."""

    key: str
    body: Mapping[str, Any]

    @property
    def system(self) -> str:
        """What to do."""
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        """What to do it with."""
        return str(self.body["messages"][-1]["content"])

    @property
    def shape(self) -> str:
        """`json_schema`, `json_object`, or `text` where nothing is said of it."""
        return str(self.body.get("response_format", {}).get("type", "text"))


Model = Callable[[Asked], str]


@dataclass(slots=True)
class ModelServer:
    """Serves from `with` to its end.

    Attributes:
        model: What answers.
        key: What requests must carry; "" for anything.
        shapes: Which kinds of `response_format` it knows; it refuses others with 400, as local servers do.
        limit: Which parameter limits an answer; the other one is refused.
        streams: Whether it can stream; otherwise it refuses to.
        faults: What happens to the next requests, one each; then all goes well again, unless `always` says otherwise.
        asked: All requests for completions so far.
        embedded: All requests for embeddings so far.
        length: Of an embedding.
        was_asked: Set with the first of them.
    """

    model: Model
    key: str = ""
    shapes: tuple[str, ...] = ("json_schema", "json_object", "text")
    limit: str = "max_tokens"
    streams: bool = True
    faults: list[Fault] = field(default_factory=list)
    always: Fault | None = None
    asked: list[Asked] = field(default_factory=list)
    embedded: list[Asked] = field(default_factory=list)
    length: int = 48
    was_asked: threading.Event = field(default_factory=threading.Event)
    _http: ThreadingHTTPServer = field(init=False)
    _closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        """The base address, in place of https://api.openai.com/v1."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def fault(self, asked: Asked) -> Fault | None:
        """What happens to this request."""
        (self.embedded if "input" in asked.body else self.asked).append(asked)
        self.was_asked.set()
        return self.faults.pop(0) if self.faults else self.always

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than this server lives."""
        self._closing.wait(seconds)

    def complaint(self, asked: Asked) -> tuple[int, str, str] | None:
        """Status, code and words for a request that this endpoint refuses."""
        limits = {"max_tokens", "max_completion_tokens"} - {self.limit}
        if self.key and asked.key != self.key:
            return 401, "invalid_api_key", f"Incorrect API key provided: {asked.key}"
        for wrong in sorted(limits & asked.body.keys()):
            return 400, "unsupported_parameter", f"Unsupported parameter: '{wrong}' is not supported with this model."
        for wrong in sorted(asked.body.keys() - (EMBEDDING_KNOWN if "input" in asked.body else KNOWN)):
            return 400, "unknown_parameter", f"Unknown parameter: '{wrong}'."
        if asked.shape not in self.shapes:
            return 400, "invalid_request", f"Invalid value for response_format: {asked.shape}"
        if asked.body.get("stream") and not self.streams:
            return 400, "invalid_request", "stream is not supported"
        return None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(_Handler):
            model_server = server

        return Handler


class _Handler(BaseHTTPRequestHandler):
    model_server: ModelServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = json.loads(self.rfile.read(length))
        asked = Asked(key=self.headers.get("Authorization", "").removeprefix("Bearer "), body=body)
        if self.path != ("/v1/embeddings" if "input" in body else "/v1/chat/completions"):
            return self._error(404, "not_found", "no such path")
        fault = self.model_server.fault(asked)
        if complaint := self.model_server.complaint(asked):
            return self._error(*complaint)
        answer = self._embeddings if "input" in body else self._answer
        return answer(asked, fault) if fault is None or self._survives(fault) else None

    def _survives(self, fault: Fault) -> bool:
        """Whether there is an answer at all."""
        server = self.model_server
        match fault.kind:
            case "throttle":
                self._error(429, "rate_limit_exceeded", "Slow down", retry_after=fault.retry_after)
            case "quota":
                self._error(429, "insufficient_quota", "You exceeded your current quota")
            case "fail":
                self._error(500, "server_error", "The server had an error", retry_after=fault.retry_after)
            case "stall":
                server.wait(fault.seconds)
                self.close_connection = True
            case "close":
                self.close_connection = True
            case "garbage":
                self._send(200, "text/html", b"<html><body>Welcome to the hotel's network</body></html>")
            case "flood" | "bomb":
                self._too_much(fault.kind)
            case _:
                return True
        return False

    def _answer(self, asked: Asked, fault: Fault | None) -> None:
        kind = fault.kind if fault else ""
        said = "" if kind in {"empty", "refuse"} else self.model_server.model(asked)
        said = {"truncate": said[: len(said) * 2 // 3], "schema": '{"answer": 42}'}.get(kind, said)
        ended = "length" if kind == "length" else "stop"
        refusal = "I can't help with that." if kind == "refuse" else None
        usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
        if asked.body.get("stream"):
            return self._stream(said, ended, refusal, fault)
        message = {"role": "assistant", "content": None if refusal else said, "refusal": refusal}
        choices = [] if kind == "empty" else [{"index": 0, "message": message, "finish_reason": ended}]
        if fault and kind == "slow":
            self.model_server.wait(fault.seconds)
        return self._send(200, "application/json", _completion("chat.completion", choices, usage=usage))

    def _embeddings(self, asked: Asked, fault: Fault | None) -> None:
        texts, kind = asked.body["input"], fault.kind if fault else ""
        if not 0 < len(texts) <= MOST_TEXTS or not all(texts):
            return self._error(400, "invalid_request", "'$.input' is invalid.")
        found = [embedding(text, self.model_server.length) for text in texts]
        wrong = {
            "lacking": found[:-1],
            "ragged": [found[0][:-1], *found[1:]],
            "nowhere": [[0.0] * len(one) for one in found],
            "empty": [],
        }
        data = [{"object": "embedding", "index": at, "embedding": one} for at, one in enumerate(wrong.get(kind, found))]
        body = json.dumps({"object": "list", "data": data, "model": "stand-in", "usage": {"total_tokens": 9}}).encode()
        odd = {"truncate": body[: len(body) // 2], "schema": b'{"answer": 42}', "huge": b" " * 40_000_000}
        if fault and kind == "slow":
            self.model_server.wait(fault.seconds)
        return self._send(200, "application/json", odd.get(kind, body))

    def _stream(self, said: str, ended: str, refusal: str | None, fault: Fault | None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        pieces = [said[at : at + 400] for at in range(0, len(said), 400)]
        deltas: list[dict[str, str]] = [{"refusal": refusal}] if refusal else [{"content": piece} for piece in pieces]
        choices: list[list[dict[str, Any]]] = [[{"index": 0, "delta": d, "finish_reason": None}] for d in deltas]
        if fault and fault.kind == "empty":
            choices = [[]]
        else:
            choices.append([{"index": 0, "delta": {}, "finish_reason": ended}])
        for chunk in choices:
            if fault and fault.kind == "slow":
                self.model_server.wait(fault.seconds)
            self._event(_completion("chat.completion.chunk", chunk))
        self._event(b"[DONE]")

    def _event(self, data: bytes) -> None:
        try:
            self.wfile.write(b"data: " + data + b"\n\n")
            self.wfile.flush()
        except OSError:  # whoever asked has left
            self.close_connection = True

    def _too_much(self, kind: Kind) -> None:
        if kind == "bomb":
            return self._send(200, "application/json", gzip.compress(b" " * 30_000_000), packing="gzip")
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):  # until whoever asked leaves
            self.wfile.write(b"data: ")
            while True:
                self.wfile.write(b"x" * 1_000_000)
        return None

    def _error(self, status: int, code: str, words: str, *, retry_after: str = "") -> None:
        body = json.dumps({"error": {"message": words, "type": "error", "code": code, "param": None}}).encode()
        self._send(status, "application/json", body, retry_after=retry_after)

    def _send(self, status: int, kind: str, body: bytes, *, retry_after: str = "", packing: str = "") -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if packing:
                self.send_header("Content-Encoding", packing)
            self.send_header("Content-Length", str(len(body)))
            if retry_after:
                self.send_header("Retry-After", retry_after)
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # whoever asked has left
            self.close_connection = True

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def embedding(text: str, length: int) -> list[float]:
    """The sum of a direction for each word, so that texts with words in common are near each other."""
    total = [0.01] * length
    for word in re.findall(r"[a-z]+", text.casefold()):
        digest = sha512(word.encode()).digest()
        total = [one + digest[at % len(digest)] / 127.5 - 1 for at, one in enumerate(total)]
    return total


def _completion(kind: str, choices: list[dict[str, Any]], **more: object) -> bytes:
    whole = {"id": "x", "object": kind, "created": int(time.monotonic()), "model": "stand-in", "choices": choices}
    return json.dumps(whole | more).encode()

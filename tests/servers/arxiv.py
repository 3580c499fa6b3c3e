"""A stand-in arXiv: real Atom over HTTP from given papers, as strict as the real one and as unreliable as told."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Literal, Self
from urllib.parse import parse_qs, urlsplit

from typing_extensions import override

from tests.servers import arxiv_atom
from tests.servers.arxiv_oai import OaiRepository
from tests.servers.arxiv_query import BadQueryError, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.model import Paper

LARGEST_PAGE = 2000
_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?")
_SORTS = ("relevance", "lastUpdatedDate", "submittedDate")

Kind = Literal[
    "none",
    "throttle",
    "unavailable",
    "stall",
    "short",
    "empty",
    "nothing",
    "silent",
    "garbage",
    "cut",
    "close",
    "refuse",
    "broken",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """How one request goes wrong.

    Attributes:
        kind: `none` nothing, `throttle` 429, `unavailable` 503, `stall` no answer, `short` a page of fewer papers,
            `empty` 200 without a body, `nothing` a feed that says zero, `silent` a feed without entries and total,
            `garbage` HTML, `cut` XML that stops in the middle, `close` the connection, `refuse` 400 with an error
            entry, `broken` 500.
        retry_after: What the `Retry-After` header says, if there is one.
        seconds: How long to stall.
        papers: How many papers a short page has.
    """

    kind: Kind
    retry_after: str = ""
    seconds: float = 30.0
    papers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came."""

    at: float
    params: Mapping[str, str]
    user_agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class ArxivServer:
    """Serves from `with` to its end.

    Attributes:
        oai: The OAI-PMH repository, which changes with what is set on it.
        faults: What happens to the next requests, one each; then all goes well again, unless `always` says otherwise.
        always: What happens to every request.
        ignores_order: Whether the papers come in the order given, whatever was asked.
        asked: All requests so far.
        was_asked: Set with the first of them.
    """

    def __init__(self, papers: Sequence[Paper], *, pace: float = 0.0, always: Fault | None = None) -> None:
        self.papers = list(papers)
        self.oai = OaiRepository(self.papers)
        self.faults: list[Fault] = []
        self.always = always
        self.ignores_order = False
        self.asked: list[Asked] = []
        self.was_asked = threading.Event()
        self._pace = pace
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        """Where it answers, in place of https://export.arxiv.org/api/query."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/api/query"

    @property
    def oai_url(self) -> str:
        """Where its OAI-PMH interface is, in place of https://oaipmh.arxiv.org/oai."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/oai"

    def answer(self, target: str, user_agent: str) -> Answer | None:
        """What goes back, or None where the connection is closed instead."""
        params = {name: values[-1] for name, values in parse_qs(urlsplit(target).query).items()}
        with self._lock:
            now = time.monotonic()
            too_soon = bool(self.asked) and now - self.asked[-1].at < self._pace
            self.asked.append(Asked(at=now, params=params, user_agent=user_agent))
            self.was_asked.set()
            fault = self.faults.pop(0) if self.faults else self.always
        if not user_agent or user_agent.startswith("python-requests"):
            return Answer(status=403, body=b"Who are you?")
        if too_soon:
            return Answer(status=429, body=b"Rate exceeded.")
        whole = Answer(body=self.oai.answer(params)) if urlsplit(target).path == "/oai" else self._page(params)
        return whole if fault is None else self._faulty(fault, params, whole)

    def _faulty(self, fault: Fault, params: Mapping[str, str], whole: Answer) -> Answer | None:
        waiting = {"Retry-After": fault.retry_after} if fault.retry_after else {}
        if fault.kind == "stall":
            self._closing.wait(fault.seconds)
        answers: dict[Kind, Answer | None] = {
            "throttle": Answer(status=429, body=b"Rate exceeded.", headers=waiting),
            "unavailable": Answer(status=503, body=b"Busy.", headers=waiting),
            "none": whole,
            "stall": whole,
            "short": self._page(params, at_most=fault.papers),
            "empty": Answer(),
            "nothing": Answer(body=arxiv_atom.feed((), total=0)),
            "silent": Answer(body=arxiv_atom.feed((), total=None)),
            "garbage": Answer(body=b"<html><body><h1>It works!</h1></body></html>"),
            "cut": Answer(body=whole.body[: len(whole.body) * 2 // 3]),
            "close": None,
            "broken": Answer(status=500, body=b"Internal error."),
            "refuse": Answer(status=400, body=arxiv_atom.error("incorrect id format for 0000.0000")),
        }
        return answers[fault.kind]

    def _page(self, params: Mapping[str, str], *, at_most: int = LARGEST_PAGE) -> Answer:
        try:
            start, size = int(params.get("start", "0")), int(params.get("max_results", "10"))
            found = self._found(params)
        except ValueError as error:
            return Answer(status=400, body=arxiv_atom.error(str(error)))
        if start < 0 or not 0 <= size <= LARGEST_PAGE or params.get("sortBy", "relevance") not in _SORTS:
            return Answer(status=400, body=arxiv_atom.error("start, max_results or sortBy is out of range"))
        page = found[start : start + min(size, at_most)]
        return Answer(body=arxiv_atom.feed(page, total=len(found), start=start))

    def _found(self, params: Mapping[str, str]) -> list[Paper]:
        query, ids = params.get("search_query", ""), params.get("id_list", "")
        if not query and not ids:
            raise BadQueryError("neither search_query nor id_list")
        found = self._by_ids(ids.split(",")) if ids else self.papers
        matches = parse(query) if query else None
        found = [paper for paper in found if matches is None or matches(paper)]
        if params.get("sortBy") == "submittedDate" and not self.ignores_order:
            found = sorted(found, key=lambda paper: (paper.published, paper.id))
            return found if params.get("sortOrder") == "ascending" else found[::-1]
        return found

    def _by_ids(self, ids: Sequence[str]) -> list[Paper]:
        known = {paper.id: paper for paper in self.papers}
        found: list[Paper] = []
        for each in ids:
            match = _ID.fullmatch(each)
            if match is None:
                raise BadQueryError(f"incorrect id format for {each}")
            if match[1] in known:
                found.append(known[match[1]])
        return found

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = server.answer(self.path, self.headers.get("User-Agent", ""))
                if answer is None:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/atom+xml; charset=utf-8")
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                try:
                    self.wfile.write(answer.body)
                except OSError:  # whoever asked has left
                    self.close_connection = True

            @override
            def log_message(self, format: str, *args: object) -> None:
                """Tests read `asked` instead."""

        return Handler

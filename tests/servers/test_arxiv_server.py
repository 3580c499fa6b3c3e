"""The stand-in arXiv refuses what the real one refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from adapters.sources.arxiv import atom
from tests.adapters.sources.arxiv_papers import paper, papers
from tests.servers.arxiv import Answer, ArxivServer, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

GIVEN = [
    paper(1, title="Quiet adapters", authors=("Grace Hopper",), comment="12 pages"),
    paper(2, title="Loud adapters", categories=("cs.RO",)),
    paper(3, title="Nothing of the kind", categories=("math.CO",)),
]


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    """A server with three papers."""
    with ArxivServer(GIVEN) as running:
        yield running


def ask(server: ArxivServer, **params: str) -> Answer:
    """An answer to a proper request."""
    answer = server.answer(f"/api/query?{urlencode(params)}", "Test/1 (+test@example.org)")
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("cat:cs.CL", [1]),
        ("cat:cs.*", [1, 2]),
        ("ti:adapters", [1, 2]),
        ('ti:"loud adapters"', [2]),
        ("ti:adapters ANDNOT au:hopper", [2]),
        ("au:grace_hopper OR cat:math.CO", [1, 3]),
        ("(cat:cs.CL OR cat:math.CO) AND all:invented", [1, 3]),
        ("co:pages", [1]),
        ("abs:question", [1, 2, 3]),
        ("submittedDate:[202605120000 TO 202605130000]", [1]),
        ("cat:cs.* AND submittedDate:[202605120000 TO 202605132359]", [1, 2]),
    ],
)
def test_expressions_find_what_they_say(server: ArxivServer, query: str, numbers: list[int]) -> None:
    """Fields, wildcards, phrases, brackets and ranges select papers."""
    page = atom.read(ask(server, search_query=query, sortBy="submittedDate", sortOrder="ascending").body)

    assert [int(each.id[-1]) for each in page.papers] == numbers


@pytest.mark.parametrize(
    "query",
    [
        "",
        "cat",
        "(cat:cs.CL",
        "cat:cs.CL)",
        "colour:red",
        "cat:cs.CL AND",
        "submittedDate:[2026 TO 2027]",
        "cat:cs.CL cat:cs.AI",
        "submittedDate:[202613450000 TO 202613460000]",
        "AND",
    ],
)
def test_malformed_expressions_are_refused(server: ArxivServer, query: str) -> None:
    """A query that arXiv can't read is status 400 with an error entry."""
    answer = ask(server, search_query=query)

    assert answer.status == 400
    assert atom.read(answer.body).error


@pytest.mark.parametrize(
    "params",
    [
        {"id_list": "2605.00001,nonsense"},
        {"search_query": "cat:cs.CL", "max_results": "2001"},
        {"search_query": "cat:cs.CL", "start": "-1"},
        {"search_query": "cat:cs.CL", "start": "first"},
        {"search_query": "cat:cs.CL", "sortBy": "beauty"},
    ],
)
def test_impossible_parameters_are_refused(server: ArxivServer, params: dict[str, str]) -> None:
    """Ids, page sizes and orders that don't exist are status 400."""
    assert ask(server, **params).status == 400


def test_ids_come_in_order_and_ten_at_most(server: ArxivServer) -> None:
    """A list of ids is cut to ten unless more are asked for; unknown ones are missing."""
    server.papers = papers(30)
    ids = ",".join(f"2605.{number:05}v1" for number in range(20, 40))

    page = atom.read(ask(server, id_list=ids).body)

    assert page.total == 11
    assert [each.id for each in page.papers] == [f"2605.{number:05}" for number in range(20, 30)]


def test_the_nameless_are_refused(server: ArxivServer) -> None:
    """A request without a User-Agent, or with a library's own, is status 403."""
    answers = [server.answer("/api/query?id_list=2605.00001", agent) for agent in ("", "python-requests/2.34")]

    assert [answer and answer.status for answer in answers] == [403, 403]


def test_the_hasty_are_refused() -> None:
    """A request that comes sooner than the pace allows is status 429."""
    with ArxivServer(GIVEN, pace=60) as server:
        statuses = [ask(server, id_list="2605.00001").status for _ in range(2)]

    assert statuses == [200, 429]


def test_a_fault_happens_once_and_always_happens_always(server: ArxivServer) -> None:
    """Queued faults are used up; the standing one stays."""
    server.faults = [Fault(kind="throttle", retry_after="7")]
    first, second = (ask(server, id_list="2605.00001") for _ in range(2))
    server.always = Fault(kind="unavailable")
    later = [ask(server, id_list="2605.00001").status for _ in range(2)]

    assert (first.status, first.headers["Retry-After"], second.status) == (429, "7", 200)
    assert later == [503, 503]

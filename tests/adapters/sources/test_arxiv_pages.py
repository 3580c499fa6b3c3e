"""Whole papers: pages made by LaTeXML, read; and arXiv's pages, fetched politely, from arXiv only, and once."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from adapters.present.card import card_part
from adapters.sources.arxiv import latexml
from adapters.sources.arxiv.pages import ArxivPages
from adapters.sources.rate_limit import LocalSourceRateLimit
from adapters.store.memory.key_value import InMemoryKeyValue
from bot.writing.paper_details import PaperDetails
from digest.extract import card
from digest.facts import facts
from digest.full_text import FullText, with_full_text
from tests.bot.fakes import PAPERS, part_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from _typeshed import TraceFunction

FOLDER = Path(__file__).parent / "pages"
PAPER = PAPERS[0]


def page(name: str) -> FullText:
    """What is read on a page that LaTeXML made."""
    return latexml.read((FOLDER / f"{name}.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "places"),
    [
        (
            "authblk",
            ("University of Placeholder, Department of Invented Languages", "Institute for Things That Are Not There"),
        ),
        ("llncs", ("Placeholder Polytechnic, Nowhere", "Academy of Invented Sciences, Elsewhere")),
        ("acmart", ("University of Nowhere, Placeholder, Utopia", "Invented Labs, Utopia")),
        ("ieee", ("Dept. of Soft Things, Placeholder University, Nowhere", "Institute of Touch")),
    ],
)
def test_affiliations_are_read_by_their_role(name: str, places: tuple[str, ...]) -> None:
    """Whatever class the paper was written in, without marks, labels and addresses of mail."""
    assert page(name).affiliations == places


def test_headings_code_and_limits_are_read() -> None:
    """Sections in order, repositories but no other links, and what stands under limitations."""
    llncs, acm = page("llncs"), page("acmart")

    assert llncs.headings == ("Introduction", "Shifted Grids", "Discussion", "Conclusion")
    assert llncs.code == (
        "https://gitlab.com/paperround-sample/halfhitch",
        "https://huggingface.co/paperround-sample/halfhitch",
    )
    assert llncs.limits == (
        "At two bits, no variant keeps more than half of the gain.",
        "Only decoder models were tried.",
    )
    assert acm.limitations == "Compression affects rare entities first."
    assert acm.code == ("https://github.com/paperround-sample/thimble",)


def test_other_pages_say_nothing() -> None:
    """HTML that isn't LaTeXML's, and broken HTML, is an empty page and no error."""
    assert latexml.read("<html><body><h2>Welcome</h2></p></body>") == FullText()
    assert latexml.read("<div " * 1000 + "<<<>>>&#xZZ;" + "<section>" * 2000) == FullText()


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<div>", "<table>", "<b>", "<span class=ltx_role_thanks>x", "<h2>limits", "<section><h2>limits</h2>"],
)
def test_reading_takes_as_long_as_a_page_is_long(piece: str) -> None:
    """Nothing that a page repeats makes it walk through what is open: what lxml calls is counted, not timed."""
    steps = [_steps(piece * times) for times in (1_000, 2_000)]

    assert steps[1] < 2.5 * steps[0]


def _steps(page: str) -> int:
    """Lines of Python that run while a page is read."""
    steps = 0

    def traced(_frame: FrameType, _event: str, _arg: object, /) -> TraceFunction:
        nonlocal steps
        steps += 1
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        latexml.read(page)
    finally:
        sys.settrace(before)
    return steps


def test_reading_ends_early_once_given_up() -> None:
    """A page that nobody waits for any more isn't read to its end."""
    page = "<h2 class='ltx_title_section'>x</h2>" * 10_000

    assert latexml.read(page, lambda: True) == FullText()
    assert latexml.read(page).headings


class PageServer:
    """A stand-in for arXiv's pages; `answers` is what each path gets."""

    def __init__(self, answers: dict[str, tuple[int, str, bytes]]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers.get("User-Agent", "")))
                status, header, body = outer.answers.get(self.path, (404, "text/html", b"none"))
                self.send_response(status)
                self.send_header("Location" if status in {301, 302} else "Content-Type", header)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            @override
            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        self.base = f"http://127.0.0.1:{self._http.server_address[1]}/html/"

    def close(self) -> None:
        """Stop."""
        self._http.shutdown()
        self._http.server_close()

    def pages(self, notes: InMemoryKeyValue | None = None, *, largest: int = 100_000) -> ArxivPages:
        """A reader of this server."""
        rate_limit = LocalSourceRateLimit(pause=0.0)
        return ArxivPages(
            rate_limit,
            notes or InMemoryKeyValue(),
            user_agent="Paperround test",
            base_url=self.base,
            largest=largest,
            seconds=3,
        )


PATH = f"/html/{PAPER.id}v1"


@pytest.fixture
def server() -> Iterator[PageServer]:
    """A server that has one page."""
    running = PageServer({PATH: (200, "text/html; charset=utf-8", (FOLDER / "authblk.html").read_bytes())})
    yield running
    running.close()


async def test_a_page_is_fetched_once_a_version(server: PageServer) -> None:
    """It is asked for with a name, read, kept, and asked for again only for a new version."""
    notes = InMemoryKeyValue()
    first = await server.pages(notes).of(PAPER)
    again = await server.pages(notes).of(PAPER)
    newer = await server.pages(notes).of(replace(PAPER, version=2))
    still = await server.pages(notes).of(replace(PAPER, version=2))

    assert first == again == page("authblk")
    assert newer is still is None
    assert server.asked == [(PATH, "Paperround test"), (PATH.replace("v1", "v2"), "Paperround test")]


@pytest.mark.parametrize(
    "answer",
    [
        (500, "text/html", b"oops"),
        (200, "application/pdf", b"%PDF"),
        (200, "text/html", b"a" * 200_000),
        (302, "https://example.com/html/x", b""),
        (302, "http://169.254.169.254/latest", b""),
        (302, PATH, b""),
    ],
    ids=["error", "no page", "too large", "elsewhere", "inside", "round and round"],
)
async def test_what_cant_be_read_is_left(server: PageServer, answer: tuple[int, str, bytes]) -> None:
    """Errors, other types, too much, and addresses beyond arXiv; nothing of that is kept, and only this server is asked."""
    server.answers[PATH] = answer
    pages = server.pages()

    assert await pages.of(PAPER) is None
    asked = len(server.asked)
    assert await pages.of(PAPER) is None
    assert len(server.asked) == 2 * asked


async def test_a_page_may_have_moved_within_arxiv(server: PageServer) -> None:
    """A redirect on the same host is followed."""
    server.answers["/html/elsewhere"] = server.answers[PATH]
    server.answers[PATH] = (301, "/html/elsewhere", b"")

    assert await server.pages().of(PAPER) == page("authblk")


async def test_nobody_there_is_no_error() -> None:
    """A closed port, or one that never answers, is a paper without a page."""
    pages = ArxivPages(
        LocalSourceRateLimit(pause=0.0),
        InMemoryKeyValue(),
        user_agent="x",
        base_url="http://127.0.0.1:9/html/",
        seconds=1,
    )

    assert await pages.of(PAPER) is None


async def test_cards_say_what_the_page_adds(server: PageServer) -> None:
    """Affiliations, code, limits and sections stand on the card, and the footer says where they are from."""
    plain = card(PAPER, facts(PAPER), ())
    detailed = await PaperDetails(server.pages()).card(plain)
    without = await PaperDetails(None).card(plain)
    lines = part_lines(card_part(detailed))

    assert without == plain
    assert "University of Placeholder" in lines[1]
    assert any("paperround-sample/candlewick" in line for line in lines)
    assert "• Candlewick cannot judge answers that rest on world knowledge." in lines
    assert any(line.startswith("Sections: Introduction") for line in lines)
    assert any("affiliations, code and limits from arXiv's HTML page" in line for line in lines)
    assert with_full_text(PAPER, page("authblk")).abstract.endswith("It was tried on English only.")

"""arXiv's OAI-PMH interface against the stand-in."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.errors import SourceAway
from adapters.sources import http
from adapters.sources.arxiv import oai_page
from adapters.sources.arxiv.oai import ArxivOai
from adapters.sources.arxiv.oai_page import author_line
from adapters.sources.rate_limit import LocalSourceRateLimit
from tests.adapters.sources.arxiv_papers import MONDAY, paper, papers
from tests.adapters.sources.test_arxiv import Time
from tests.servers.arxiv import ArxivServer, Fault, Kind
from tests.servers.arxiv_oai import OaiRepository

if TYPE_CHECKING:
    from adapters.sources.ports import Changes
    from digest.model import Paper

CATEGORIES = ("cs.*",)
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "boom"}">' for n in range(10))
WHOLE = OaiRepository(papers(2)).answer({"verb": "ListRecords", "metadataPrefix": "arXivRaw"})


async def told(server: ArxivServer, since: date = MONDAY, when: Time | None = None) -> list[Changes]:
    """All that changed."""
    source = ArxivOai(
        contact="team@example.org",
        base_url=server.oai_url,
        rate_limit=LocalSourceRateLimit(pause=0),
        patience=(when or Time()).patience(),
    )
    return [part async for part in source.changes(since, CATEGORIES)]


def every(parts: list[Changes]) -> list[Paper]:
    """The papers of all parts."""
    return [one for part in parts for one in part.papers]


class TestChanges:
    """What changed since a day."""

    async def test_all_parts_of_a_list_come(self) -> None:
        """Tokens lead from part to part, each alone in its request, the papers each once and all there."""
        with ArxivServer(papers(25)) as server:
            server.oai.page_size = 10
            found = every(await told(server))

        assert sorted(one.id for one in found) == [one.id for one in papers(25)]
        assert [sorted(asked.params) for asked in server.asked] == [
            ["from", "metadataPrefix", "verb"],
            ["resumptionToken", "verb"],
            ["resumptionToken", "verb"],
        ]
        assert server.asked[0].user_agent.endswith("(+team@example.org)")

    async def test_a_paper_is_the_same_as_by_the_other_interfaces(self) -> None:
        """Everything that arXiv knows of it is there in plain text, and where it can be read."""
        given_ = paper(
            3,
            title="Sums of α",
            tex_title=r"Sums of $\alpha$",
            abstract="We sum. It is < 3 & done.",
            authors=("Ada Lovelace", "Émilie du Châtelet"),
            affiliations=("University of Placeholder",),
            comment="12 pages; accepted at ICML",
            journal_ref="J. Inv. 1 (2026)",
            doi="10.1000/x",
            version=3,
        )
        with ArxivServer([given_]) as server:
            (found,) = every(await told(server, date(2026, 5, 1)))

        assert found == given_

    async def test_only_changes_since_the_day_in_the_categories_come(self) -> None:
        """Whatever else changed stays away; papers that are only cross-listed are there."""
        given_ = [
            paper(1, categories=("math.OC", "cs.LG")),
            paper(2, categories=("math.OC",)),
            paper(3, listed=MONDAY - timedelta(days=1)),
        ]
        with ArxivServer(given_) as server:
            found = every(await told(server))

        assert [one.id for one in found] == [given_[0].id]

    async def test_the_day_of_a_change_is_told(self) -> None:
        """Be it the first version, listed days after its submission, or a later one."""
        with ArxivServer([paper(1), paper(2, version=2)]) as server:
            friday = MONDAY + timedelta(days=4)
            server.oai.changed = {paper(1).id: friday, paper(2).id: friday}
            found = every(await told(server))

        assert [(one.version, one.published, one.listed) for one in found] == [
            (1, paper(1).published, friday),
            (2, paper(2).published, friday),
        ]

    async def test_what_is_gone_is_told(self) -> None:
        """Deleted records have no papers, only ids and days."""
        with ArxivServer(papers(2)) as server:
            server.oai.deleted = {"2605.00077": MONDAY + timedelta(days=1)}
            (part,) = await told(server)

        assert part.deleted == (("2605.00077", MONDAY + timedelta(days=1)),)
        assert len(part.papers) == 2

    async def test_nothing_changed_is_nothing_told(self) -> None:
        """`noRecordsMatch` is an answer like another, and says from when to ask next."""
        with ArxivServer(papers(3)) as server:
            (part,) = await told(server, server.oai.today)

        assert (part.papers, part.deleted, part.as_of) == ((), (), server.oai.today)


class TestTokens:
    """A list that breaks off in the middle."""

    async def test_a_list_whose_token_expires_begins_again(self) -> None:
        """From the last day; nothing is lost, and by their ids nothing is doubled."""
        with ArxivServer(papers(25)) as server:
            server.oai.page_size, server.oai.expiring = 10, 2
            found = every(await told(server))

        assert {one.id for one in found} == {one.id for one in papers(25)}
        assert sum("from" in asked.params for asked in server.asked) == 3

    async def test_tokens_that_always_expire_mean_that_arxiv_is_away(self) -> None:
        """After three new beginnings it is told, with arXiv's own words."""
        with ArxivServer(papers(25)) as server:
            server.oai.page_size, server.oai.expiring = 10, 99
            with pytest.raises(SourceAway, match="badResumptionToken: the token"):
                await told(server)

        assert sum("from" in asked.params for asked in server.asked) == 4

    async def test_a_token_that_leads_to_itself_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A list without an end isn't read without end."""
        monkeypatch.setattr(OaiRepository, "_continued", lambda self, _: self._part(MONDAY, 0))

        with ArxivServer(papers(25)) as server:
            server.oai.page_size = 10
            with pytest.raises(SourceAway, match="no end"):
                await told(server)

        assert len(server.asked) == 2


class TestTrouble:
    """Servers that answer wrongly, or not at all."""

    @pytest.mark.parametrize("kind", ["unavailable", "throttle", "broken", "garbage", "cut", "close", "empty"])
    @pytest.mark.parametrize("before", [0, 1])
    async def test_one_bad_answer_is_asked_again(self, kind: Kind, before: int) -> None:
        """With the first part and with the next, the same question brings the papers after all."""
        with ArxivServer(papers(12)) as server:
            server.oai.page_size = 10
            server.faults = [*[Fault(kind="none")] * before, Fault(kind=kind)]
            found = every(await told(server))

        assert len(found) == 12
        assert len(server.asked) == 3

    async def test_arxiv_says_how_long_to_wait(self) -> None:
        """`Retry-After` of a 503 is kept to."""
        when = Time()
        with ArxivServer(papers(3)) as server:
            server.faults = [Fault(kind="unavailable", retry_after="45")]
            await told(server, when=when)

        assert when.slept == [45.0]

    async def test_without_a_good_answer_arxiv_is_away(self) -> None:
        """When patience is over, with how long arXiv asks to wait."""
        fault = Fault(kind="unavailable", retry_after="3600")
        with ArxivServer(papers(3), always=fault) as server, pytest.raises(SourceAway, match="answered 503") as caught:
            await told(server)

        assert caught.value.retry_after == 3600

    async def test_a_refused_question_is_not_repeated(self) -> None:
        """What the protocol refuses is told at once, as is a refusal without the protocol."""
        with ArxivServer(papers(3)) as server:
            with pytest.raises(SourceAway, match="badArgument"):
                await told(server, server.oai.today + timedelta(days=1))
            server.faults = [Fault(kind="refuse")]
            with pytest.raises(SourceAway, match="status 400"):
                await told(server)

        assert len(server.asked) == 2

    async def test_an_endless_answer_is_cut(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An answer larger than any real one isn't read to its end."""
        monkeypatch.setattr(http, "LARGEST", 1_000)

        with ArxivServer(papers(50)) as server, pytest.raises(SourceAway, match="larger than"):
            await told(server)

    async def test_records_that_cannot_be_read_are_passed_over(self, caplog: pytest.LogCaptureFixture) -> None:
        """The rest of the list is read, and the log counts them."""
        with ArxivServer(papers(2)) as server:
            server.oai.tail = "<record/><record><header><identifier>x</identifier></header></record>"
            (part,) = await told(server)

        assert len(part.papers) == 2
        assert "can't be read" in caplog.text


class TestAttacks:
    """Answers that are no answers."""

    @pytest.mark.parametrize(
        "answer",
        [
            WHOLE.replace(b"<OAI-PMH", f"<!DOCTYPE x [{BOMB}]><OAI-PMH".encode(), 1).replace(b"Invented", b"&a9;"),
            WHOLE.replace(b"<OAI-PMH", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><OAI-PMH', 1),
            WHOLE.replace(b"<OAI-PMH", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><OAI-PMH', 1),
            WHOLE.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
            WHOLE.replace(b"Invented", b"&undefined;"),
            WHOLE.replace(b"Invented", b"\xff\xfe"),
            WHOLE.replace(b"openarchives.org/OAI/2.0", b"example.org/OAI"),
            WHOLE[:-20],
            b"<a>" * 100_000 + b"<OAI-PMH>",
            gzip.compress(WHOLE, mtime=0),
            b"",
        ],
        ids=lambda answer: str(len(answer)),
    )
    def test_they_say_nothing(self, answer: bytes) -> None:
        """Entities, other files, other encodings, other names and halves are none of the protocol."""
        assert oai_page.read(answer) == oai_page.OaiPage()

    def test_a_stylesheet_is_no_harm(self) -> None:
        """ArXiv's own answers name one for browsers; nothing is fetched for it."""
        assert b"xml-stylesheet" in WHOLE
        assert len(oai_page.read(WHOLE).papers) == 2

    @given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=4))
    def test_no_answer_raises(self, at: int, changed: bytes) -> None:
        """Wherever a whole answer is damaged."""
        page = oai_page.read(WHOLE[:at] + changed + WHOLE[at + 1 :])

        assert len(page.papers) <= 2


@pytest.mark.parametrize(
    ("line", "names", "places"),
    [
        ("Ada Lovelace", ["Ada Lovelace"], []),
        ("A. Ito (MIT), B. Li (ETH (Zürich))", ["A. Ito", "B. Li"], ["MIT", "ETH (Zürich)"]),
        ("X. Yu (1 and 2), Z. Wu (2) ((1) Foo, Bar, (2) Baz)", ["X. Yu", "Z. Wu"], ["Foo, Bar", "Baz"]),
        ("Martin King, Jr. and Ann O'Neil; C.-P. Yuan", ["Martin King, Jr.", "Ann O'Neil", "C.-P. Yuan"], []),
        ("A. Ito (MIT, B. Li", ["A. Ito"], ["MIT, B. Li"]),
        ("", [], []),
    ],
)
def test_the_line_of_authors(line: str, names: list[str], places: list[str]) -> None:
    """Names, and the places in brackets, without marks."""
    assert author_line(line) == (tuple(names), tuple(places))

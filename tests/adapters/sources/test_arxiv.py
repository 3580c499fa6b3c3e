"""The live source against the stand-in arXiv."""

from __future__ import annotations

import asyncio
import socket
import time
from datetime import date

import pytest

from adapters.errors import SourceAway
from adapters.sources.arxiv.source import ArxivSource
from adapters.sources.fetching import SourceRetryPolicy, user_agent
from adapters.sources.http import retry_after
from adapters.sources.rate_limit import LocalSourceRateLimit
from digest.model import Window
from tests.adapters.sources.arxiv_papers import WEEK, paper, papers
from tests.servers.arxiv import ArxivServer, Fault, Kind

CATEGORIES = ("cs.CL",)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def patience(self, seconds: float = 120.0) -> SourceRetryPolicy:
        return SourceRetryPolicy(seconds=seconds, clock=self.clock, sleep=self.sleep, chance=lambda: 0.5)


def source(server: ArxivServer, when: Time, *, seconds: float = 120.0, page_size: int = 2000) -> ArxivSource:
    """The source under test, at the stand-in."""
    return ArxivSource(
        contact="team@example.org",
        base_url=server.url,
        rate_limit=LocalSourceRateLimit(pause=0),
        patience=when.patience(seconds),
        page_size=page_size,
    )


def silent(_done: int, _total: int | None) -> None:
    """Progress that nobody watches."""


class TestDuring:
    """Whole windows."""

    async def test_a_window_of_three_pages_comes_whole_and_newest_first(self) -> None:
        """5,000 papers arrive in three pages, each once, the newest first, with progress told."""
        told: list[tuple[int, int | None]] = []

        with ArxivServer(papers(5000)) as server:
            found = await source(server, Time()).during(
                WEEK, CATEGORIES, lambda done, total: told.append((done, total))
            )

        assert len({each.id for each in found}) == len(found) == 5000
        assert [each.published for each in found] == sorted((each.published for each in found), reverse=True)
        assert [asked.params["start"] for asked in server.asked] == ["0", "2000", "4000"]
        assert told == [(2000, 5000), (4000, 5000), (5000, 5000)]

    async def test_it_says_who_asks(self) -> None:
        """Every request names the product, its version and the contact."""
        with ArxivServer(papers(3)) as server:
            await source(server, Time()).during(WEEK, CATEGORIES, silent)

        assert server.asked[0].user_agent.startswith("Paperround/")
        assert server.asked[0].user_agent.endswith("(+team@example.org)")

    async def test_only_the_window_and_the_categories_come(self) -> None:
        """Papers of other days and other categories stay away; `cs.*` is every category of cs."""
        given = [
            paper(1, categories=("cs.RO",)),
            paper(2, categories=("math.CO", "cs.DM")),
            paper(3, categories=("math.CO",)),
            paper(4, published=date(2026, 5, 10)),
        ]

        with ArxivServer(given) as server:
            found = await source(server, Time()).during(WEEK, ["cs.*"], silent)
            exact = await source(server, Time()).during(WEEK, ["cs.DM", "math.CO"], silent)

        assert {each.id for each in found} == {"2605.00001", "2605.00002"}
        assert {each.id for each in exact} == {"2605.00002", "2605.00003"}

    async def test_a_server_that_ignores_the_order_changes_nothing(self) -> None:
        """Papers are sorted again on this side."""
        given = papers(30)

        with ArxivServer(given[::3] + given[1::3] + given[2::3]) as server:
            server.ignores_order = True
            found = await source(server, Time(), page_size=7).during(WEEK, CATEGORIES, silent)

        assert [each.id for each in found] == [
            each.id for each in sorted(given, key=lambda each: (each.published, each.id), reverse=True)
        ]

    async def test_a_page_cut_short_is_followed_where_it_ended(self) -> None:
        """No paper is lost when arXiv answers with fewer than it was asked for."""
        with ArxivServer(papers(50)) as server:
            server.faults = [Fault(kind="short", papers=3), Fault(kind="short", papers=10)]
            found = await source(server, Time(), page_size=20).during(WEEK, CATEGORIES, silent)

        assert len(found) == 50
        assert [asked.params["start"] for asked in server.asked] == ["0", "3", "13", "33"]

    async def test_nothing_is_believed_of_a_server_that_finds_papers_elsewhere(self) -> None:
        """A window that is truly empty gives no papers, after a second look."""
        with ArxivServer(papers(5)) as server:
            found = await source(server, Time()).during(
                Window(start=date(2026, 5, 2), end=date(2026, 5, 3)), CATEGORIES, silent
            )

        assert found == ()
        assert len(server.asked) == 3

    async def test_a_false_zero_is_found_out(self) -> None:
        """A throttled server's "no papers" is asked again, and the papers come."""
        with ArxivServer(papers(5)) as server:
            server.faults = [Fault(kind="nothing")]
            found = await source(server, Time()).during(WEEK, CATEGORIES, silent)

        assert len(found) == 5

    async def test_a_server_that_always_says_zero_is_away(self) -> None:
        """Zero papers in all of a category is no answer."""
        with (
            ArxivServer(papers(5), always=Fault(kind="nothing")) as server,
            pytest.raises(SourceAway, match="no papers at all"),
        ):
            await source(server, Time()).during(WEEK, CATEGORIES, silent)

    async def test_without_a_category_nothing_is_asked(self) -> None:
        """No category, or words that are none, mean no papers and no request."""
        with ArxivServer(papers(5)) as server:
            found = await source(server, Time()).during(WEEK, ["cs.CL) OR (all:x"], silent)

        assert found == ()
        assert server.asked == []

    async def test_a_server_that_holds_papers_back_is_away(self) -> None:
        """When fewer papers come than arXiv says it has, sweep after sweep, it counts as away."""
        doubled = [*papers(5), paper(1)]

        with ArxivServer(doubled) as server, pytest.raises(SourceAway, match="says it has 6 papers and gives 5"):
            await source(server, Time()).during(WEEK, CATEGORIES, silent)


class TestTrouble:
    """What goes wrong on the way."""

    @pytest.mark.parametrize(
        "kind", ["throttle", "unavailable", "empty", "silent", "garbage", "cut", "close", "broken"]
    )
    async def test_one_bad_answer_is_asked_again(self, kind: Kind) -> None:
        """Every kind of bad answer is followed by a pause and a good one."""
        when = Time()

        with ArxivServer(papers(5)) as server:
            server.faults = [Fault(kind=kind)]
            found = await source(server, when).during(WEEK, CATEGORIES, silent)

        assert len(found) == 5
        assert when.slept == [3.0]

    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("throttle", "429"),
            ("unavailable", "503"),
            ("empty", "isn't whole"),
            ("silent", "how many"),
            ("garbage", "isn't whole"),
            ("cut", "isn't whole"),
            ("close", "broke off"),
            ("broken", "500"),
        ],
    )
    async def test_bad_answers_without_end_mean_that_arxiv_is_away(self, kind: Kind, words: str) -> None:
        """They never mean that there are no papers, and trying ends when patience does."""
        when = Time()

        with ArxivServer(papers(5), always=Fault(kind=kind)) as server, pytest.raises(SourceAway, match=words):
            await source(server, when).during(WEEK, CATEGORIES, silent)

        assert when.slept == [3.0, 6.0, 12.0, 24.0, 48.0]

    async def test_an_empty_page_where_papers_must_be_is_asked_again(self) -> None:
        """A page without entries in the middle of a window isn't its end."""
        when = Time()

        with ArxivServer(papers(10)) as server:
            server.faults = [Fault(kind="short", papers=4), Fault(kind="short", papers=0)]
            found = await source(server, when).during(WEEK, CATEGORIES, silent)

        assert len(found) == 10
        assert when.slept == [3.0]

    async def test_arxiv_says_how_long_to_wait(self) -> None:
        """`Retry-After` is obeyed when it asks for more than the pause would be."""
        when = Time()

        with ArxivServer(papers(5)) as server:
            server.faults = [Fault(kind="throttle", retry_after="45")]
            await source(server, when).during(WEEK, CATEGORIES, silent)

        assert when.slept == [45.0]

    async def test_a_wait_beyond_patience_is_handed_on(self) -> None:
        """A `Retry-After` of an hour ends the trying at once and reaches the caller."""
        when = Time()

        with (
            ArxivServer(papers(5), always=Fault(kind="throttle", retry_after="3600")) as server,
            pytest.raises(SourceAway) as away,
        ):
            await source(server, when).during(WEEK, CATEGORIES, silent)

        assert away.value.retry_after == 3600
        assert when.slept == []

    async def test_a_stalled_server_is_given_up(self) -> None:
        """An answer that doesn't come in time is arXiv being away, with the seconds in the sentence."""
        with (
            ArxivServer(papers(5), always=Fault(kind="stall")) as server,
            pytest.raises(SourceAway, match="timed out after 0 s"),
        ):
            await source(server, Time(), seconds=0.3).during(WEEK, CATEGORIES, silent)

    async def test_nobody_at_the_address(self) -> None:
        """A refused connection says so."""
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
            asked = ArxivSource(base_url=url, patience=Time().patience(1))

            with pytest.raises(SourceAway, match="refused"):
                await asked.during(WEEK, CATEGORIES, silent)

    async def test_a_name_that_nobody_knows(self) -> None:
        """A name that can't be resolved points to the network."""
        asked = ArxivSource(base_url="http://arxiv.invalid/", patience=Time().patience(1))

        with pytest.raises(SourceAway, match="is there a network"):
            await asked.during(WEEK, CATEGORIES, silent)

    async def test_an_endless_answer_is_cut(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An answer larger than any that arXiv gives isn't taken in."""
        monkeypatch.setattr("adapters.sources.http.LARGEST", 1000)

        with ArxivServer(papers(50)) as server, pytest.raises(SourceAway, match="larger than"):
            await source(server, Time()).during(WEEK, CATEGORIES, silent)

    async def test_an_address_that_is_none(self) -> None:
        """A request that can't even be made is told as such."""
        with pytest.raises(SourceAway, match="the request failed: InvalidSchema"):
            await ArxivSource(base_url="nowhere://", patience=Time().patience(1)).get(["2605.00001"])

    async def test_a_refused_question_is_not_repeated(self) -> None:
        """What arXiv says it can't read is told at once, in arXiv's words."""
        refusal = Fault(kind="refuse")

        with (
            ArxivServer(papers(5), always=refusal) as server,
            pytest.raises(SourceAway, match=r"status 400\): incorrect id format"),
        ):
            await source(server, Time()).get(["2605.00001"])

        assert len(server.asked) == 1

    async def test_giving_up_takes_effect_at_once(self) -> None:
        """A cancelled question doesn't wait for a stalled server."""
        with ArxivServer(papers(5), always=Fault(kind="stall")) as server:
            task = asyncio.create_task(source(server, Time()).during(WEEK, CATEGORIES, silent))
            await asyncio.to_thread(server.was_asked.wait, 5)
            before = time.monotonic()
            task.cancel()

            with pytest.raises(asyncio.CancelledError):
                await task

            assert time.monotonic() - before < 2


class TestGet:
    """Papers by id."""

    async def test_papers_come_in_the_order_asked_for(self) -> None:
        """Order, versions, old ids and links' spelling all work; unknown and impossible ids are missing."""
        old = paper(7, id="cs/0112017", version=2)

        with ArxivServer([*papers(5), old]) as server:
            found = await source(server, Time()).get(
                ["2605.00003v2", "cs/0112017v1", "2605.99999", "no id", "arXiv:2605.00001", "2605.00003"]
            )

        assert [each.id for each in found] == ["2605.00003", "cs/0112017", "2605.00001"]
        assert found[1].version == 2

    async def test_more_than_ten_ids(self) -> None:
        """ArXiv cuts lists of ids to ten unless told otherwise; long lists are asked for in parts."""
        with ArxivServer(papers(250)) as server:
            found = await source(server, Time()).get([each.id for each in papers(250)])

        assert len(found) == 250
        assert [asked.params["max_results"] for asked in server.asked] == ["100", "100", "50"]

    async def test_unknown_ids_are_asked_for_twice(self) -> None:
        """Finding nothing is believed the second time."""
        with ArxivServer(papers(5)) as server:
            server.faults = [Fault(kind="nothing")]
            known = await source(server, Time()).get(["2605.00001"])
            unknown = await source(server, Time()).get(["2605.00999"])

        assert [each.id for each in known] == ["2605.00001"]
        assert unknown == ()
        assert len(server.asked) == 4


class TestPacing:
    """One request in three seconds."""

    async def test_requests_keep_their_distance(self) -> None:
        """Several sources at one gate send one request in three seconds, by the clock."""
        when = Time()
        rate_limit = LocalSourceRateLimit(clock=when.clock, sleep=when.sleep)
        at: list[float] = []

        async def ask() -> None:
            async with rate_limit.turn():
                at.append(when.now)

        await asyncio.gather(*(ask() for _ in range(5)))

        assert at == [0.0, 3.0, 6.0, 9.0, 12.0]

    async def test_pages_keep_the_pace_that_the_server_demands(self) -> None:
        """A server that refuses faster requests never has to."""
        with ArxivServer(papers(6), pace=0.1) as server:
            rate_limit = LocalSourceRateLimit(pause=0.3)  # so much longer that a request may be held up on its way
            asked = ArxivSource(
                base_url=server.url, rate_limit=rate_limit, patience=SourceRetryPolicy(seconds=5), page_size=2
            )
            found = await asked.during(WEEK, CATEGORIES, silent)

        assert len(found) == 6
        assert len(server.asked) == 3

    async def test_a_gate_that_lets_nobody_through(self) -> None:
        """Waiting for a turn is limited by patience as well."""
        rate_limit = LocalSourceRateLimit()

        async with rate_limit.turn():
            with pytest.raises(SourceAway, match="waiting for their turn"):
                await ArxivSource(rate_limit=rate_limit, patience=Time().patience(0.1)).get(["2605.00001"])


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 11 May 2026 12:00:30 GMT", 30.0),
        ("Mon, 11 May 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_time(value: str, seconds: float | None) -> None:
    """Both forms of the header are read; a time counts from the server's own clock."""
    headers = {"Retry-After": value, "Date": "Mon, 11 May 2026 12:00:00 GMT"}

    assert retry_after(headers) == seconds


def test_a_time_without_the_servers_clock_says_nothing() -> None:
    """Without a Date header a time can't be turned into seconds."""
    assert retry_after({"Retry-After": "Mon, 11 May 2026 12:00:30 GMT"}) is None


def test_a_contact_can_not_break_the_header() -> None:
    """Line ends and other signs that a header can't hold are left out."""
    assert user_agent("a@b.c\r\nX: y").endswith("(+a@b.cX: y)")
    assert "(" not in user_agent("")

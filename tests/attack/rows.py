"""What is attacked, row by row, and the tests that do it."""

from __future__ import annotations

from dataclasses import dataclass

_STORE = "tests/adapters/store/redis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table.

    Attributes:
        number: Rows of one number are about one thing.
        tests: As pytest is told them.
    """

    number: int
    what: str
    tests: tuple[str, ...]


def _row(number: int, what: str, *tests: str) -> Row:
    return Row(number=number, what=what, tests=tests)


_CAMPAIGN = "tests/chaos/test_campaign.py::test_a_store_of_several_servers_may_fail_too"
ROWS = (
    _row(1, "cluster: nodes restart, slots move", f"{_STORE}/test_cluster.py"),
    _row(1, "cluster: a round is delivered meanwhile", f"{_CAMPAIGN}[cluster]"),
    _row(2, "Sentinel: failover after a gap", f"{_STORE}/test_sentinel.py"),
    _row(2, "Sentinel: a round is delivered meanwhile", f"{_CAMPAIGN}[sentinel]"),
    _row(
        2,
        "a ledger that lost its last moments",
        "tests/bot/test_delivery.py::test_what_a_failover_took_from_the_ledger_is_looked_for_in_the_channel",
    ),
    _row(3, "one person asks for much", "tests/bot/test_handlers.py", "-k", "cooldown"),
    _row(3, "who asks while 500 roundups are made", "tests/attack/busy.py"),
    _row(3, "a new category, over both of arXiv's wires", "tests/bot/test_new_category.py"),
    _row(
        3,
        "one person uses up their share of the model",
        "tests/bot/test_question_answerer.py::test_one_person_can_not_use_up_the_day_of_all",
    ),
    _row(
        4,
        "a clock 300 days ahead",
        "tests/bot/test_clock_watch.py",
        "tests/bot/test_due.py::test_what_a_wrong_clock_planned_is_planned_anew_and_caught_up",
        "tests/adapters/web/test_web.py::test_a_wrong_clock_is_not_ready",
    ),
    _row(5, "a store that evicts, forgets, fills, or only reads", f"{_STORE}/test_examination.py"),
    _row(6, "the store hangs", "tests/bot/test_slow_store.py"),
    _row(7, "answers without end, bombs, other packings", "tests/adapters/test_bounded_http.py"),
    _row(
        7,
        "a model's endless answers",
        "tests/adapters/writers/openai/test_endpoint.py",
        *("-k", "endless or larger_than_any"),
    ),
    _row(
        7,
        "arXiv's pages, nested and unclosed",
        "tests/adapters/sources/test_arxiv_pages.py",
        *("-k", "takes_as_long or given_up or cant_be_read"),
    ),
    _row(
        7,
        "snapshots: pipes, devices, bombs, endless lines",
        "tests/adapters/sources/test_snapshot.py",
        *(
            "-k",
            "bad or endless or truncated or damaged or nothing_good or larger or pipes or unpacks or silence or longer",
        ),
    ),
    _row(8, "slow and broken HTTP requests", "tests/adapters/test_http_server.py"),
    _row(9, "the end of the embedded store's file", f"{_STORE}/test_embedded.py", "-k", "torn or cut or damage"),
    _row(9, "a full disk", f"{_STORE}/test_full_disk.py"),
    _row(10, "installing by OAuth: states, keys, tokens", "tests/adapters/platforms/slack/test_oauth.py"),
    _row(10, "a share id in another workspace", "tests/platforms/test_sharing.py", "-k", "own_workspace"),
    _row(11, "20,000 subscriptions imported", "tests/attack/importing.py"),
    _row(12, "20,000 guesses at pages and mails' links", "tests/attack/guessing.py"),
    _row(12, "hostile titles, addresses and mail servers", "tests/adapters/platforms/mail", "tests/bot/test_mail.py"),
    _row(12, "licences, digests, hashes", "tests/deploy/test_licences.py", "tests/deploy/test_dockerfile.py"),
)

"""What is attacked, row by row, what is wanted, and the tests that do it."""

from __future__ import annotations

from dataclasses import dataclass

_STORE = "tests/adapters/store/redis"
_SERVED = "tests/platforms/test_sharing.py"
_CAMPAIGN = "tests/chaos/test_campaign.py::test_a_store_of_several_servers_may_fail_too"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table.

    Attributes:
        number: Rows of one number are about one thing.
        wanted: What the figure must be, or what must come of it.
        tests: As pytest is told them.
    """

    number: int
    attack: str
    wanted: str
    tests: tuple[str, ...]


def _row(number: int, attack: str, wanted: str, *tests: str) -> Row:
    return Row(number=number, attack=attack, wanted=wanted, tests=tests)


ROWS = (
    _row(1, "cluster: nodes restart, slots move", "0 lost", f"{_STORE}/test_cluster.py"),
    _row(1, "cluster: a round is delivered meanwhile", "0 lost, doubled, out of order", f"{_CAMPAIGN}[cluster]"),
    _row(2, "cluster and Sentinel: failover after a gap", "0 lost", f"{_STORE}/test_failover.py"),
    _row(2, "Sentinel: passwords and TLS of its own", "used, never told", f"{_STORE}/test_sentinel.py"),
    _row(2, "Sentinel: a round is delivered meanwhile", "0 lost, doubled, out of order", f"{_CAMPAIGN}[sentinel]"),
    _row(
        2,
        "a ledger that lost its last moments",
        "looks before it posts",
        "tests/bot/test_delivery.py::test_what_a_failover_took_from_the_ledger_is_looked_for_in_the_channel",
    ),
    _row(3, "one person asks for much", "told when again", "tests/bot/test_handlers.py", "-k", "cooldown"),
    _row(3, "who asks while 500 roundups are made", "p99 ≤ 10 × idle", "tests/attack/busy.py"),
    _row(3, "people's commands beside deliveries'", "people's first", f"{_STORE}/test_precedence.py"),
    _row(3, "a new category, on both arXiv wires", "only itself is read", "tests/bot/test_new_category.py"),
    _row(
        3,
        "one person uses up their share of the model",
        "others are answered",
        "tests/bot/test_question_answerer.py::test_one_person_can_not_use_up_the_day_of_all",
    ),
    _row(
        4,
        "a clock 300 days ahead",
        "0 silenced",
        "tests/bot/test_clock_watch.py",
        "tests/bot/test_due.py::test_what_a_wrong_clock_planned_is_planned_anew_and_caught_up",
        "tests/adapters/web/test_web.py::test_a_wrong_clock_is_not_ready",
    ),
    _row(5, "a store that evicts, fills, only reads", "told and refused", f"{_STORE}/test_examination.py"),
    _row(6, "the store hangs", "≤ 1 s, end ≤ 20 s", "tests/bot/test_slow_store.py"),
    _row(7, "answers without end, bombs, other packings", "bounded", "tests/adapters/test_bounded_http.py"),
    _row(
        7,
        "a model's endless answers",
        "bounded",
        "tests/adapters/writers/openai/test_endpoint.py",
        *("-k", "endless or larger_than_any"),
    ),
    _row(
        7,
        "arXiv's pages, nested and unclosed",
        "linear, given up",
        "tests/adapters/sources/test_arxiv_pages.py",
        *("-k", "takes_as_long or given_up or cant_be_read"),
    ),
    _row(
        7,
        "snapshots: pipes, devices, bombs, endless lines",
        "a sentence each",
        "tests/adapters/sources/test_snapshot.py",
        *(
            "-k",
            "bad or endless or truncated or damaged or nothing_good or larger or pipes or unpacks or silence or longer",
        ),
    ),
    _row(8, "slow and broken HTTP requests", "ended, bounded", "tests/adapters/test_http_server.py"),
    _row(
        9,
        "the end of the embedded store's file",
        "cut back, kept, told",
        *(f"{_STORE}/test_embedded.py", "-k", "torn or cut or damage"),
    ),
    _row(9, "a full disk", "told, nothing lost", f"{_STORE}/test_full_disk.py"),
    _row(10, "installing by OAuth: states, keys, tokens", "refused", "tests/adapters/platforms/slack/test_oauth.py"),
    _row(10, "a share id in another workspace", "0 shared", _SERVED, "-k", "own_workspace"),
    _row(11, "20,000 subscriptions imported", "≤ 5 s of work, clock told; whole", "tests/attack/importing.py"),
    _row(12, "guesses at pages and mails' links", "404, alike ≤ 1.25 ×", "tests/attack/guessing.py"),
    _row(
        12,
        "hostile titles, addresses, mail servers, reports",
        "refused, told",
        *("tests/adapters/platforms/mail", "tests/bot/test_mail.py", "tests/bot/test_returned_mail.py"),
    ),
    _row(
        12,
        "licences, digests, hashes",
        "allowed, pinned",
        *("tests/deploy/test_licences.py", "tests/deploy/test_dockerfile.py"),
    ),
)

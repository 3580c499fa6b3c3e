"""Somebody guesses addresses of pages and links of mails, thousands of times."""

from __future__ import annotations

import asyncio
import itertools
import random
import statistics
import string
import time
from typing import TYPE_CHECKING

import pytest

from tests.bot.mailing import link, mailing
from tests.bot.runtime import wish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adapters.store.redis.store import Store
    from tests.bot.mailing import Mailing

MANY, CALLERS = 6_000, 8
MOST_APART = 1.25
"""How far the medians of two kinds of wrong addresses may be apart, as a ratio; a lookup more in the store is twice that."""
_LETTERS = string.ascii_letters + string.digits + "-_"
KINDS = ("never there", "malformed", "nearly right")


@pytest.fixture
def chance() -> random.Random:
    """The same guesses every time."""
    return random.Random(7)


def wrong(kind: str, right: str, chance: random.Random) -> str:
    """A token that isn't one: as long as one, of another form, or one letter off."""
    if kind == "never there":
        return "".join(chance.choices(_LETTERS, k=len(right)))
    if kind == "malformed":
        return "".join(chance.choices([*_LETTERS, "%2e", "%00", "%20", "é", "~"], k=chance.randint(1, 60)))
    at = chance.randrange(len(right))
    return right[:at] + chance.choice([one for one in _LETTERS if one != right[at]]) + right[at + 1 :]


async def _guessed(here: Mailing, path: str) -> tuple[float, tuple[object, ...]]:
    """How long the answer took, and all of it that could tell something."""
    began = time.perf_counter()
    async with here.web.get(path) as answer:
        body = await answer.read()
    told = {name: value for name, value in answer.headers.items() if name != "Date"}
    return time.perf_counter() - began, (answer.status, body, tuple(sorted(told.items())))


async def _right(here: Mailing) -> dict[str, str]:
    """A token of each kind that leads somewhere, by the path that it belongs to."""
    await here.rig.subscribe(wish())
    await here.confirmed()
    await here.rig.monday()
    _, roundup = await here.sent()
    return {path: link(roundup, path).removeprefix(f"/{path}/") for path in ("r", "u")}


@pytest.mark.timeout(600)
async def test_a_guess_tells_nothing(
    store: Store, chance: random.Random, record_property: Callable[[str, object], None]
) -> None:
    """Whatever was guessed, it is the same 404, after the same time; a right one was there all the while."""
    async with mailing(store) as here:
        right = await _right(here)
        took: dict[tuple[str, str], list[float]] = {(path, kind): [] for path in right for kind in KINDS}
        answers: set[tuple[object, ...]] = set()

        async def caller(turns: Iterator[tuple[str, str]]) -> None:
            for path, kind in turns:
                seconds, answer = await _guessed(here, f"/{path}/{wrong(kind, right[path], chance)}")
                took[path, kind].append(seconds)
                answers.add(answer)

        # One after the other of all kinds, so that whatever else the machine does befalls them alike.
        turns = itertools.islice(itertools.cycle(took), MANY)
        began = time.perf_counter()
        await asyncio.gather(*(caller(turns) for _ in range(CALLERS)))
        whole = time.perf_counter() - began
        found = [(await here.open(f"/{path}/{token}"))[0] for path, token in right.items()]

    medians = {path: [statistics.median(took[path, kind]) for kind in KINDS] for path in right}
    apart = {path: max(some) / min(some) for path, some in medians.items()}
    record_property(
        "figure",
        f"{MANY:,} in {whole:.0f} s; medians of the kinds apart by "
        + ", ".join(f"{ratio:.2f} × at /{path}/" for path, ratio in apart.items()),
    )
    assert [status for status, *_ in answers] == [404]
    assert found == [200, 200]
    assert max(apart.values()) <= MOST_APART

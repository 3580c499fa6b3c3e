"""What people share goes through the ledger: once a channel, whatever dies, breaks or is pressed again."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery.sharing import RoundupSharing
from tests.adapters.present.documents import roundup
from tests.bot.fakes import part_lines
from tests.bot.runtime import LAB, Rig, wish
from tests.platforms.sharing import FakeSharing
from tests.stores import FakeRoundups

if TYPE_CHECKING:
    from adapters.store.ledger import Delivery
    from adapters.store.ports import Roundups
    from adapters.store.redis.store import Store
    from bot.composition.delivery import DeliveryRuntime
    from bot.handlers.sharing import PostRoundup


@pytest.fixture
async def rig(store: Store) -> Rig:
    """A channel without subscriptions."""
    return Rig(store)


async def share(rig: Rig, by: str = "Ada", runtime: DeliveryRuntime | None = None) -> Delivery | None:
    """Somebody presses Share, and while they wait a worker does what is to be done."""
    made = runtime or rig.runtime

    async def working(_seconds: float) -> None:
        await rig.run(made)

    sharing = RoundupSharing(made.ledger, made.jobs, rig.store.clock, patience=0.3, sleep=working)
    shared = await sharing.share(LAB, await rig.store.roundups.keep(roundup()), "fine-tuning", by)
    await rig.run(made)
    return shared.delivery if shared else None


@pytest.fixture(params=["delivery", "memory"])
def sharing(request: pytest.FixtureRequest, rig: Rig) -> tuple[PostRoundup, Roundups]:
    """Each of what shares, in turn, and where it finds what is shared."""
    if request.param == "memory":
        roundups = FakeRoundups()
        return FakeSharing(roundups, rig.platform).post, roundups

    async def working(_seconds: float) -> None:
        await rig.run()

    made = rig.runtime
    real = RoundupSharing(made.ledger, made.jobs, rig.store.clock, patience=0.3, sleep=working)
    return real.share, rig.store.roundups


async def test_whatever_shares_posts_once_and_says_who_was_first(
    rig: Rig, sharing: tuple[PostRoundup, Roundups]
) -> None:
    """What isn't kept isn't posted, and what another channel has stands here once more."""
    share, roundups = sharing
    kept, other = await roundups.keep(roundup()), replace(LAB, id="writing")
    first, again = await share(LAB, kept, "fine-tuning", "Ada"), await share(LAB, kept, "fine-tuning", "Ben")
    await rig.run()
    posted = rig.platform.order(LAB)
    elsewhere = await share(other, kept, "fine-tuning", "Cy")
    await rig.run()
    lost = await share(LAB, "forgotten", "fine-tuning", "Ada")

    assert first
    assert again
    assert elsewhere
    assert [one.is_new for one in (first, again, elsewhere)] == [True, False, True]
    assert [one.delivery.asked_by for one in (first, again, elsewhere)] == ["Ada", "Ada", "Cy"]
    assert first.delivery.posted[0] == again.delivery.posted[0] == rig.platform.messages[LAB][0].id
    assert posted == rig.platform.order(LAB) == list(range(len(posted)))
    assert rig.platform.order(other) == posted
    assert await roundups.in_thread(LAB, first.delivery.posted[0]) == kept
    assert lost is None


async def test_it_is_posted_with_its_thread_and_says_who_asked(rig: Rig) -> None:
    """It becomes the channel's last roundup, its papers count as shown, and the thread finds it."""
    delivery = await share(rig)

    opening, *_ = rig.platform.messages[LAB]
    kept = await rig.store.roundups.last(LAB, "fine-tuning")
    assert delivery
    assert delivery.posted[0] == opening.id
    assert rig.platform.order(LAB) == list(range(len(rig.platform.order(LAB))))
    assert "Asked for by @Ada" in part_lines(opening.part)
    assert not opening.marker.announces
    assert kept
    assert await rig.store.roundups.in_thread(LAB, opening.id) == kept == delivery.roundup_id
    shown = [one.pick.paper.id for one in roundup().papers]
    assert await rig.store.seen.unseen(LAB, shown, rig.clock.now()) == ()


async def test_however_often_it_is_pressed_it_stands_once(rig: Rig) -> None:
    """By others and by another process, at once and later; each is told who was first."""
    found = [await share(rig), await share(rig, "Ben"), await share(rig, "Cy", rig.process())]
    before = len(rig.platform.messages[LAB])
    rig.clock.forward(timedelta(days=30))
    found.append(await share(rig, "Dee"))

    assert [one.asked_by for one in found if one] == ["Ada"] * 4
    assert len(rig.platform.messages[LAB]) == before


async def test_killed_at_any_message_it_is_finished_by_the_next_worker(store: Store) -> None:
    """On both sides of each message; nothing is lost, doubled or out of order."""
    for number in range(4):
        for fault in ("killed", "killed after", "accepted", "unsent", "long"):
            await store.link.ask("FLUSHALL")
            rig = Rig(store)
            rig.platform.faults = deque([*[""] * number, fault])
            await share(rig)
            if fault == "long":
                await rig.now()
            await rig.run(rig.process())

            assert rig.platform.order(LAB) == list(range(len(rig.platform.order(LAB))))
            assert len(rig.platform.order(LAB)) >= 4
            assert await rig.runtime.ledger.open(LAB) == ()


async def test_what_cant_be_posted_may_be_asked_for_again(rig: Rig) -> None:
    """Nothing of it is kept; where it had begun, asking again goes on with it."""
    rig.platform.faults = deque(["lost"])
    refused = await share(rig)
    rig.platform.faults = deque(["", "lost"])
    begun = await share(rig, "Ben")
    posted = rig.platform.order(LAB)
    ended = await share(rig, "Cy")

    assert refused is None
    assert begun
    assert posted == [0]
    assert ended
    assert ended.asked_by == "Ben"
    assert rig.platform.order(LAB) == list(range(len(rig.platform.order(LAB))))
    assert await rig.runtime.ledger.open(LAB) == ()


async def test_what_nobody_expects_any_more_isnt_posted(rig: Rig) -> None:
    """An hour after it was asked for, unless it has begun; nor what is no longer kept."""
    for late, faults in ((True, ["long"]), (False, [])):
        rig.platform.faults = deque(faults)
        if late:
            await share(rig)
            rig.clock.forward(timedelta(hours=2))
            await rig.now()
        else:
            await rig.runtime.sharing.share(LAB, "forgotten", "fine-tuning", "Ada")
            await rig.run()

        assert rig.platform.messages.get(LAB, []) == []
        assert await rig.runtime.ledger.open(LAB) == ()


async def test_a_share_that_waits_is_nothing_that_is_due(rig: Rig) -> None:
    """The subscription isn't said to be on its way, and its own roundup comes when it is due."""
    await rig.subscribe(wish())
    (subscribed,) = await rig.runtime.subscriptions.of(LAB)
    rig.platform.faults = deque(["long"])
    await share(rig)
    on_its_way = await rig.runtime.awaited_deliveries.slot(subscribed)
    await rig.monday()
    await rig.now()
    await rig.run()

    assert on_its_way is None
    assert [one.asked_by for one in await rig.runtime.ledger.done(LAB, 9) if one.posted] == [""]
    assert await rig.runtime.ledger.open(LAB) == ()


async def test_a_partial_week_is_said_where_it_is_shared_too(rig: Rig) -> None:
    """As it was said to whoever asked for it."""
    partial = replace(roundup(), missing="arXiv can't be reached.")

    async def working(_seconds: float) -> None:
        await rig.run()

    sharing = RoundupSharing(rig.runtime.ledger, rig.runtime.jobs, rig.store.clock, patience=0.3, sleep=working)
    await sharing.share(LAB, await rig.store.roundups.keep(partial), "fine-tuning", "Ada")
    await rig.run()

    opening, *_ = rig.platform.messages[LAB]
    assert "Partial: made of the" in part_lines(opening.part)[0]
    assert "arXiv can't be reached." in part_lines(opening.part)[0]

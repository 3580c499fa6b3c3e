"""Delivered once, whatever dies or breaks, on the real store."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.sources.ports import unwatched
from bot.delivery.running_job import RetryAt
from bot.knowledge import topics
from bot.service.roundup_service import RoundupService
from bot.writing.roundup_writer import extracted
from digest.brief.prompting import WritingOptions
from tests.bot.fakes import PAPERS, paper, part_lines
from tests.bot.runtime import LAB, MONDAY, Rig, wish

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.chat import Channel, Marker, Part
    from adapters.store.redis.store import Store
    from digest.model import Brief
    from digest.roundup import Roundup, Trend

OTHER = replace(LAB, id="other")


@pytest.fixture
async def rig(store: Store) -> Rig:
    """One channel that is subscribed to fine-tuning."""
    rig = Rig(store)
    await rig.subscribe(wish())
    return rig


def said(rig: Rig, channel: Channel = LAB) -> str:
    """All that stands in a channel."""
    return "\n".join(line for message in rig.platform.messages.get(channel, ()) for line in part_lines(message.part))


def listed(rig: Rig, title: str) -> int:
    """How often a paper stands in a channel's lists of papers."""
    return sum(line.startswith("[") and f"] {title}" in line for line in said(rig).splitlines())


async def test_the_preview_is_what_is_posted(rig: Rig) -> None:
    """Asked for at the moment it is due, it has the window, the counts and the first papers of the post."""
    rig.clock.moment = MONDAY
    service = RoundupService(rig.store.papers, rig.source, rig.clock, categories=("cs.*",))
    preview = await service.preview(
        topics().resolve("fine-tuning"), service.window_if_posted_now("weekly", "Europe/Berlin"), unwatched
    )
    await rig.runtime.due_scan.look()
    await rig.run()

    (delivery,) = await rig.runtime.ledger.done(LAB, 1)
    posted = await rig.store.roundups.get(delivery.roundup_id)
    assert posted
    assert posted.window == preview.shortlist.window
    assert (posted.counts.found, posted.counts.matched) == (preview.shortlist.found, preview.shortlist.matched)
    # A roundup numbers its papers as it tells them; their rank is the preview's order.
    ranked = sorted((one.pick for one in posted.papers), key=lambda pick: pick.rank)
    assert [pick.paper.id for pick in ranked] == [pick.paper.id for pick in preview.shortlist.picks]


async def test_what_is_due_is_posted_once_with_its_thread(rig: Rig) -> None:
    """The opening post, then the thread in order; a second look and a second process post nothing more."""
    await rig.monday()
    await rig.run()
    await rig.process().due_scan.look()
    await rig.run()

    opening, *thread = rig.platform.messages[LAB]
    assert [message.marker.part for message in (opening, *thread)] == list(range(len(thread) + 1))
    assert len(thread) >= 2
    assert {message.thread for message in thread} == {opening.id}
    assert "PondLoRA" in said(rig)
    roundup = await rig.store.roundups.in_thread(LAB, opening.id)
    assert roundup
    assert await rig.store.roundups.last(LAB, "fine-tuning") == roundup
    assert rig.platform.looks == 0
    assert [one.marker.announces for one in rig.platform.messages[LAB]][:2] == [True, False]


async def test_a_delivery_killed_before_or_after_any_message_is_finished_by_the_next_worker(store: Store) -> None:
    """At each message in turn, on both sides of it; what stands is what an undisturbed delivery posts, in its order."""
    undisturbed = Rig(store)
    await undisturbed.subscribe(wish())
    await undisturbed.monday()
    await undisturbed.run()
    whole = undisturbed.platform.order(LAB)
    assert len(whole) > 1

    for number in range(len(whole)):
        for fault in ("killed", "killed after"):
            await store.link.ask("FLUSHALL")
            rig = Rig(store)
            await rig.subscribe(wish())
            rig.platform.faults = deque([*[""] * number, fault])
            await rig.monday()
            await rig.run()
            await rig.run(rig.process())

            assert rig.platform.order(LAB) == whole
            assert await rig.runtime.ledger.open(LAB) == ()


@pytest.mark.parametrize("fault", ["accepted", "unsent"])
async def test_a_message_without_an_answer_is_looked_for_before_it_is_posted_again(rig: Rig, fault: str) -> None:
    """Whether or not it was accepted, it stands once."""
    rig.platform.faults = deque([fault, "", fault])
    await rig.monday()
    await rig.run()

    assert rig.platform.order(LAB) == list(range(len(rig.platform.order(LAB))))
    assert rig.platform.looks >= 2
    assert await rig.runtime.ledger.open(LAB) == ()


async def test_a_short_wait_is_waited_for_on_the_spot(rig: Rig) -> None:
    """The platform's own pace costs no second job and no look."""
    rig.platform.faults = deque(["later", "", "later"])
    await rig.monday()
    await rig.run()

    assert rig.platform.order(LAB) == list(range(len(rig.platform.order(LAB))))
    assert rig.platform.looks == 0


async def test_a_long_wait_makes_room_and_is_kept(rig: Rig) -> None:
    """The job comes back after the time that the platform named, and knows that nothing is on its way."""
    rig.platform.faults = deque(["", "long"])
    await rig.monday()
    await rig.run()
    assert rig.platform.order(LAB) == [0]
    (waiting,) = await rig.runtime.ledger.open(LAB)
    assert not waiting.maybe_posted

    assert await rig.now() is None
    assert rig.platform.order(LAB) == list(range(len(rig.platform.order(LAB))))
    assert rig.platform.looks == 0


async def test_lost_rights_pause_all_of_the_channel_and_are_told_once(rig: Rig) -> None:
    """Each subscription says why; the delivery waits, and goes on where it stopped once somebody resumes."""
    await rig.subscribe(wish(topic="graph neural networks"))
    rig.platform.faults = deque(["", "lost"])
    await rig.monday()
    await rig.run()
    await rig.run()

    have = await rig.runtime.subscriptions.of(LAB)
    assert {one.paused and one.paused.text for one in have} == {"the channel is archived"}
    ((told, note),) = rig.told
    assert told == LAB
    assert "the channel is archived" in "".join(part_lines(note))

    await rig.subscribe(*(replace(one, paused=None) for one in have))
    await rig.run()
    for parts in rig.platform.by_delivery(LAB):
        assert parts == list(range(len(parts)))
    assert len(rig.platform.by_delivery(LAB)) == 2
    assert await rig.runtime.ledger.open(LAB) == ()
    assert len(rig.told) == 1


async def test_a_broken_channel_does_not_stop_another(rig: Rig) -> None:
    """One is archived; the other gets its roundup."""
    await rig.subscribe(wish(OTHER))
    rig.platform.archived.add(LAB)
    await rig.monday()
    await rig.run()

    assert rig.platform.order(LAB) == []
    assert len(rig.platform.order(OTHER)) > 2


async def test_many_channels_share_one_reading_and_one_roundup(rig: Rig) -> None:
    """Twenty channels cause one reading of each week, the three before it too, and every one is shown the same roundup."""
    channels = [replace(LAB, id=f"c{number}") for number in range(20)]
    await rig.subscribe(*(wish(channel) for channel in channels))
    await rig.monday()
    await rig.run()

    assert len(rig.source.asked) == len(set(rig.source.asked)) == 4
    shown = {await rig.store.roundups.last(channel, "fine-tuning") for channel in channels}
    assert len(shown) == 1
    assert len(await rig.store.link.ask("KEYS", "paperround:content:*")) == 1


async def test_each_style_is_written_once_and_the_usual_one_is_shared(store: Store) -> None:
    """Channels that say nothing and those that say the installation's own style get one roundup."""
    written: list[WritingOptions | None] = []

    async def write(
        brief: Brief, *, now: datetime, trend: Trend | None = None, writing_options: WritingOptions | None = None
    ) -> Roundup:
        written.append(writing_options)
        return replace(
            await extracted(brief, now=now, trend=trend),
            headline=f"In {writing_options or 'the usual style'}",
        )

    rig = Rig(store, write=write, usual=WritingOptions(style="brief"))
    german = {name: replace(LAB, id=name) for name in ("one", "two")}
    await rig.subscribe(wish(), replace(wish(OTHER), style="brief", language="english"))
    await rig.subscribe(*(replace(wish(channel), language="German") for channel in german.values()))
    await rig.monday()
    await rig.run()

    assert sorted(written, key=str) == [None, WritingOptions(style="brief", language="German")]
    assert all("the usual style" in said(rig, channel) for channel in (LAB, OTHER))
    assert all("language='German'" in said(rig, channel) for channel in german.values())


async def test_a_paper_is_shown_once_though_windows_overlap(rig: Rig) -> None:
    """The second week has what is new, and not what was shown on the days that both windows have."""
    await rig.monday()
    await rig.run()
    late = paper(
        8, "TadpoleTune: Late Fine-Tuning", "We fine-tune late. TadpoleTune gains 4.2%.", listed=date(2026, 5, 15)
    )
    rig.source.papers = (*PAPERS, late)
    await rig.store.link.ask("DEL", *await rig.store.link.ask("KEYS", "paperround:{papers}:days-read:*"))
    await rig.monday(weeks=1)
    await rig.run(rig.process())

    week = {message.marker.delivery for message in rig.platform.messages[LAB]}
    assert len(week) == 2
    assert listed(rig, "TadpoleTune: Late Fine-Tuning") == 1
    for shown in ("PondLoRA: Low-Rank", "MarshAdapters: Parameter"):
        assert listed(rig, shown) == 1


async def test_a_week_in_which_everything_was_shown_before_says_so(rig: Rig) -> None:
    """It isn't said that nothing is on topic."""
    await rig.monday()
    await rig.run()
    everything = [one.id for one in PAPERS]
    await rig.store.seen.add(LAB, everything, rig.clock.now())
    await rig.monday(weeks=1)
    await rig.run()

    assert "Nothing new on fine-tuning" in said(rig)


async def test_a_greatly_revised_paper_comes_back_and_says_so(rig: Rig) -> None:
    """A new version with another abstract is worth showing again; a new version of the same is not."""
    await rig.monday()
    await rig.run()
    revised = replace(
        PAPERS[2],
        version=3,
        listed=date(2026, 5, 20),
        abstract="Fine-tuning with adapters is now proven optimal for every speech corpus. MarshAdapters halves its error.",
    )
    polished = replace(PAPERS[1], version=2, listed=date(2026, 5, 20))
    await rig.store.papers.put([polished, revised])  # as the daily ingest brings them, which goes by changes
    await rig.monday(weeks=1)
    await rig.run(rig.process())

    text = said(rig)
    assert "greatly revised since then, from version 1 to 3" in text
    assert listed(rig, "MarshAdapters: Parameter") == 2
    assert listed(rig, "ReedTune: Instruction") == 1


async def test_a_withdrawn_paper_is_told_of_where_it_was_shown(rig: Rig) -> None:
    """And only there."""
    await rig.monday()
    await rig.run()
    await rig.subscribe(wish(OTHER))
    withdrawn = replace(PAPERS[0], version=2, withdrawn=True, listed=date(2026, 5, 20))
    await rig.store.papers.put([withdrawn])  # as the daily ingest brings it
    await rig.monday(weeks=1)
    await rig.run(rig.process())

    assert "withdrawn by its authors since then" in said(rig)
    assert "withdrawn" not in said(rig, OTHER)


async def test_arxiv_away_is_said_once_and_the_roundup_comes_when_it_is_back(rig: Rig) -> None:
    """The channel learns until when tries go on, and isn't told again and again."""
    rig.source.away = True
    await rig.monday()
    await rig.run()
    for _ in range(3):
        assert await rig.now() == RetryAt(seconds=60, sooner=True)
    assert said(rig).count("arXiv can't be reached") == 1
    assert "I keep trying until Wed 20 May 2026, 07:00 UTC" in said(rig)

    rig.source.away = False
    await rig.builds_again()
    await rig.run()
    assert rig.platform.order(LAB) == list(range(len(rig.platform.order(LAB))))
    assert len(rig.platform.order(LAB)) > 2


async def test_what_could_not_be_made_in_two_days_is_given_up_with_a_word(rig: Rig) -> None:
    """Whoever read that it would be tried until Wednesday also reads how that ended."""
    rig.source.away = True
    await rig.monday()
    await rig.run()
    rig.clock.forward(timedelta(days=2, hours=2))
    assert await rig.now() is None

    assert "There is no roundup on fine-tuning this time" in said(rig)
    (over,) = await rig.runtime.ledger.done(LAB, 1)
    assert over.posted == {}


async def test_after_weeks_away_only_the_newest_window_comes(rig: Rig) -> None:
    """Nobody wants three old roundups at once."""
    await rig.monday(weeks=3)
    await rig.run()

    assert {one.marker.delivery for one in rig.platform.messages[LAB]} == {
        (await rig.runtime.ledger.done(LAB, 5))[0].id
    }


async def test_what_was_missed_long_ago_is_let_go(rig: Rig) -> None:
    """Three days late a weekly roundup isn't caught up."""
    rig.clock.moment = MONDAY + timedelta(days=3)

    assert await rig.runtime.due_scan.look() == 0


async def test_a_subscription_that_ends_before_its_roundup_gets_none(rig: Rig) -> None:
    """Also when the slot was claimed already."""
    await rig.monday()
    await rig.runtime.subscriptions.remove(LAB, "fine-tuning")
    await rig.run()

    assert rig.platform.order(LAB) == []
    assert await rig.runtime.ledger.open(LAB) == ()


async def test_a_process_that_ends_leaves_the_rest_to_the_next_one(rig: Rig) -> None:
    """It finishes the message in hand; the next one goes on without looking."""
    await rig.monday()
    posted = rig.platform.post

    async def post_and_stop(*args: object, **named: object) -> str:
        rig.stop.set()
        return await posted(*args, **named)  # type: ignore[arg-type]

    rig.platform.post = post_and_stop  # type: ignore[method-assign]
    await rig.now()
    await rig.build()
    await rig.now()
    assert len(rig.platform.order(LAB)) == 1

    rig.stop.clear()
    rig.platform.post = posted  # type: ignore[method-assign]
    await rig.run()
    assert rig.platform.order(LAB) == list(range(len(rig.platform.order(LAB))))
    assert rig.platform.looks == 0


async def test_a_daily_topic_and_a_weekly_one_keep_the_order_of_their_slots(rig: Rig) -> None:
    """Messages of two roundups never mix in a channel."""
    await rig.subscribe(replace(wish(topic="graph neural networks"), cadence="daily"))
    await rig.monday()
    await rig.run()

    markers = [one.marker.delivery for one in rig.platform.messages[LAB]]
    assert len(set(markers)) == 2
    assert markers == sorted(markers, key=markers.index)
    for parts in rig.platform.by_delivery(LAB):
        assert parts == list(range(len(parts)))


async def test_the_private_note_says_what_to_type_to_go_on(rig: Rig) -> None:
    """It names the topics and the command."""
    rig.platform.archived.add(LAB)
    await rig.monday()
    await rig.run()

    ((_, note),) = rig.told
    assert "fine-tuning" in "".join(part_lines(note))
    assert "".join(part_lines(note)).endswith("/papers resume")


async def test_a_channel_whose_platform_is_not_here_waits(rig: Rig) -> None:
    """Another process may have it."""
    elsewhere = replace(LAB, platform="elsewhere")
    await rig.subscribe(wish(elsewhere))
    await rig.monday()

    assert await rig.now(elsewhere) == RetryAt(seconds=300.0)


async def test_one_delivery_that_fails_by_itself_does_not_hold_up_the_next(rig: Rig) -> None:
    """The other topic's roundup comes; the failing one is tried again and then kept with its reason."""
    await rig.subscribe(wish(topic="graph neural networks"))
    await rig.monday()
    await rig.now()
    await rig.build()
    first, _ = await rig.runtime.ledger.open(LAB)
    fine, failing = rig.platform.post, first.id

    async def post(channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        if marker.delivery == failing:
            raise ZeroDivisionError
        return await fine(channel, part, marker, thread=thread)

    rig.platform.post = post  # type: ignore[method-assign]
    with pytest.raises(ZeroDivisionError):
        await rig.now()

    (parts,) = rig.platform.by_delivery(LAB)
    assert parts == list(range(len(parts)))
    assert [one.id for one in await rig.runtime.ledger.open(LAB)] == [failing]


async def test_a_roundup_whose_opening_post_is_deleted_ends_and_the_next_one_comes(rig: Rig) -> None:
    """A moderator who takes it away doesn't want it again, and pauses nothing by that."""
    rig.platform.faults = deque(["", "", "deleted"])
    await rig.monday()
    await rig.run()
    (parts,) = rig.platform.by_delivery(LAB)
    (subscription,) = await rig.store.subscriptions.of(LAB)
    left = await rig.runtime.ledger.open(LAB)
    await rig.monday(weeks=1)
    await rig.run()

    assert parts == [0, 1]
    assert left == ()
    assert subscription.paused is None
    assert len(rig.platform.by_delivery(LAB)) > 1


async def test_messages_that_are_no_longer_kept_end_a_delivery(rig: Rig) -> None:
    """After months, with a reason."""
    rig.platform.faults = deque(["", "long"])
    await rig.monday()
    await rig.run()
    await rig.store.link.ask("DEL", *await rig.store.link.ask("KEYS", "paperround:content:*"))
    rig.runtime = rig.process()

    assert await rig.now() is None
    assert await rig.runtime.ledger.open(LAB) == ()


async def test_a_thread_that_could_not_be_finished_within_a_week_is_given_up(rig: Rig) -> None:
    """By then the next one is there."""
    rig.platform.faults = deque(["", "long"])
    await rig.monday()
    await rig.run()
    rig.clock.forward(timedelta(days=8))

    assert await rig.now() is None
    assert rig.platform.order(LAB) == [0]
    assert await rig.runtime.ledger.open(LAB) == ()


async def test_of_two_open_roundups_on_a_topic_the_newer_one_comes(rig: Rig) -> None:
    """Nobody had begun to post the older one."""
    await rig.subscribe(replace(wish(), cadence="daily"))
    await rig.monday()
    rig.clock.forward(timedelta(days=1))
    await rig.runtime.due_scan.look()
    await rig.run()

    assert len(rig.platform.by_delivery(LAB)) == 1


async def test_what_a_failover_took_from_the_ledger_is_looked_for_in_the_channel(rig: Rig) -> None:
    """What came due before the present servers took over may stand already."""
    await rig.monday()
    await rig.run()
    whole = rig.platform.order(LAB)
    await _forget_deliveries(rig)

    rig.servers.since = MONDAY + timedelta(minutes=6)
    await rig.runtime.due_scan.look()
    await rig.run()

    assert rig.platform.order(LAB) == whole
    assert await rig.runtime.ledger.open(LAB) == ()


async def _forget_deliveries(rig: Rig) -> None:
    """Put the store back to the moment before anything was due; the subscriptions stay."""
    link = rig.store.link
    for key in await link.ask("KEYS", "paperround:{test*"):
        if not key.endswith(b":subscriptions"):
            await link.ask("DEL", key)
    (name,) = await link.ask("ZRANGE", "paperround:{due}:next", 0, -1)
    await link.ask("ZADD", "paperround:{due}:next", MONDAY.timestamp(), name)
    await link.ask("HSET", "paperround:{due}:since", name, (MONDAY - timedelta(days=1)).timestamp())

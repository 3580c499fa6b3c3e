"""What the bot answers when things are away, forbidden or broken, and what it keeps."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from adapters.chat import Channel, Person, Reply
from adapters.sources.ports import unwatched
from adapters.store.memory.papers import InMemoryPapers
from bot.commands.commands import Subscribe
from bot.handlers.bot import Bot, CommandRateLimit
from bot.handlers.ended_subscriptions import EndedSubscriptions
from bot.handlers.subscribing import SubscriptionHandlers
from bot.handlers.subscription_outlook import SubscriptionOutlook, nothing_awaited
from bot.service.results import OnItsWay
from bot.service.roundup_service import RoundupService
from bot.writing.roundup_writer import extracted
from digest.brief.prompting import WritingOptions
from tests.bot.fakes import ADA, ALLOWED, CHANNEL, NOW, PAPERS, FakeSource, paper, part_lines, request, words
from tests.clock import SetClock
from tests.stores import FakeKeyValues, FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from adapters.chat import EntryPoint
    from adapters.sources.ports import Progress
    from digest.model import Brief, Paper, Window
    from digest.roundup import Roundup, Trend


class Lab:
    """A bot among fakes."""

    def __init__(self, papers: Sequence[Paper] = (), source: FakeSource | None = None) -> None:
        self.clock = SetClock(NOW)
        self.papers = InMemoryPapers(papers, whole=False)
        self.source = source or FakeSource()
        self.subscriptions = FakeSubscriptions()
        self.roundups = FakeRoundups()
        self.service = RoundupService(self.papers, self.source, self.clock, categories=("cs.*",))
        self.bot = Bot(self.service, self.subscriptions, self.roundups, self.clock, rights=ALLOWED, zone="Asia/Kolkata")

    async def say(self, said: str, person: Person = ADA) -> str:
        """A `/papers` command, and all words of its answer."""
        return words(await self.bot.answer(request(said, person=person)))

    async def reply(self, said: str, entry_point: EntryPoint = "papers") -> Reply:
        """The reply itself."""
        return await self.bot.answer(request(said, entry_point=entry_point))


@pytest.mark.parametrize("said", ["explain this", "What is this paper about?", "this"])
async def test_what_is_said_about_the_message_above_is_about_its_papers(said: str) -> None:
    """Each of them explained; where it links to none, that is said."""
    lab = Lab(source=FakeSource(papers=PAPERS))
    links = f"{PAPERS[0].url} beats {PAPERS[1].url}"
    explained = words(await lab.bot.answer(replace(request(said, entry_point="thread", thread="1"), above=links)))
    nothing = words(await lab.bot.answer(replace(request(said, entry_point="thread", thread="1"), above="lunch?")))

    assert PAPERS[0].title in explained
    assert PAPERS[1].title in explained
    assert "no link to a paper in the message above" in nothing


async def test_what_costs_work_has_a_cooldown_for_each_person() -> None:
    """It says when to ask again, in whichever channel; others, other workspaces and what costs nothing go on meanwhile."""
    lab = Lab()
    lab.bot = Bot(
        lab.service,
        lab.subscriptions,
        lab.roundups,
        lab.clock,
        rights=ALLOWED,
        rate_limit=CommandRateLimit(FakeKeyValues(), lab.clock, most=2),
    )
    lab.clock.forward(timedelta(seconds=20))
    answered = [await lab.say(said) for said in ("search ponds", "roundup fine-tuning", "search owls", "list", "help")]
    other = await lab.say("search owls", Person(id="ben", may_manage=True))
    beside = await lab.bot.answer(replace(request("search owls"), channel=replace(CHANNEL, id="elsewhere")))
    elsewhere = await lab.bot.answer(replace(request("search owls"), channel=replace(CHANNEL, workspace="elsewhere")))
    lab.clock.forward(timedelta(seconds=40))

    assert ["again in 40 s" in one for one in answered] == [False, False, True, False, False]
    assert "again in 40 s" in words(beside)
    assert "again in" not in other + words(elsewhere) + await lab.say("search owls")


@pytest.mark.parametrize("said", ["subscribe fine-tuning", "also ponds", "not owls"])
async def test_what_is_previewed_counts_like_a_search(said: str) -> None:
    """A subscription made or changed is answered with what it finds, which is a selection like any other."""
    lab = Lab()
    limit = CommandRateLimit(FakeKeyValues(), lab.clock, most=2)
    lab.bot = Bot(lab.service, lab.subscriptions, lab.roundups, lab.clock, rights=ALLOWED, rate_limit=limit)

    assert ["again in" in await lab.say(said) for _ in range(3)] == [False, False, True]


async def test_many_share_the_cooldown_of_their_channel_and_workspace(
    record_property: Callable[[str, object], None],
) -> None:
    """However many ask, one channel has a part of its workspace's budget, and one workspace leaves others theirs."""
    lab = Lab()
    lab.bot = Bot(
        lab.service,
        lab.subscriptions,
        lab.roundups,
        lab.clock,
        rights=ALLOWED,
        rate_limit=CommandRateLimit(FakeKeyValues(), lab.clock),
    )

    async def asked(channel: str, workspace: str = "T1") -> list[str]:
        where = replace(CHANNEL, workspace=workspace, id=channel)
        each = [
            replace(request("search owls", person=Person(id=f"{channel}{n}", may_manage=True)), channel=where)
            for n in range(100)
        ]
        return [words(await lab.bot.answer(one)) for one in each]

    answers = [answer for channel in "abcd" for answer in await asked(channel)]
    others = await asked("e", workspace="T2")
    let_through = [
        ["again in" not in one for one in answers[start : start + 100]].count(True) for start in (0, 100, 300)
    ]
    passed = ["again in" not in one for one in answers].count(True)
    record_property("figure", f"{len(answers)} people of a workspace ask in one minute, {passed} let through")

    assert let_through == [20, 20, 0]
    assert passed == 60
    assert "all of this channel asked" in answers[99]
    assert "all of this workspace asked" in answers[300]
    assert ["again in" in one for one in others].count(False) == 20


@pytest.mark.parametrize("said", ["subscribe graphs", "unsubscribe fine-tuning", "pause", "resume"])
async def test_who_may_not_manage_changes_nothing(said: str) -> None:
    """The answer says what is missing and what works for everyone, and the subscriptions stay as they are."""
    lab = Lab()
    await lab.say("subscribe fine-tuning")
    before = dict(lab.subscriptions.kept)

    answered = await lab.say(said, replace(ADA, may_manage=False))

    assert "needs the right to manage it" in answered
    assert lab.subscriptions.kept == before


async def test_a_subscription_takes_the_persons_zone_or_the_installations() -> None:
    """What isn't said is weekly, Monday at nine, where the person is."""
    lab = Lab()
    await lab.say("subscribe fine-tuning")
    await lab.say("subscribe graphs", Person(id="nobody", may_manage=True))

    zones = {one.topic: one.zone for one in await lab.subscriptions.of(CHANNEL)}

    assert zones == {"fine-tuning": "Europe/Berlin", "graphs": "Asia/Kolkata"}


async def test_subscribing_again_keeps_what_is_not_said() -> None:
    """A change of the time leaves day and zone, and the beginning from which weeks are counted."""
    lab = Lab()
    await lab.say("subscribe fine-tuning fri at 8 tz Asia/Tokyo")
    first = (await lab.subscriptions.of(CHANNEL))[0]
    await lab.say("pause")
    lab.clock.forward(timedelta(days=3))

    await lab.say("subscribe fine-tuning at 10:30")

    assert await lab.subscriptions.of(CHANNEL) == (replace(first, at=first.at.replace(hour=10, minute=30)),)


async def test_a_reply_says_whether_subscriptions_changed() -> None:
    """By whatever words; not where only a look was had, or nothing was allowed or understood."""
    lab = Lab()
    changing = (
        "follow fine-tuning",
        "change fine-tuning to friday",
        'also "pond reeds"',
        "mute",
        "resume",
        "unsubscribe",
    )
    for said in changing:
        assert (await lab.reply(said)).subscriptions_changed, said
    await lab.say("subscribe fine-tuning")

    for said in (
        "list",
        "change fine-tuning",
        "unsubscribe graphs",
        "resume",
        "help",
        "subscribe",
    ):
        assert not (await lab.reply(said)).subscriptions_changed, said
    guest = await lab.bot.answer(request("pause", person=replace(ADA, may_manage=False)))
    assert not guest.subscriptions_changed


async def test_neither_case_nor_spacing_makes_a_second_topic() -> None:
    """What isn't said stays as it was for the topic, however it is spelled this time."""
    lab = Lab()
    await lab.say("subscribe Pond reeds fri at 8 tz Asia/Tokyo")
    lab.clock.forward(timedelta(days=3))

    await lab.say("subscribe pond  Reeds at 10:30")

    (one,) = await lab.subscriptions.of(CHANNEL)
    assert (one.weekday, one.zone, one.created) == (4, "Asia/Tokyo", NOW)


async def test_who_subscribed_is_said_and_pressing_subscribe_again_brings_back_what_was() -> None:
    """Day, time, zone, style and language, by the words that the button says."""
    lab = Lab()
    answered = await lab.say("subscribe fine-tuning biweekly on friday at 08:10 tz Asia/Tokyo deep language=German")
    (first,) = await lab.subscriptions.of(CHANNEL)

    (again,) = (await lab.reply("unsubscribe")).parts[0].actions
    changed = await lab.say(again.text)

    assert "Subscribed by: Ada" in answered
    assert "now subscribed to fine-tuning" in changed
    assert await lab.subscriptions.of(CHANNEL) == (first,)


async def test_subscribing_again_in_words_offers_the_schedule_that_was_ended() -> None:
    """Once, and only where nothing else is said; pressed, all is as it was."""
    lab = Lab()
    former = EndedSubscriptions(FakeKeyValues())
    lab.bot = Bot(
        lab.service,
        lab.subscriptions,
        lab.roundups,
        lab.clock,
        rights=ALLOWED,
        zone="Asia/Kolkata",
        ended_subscriptions=former,
    )
    await lab.say("subscribe fine-tuning biweekly on friday at 08:10 tz Asia/Tokyo")
    (first,) = await lab.subscriptions.of(CHANNEL)
    await lab.say("unsubscribe")
    again = await lab.reply("subscribe fine-tuning")
    (offer,) = [action for action in again.parts[0].actions if action.label == "As it was before"]
    fresh = (await lab.subscriptions.of(CHANNEL))[0].cadence
    await lab.say(offer.text)
    (restored,) = await lab.subscriptions.of(CHANNEL)
    await lab.say("unsubscribe")

    assert "Before it was ended, it came as “fine-tuning biweekly on friday at 08:10 tz Asia/Tokyo”." in words(again)
    assert fresh == "weekly"
    assert replace(restored, created=first.created) == first
    assert "Before it was ended" not in await lab.say("subscribe fine-tuning daily")


async def test_where_nothing_can_be_posted_nothing_is_kept_and_trying_again_is_one_press() -> None:
    """What is missing is said; once it is granted, the button does what was asked."""
    lab, missing = Lab(), ["I lack Send Messages here."]

    async def ensure_can_post(_channel: Channel) -> str:
        return missing[0]

    lab.bot = Bot(
        lab.service,
        lab.subscriptions,
        lab.roundups,
        lab.clock,
        rights=replace(ALLOWED, ensure_can_post=ensure_can_post),
    )
    refused = await lab.reply("subscribe fine-tuning daily")
    kept = await lab.subscriptions.of(CHANNEL)
    missing[0] = ""
    (again,) = refused.parts[0].actions
    granted = await lab.say(again.text)

    assert "I lack Send Messages here." in words(refused)
    assert (kept, again.label) == ((), "Try again")
    assert "now subscribed to fine-tuning" in granted
    await lab.say("pause")
    missing[0] = "I lack Send Messages here."
    assert "I lack Send Messages here." in await lab.say("resume")


async def test_status_says_what_is_on_its_way_and_until_when() -> None:
    """In the subscription's own zone; once the minutes are over, since when."""
    lab = Lab()
    await lab.say("subscribe fine-tuning")

    obstacle = [""]

    async def on_its_way(_subscription: object) -> OnItsWay:
        return OnItsWay(slot=NOW, obstacle=obstacle[0])

    lab.bot = Bot(lab.service, lab.subscriptions, lab.roundups, lab.clock, rights=ALLOWED, awaited=on_its_way)
    soon = await lab.say("status")
    lab.clock.forward(timedelta(hours=1))

    assert "Now: on its way, by 09:04" in soon
    assert "Now: on its way, was due on Mon 18 May 2026, 09:00" in await lab.say("status")
    obstacle[0] = "Slack lets this app read little at a time."
    assert "09:00. Slack lets this app read little at a time." in await lab.say("status")


async def test_a_style_is_kept_said_and_listed() -> None:
    """Without a model the answer says that it takes effect with one; saying only the style keeps the language."""
    lab = Lab()

    answered = await lab.say("subscribe fine-tuning weekly deep in German")
    await lab.say("subscribe fine-tuning style=brief")
    (kept,) = await lab.subscriptions.of(CHANNEL)

    assert "deep, in German; takes effect when a model writes, and none is set here" in answered
    assert (kept.style, kept.language) == ("brief", "German")
    assert "brief, in German; takes effect" in await lab.say("list")
    assert "Written" not in await Lab().say("subscribe fine-tuning")


async def test_roundups_are_written_in_the_subscriptions_style() -> None:
    """On demand; a topic without a subscription has the usual style, and a preview is written by nobody."""
    asked: list[WritingOptions | None] = []

    async def write(
        brief: Brief, *, now: datetime, trend: Trend | None = None, writing_options: WritingOptions | None = None
    ) -> Roundup:
        asked.append(writing_options)
        return await extracted(brief, now=now, trend=trend)

    lab = Lab()
    lab.service = RoundupService(
        lab.papers, lab.source, lab.clock, categories=("cs.*",), write=write, usual=WritingOptions(style="brief")
    )
    lab.bot = Bot(lab.service, lab.subscriptions, lab.roundups, lab.clock, rights=ALLOWED)

    answered = await lab.say("subscribe fine-tuning language French")
    for said in ("roundup fine-tuning", "roundup graphs", "subscribe agents brief weekly"):
        await lab.say(said)

    assert asked == [WritingOptions(style="brief", language="French"), None]
    assert "in French" in answered
    assert "takes effect" not in answered


async def test_a_weekday_ends_a_daily_rhythm() -> None:
    """Daily and a weekday exclude each other, and the newer word counts."""
    lab = Lab()
    await lab.say("subscribe fine-tuning daily")

    answered = await lab.say("subscribe fine-tuning on thursday")

    assert "every Thursday at 09:00" in answered


class _Slow(FakeSource):
    """Answers only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = asyncio.Event()

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        await self.may_answer.wait()
        return await super().during(window, categories, progress)


async def test_a_slow_reading_keeps_nobody_waiting_and_is_added() -> None:
    """The subscription is answered at once and its preview added later, and the next question finds what was being read."""
    source = _Slow()
    lab = Lab(source=source)
    outlook = SubscriptionOutlook(lab.service, lab.roundups, lab.clock, unwatched, nothing_awaited, patience=0.01)
    subscribing = SubscriptionHandlers(
        lab.subscriptions, outlook, lab.clock, "UTC", ensure_can_post=ALLOWED.ensure_can_post
    )

    answered = await subscribing.subscribe(Subscribe(topic="fine-tuning"), request("subscribe fine-tuning"))
    assert answered.fuller
    growing = asyncio.ensure_future(answered.fuller())
    source.may_answer.set()
    grown = await growing
    made = await lab.say("roundup")

    assert "I am reading what is new" in words(answered)
    assert "Posted now" not in words(answered)
    assert len(await lab.subscriptions.of(CHANNEL)) == 1
    assert grown
    assert "now subscribed to fine-tuning" in words(grown)
    assert "Posted now, its roundup would be" in words(grown)
    assert "I am reading" not in words(grown)
    assert "on topic" in made
    assert len(source.asked) == 1


async def test_a_source_that_is_away_does_not_stop_a_subscription() -> None:
    """It is kept, and the answer says why there is no preview."""
    lab = Lab(source=FakeSource(away=True))

    answered = await lab.say("subscribe fine-tuning")

    assert "now subscribed to fine-tuning" in answered
    assert "no preview this time: arXiv can't be reached; next try at 07:15 UTC." in answered
    assert len(lab.subscriptions.kept) == 1


async def test_nothing_at_hand_and_a_source_away_is_not_an_empty_roundup() -> None:
    """The answer is that arXiv can't be reached, never that there are no papers."""
    lab = Lab(source=FakeSource(away=True))

    for said in ("roundup fine-tuning", "search ponds"):
        assert await lab.say(said) == "arXiv can't be reached; next try at 07:15 UTC."


async def test_a_source_away_with_papers_at_hand_gives_a_partial_roundup() -> None:
    """What was read before is used, and the answer says that it isn't everything."""
    lab = Lab(PAPERS[:2], FakeSource(away=True))

    answered = await lab.say("roundup fine-tuning")

    assert answered.startswith("Partial: made of the 2 papers that I have. arXiv can't be reached")
    assert "PondLoRA" in answered


async def test_nothing_on_topic_says_so() -> None:
    """A quiet week is a roundup that says how many papers were read."""
    answered = await Lab().say("roundup quantum knitting")

    assert "6 read · none on topic" in answered
    assert "Share" not in answered


async def test_a_week_with_far_fewer_papers_than_usual_says_so() -> None:
    """Of a fixed set of papers, the weeks before are what is usual; of live ones, what others read by chance is no measure."""

    def week(first: int, title: str, abstract: str) -> list[Paper]:
        return [paper(first + at, f"{title} {at}", abstract, listed=date(2026, 5, 5 + at % 4)) for at in range(8)]

    ours = week(100, "Fine-Tuning of Pond", "We propose fine-tuning with LoRA, a low-rank adaptation.")
    others = week(200, "Bridges over River", "We build bridges of stone.") + week(300, "Mills at Stream", "Mills turn.")
    live = Lab(ours + others)
    await live.papers.mark_read(("cs.*",), [date(2026, 5, day) for day in range(4, 11)], NOW)
    fixed = Lab()
    papers = InMemoryPapers([*PAPERS, *ours, *others])
    service = RoundupService(papers, None, fixed.clock, categories=("cs.*",), latest=date(2026, 5, 17))
    fixed.bot = Bot(service, fixed.subscriptions, fixed.roundups, fixed.clock, rights=ALLOWED)

    assert "Fewer than usual: 3 on topic, usually about 9." in await fixed.say("roundup fine-tuning")
    assert "Fewer than usual" not in await live.say("roundup fine-tuning")


async def test_a_store_that_is_away_is_told_apart() -> None:
    """People are asked to try again in a minute."""
    lab = Lab()
    lab.subscriptions.away = True

    assert "I can't reach my memory" in await lab.say("list")


async def test_a_fault_of_ours_is_a_polite_reply_with_a_reference(caplog: pytest.LogCaptureFixture) -> None:
    """The log has the cause under the reference that the person is given, and no word of what was said."""
    lab = Lab()
    lab.subscriptions.broken = True

    with caplog.at_level(logging.ERROR):
        answered = await lab.say("list")

    reference = answered.partition("(reference ")[2].partition(")")[0]
    assert reference
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in answered


async def test_a_roundup_is_private_until_it_is_shared() -> None:
    """The button says how to share, and sharing shows the same roundup to everybody."""
    lab = Lab()
    own = await lab.reply("roundup fine-tuning")
    share = next(action for action in own.parts[0].actions if action.label == "Share")

    shared = await lab.reply(share.text)

    assert own.private
    assert not shared.private
    assert shared.parts[1:] == own.parts[1:]
    assert lab.roundups.kept[shared.roundup_id].topic.name == "fine-tuning"


async def test_a_thread_is_answered_in_the_open() -> None:
    """Everybody sees the question, so everybody sees the answer; outside of threads only the asker does."""
    lab = Lab()
    kept = (await lab.reply("roundup fine-tuning")).roundup_id
    await lab.roundups.record_shown(CHANNEL, "t", kept, NOW)

    inside = await lab.bot.answer(request("1", entry_point="thread", thread="t"))
    outside = await lab.bot.answer(request("bibtex 2605.00001", entry_point="thread"))

    assert not inside.private
    assert outside.private


async def test_several_papers_and_related_ones_come_with_their_numbers_or_without_a_roundup() -> None:
    """`3, 5` needs a roundup, ids don't; neighbours are papers to open; a mention without words says what there is."""
    newer = paper(9, "PondLoRA II: Low-Rank Fine-Tuning in Deep Ponds", PAPERS[0].abstract)
    lab = Lab([*PAPERS, newer])

    assert "I don't know which roundup" in words(await lab.reply("1, 2", "thread"))
    both = await lab.reply("abstract 2605.00001, 2605.00009", "thread")
    related = await lab.reply("related 2605.00001", "thread")

    assert [newer.title in "\n".join(part_lines(part)) for part in both.parts] == [False, True]
    assert newer.title in words(related)
    assert newer.id in {action.text for action in related.parts[0].actions}
    assert "/papers subscribe" in words(await lab.reply("", "thread"))


async def test_a_search_finds_what_a_whole_sentence_comes_near_and_says_when_nothing_does() -> None:
    """A sentence rarely stands in an abstract; words that nobody has find nothing."""
    assert "DriftBot" in await Lab().say("search robots that knit sweaters along rivers")
    assert "No paper of the last weeks matches" in await Lab().say("search zyxquv wqorple")


async def test_a_channel_sees_its_own_subscriptions_only() -> None:
    """Another workspace's channel of the same id has nothing to do with it."""
    lab = Lab()
    await lab.say("subscribe fine-tuning")
    elsewhere = replace(request("list"), channel=Channel(platform="test", workspace="other", id=CHANNEL.id))

    assert "no subscriptions yet" in words(await lab.bot.answer(elsewhere))


async def test_why_before_any_delivery_asks_about_the_first_subscription() -> None:
    """There is no last roundup yet, so the next one's topic and window are meant."""
    lab = Lab()
    await lab.say("subscribe fine-tuning")

    assert "PondLoRA: Low-Rank Fine-Tuning in Shallow Ponds is in the roundup on fine-tuning" in await lab.say(
        "why PondLoRA"
    )


async def test_a_number_in_the_thread_of_an_empty_roundup_says_so() -> None:
    """There is nothing to open."""
    lab = Lab()
    kept = (await lab.reply("roundup quantum knitting")).roundup_id
    await lab.roundups.record_shown(CHANNEL, "t", kept, NOW)

    for said in ("1", "papers"):
        answered = await lab.bot.answer(request(said, entry_point="thread", thread="t"))
        assert words(answered) == "This roundup has no papers."
    for said, has in (
        ("why", "0 were on topic"),
        ("any code?", "No paper of this roundup links to code"),
        ("ponds", "None of this roundup's papers"),
    ):
        answered = await lab.bot.answer(request(said, entry_point="thread", thread="t"))
        assert has in words(answered)


async def test_single_subscriptions_need_no_topic() -> None:
    """`unsubscribe` alone ends the only one, and a channel without any is shown how to begin."""
    lab = Lab()
    await lab.say("subscribe fine-tuning")

    assert "no longer subscribed" in await lab.say("unsubscribe")
    assert "no subscriptions yet" in await lab.say("unsubscribe")
    assert "no subscriptions yet" in await lab.say("resume")
    await lab.say("subscribe fine-tuning")
    assert "isn't subscribed" in await lab.say('pause "open')


async def test_offline_last_week_is_the_newest_in_the_papers() -> None:
    """With given papers only, their newest day stands for today's and nothing is read."""
    shelf = InMemoryPapers(PAPERS)
    clock = SetClock(NOW + timedelta(days=400))
    service = RoundupService(shelf, None, clock, latest=shelf.latest)
    bot = Bot(service, FakeSubscriptions(), FakeRoundups(), clock, rights=ALLOWED)

    answered = words(await bot.answer(request("roundup fine-tuning")))
    unknown = words(await bot.answer(request("2605.99999", entry_point="paper")))

    assert "fine-tuning · 9–15 May 2026 · 6 read" in answered
    assert "I know no paper" in unknown


@settings(max_examples=40, deadline=None)
@given(said=st.text(max_size=60), entry_point=st.sampled_from(["papers", "paper", "thread"]))
async def test_no_text_makes_the_bot_fail(said: str, entry_point: EntryPoint) -> None:
    """Whatever is said, there is a reply, and it isn't about a fault of ours."""
    reply = await LAB.bot.answer(request(said, entry_point=entry_point))

    assert reply.parts
    assert "wrong on my side" not in words(reply)


LAB = Lab(PAPERS)

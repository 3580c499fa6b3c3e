"""Answers about subscriptions: what was understood, when the next roundups come, and what they are likely about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.chat import Action, Bullets, Heading, Paragraph, Reply, Rows, Small, Span, plain, strong
from adapters.platforms.shared.command_words import CHANGE
from adapters.platforms.shared.subscription_form import CADENCES
from bot.answers import replies, topic_answers
from bot.answers.replies import EXAMPLES, press, reply, sentence, trying
from bot.commands import when
from bot.knowledge import topics
from digest.model import Topic
from digest.query import parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adapters.chat import Block, Text
    from adapters.store.ports import Subscription
    from bot.service.results import Preview
    from digest.roundup import Roundup

_TITLES = _THEMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionStatus:
    """A subscription, its next dates, and the last roundup that its channel was shown.

    Attributes:
        has_model: Whether style and language take effect here.
        on_its_way: When a roundup that is due now will have been posted, or was due, in words; "" where none is due.
    """

    subscription: Subscription
    dates: tuple[datetime, ...]
    last: Roundup | None = None
    has_model: bool = False
    on_its_way: str = ""


def subscribed(
    status: SubscriptionStatus, preview: Preview | str | None, *, changed: bool, by: str, former: str = ""
) -> Reply:
    """What was understood, who said it, the next dates, and what a roundup posted now would be about.

    `preview` is why there is none, or None while it is still being read; `former` is how it came before it was ended, as the
    words that subscribe to that.
    """
    subscription = status.subscription
    done = "This channel's subscription to " if changed else "This channel is now subscribed to "
    tail = " is changed." if changed else "."
    comes = plain(when_it_comes(subscription))
    topic = Topic(name=subscription.topic, query=parse(subscription.query))
    return replies.changed(
        Paragraph((Span(text=done), strong(subscription.topic), Span(text=tail))),
        Rows(
            (
                ("Comes", comes),
                *_writing_options(status),
                *topic_answers.understood_rows(topic.query),
                *_dates(status),
                *((("Changed by" if changed else "Subscribed by", plain(by)),) if by else ()),
            )
        ),
        *_preview(preview),
        *(
            (Paragraph(plain(f"Before it was ended, it came as “{former.removeprefix('subscribe ')}”.")),)
            if former
            else ()
        ),
        actions=(
            *((press("As it was before", former),) if former else ()),
            press("Roundup now", f"roundup {subscription.topic}"),
            press("Unsubscribe", f"unsubscribe {subscription.topic}"),
            *topic_answers.refinements(
                topic, subscription.topic, "" if preview is None or isinstance(preview, str) else preview.author
            ),
        ),
    )


def listing(statuses: Sequence[SubscriptionStatus]) -> Reply:
    """All subscriptions of a channel."""
    blocks: list[Block] = [Heading("This channel's subscriptions")]
    for status in statuses:
        subscription = status.subscription
        blocks += [Paragraph((strong(subscription.topic),)), Rows(_rows(status))]
    return reply(*blocks, actions=_at_hand([status.subscription for status in statuses]))


def _at_hand(subscriptions: Sequence[Subscription]) -> tuple[Action, ...]:
    """What is done to a subscription: a button each; where there are many, a menu that shows one alone comes first."""
    if len(subscriptions) > 1:
        return tuple(
            Action(label=one.topic, entry_point="papers", text=f"list {one.topic}", group="Change, pause or end one")
            for one in subscriptions
        )
    (one,) = subscriptions
    hold = press("Resume", f"resume {one.topic}") if one.paused else press("Pause", f"pause {one.topic}")
    return (
        press("Roundup now", f"roundup {one.topic}"),
        press("Change", f"{CHANGE} {one.topic}"),
        hold,
        press("Unsubscribe", f"unsubscribe {one.topic}"),
    )


def changing(subscription: Subscription) -> Reply:
    """How it comes, and how that is said anew."""
    topic, cadence = subscription.topic, subscription.cadence
    said = (strong(topic), Span(text=f" comes {when_it_comes(subscription)}. Say only what shall be different."))
    examples = (f"/papers {CHANGE} {topic} to friday at 10:00", f"/papers {CHANGE} {topic} to tz Europe/London")
    actions = (press(words, f"subscribe {topic} {how}") for how, words in CADENCES.items() if how != cadence)
    return reply(Paragraph(said), Paragraph(trying(*examples)), actions=tuple(actions))


def none_yet() -> Reply:
    """The channel has no subscriptions."""
    examples = [f"/papers subscribe {topic}" for topic in EXAMPLES]
    return reply(
        Paragraph(plain("This channel has no subscriptions yet.")),
        Paragraph(trying(*examples)),
        actions=(press("Topics", "topics"),),
    )


def not_subscribed(topic: str, have: Sequence[Subscription], verb: str, near: str = "") -> Reply:
    """The topic isn't among the channel's; says which are, and a near one first."""
    if not have:
        return none_yet()
    names = ", ".join(subscription.topic for subscription in have)
    hint = f" Did you mean {near}?" if near else ""
    offered = [near] if near else [one.topic for one in have[:5]]
    actions = tuple(press(f"{verb.capitalize()} {name}", f"{verb} {name}") for name in offered)
    said = f"This channel isn't subscribed to “{topic}”.{hint} It has: {names}."
    return reply(Paragraph(plain(said)), Paragraph(trying(f"/papers {verb} {near or have[0].topic}")), actions=actions)


def which(have: Sequence[Subscription], verb: str, words: str = "") -> Reply:
    """Several topics could be meant, with words that were said of one of them."""
    lead = f"{verb} {words} in" if words else verb
    actions = tuple(press(one.topic, f"{lead} {one.topic}") for one in have)
    return sentence(f"Which topic? This channel has {', '.join(one.topic for one in have)}.", *actions)


def unsubscribed(subscription: Subscription, words: str) -> Reply:
    """It is over, and the words that go back to just what was."""
    again = (press("Subscribe again", words),)
    ended = strong(subscription.topic)
    said = Paragraph((Span(text="This channel is no longer subscribed to "), ended, Span(text=".")))
    return replies.changed(said, Small(plain(f"It came {when_it_comes(subscription)}.")), actions=again)


def paused(topics: Sequence[str]) -> Reply:
    """Held, and how to go on."""
    said = f"Paused: {', '.join(topics)}. Nothing is forgotten."
    again = press("Resume", f"resume {topics[0]}" if len(topics) == 1 else "resume")
    return replies.changed(Paragraph(plain(said)), actions=(again,))


def resumed(statuses: Sequence[SubscriptionStatus]) -> Reply:
    """Going on, with the next dates."""
    items: tuple[Text, ...] = tuple(
        (
            strong(one.subscription.topic),
            Span(text=f" — {when_it_comes(one.subscription)}, next on "),
            _moment(one.dates[0]),
        )
        for one in statuses
    )
    return replies.changed(Paragraph(plain("Going on:")), Bullets(items))


def when_it_comes(subscription: Subscription) -> str:
    """When it comes: `every Monday at 09:00, Europe/Berlin`."""
    return f"{subscription.rhythm}, {subscription.zone}"


def _writing_options(status: SubscriptionStatus) -> tuple[tuple[str, Text], ...]:
    """How roundups are written, where the subscription says it."""
    style, language = status.subscription.style, status.subscription.language
    said = ", ".join(filter(None, (style, language and f"in {language}")))
    if said and not status.has_model:
        said += "; takes effect when a model writes, and none is set here"
    return (("Written", plain(said)),) if said else ()


def _dates(status: SubscriptionStatus) -> tuple[tuple[str, Text], ...]:
    arriving = (("Now", plain(status.on_its_way)),) if status.on_its_way else ()
    between = Span(text=" · ")
    spans = tuple(span for date in status.dates for span in (between, _moment(date)))
    return (*arriving, ("Next", spans[1:]))


def _moment(date: datetime) -> Span:
    return Span(text=when.moment(date), moment=date)


def _rows(status: SubscriptionStatus) -> tuple[tuple[str, Text], ...]:
    subscription, last = status.subscription, status.last
    comes = ("Comes", plain(when_it_comes(subscription)))
    stands = (("Paused", plain(subscription.paused.text)),) if subscription.paused else _dates(status)
    delivered = f"{last.window.label}, made on {when.day(last.generated_at)}" if last else "none yet"
    query = (("Query", plain(subscription.query)),) if _is_changed(subscription) else ()
    return (comes, *_writing_options(status), *stands, ("Last roundup", plain(delivered)), *query)


def _is_changed(subscription: Subscription) -> bool:
    """Whether this channel asks for something else than the topic's name says."""
    return topics().resolve(subscription.topic).query.text != subscription.query


def _preview(preview: Preview | str | None) -> tuple[Block, ...]:
    if preview is None:
        return (Small(plain("I am reading what is new, and add here what a roundup posted now would be about.")),)
    if isinstance(preview, str):
        return (Small(plain(f"The subscription stands, but there is no preview this time: {preview}")),)
    shortlist = preview.shortlist
    missing = (Small(plain(f"Not everything could be read: {preview.missing}")),) if preview.missing else ()
    if not shortlist.picks:
        none = (
            "Posted now, its roundup would be empty: "
            f"none of {shortlist.found:,} papers of {shortlist.window.label} is on this topic."
        )
        return (Paragraph(plain(none)), *topic_answers.misses(shortlist), *missing)
    titles = tuple((Span(text=pick.paper.title, link=pick.paper.url),) for pick in shortlist.picks[:_TITLES])
    counted = f"{shortlist.window.label} · {shortlist.matched:,} of {shortlist.found:,} papers on topic"
    about = (strong(", ".join(preview.themes[:_THEMES])), Span(text=" · ")) if preview.themes else ()
    head = Span(text="Posted now, its roundup would be about: " if about else "Posted now, its roundup would be: ")
    near = topic_answers.misses(shortlist)
    return (Paragraph((head, *about, Span(text=counted))), Bullets(titles), *near, *missing)

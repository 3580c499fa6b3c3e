"""Answers about roundups by mail, and what the mail says that asks for a confirmation; addresses are shown in part."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.chat import Heading, Paragraph, Part, Rows, Small, Span, code, plain
from adapters.store.mail_signups import SIGNUP_DAYS
from bot.answers.replies import press, reply, sentence, trying
from bot.answers.subscription_answers import when_it_comes
from bot.commands.mail_words import EXAMPLE
from bot.knowledge import topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Reply
    from adapters.store.mail_signups import Signup
    from adapters.store.ports import Subscription


def not_here(missing_settings: str) -> Reply:
    """Nothing is sent by mail in this installation."""
    return sentence(f"Roundups can't be had by mail here. Whoever runs me can change that: {missing_settings}")


def confirmation_sent(address: str, wishes: Sequence[Subscription]) -> Reply:
    """A confirmation is on its way."""
    said = f"A mail is on its way to {mail_address.masked(address)}: the link in it confirms this within {SIGNUP_DAYS} days, "
    return reply(Paragraph(plain(f"{said}and until then nothing else is sent there.")), Rows(_rows(wishes)))


def mail_ended(address: str, ending: Sequence[Subscription]) -> Reply:
    """What an address no longer gets."""
    shown = mail_address.masked(address)
    if not ending:
        return sentence(f"{shown} gets nothing of that from this channel.")
    return sentence(f"{shown} gets no more roundups on {', '.join(one.topic for one in ending)} from here.")


def listing(every: Sequence[Subscription]) -> Reply:
    """Who gets this channel's roundups by mail, and what is paused, and why."""
    hint = Paragraph((*plain("To get this channel's roundups by mail: "), *trying(EXAMPLE)))
    if not every:
        return reply(Paragraph(plain("Nobody gets this channel's roundups by mail.")), hint)
    rows = []
    for channel, mine in groupby(every, key=lambda one: one.channel):
        rows += [(mail_address.masked(channel.id), plain(f"{one.topic}, {_state(one)}")) for one in mine]
    again = Small((*plain("What is paused goes on when it is asked for again and confirmed: "), code(EXAMPLE)))
    paused = any(one.paused is not None for one in every)
    return reply(Heading("This channel's roundups by mail"), Rows(tuple(rows)), *((again,) if paused else (hint,)))


def paused_note(address: str, topics: Sequence[str], reason: str) -> Part:
    """Told where a mail was asked for, once it no longer arrives."""
    said = f"The roundups on {', '.join(topics)} for {mail_address.masked(address)} are paused: {reason}. "
    mend = (*plain(f"{said}Nothing is lost. When it is mended, ask for them again: "), code(EXAMPLE))
    return Part(blocks=(Paragraph(mend),), actions=(press("By mail", "mail"),))


def refused_note(address: str, reason: str) -> Part:
    """Told where a mail was asked for, when not even the confirmation arrives."""
    said = f"The mail that {mail_address.masked(address)} should confirm couldn't be brought: {reason}."
    return Part(blocks=(Paragraph(plain(said)),))


def confirmation(signup: Signup, address: str) -> Part:
    """The mail that asks whether the address wants it; it says nothing that whoever asked could choose freely.

    So only well-known topics are named: with others, anybody could have their own words sent to anybody.
    """
    named = ", ".join(dict.fromkeys(_well_known(one.topic) for one in signup.subscriptions))
    first = signup.subscriptions[0]
    wants = (
        f"Somebody, most likely you, asked that this address gets a roundup of new papers on {named}, {when_it_comes(first)}. "
        "If you want it, confirm it:"
    )
    return Part(
        blocks=(
            Heading("Please confirm: a roundup of new papers by mail"),
            Paragraph(plain(wants)),
            Paragraph((Span(text="Confirm the subscription", link=address),)),
            Small(
                plain(
                    f"If it wasn't you, do nothing, and nothing else is sent here. The link works for {SIGNUP_DAYS} days. "
                    "Every roundup has a link that ends it."
                )
            ),
        )
    )


def _well_known(topic: str) -> str:
    return topics().resolve(topic).name if topics().is_well_known(topic) else "a topic of the channel"


def _rows(wishes: Sequence[Subscription]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    return tuple((one.topic, plain(when_it_comes(one))) for one in wishes)


def _state(one: Subscription) -> str:
    return when_it_comes(one) if one.paused is None else f"paused: {one.paused.text}"

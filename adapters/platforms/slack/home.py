"""The Home tab: the subscriptions of somebody's channels, each to pause, resume, change or remove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.chat import Span, plain, strong
from adapters.platforms.shared.button_codec import Choice, read
from adapters.platforms.slack import formatting, render
from adapters.platforms.slack.blocks import context, heading, label, plain_text, small

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from adapters.chat import Text
    from adapters.platforms.slack.blocks import Drawn
    from adapters.store.ports import Subscription

SAY = "home"
CHANGE_BUTTON = "change"
NEW_BUTTON = "new"
_AT_MOST = 31  # with a heading for each, the tab's 100 blocks
_VALUE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeEntry:
    """A subscription as the tab lists it."""

    channel: str
    name: str
    subscription: Subscription
    next_date: datetime | None


def view(entries: Sequence[HomeEntry], notice: str = "") -> Drawn:
    """The tab as Slack draws it."""
    blocks: list[Drawn] = [
        small(
            plain(
                "What is new on arXiv for your channels. Next dates are in your own time zone; only you see this page."
            )
        ),
        {"type": "actions", "elements": [_button("New subscription", f"{NEW_BUTTON}:0", NEW_BUTTON, style="primary")]},
    ]
    if notice:
        blocks.append(formatting.block(formatting.section(plain(notice))))
    blocks.append({"type": "divider"})
    if not entries:
        blocks.append(formatting.block(formatting.section(_none())))
    before = ""
    for at, entry in enumerate(entries[:_AT_MOST]):
        if entry.channel != before:
            blocks.append(heading(entry.name))
        blocks += _entry(at, entry)
        before = entry.channel
    if len(entries) > _AT_MOST:
        more = f"And {len(entries) - _AT_MOST} more. /papers list shows them in their channels."
        blocks.append(context(plain_text(more)))
    return {"type": "home", "blocks": blocks}


def _none() -> tuple[Span, ...]:
    words = "None of your channels follows a topic yet. Press New subscription, or type "
    return (Span(text=words), Span(text="/papers subscribe", style="code"), Span(text=" in a channel."))


def _entry(at: int, entry: HomeEntry) -> Iterator[Drawn]:
    one = entry.subscription
    line = (strong(one.topic), Span(text=f" — {one.rhythm}, {one.zone}"))
    yield formatting.block(formatting.section(line, _standing(entry)))
    verb = "Resume" if one.paused is not None else "Pause"
    buttons = (
        _say(at * 3, entry, verb, f"{verb.lower()} {one.topic}"),
        _button("Change", f"{CHANGE_BUTTON}:{at}", f"{entry.channel} {one.topic}"),
        {**_say(at * 3 + 1, entry, "Remove", f"unsubscribe {one.topic}"), "confirm": _confirmation(entry)},
    )
    yield {"type": "actions", "elements": [button for button in buttons if len(button["value"]) <= _VALUE]}


def _standing(entry: HomeEntry) -> Text:
    if entry.subscription.paused is not None:
        pause = entry.subscription.paused
        reason = f"{pause.text[:1].upper()}{pause.text[1:]}" if pause.code == "asked" else f"Paused: {pause.text}"
        return plain(f"{reason}.")
    if entry.next_date is None:
        return plain("No next date.")
    due = entry.next_date
    return (Span(text="Next: "), Span(text=f"{due:%A}, {due.day} {due:%B} at {due:%H:%M}", moment=due))


def _say(at: int, entry: HomeEntry, words: str, command: str) -> Drawn:
    choice = Choice(entry_point="papers", text=command)
    return _button(words, f"{SAY}:{at}", f"{entry.channel} {choice.value}")


def _button(words: str, action: str, value: str, *, style: str = "") -> Drawn:
    button: Drawn = {"type": "button", "text": label(words, render.BUTTON_TEXT), "action_id": action, "value": value}
    return {**button, "style": style} if style else button


def _confirmation(entry: HomeEntry) -> Drawn:
    return {
        "title": plain_text("Remove this subscription?"),
        "text": label(f"{entry.name} will get no more roundups on {entry.subscription.topic}.", 280),
        "confirm": plain_text("Remove"),
        "deny": plain_text("Keep"),
        "style": "danger",
    }


def chosen(value: str) -> tuple[str, Choice | None]:
    """The channel that a button of the tab is about, and what it says there."""
    channel, _, words = value.partition(" ")
    return channel, read(words)

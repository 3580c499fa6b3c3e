"""The window behind `/papers subscribe` without words: its view, and what was filled in."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING, Any

from adapters.platforms.shared.subscription_form import CADENCES, DAY_CHOICES, SubscriptionInput
from adapters.platforms.slack.blocks import context, drawn, label, plain_text
from adapters.present.printable import utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.chat import Part
from adapters.platforms.slack.blocks import Drawn

CALLBACK = "subscribe"
TOPIC = "subscribe:topic"
ZONE = "subscribe:zone"
CADENCE = "subscribe:cadence"
_FIELDS = ("topic", "cadence", "weekday", "at", "zone", "channel")
_HINT = 'Choose a well-known topic, or type a query of your own: "long context" OR RAG -vision cat:cs.CL'
_PREVIEWED = 6
_OPTION_VALUE = 150
_OPTIONS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionForm:
    """An open window.

    Attributes:
        channel: Where the subscription goes; "" where that isn't chosen yet.
        asks_for_channel: Whether the person chooses it.
        response_url: Where an answer can be given privately, or "".
        preview: What last week's roundup says, or None while no topic is chosen.
        note: A line of the form's own in place of the preview.
        is_change: Whether the subscription exists already, so that its topic stays.
        below: What stands below the fields already, in place of preview and note.
    """

    values: SubscriptionInput
    channel: str = ""
    asks_for_channel: bool = False
    response_url: str = ""
    preview: Part | None = None
    note: str = "Choose a topic to see what its roundup would be about."
    is_change: bool = False
    below: tuple[Drawn, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The fields that show what is wrong with what was chosen, and with its place or moment."""
        words = "at" if self.is_change else "topic"
        return {"words": words, "place": "channel" if self.asks_for_channel else words}


def view(form: SubscriptionForm) -> Drawn:
    """The window as Slack draws it."""
    values = form.values
    memory = {
        "channel": "" if form.asks_for_channel else form.channel,
        "response_url": form.response_url,
        "change": form.is_change,
        "topic": values.topic,
        "weekday": values.weekday,
    }
    preview = form.below or ([] if form.is_change else _preview(form))  # where the topic stays there is none to choose
    blocks = [
        *([_input("channel", "Channel", _channels())] if form.asks_for_channel else []),
        *([_fixed(values.topic)] if form.is_change else [_topic(values.topic)]),
        {**_input("cadence", "How often", _select(CADENCE, CADENCES.items(), values.cadence)), "dispatch_action": True},
        *([] if values.cadence == "daily" else [_weekday(values.weekday)]),
        _input("at", "At", {"type": "timepicker", "action_id": "at", "initial_time": f"{values.at:%H:%M}"}),
        _input("zone", "Time zone", _external(ZONE, values.zone, "Europe/Berlin")),
        *([{"type": "divider"}, *preview] if preview else []),
    ]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text("Change roundup" if form.is_change else "Subscribe to papers"),
        "submit": plain_text("Save" if form.is_change else "Subscribe"),
        "close": plain_text("Cancel"),
        "private_metadata": json.dumps(memory),
        "blocks": blocks,
    }


def _weekday(chosen: int) -> Drawn:
    return _input("weekday", "On", _select("weekday", DAY_CHOICES, chosen))


def below(sent: Drawn) -> tuple[Drawn, ...]:
    """What stands below the fields of a view that Slack sends back."""
    kinds = [block["type"] for block in sent["blocks"]]
    return tuple(sent["blocks"][kinds.index("divider") + 1 :]) if "divider" in kinds else ()


def _topic(chosen: str) -> Drawn:
    field = _input("topic", "Topic", _external(TOPIC, chosen, "fine-tuning, or your own words"))
    return {**field, "dispatch_action": True, "hint": plain_text(_HINT)}


def _fixed(topic: str) -> Drawn:
    return {"type": "header", "text": label(topic, 150)}


def _preview(form: SubscriptionForm) -> list[Drawn]:
    if form.preview is None:
        return [context(plain_text(form.note))]
    return [
        context(plain_text("Last week's roundup would have begun like this:")),
        *drawn(form.preview.blocks[:_PREVIEWED]),
    ]


def _input(block: str, words: str, element: Drawn) -> Drawn:
    return {"type": "input", "block_id": block, "label": plain_text(words), "element": element}


def _external(action: str, chosen: str, placeholder: str) -> Drawn:
    menu: Drawn = {
        "type": "external_select",
        "action_id": action,
        "min_query_length": 0,
        "placeholder": plain_text(placeholder),
    }
    return {**menu, "initial_option": option(chosen, chosen)} if chosen else menu


def _select(action: str, entries: Iterable[tuple[object, str]], chosen: object) -> Drawn:
    options = {key: option(words, str(key)) for key, words in entries}
    return {
        "type": "static_select",
        "action_id": action,
        "options": list(options.values()),
        "initial_option": options[chosen],
    }


def _channels() -> Drawn:
    kinds = {"include": ["public", "private", "mpim", "im"], "exclude_bot_users": False}
    return {
        "type": "conversations_select",
        "action_id": "channel",
        "filter": kinds,
        "default_to_current_conversation": True,
    }


def option(words: str, value: str) -> Drawn:
    """An entry of a menu."""
    return {"text": label(words, 75), "value": value}


def options(suggested: Sequence[str], typed: str = "") -> list[Drawn]:
    """What a menu offers for what was typed; own words come last where they are no suggestion."""
    own = typed.strip()
    values = list(dict.fromkeys((*suggested[: _OPTIONS - 1], *([own] if own else []))))
    return [option(value, value) for value in values if value and utf16_length(value) <= _OPTION_VALUE]


def read(sent: Drawn) -> SubscriptionForm:
    """What somebody filled in, from a view that Slack sends back; a field that is empty keeps its default."""
    memory = json.loads(sent.get("private_metadata") or "{}")
    state = (sent.get("state") or {}).get("values") or {}
    given = {field: _value(next(iter((state.get(field) or {}).values()), {})) for field in _FIELDS}
    values = SubscriptionInput(topic=given["topic"] or str(memory.get("topic") or ""))
    if given["cadence"] in CADENCES:
        values = replace(values, cadence=given["cadence"])
    values = replace(values, weekday=int(memory.get("weekday") or 0))
    if given["weekday"].isdecimal() and int(given["weekday"]) < len(DAY_CHOICES):
        values = replace(values, weekday=int(given["weekday"]))
    if given["at"]:
        values = replace(values, at=time.fromisoformat(given["at"]))
    return SubscriptionForm(
        values=replace(values, zone=given["zone"] or values.zone),
        channel=str(memory.get("channel") or given["channel"]),
        asks_for_channel=not memory.get("channel"),
        response_url=str(memory.get("response_url") or ""),
        is_change=bool(memory.get("change")),
    )


def _value(element: dict[str, Any]) -> str:
    selected = element.get("selected_option") or {}
    return str(selected.get("value") or element.get("selected_time") or element.get("selected_conversation") or "")


def problems(form: SubscriptionForm) -> dict[str, str]:
    """What has to be filled in still, by field."""
    missing = {}
    if not form.values.topic.strip():
        missing["topic"] = "Choose a topic, or type your own words."
    if not form.channel:
        missing["channel"] = "Choose the channel that the roundup goes to."
    return missing

"""The window that changes when a subscription comes: its fields, and what was filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.platforms.discord.menus import CUSTOM_ID, within_units
from adapters.platforms.shared import subscription_form
from adapters.platforms.shared.button_codec import Choice
from adapters.platforms.shared.command_words import CHANGE
from adapters.platforms.shared.subscription_form import CADENCES, DAY_CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adapters.platforms.discord.menus import Drawn
    from adapters.store.ports import Subscription

TITLE = 45
_SELECT, _INPUT, _LABEL, _RADIO_GROUP = 3, 4, 18, 21
_ONE_LINE = 1


def choice(topic: str) -> Choice:
    """What opens it, which its custom id says."""
    return Choice(entry_point="papers", text=f"{CHANGE} {topic}")


def window(subscription: Subscription) -> Drawn:
    """The window on how a subscription comes now."""
    form = subscription_form.from_subscription(subscription)
    return {
        "custom_id": choice(subscription.topic).within(CUSTOM_ID),
        "title": within_units(f"Change {subscription.topic}", TITLE),
        "components": [
            _labelled("How often", _chosen(_RADIO_GROUP, "cadence", CADENCES.items(), form.cadence)),
            _labelled("On", _chosen(_SELECT, "weekday", DAY_CHOICES, form.weekday), "Unless every working day"),
            _labelled("At", _line("at", f"{form.at:%H:%M}", 20)),
            _labelled("Time zone", _line("zone", form.zone, 60), "Such as Europe/Berlin"),
        ],
    }


def command(topic: str, filled: Mapping[str, Any]) -> str:
    """The words after `/papers` that a filled-in window stands for."""
    # Fields come under labels, and from older clients in rows.
    fields = (
        one for row in filled["components"] for one in (row.get("component"), *(row.get("components") or ())) if one
    )
    given = {one["custom_id"]: _value(one) for one in fields}
    day = given.get("weekday", "")
    return subscription_form.command(
        topic,
        cadence=given.get("cadence", ""),
        weekday=int(day) if day.isdecimal() and int(day) < len(DAY_CHOICES) else None,
        at=given.get("at", ""),
        zone=given.get("zone", ""),
    )


def _value(one: Mapping[str, Any]) -> str:
    values = one.get("values") or [one.get("value") or ""]
    return " ".join(str(values[0]).split())


def _labelled(label: str, component: Drawn, description: str = "") -> Drawn:
    about = {"description": description} if description else {}
    return {"type": _LABEL, "label": label, **about, "component": component}


def _chosen(kind: int, custom_id: str, entries: Iterable[tuple[object, str]], now: object) -> Drawn:
    options = [{"label": label, "value": str(value), "default": value == now} for value, label in entries]
    return {"type": kind, "custom_id": custom_id, "options": options, "required": True}


def _line(custom_id: str, value: str, longest: int) -> Drawn:
    return {"type": _INPUT, "custom_id": custom_id, "style": _ONE_LINE, "value": value, "max_length": longest}

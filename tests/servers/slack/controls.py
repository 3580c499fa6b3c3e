"""Finding what a person can press, choose or fill in, and what that says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.servers.slack.refusals import JSON

_FIELDS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "timepicker": "selected_time",
    "datepicker": "selected_date",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
}
_ONE = ("static_select", "external_select", "radio_buttons", "overflow")
_MANY = ("checkboxes", "multi_static_select", "multi_external_select")


class NothingThereError(AssertionError):
    """Raised when a person couldn't do that: there is no such control, option or field."""


def elements(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Every block with each of its controls."""
    for block in blocks:
        inside = [
            *(block.get("elements") or []),
            *(block.get("actions") or []),
            block.get("accessory"),
            block.get("element"),
        ]
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def find(blocks: list[JSON], wanted: str) -> tuple[JSON, JSON]:
    """The control with an action_id or label."""
    there = list(elements(blocks))
    for block, element in there:
        if wanted in (element["action_id"], label(element)):
            return block, element
    names = ", ".join(f"{element['action_id']} ({label(element)})" for _, element in there)
    raise NothingThereError(f"no control {wanted!r}; there are: {names or 'none'}")


def label(element: JSON) -> str:
    """What stands on a control."""
    words = element.get("text") or element.get("placeholder") or {}
    return str(words.get("text", ""))


def options(element: JSON) -> list[JSON]:
    """What a menu offers by itself."""
    grouped = [each for group in element.get("option_groups") or [] for each in group["options"]]
    return [*(element.get("options") or []), *grouped]


def option(element: JSON, wanted: str) -> JSON:
    """The option with a value or label."""
    offered = options(element)
    for each in offered:
        if wanted in (each["value"], each["text"]["text"]):
            return each
    names = ", ".join(f"{each['value']} ({each['text']['text']})" for each in offered)
    raise NothingThereError(f"no option {wanted!r}; there are: {names or 'none'}")


def said(element: JSON, value: object) -> JSON:
    """A control's state once a person has chosen or written a value; an option may be given whole."""
    kind = element["type"]
    if kind in _FIELDS:
        return {"type": kind, _FIELDS[kind]: value}
    if kind in _ONE:
        chosen = value if isinstance(value, dict) or value is None else option(element, str(value))
        return {"type": kind, "selected_option": chosen}
    if kind in _MANY:
        many = value if isinstance(value, list) else [value]
        return {"type": kind, "selected_options": [v if isinstance(v, dict) else option(element, str(v)) for v in many]}
    raise NothingThereError(f"nothing can be chosen in a {kind}")


def untouched(element: JSON) -> JSON:
    """A control's state as the app drew it."""
    kind = element["type"]
    if kind in _FIELDS:
        field = _FIELDS[kind]
        initial = element.get(field.replace("selected", "initial") if field != "value" else "initial_value")
        return {"type": kind, field: initial}
    if kind in _ONE:
        return {"type": kind, "selected_option": element.get("initial_option")}
    return {"type": kind, "selected_options": element.get("initial_options") or []}


def _is_empty(state: JSON) -> bool:
    return all(value in (None, "", []) for key, value in state.items() if key != "type")


def values(blocks: list[JSON], filled: Mapping[str, object]) -> JSON:
    """The state of a view's controls, by block and action; `filled` names blocks, actions or labels."""
    state: JSON = {}
    left = dict(filled)
    for block, element in elements(blocks):
        if element["type"] in ("button", "overflow"):
            continue
        name = next((n for n in (block["block_id"], element["action_id"], _title(block)) if n in left), None)
        now = untouched(element) if name is None else said(element, left.pop(name))
        state.setdefault(block["block_id"], {})[element["action_id"]] = now
    if left:
        raise NothingThereError(f"no field {', '.join(left)}; there are: {', '.join(state)}")
    return state


def refuse_gaps(blocks: list[JSON], state: JSON) -> None:
    """Refuse what Slack's client refuses to submit: an input that isn't optional and is empty."""
    for block, element in elements(blocks):
        if block["type"] == "input" and not block.get("optional"):
            now = state[block["block_id"]][element["action_id"]]
            if _is_empty(now):
                raise NothingThereError(f"{_title(block)!r} must be filled in")


def _title(block: JSON) -> str:
    return str((block.get("label") or {}).get("text", ""))

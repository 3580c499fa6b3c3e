"""What Discord refuses about a modal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import components
from tests.servers.discord.refusal import Form

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json, Path

TITLE, INPUTS, LABEL, PLACEHOLDER, VALUE, DESCRIPTION = 45, 5, 45, 100, 4000, 100
RADIO_BUTTONS = 10


def check(data: Json) -> None:
    """A title, a custom id, and one to five inputs, each in a row or under a label."""
    form, ids = Form(), set[str]()
    form.text(("title",), data.get("title"), least=1, most=TITLE, required=True)
    form.text(("custom_id",), data.get("custom_id"), least=1, most=components.CUSTOM_ID, required=True)
    for at, each in enumerate(form.many(("components",), data.get("components"), least=1, most=INPUTS)):
        path: Path = ("components", at)
        kind = each.get("type")
        if kind == components.ROW:
            inner = form.many((*path, "components"), each.get("components"), least=1, most=1)
            for one in inner:
                _input(one, (*path, "components", 0), form, ids, labelled=False)
        elif kind == components.LABEL:
            form.text((*path, "label"), each.get("label"), least=1, most=LABEL, required=True)
            form.text((*path, "description"), each.get("description"), most=DESCRIPTION)
            _input(each.get("component") or {}, (*path, "component"), form, ids, labelled=True)
        elif kind != components.WORDS:
            form.wrong((*path, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).')
    form.check()


def _input(one: Json, path: Path, form: Form, ids: set[str], *, labelled: bool) -> None:
    named = str(one.get("custom_id") or "")
    form.text((*path, "custom_id"), named, least=1, most=components.CUSTOM_ID, required=True)
    if named in ids:
        message = "Component custom id cannot be duplicated"
        form.wrong((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
    ids.add(named)
    if one.get("type") != components.INPUT:
        if not labelled:
            form.wrong((*path, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (4,).')
        _options(one, path, form)
        return
    form.choice((*path, "style"), one.get("style"), (1, 2))
    if not labelled:
        form.text((*path, "label"), one.get("label"), least=1, most=LABEL, required=True)
    form.text((*path, "placeholder"), one.get("placeholder"), most=PLACEHOLDER)
    form.text((*path, "value"), one.get("value"), most=VALUE)
    form.number((*path, "min_length"), one.get("min_length"), least=0, most=VALUE)
    form.number((*path, "max_length"), one.get("max_length"), least=1, most=VALUE)


def _options(one: Json, path: Path, form: Form) -> None:
    """Radio buttons are two to ten, entries of a menu up to 25; of both at most one is chosen from the start."""
    if one.get("type") not in {components.SELECT, components.RADIO_GROUP}:
        return
    least, most = (2, RADIO_BUTTONS) if one["type"] == components.RADIO_GROUP else (1, components.OPTIONS)
    options = form.many((*path, "options"), one.get("options"), least=least, most=most)
    for at, option in enumerate(options):
        for name in ("label", "value"):
            form.text(
                (*path, "options", at, name), option.get(name), least=1, most=components.OPTION_TEXT, required=True
            )
    if sum(bool(option.get("default")) for option in options) > 1:
        form.wrong((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "At most one option may be the default")

"""Interactive elements of Block Kit: what each must have, may have, and where it may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack import objects

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.slack.places import Place

_SELECTS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
_MULTI = {f"multi_{each}" for each in _SELECTS}
_PICKERS = {"datepicker", "timepicker", "datetimepicker"}
_CHOICES = {"checkboxes", "radio_buttons"}

IN_ACTIONS = {"button", "overflow", *_SELECTS, *_PICKERS, *_CHOICES}
IN_SECTION = {"button", "overflow", "image", *_SELECTS, *_MULTI, "datepicker", "timepicker", *_CHOICES}
IN_INPUT = {
    *_SELECTS, *_MULTI, *_PICKERS, *_CHOICES,
    "plain_text_input", "number_input", "email_text_input", "url_text_input",
}  # fmt: skip


def check(here: Place, allowed: set[str], block: str) -> None:
    """Check an element where only some kinds may stand."""
    if here.kind not in allowed:
        here.wrong(f"unsupported type: {here.kind or 'undefined'}" if here.json else "must provide an object")
        return
    _CHECKS[here.kind](here)
    here.string("action_id", 255)
    _unique(here, block)
    objects.text(here, "placeholder", 150, plain=True)
    objects.confirm(here)
    here.flag("focus_on_load", "multiline", "is_decimal_allowed")


def _unique(here: Place, block: str) -> None:
    action_id = here.json.get("action_id")
    if not isinstance(action_id, str):
        return
    key = action_id if here.survey.unique_actions else f"{block} {action_id}"
    if key in here.survey.action_ids:
        here.wrong(f'`action_id` "{action_id}" already exists')
    here.survey.action_ids.add(key)


def image(here: Place) -> None:
    """Check an image, as an element or a block."""
    here.string("alt_text", 2_000)
    here.url("image_url")
    if not here.has("image_url") and not here.has("slack_file"):
        here.wrong("must define either `image_url` or `slack_file`")


def _image(here: Place) -> None:
    if here.object({"alt_text"}, {"image_url", "slack_file"}):
        image(here)


def _button(here: Place) -> None:
    if here.object({"text"}, {"action_id", "url", "value", "style", "confirm", "accessibility_label"}):
        objects.text(here, "text", 75, plain=True)
        here.url("url")
        here.string("value", 2_000)
        here.string("accessibility_label", 75)
        here.one_of("style", "primary", "danger")


def _overflow(here: Place) -> None:
    if here.object({"options"}, {"action_id", "confirm"}):
        objects.options(here, 5, least=2, url=True)


_MENU = {"action_id", "placeholder", "confirm", "focus_on_load"}


def _static_select(here: Place) -> None:
    multi = {"initial_options", "max_selected_items"} if here.kind.startswith("multi") else {"initial_option"}
    if not here.object(set(), {"options", "option_groups", *_MENU, *multi}):
        return
    if here.has("options") == here.has("option_groups"):
        here.wrong("must define either `options` or `option_groups`")
    objects.options(here, 100)
    if here.has("initial_option") and here.json["initial_option"] not in _offered(here):
        here.inside("initial_option").wrong("`initial_option` must exactly match one of the provided options")


def _offered(here: Place) -> list[object]:
    groups = here.json.get("option_groups") or []
    grouped = [each for group in groups if isinstance(group, dict) for each in group.get("options") or []]
    return [*(here.json.get("options") or []), *grouped]


def _external_select(here: Place) -> None:
    multi = {"initial_options", "max_selected_items"} if here.kind.startswith("multi") else {"initial_option"}
    if here.object(set(), {"min_query_length", *_MENU, *multi}) and here.has("initial_option"):
        objects.option(here.inside("initial_option"))


def _people_select(here: Place) -> None:
    what = here.kind.removeprefix("multi_").removesuffix("_select").removesuffix("s")
    initial = {f"initial_{what}s", "max_selected_items"} if here.kind.startswith("multi") else {f"initial_{what}"}
    special = {"response_url_enabled", "default_to_current_conversation", "filter"}
    here.object(set(), {*_MENU, *initial, *special})


def _choices(here: Place) -> None:
    initial = "initial_options" if here.kind == "checkboxes" else "initial_option"
    if here.object({"options"}, {"action_id", "confirm", "focus_on_load", initial}):
        objects.options(here, 10, plain=False)


def _picker(here: Place) -> None:
    initial = {"datepicker": "initial_date", "timepicker": "initial_time"}.get(here.kind, "initial_date_time")
    timezone = {"timezone"} if here.kind == "timepicker" else set()
    here.object(set(), {*_MENU, initial, *timezone})
    here.string("initial_time", 5, least=5)
    here.string("initial_date", 10, least=10)


def _input(here: Place) -> None:
    more = {"min_length", "max_length", "multiline"} if here.kind == "plain_text_input" else set()
    if here.kind == "number_input":
        more = {"is_decimal_allowed", "min_value", "max_value"}
    here.object(set(), {"action_id", "initial_value", "dispatch_action_config", "focus_on_load", "placeholder", *more})
    here.string("initial_value", 3_000, least=0)
    longest = here.json.get("max_length")
    if isinstance(longest, int) and not 1 <= longest <= 3_000:
        here.inside("max_length").wrong("must be less than 3001")


_CHECKS: dict[str, Callable[[Place], None]] = {
    "image": _image,
    "button": _button,
    "overflow": _overflow,
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "external_select": _external_select,
    "multi_external_select": _external_select,
    **{
        f"{multi}{who}_select": _people_select
        for multi in ("", "multi_")
        for who in ("users", "conversations", "channels")
    },
    **dict.fromkeys(_CHOICES, _choices),
    **dict.fromkeys(_PICKERS, _picker),
    **dict.fromkeys(("plain_text_input", "number_input", "email_text_input", "url_text_input"), _input),
}

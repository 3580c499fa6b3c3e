"""Modals and Home tabs, refused as Slack refuses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import blocks, objects
from tests.servers.slack.places import Survey
from tests.servers.slack.refusals import misshapen

if TYPE_CHECKING:
    from tests.servers.slack.places import Place

_MODAL = {"submit", "close", "private_metadata", "callback_id", "clear_on_close", "notify_on_close", "external_id"}
_HOME = {"private_metadata", "callback_id", "external_id"}
LARGEST = 250_000


def refuse_bad(view: Any, *kinds: str) -> None:  # noqa: ANN401 - whatever came over the wire
    """Raise `invalid_arguments` with Slack's findings unless the view may be shown."""
    survey = Survey(unique_actions=False)
    _view(survey.at(view, "/view"), kinds)
    if survey.findings:
        raise misshapen("invalid_arguments", survey.findings)


def _view(here: Place, kinds: tuple[str, ...]) -> None:
    if not isinstance(here.value, dict):
        here.wrong("must provide an object")
        return
    if here.kind not in kinds:
        here.inside("type").wrong(f"must be one of: {', '.join(kinds)}")
        return
    if here.kind == "modal":
        here.object({"title", "blocks"}, {*_MODAL, "submit_disabled"})
    else:
        here.object({"blocks"}, _HOME)
    for key in ("title", "submit", "close"):
        objects.text(here, key, 24, plain=True)
    here.string("private_metadata", 3_000, least=0)
    here.string("callback_id", 255, least=0)
    here.string("external_id", 255, least=0)
    here.flag("clear_on_close", "notify_on_close", "submit_disabled")
    blocks.check_view(here)
    if here.kind == "modal" and not here.has("submit") and _has_inputs(here):
        here.wrong("missing required field: submit")


def _has_inputs(here: Place) -> bool:
    shown = here.json.get("blocks")
    return isinstance(shown, list) and any(isinstance(each, dict) and each.get("type") == "input" for each in shown)

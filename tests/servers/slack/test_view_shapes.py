"""The stand-in refuses the views and options that Slack refuses, and takes the rest."""

from __future__ import annotations

import pytest

from tests.servers.slack import menus, view_shapes
from tests.servers.slack.refusals import RefusedError
from tests.servers.slack.samples import (
    JSON,
    actions,
    button,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    text_input,
)


@pytest.mark.parametrize(
    "view",
    [
        modal(section(text=plain())),
        modal(text_input(), submit=plain("Save"), close=plain("Leave"), private_metadata="x" * 3_000),
        modal(*[{"type": "divider"}] * 100, callback_id="x" * 255, clear_on_close=True),
        {"type": "home", "blocks": [actions(button()), {**actions(button()), "block_id": "other"}]},
    ],
)
def test_good_views_are_taken(view: JSON) -> None:
    """Modals and Home tabs up to each limit are not refused; an action may stand in several blocks of a view."""
    view_shapes.refuse_bad(view, "modal", "home")


@pytest.mark.parametrize(
    ("view", "finding"),
    [
        ("x", "must provide an object [json-pointer:/view]"),
        ({"type": "page"}, "must be one of: modal, home"),
        ({"type": "modal", "blocks": []}, "missing required field: title"),
        ({"type": "home", "title": plain(), "blocks": []}, "invalid additional property: title"),
        (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(title=mrkdwn()), "unsupported type: mrkdwn"),
        (modal(submit=plain("x" * 25)), "must be less than 25 characters"),
        (modal(close=plain("x" * 25)), "must be less than 25 characters"),
        (modal(text_input()), "missing required field: submit"),
        (modal(private_metadata="x" * 3_001), "must be less than 3001 characters"),
        (modal(callback_id="x" * 256), "must be less than 256 characters"),
        (modal(external_id="x" * 256), "must be less than 256 characters"),
        (modal(*[{"type": "divider"}] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown [json-pointer:/view/blocks/0]"),
        (modal(actions(button(), button())), '`action_id` "a" already exists'),
    ],
)
def test_bad_views_are_refused(view: object, finding: str) -> None:
    """Each is `invalid_arguments`, with a finding that says what and where."""
    with pytest.raises(RefusedError) as refused:
        view_shapes.refuse_bad(view, "modal", "home")

    assert refused.value.error == "invalid_arguments"
    assert any(finding in each for each in refused.value.answer["response_metadata"]["messages"])


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ({"options": []}, 0),
        ({"options": [option(n) for n in range(100)]}, 0),
        ({"option_groups": [{"label": plain(), "options": [option()]}]}, 0),
        ({"options": [option(n) for n in range(101)]}, 1),
        ({"options": [option(text=plain(""))]}, 1),
        ({}, 1),
        ([], 1),
        ({"option_groups": [{"options": [option()]}]}, 1),
    ],
)
def test_suggestions_are_checked(said: object, count: int) -> None:
    """What an app suggests has the limits of a menu."""
    assert len(menus.findings(said)) == count

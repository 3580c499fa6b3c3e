"""Modals and Home tabs open, change and close as Slack's do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.servers.slack import SlackServer, controls
from tests.servers.slack.samples import JSON, actions, button, modal, plain, select, text_input
from tests.servers.slack.scripted_app import Line, ScriptedApp

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

FORM = modal({**text_input(), "block_id": "topic"}, submit=plain("Save"), notify_on_close=True)


async def opened(slack: SlackServer, client: AsyncWebClient, view: JSON) -> JSON:
    """A view that U1 sees, as the server keeps it."""
    trigger = slack.state.triggers.hand_out("U1", slack.state.clock.now())
    made = await client.views_open(trigger_id=trigger, view=view)
    return slack.workspace.views[made["view"]["id"]]


async def test_a_trigger_is_good_once_and_for_three_seconds(slack: SlackServer, client: AsyncWebClient) -> None:
    """A used trigger, an old one and a made-up one are told apart."""
    now = slack.state.clock.now()
    used, old = (slack.state.triggers.hand_out("U1", now) for _ in range(2))
    await client.views_open(trigger_id=used, view=modal())
    errors = []
    for trigger in (used, "made.up", old):
        slack.pass_by(3.1 if trigger == old else 0)
        with pytest.raises(SlackApiError) as refused:
            await client.views_open(trigger_id=trigger, view=modal())
        errors.append(refused.value.response["error"])

    assert errors == ["exchanged_trigger_id", "invalid_trigger_id", "expired_trigger_id"]


async def test_three_modals_are_as_high_as_it_goes(slack: SlackServer, client: AsyncWebClient) -> None:
    """A fourth on top is refused."""
    await opened(slack, client, modal())
    now = slack.state.clock.now()
    for _ in range(2):
        await client.views_push(trigger_id=slack.state.triggers.hand_out("U1", now), view=modal())

    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await client.views_push(trigger_id=slack.state.triggers.hand_out("U1", now), view=modal())
    assert slack.views[2]["previous_view_id"] == slack.views[1]["id"]


async def test_updates_need_a_view_and_its_latest_hash(slack: SlackServer, client: AsyncWebClient) -> None:
    """A view is found by its id or external id; an old hash is refused, and a taken external id."""
    view = await opened(slack, client, modal(external_id="one"))

    await client.views_update(external_id="one", hash=view["hash"], view=modal(text_input(), submit=plain()))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id="V404", view=modal())
    await client.views_update(view_id=view["id"], view=modal(external_id="one"))
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await opened(slack, client, modal(external_id="one"))


async def test_a_home_tab_is_published_for_somebody(slack: SlackServer, client: AsyncWebClient) -> None:
    """It needs a person and, with a hash, the latest; its buttons can be pressed."""
    home = {"type": "home", "blocks": [actions(button())]}
    await client.views_publish(user_id="U1", view=home)

    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_publish(user_id="U1", view=home, hash="old")
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.views_publish(user_id="U404", view=home)
    with pytest.raises(SlackApiError, match="view_too_large"):
        await client.views_publish(user_id="U1", view={"type": "home", "blocks": [_large(n) for n in range(95)]})
    async with ScriptedApp() as app:
        slack.app_url = app.url
        visit = await slack.open_home()
        pressed = await slack.press(slack.homes["U1"], "a")

    assert visit.payload["event"]["view"]["id"] == pressed.sent.payload["view"]["id"]
    assert pressed.sent.payload["container"]["type"] == "view"


def _large(number: int) -> JSON:
    return {"type": "section", "block_id": str(number), "text": plain("x" * 3_000)}


async def test_an_empty_field_cannot_be_submitted(slack: SlackServer, client: AsyncWebClient) -> None:
    """What a person couldn't do, a test can't either: leave a field empty, or fill in one that isn't there."""
    view = await opened(slack, client, FORM)

    with pytest.raises(controls.NothingThereError, match="must be filled in"):
        await slack.submit_view(view)
    with pytest.raises(controls.NothingThereError, match="no field"):
        await slack.submit_view(view, {"topic": "x", "weekday": "y"})


@pytest.mark.parametrize(
    ("said", "refused", "standing"),
    [
        (None, "", 0),
        ({"response_action": "clear"}, "", 0),
        ({"response_action": "errors", "errors": {"topic": "no"}}, "", 1),
        ({"response_action": "errors", "errors": {"weekday": "no"}}, "invalid_response_errors", 1),
        ({"response_action": "errors"}, "invalid_response_errors", 1),
        ({"response_action": "update", "view": modal()}, "", 1),
        ({"response_action": "push", "view": modal()}, "", 2),
        ({"response_action": "update", "view": {"type": "home", "blocks": []}}, "invalid_arguments", 1),
        ({"response_action": "dance"}, "invalid_response_action", 1),
        ({"text": "done"}, "invalid_response_action", 1),
    ],
)
async def test_the_answer_to_a_submission_is_carried_out(
    slack: SlackServer,
    client: AsyncWebClient,
    said: Any,  # noqa: ANN401 - whatever an app says
    refused: str,
    standing: int,
) -> None:
    """Nothing closes the modal; each action does what Slack says, or is refused."""
    view = await opened(slack, client, FORM)
    async with ScriptedApp(Line(json=said)) as app:
        slack.app_url = app.url
        answer = await slack.submit_view(view, {"topic": "agents"})

    assert answer.refused == refused
    assert len(slack.workspace.stacks["U1"]) == standing


async def test_a_failing_submission_leaves_the_modal(slack: SlackServer, client: AsyncWebClient) -> None:
    """An app that fails is told to the person, who keeps what they wrote."""
    view = await opened(slack, client, FORM)
    async with ScriptedApp(Line(status=500)) as app:
        slack.app_url = app.url
        answer = await slack.submit_view(view, {"topic": "agents"})

    assert answer.trouble == "dispatch_failed"
    assert slack.workspace.stacks["U1"] == [view["id"]]


async def test_closing_is_told_only_where_asked_for(slack: SlackServer, client: AsyncWebClient) -> None:
    """`notify_on_close` decides."""
    async with ScriptedApp() as app:
        slack.app_url = app.url
        told = await slack.close_view(await opened(slack, client, FORM))
        untold = await slack.close_view(await opened(slack, client, modal()))
        await slack.shortcut("subscribe")

    assert told is not None
    assert told.sent.payload["type"] == "view_closed"
    assert untold is None
    assert slack.courier.answers[-1].sent.payload["type"] == "shortcut"


async def test_every_kind_of_field_has_its_state(slack: SlackServer, client: AsyncWebClient) -> None:
    """What was drawn counts until somebody changes it."""
    fields = {
        "time": {"type": "timepicker", "initial_time": "09:00"},
        "day": select(2, initial_option={"text": plain(), "value": "1"}),
        "who": {"type": "users_select"},
        "extras": {"type": "checkboxes", "options": select(2)["options"]},
        "topic": {"type": "plain_text_input", "initial_value": "agents"},
    }
    blocks = [{"type": "input", "block_id": name, "label": plain(name), "element": e} for name, e in fields.items()]
    view = await opened(slack, client, modal(*blocks, submit=plain()))
    async with ScriptedApp() as app:
        slack.app_url = app.url
        answer = await slack.submit_view(view, {"who": "U2", "extras": ["0"], "day": "0"})

    values = {name: next(iter(v.values())) for name, v in answer.sent.payload["view"]["state"]["values"].items()}
    assert values["time"]["selected_time"] == "09:00"
    assert values["day"]["selected_option"]["value"] == "0"
    assert values["who"]["selected_user"] == "U2"
    assert [each["value"] for each in values["extras"]["selected_options"]] == ["0"]
    assert values["topic"]["value"] == "agents"

"""A small slack-bolt app that does a little of everything, and the two ways in which Slack reaches it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.slack.server import SlackServer

Way = Literal["http", "socket"]
BUTTON = {
    "type": "actions",
    "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Papers"}, "action_id": "papers"}],
}
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Subscribe"},
    "submit": {"type": "plain_text", "text": "Save"},
    "callback_id": "subscribe",
    "blocks": [
        {
            "type": "input",
            "block_id": "topic",
            "label": {"type": "plain_text", "text": "Topic"},
            "element": {"type": "external_select", "action_id": "topic", "min_query_length": 0},
        }
    ],
}


def bolt_app(slack: SlackServer) -> AsyncApp:
    """An app that does a little of everything."""
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)

    @app.command("/papers")
    async def papers(ack: Any, respond: Any, body: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
        await ack(f"got {body['text']}")
        await respond("later")
        if body["text"] == "modal":
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    _listening(app)
    _pressed(app)
    _filled_in(app)
    return app


def _listening(app: AsyncApp) -> None:
    @app.event("app_mention")
    async def mention(say: Any, event: dict[str, Any]) -> None:  # noqa: ANN401
        await say(text="here", blocks=[BUTTON], thread_ts=event["ts"])

    @app.event("message")
    async def message() -> None:
        """Nothing to say."""


def _pressed(app: AsyncApp) -> None:
    @app.action("papers")
    async def press(ack: Any, respond: Any) -> None:  # noqa: ANN401
        await ack()
        await respond("pressed", replace_original=False)

    @app.shortcut("explain")
    async def explain(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
        await ack()
        await client.chat_postEphemeral(channel="C1", user="U1", text=body["message"]["text"])


def _filled_in(app: AsyncApp) -> None:
    @app.options("topic")
    async def suggest(ack: Any, payload: dict[str, Any]) -> None:  # noqa: ANN401
        await ack(options=[{"text": {"type": "plain_text", "text": payload["value"]}, "value": payload["value"]}])

    @app.view("subscribe")
    async def submit(ack: Any, view: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
        chosen = view["state"]["values"]["topic"]["topic"]["selected_option"]["value"]
        if chosen == "bad":
            await ack(response_action="errors", errors={"topic": "no"})
            return
        await ack()
        await client.chat_postMessage(channel="U1", text=chosen)


@asynccontextmanager
async def running(slack: SlackServer, app: AsyncApp, way: Way) -> AsyncIterator[None]:
    """The app, reachable by one of the two ways."""
    if way == "socket":
        handler = AsyncSocketModeHandler(app, slack.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await slack.socket_mode.connected()
        try:
            yield
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]
        return

    application = web.Application()
    application.router.add_route("*", "/slack/{what}", partial(_dispatch, app))
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    slack.app_url = "http://{}:{}/slack/events".format(*runner.addresses[0])
    try:
        yield
    finally:
        await runner.cleanup()


async def _dispatch(app: AsyncApp, request: web.Request) -> web.Response:
    asked, flow = await to_bolt_request(request), app.oauth_flow
    if flow is not None and request.path == "/slack/install":
        return await to_aiohttp_response(await flow.handle_installation(asked))
    if flow is not None and request.path == "/slack/oauth_redirect":
        return await to_aiohttp_response(await flow.handle_callback(asked))
    return await to_aiohttp_response(await app.async_dispatch(asked))

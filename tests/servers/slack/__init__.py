"""A stand-in Slack that refuses what the real one refuses.

    async with SlackServer(rates=Rates.off()) as slack:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        slack.app_url = "http://127.0.0.1:…/slack/events"  # without it, people's deeds go through Socket Mode
        answer = await slack.command("/papers", "list", user="U2", channel="C1")
        message = slack.channel("C1").messages[-1]
        await slack.press(message, "Papers")
        slack.fault("accept_then_close", "chat.postMessage")

`Acting` and `Interacting` say what people can do, `SlackServer` what a test can see and break, `Fault` how things break,
and `Control` how the same is done from another process.
"""

from tests.servers.slack.faults import Fault
from tests.servers.slack.rates import Rates
from tests.servers.slack.server import SlackServer

__all__ = ["Fault", "Rates", "SlackServer"]

"""A running stand-in Slack for its own tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """A server without rate limits, and with little patience."""
    async with SlackServer(rates=Rates.off(), patience=0.3, retry_delays=(0.0, 0.01, 0.01)) as server:
        yield server


@pytest.fixture
def client(slack: SlackServer) -> AsyncWebClient:
    """The installed bot's client."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)

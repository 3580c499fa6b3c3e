"""The server in a process of its own: `python -m tests.servers.slack --port N` prints its URL and keys as JSON lines."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from dataclasses import asdict

from tests.servers.slack.rates import Rates
from tests.servers.slack.server import SlackServer


async def serve(port: int, app_url: str, *, limited: bool, channels: int) -> None:
    """Serve until asked to end."""
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    rates = Rates() if limited else Rates.off()
    async with SlackServer(port=port, app_url=app_url, rates=rates) as slack:
        for number in range(2, channels + 1):
            slack.add_channel(f"C{number}")
        keys = {**asdict(slack.state.keys), "bot_token": slack.bot_token, "app_token": slack.app_token}
        sys.stdout.write(f"{slack.base_url}\n{json.dumps(keys)}\n")
        sys.stdout.flush()
        await ended.wait()


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--app-url", default="", help="the bot's request URL; without it, Socket Mode")
    parser.add_argument("--no-limits", action="store_true", help="no rate limits")
    parser.add_argument("--channels", type=int, default=1, help="C1, C2 … with the bot in each")
    asked = parser.parse_args()
    asyncio.run(serve(asked.port, asked.app_url, limited=not asked.no_limits, channels=asked.channels))


if __name__ == "__main__":
    main()

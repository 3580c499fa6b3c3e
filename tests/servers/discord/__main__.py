"""The stand-in Discord as a process of its own: prints where it is, then serves until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from tests.servers.discord.rates import Rates
from tests.servers.discord.server import DiscordServer


async def serve(options: argparse.Namespace) -> None:
    """Serve until cancelled; the first line of output is JSON with the addresses, the token and the ids."""
    rates = Rates.off() if options.no_rates else None
    async with DiscordServer(port=options.port, token=options.token, rates=rates, intents=options.intents) as discord:
        told = {
            "base_url": discord.base_url,
            "gateway_url": discord.gateway_url,
            "control_url": discord.control_url,
            "token": discord.token,
            "guild": discord.guild.id,
            "channel": discord.channel.id,
            "forum": discord.forum.id,
            "user": discord.ada.id,
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(description="A stand-in Discord on loopback.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    parser.add_argument("--token", default="", help="what the bot signs in with; made up if not given")
    parser.add_argument("--intents", type=int, default=0, help="privileged intents that may be asked for")
    parser.add_argument("--no-rates", action="store_true", help="without rate limits")
    try:
        asyncio.run(serve(parser.parse_args()))
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()

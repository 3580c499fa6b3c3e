"""The memory of `paperround run` with both platforms, idle, beside that of only importing what it is built on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time

IMPORTS = "import slack_bolt.async_app, discord, openai, redis.asyncio, aiohttp"
IDLE_SECONDS = 8.0
# Nobody listens there: both platforms are loaded, and wait for a connection.
_NOWHERE = {
    "SLACK_BOT_TOKEN": "xoxb-none",
    "SLACK_APP_TOKEN": "xapp-none",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "DISCORD_TOKEN": "none",
    "DISCORD_API_URL": "http://127.0.0.1:9/api/v10",
    "PAPERROUND_ARXIV_URL": "http://127.0.0.1:9/api/query",
}


def compare() -> tuple[float, float]:
    """Megabytes of ours and of the imports alone, each its largest resident size."""
    with tempfile.TemporaryDirectory(prefix="paperround-bench-") as folder:
        environ = {**os.environ, **_NOWHERE, "PAPERROUND_DATA": folder}  # noqa: TID251 - handed to the program
        return _largest(["-m", "bot", "run"], environ), _largest(
            ["-c", f"{IMPORTS}; import time; time.sleep(60)"], environ
        )


def _largest(arguments: list[str], environ: dict[str, str]) -> float:
    """Megabytes of a process that is ended after a while."""
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-W", "ignore", *arguments],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(IDLE_SECONDS)
    process.send_signal(signal.SIGTERM)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / 1024

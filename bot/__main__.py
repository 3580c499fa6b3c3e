"""The program `paperround`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from bot.cli import Streams, run  # noqa: PLC0415 - the interpreter is quicker to say --help without the rest

    streams = Streams(stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
    code = run(sys.argv[1:], streams, os.environ)  # noqa: TID251 - handed to bot/settings.py, which reads it
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has left; Python would complain once more while it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


if __name__ == "__main__":
    main()

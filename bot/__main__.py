"""The program `paperround`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # it was closed before the program began
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
    code = 1
    try:
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:  # ^C while the program was still being loaded, or already leaving
        code = 130
    except OSError:
        # The reader has left, or the disk is full; Python would complain once more while it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _run() -> int:
    from bot.cli.main import Streams, run  # noqa: PLC0415 - ^C is to be caught from here on

    streams = Streams(stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
    return run(sys.argv[1:], streams, os.environ)  # noqa: TID251 - handed to bot/settings.py, which reads it


if __name__ == "__main__":
    main()

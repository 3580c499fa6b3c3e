"""The parser of the command line, as argparse has it but for who prints, how wide, who ends it, and what values are right."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typing_extensions import override
else:

    def override(method: Callable) -> Callable:
        """As in typing_extensions, which takes more time to import than all the rest of --help."""
        return method


MOST = 100
"""Papers that a roundup selects at most."""


class WrongUsage(Exception):  # noqa: N818 - carries argparse's word out of argparse
    """Raised in place of argparse's own exit, so that streams are the caller's."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong, and where help is, instead of ending the program."""

    @override
    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{self.prog}: {message}\nSee: {self.prog} --help")


class HelpFormatter(argparse.HelpFormatter):
    """Leaves room for the longest name, so that what a thing does stands beside it."""

    def __init__(self, prog: str, **kwargs: int) -> None:
        super().__init__(prog, max_help_position=26, **kwargs)


class VersionAction(argparse.Action):
    """Looks the version up only when asked, since that takes longer than all the rest of --help."""

    def __init__(self, option_strings: Sequence[str], dest: str, **kwargs: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=kwargs.get("help"))

    @override
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version  # noqa: PLC0415 - see above

        sys.stdout.write(f"paperround {version('paperround')}\n")
        parser.exit(0)


def day(text: str) -> date:
    """A day as 2026-05-04."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date; write it as 2026-05-04") from None


def limit(text: str) -> int:
    """How many papers, from 1 to `MOST`."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 to {MOST}")

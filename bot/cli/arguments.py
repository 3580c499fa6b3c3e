"""What may stand behind an option: days and numbers, with a word on what else was meant."""

from __future__ import annotations

import argparse
from datetime import date

MOST = 100
"""Papers that a roundup selects at most."""


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

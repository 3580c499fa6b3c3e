"""`make chaos`: many campaigns, each with its own seed; 1 where anything was lost, doubled or out of order."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter

from tests.chaos.campaign import run


def main() -> int:
    """Play the campaigns and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--channels", type=int, default=300)
    parser.add_argument("--verbose", action="store_true", help="show the processes' logs")
    asked = parser.parse_args()
    faults, bad, posts = Counter[str](), [], 0
    for seed in range(asked.first, asked.first + asked.seeds):
        outcome = asyncio.run(run(seed, channels=asked.channels, verbose=asked.verbose))
        sys.stdout.write(outcome.line() + "\n")
        for wrong in outcome.wrong[:10]:
            sys.stdout.write(f"           {wrong}\n")
        sys.stdout.flush()
        faults += outcome.faults
        posts += outcome.due
        bad += [] if outcome.is_clean else [seed]
    told = ", ".join(f"{count} {kind}" for kind, count in faults.most_common())
    sys.stdout.write(f"{faults.total():,} faults injected: {told}\n{posts:,} posts due\n")
    sys.stdout.write(f"seeds that failed: {bad}\n" if bad else "none lost, doubled or out of order\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

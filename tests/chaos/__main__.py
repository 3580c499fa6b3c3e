"""`make chaos`: many campaigns on each kind of store, each with its seed; 1 where anything was lost, doubled or disordered."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from itertools import product

from tests.chaos.campaign import run
from tests.chaos.stores import STORES


def main() -> int:
    """Play the campaigns and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--channels", type=int, default=300)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=tuple(STORES))
    parser.add_argument("--verbose", action="store_true", help="show the processes' logs")
    asked = parser.parse_args()
    faults, bad, posts = Counter[str](), [], 0
    for store, seed in product(asked.stores, range(asked.first, asked.first + asked.seeds)):
        outcome = asyncio.run(run(seed, store=store, channels=asked.channels, verbose=asked.verbose))
        sys.stdout.write(f"{store:<9} {outcome.line()}\n")
        for wrong in outcome.wrong[:10]:
            sys.stdout.write(f"           {wrong}\n")
        sys.stdout.flush()
        faults += outcome.faults
        posts += outcome.due
        bad += [] if outcome.is_clean else [f"{store} {seed}"]
    told = ", ".join(f"{count} {kind}" for kind, count in faults.most_common())
    sys.stdout.write(f"{faults.total():,} faults injected: {told}\n{posts:,} posts due\n")
    sys.stdout.write(f"seeds that failed: {bad}\n" if bad else "none lost, doubled or out of order\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

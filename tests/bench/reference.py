"""The reference of a cold roundup: read a week, tokenise, index and ask once with bm25s."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path


def main(file: str, query: str) -> None:
    """Do it once, as a process of its own."""
    import bm25s  # noqa: PLC0415 - imported only where it is measured

    with gzip.open(Path(file)) as lines:
        texts = [f"{row['title']} {row['abstract']}" for row in map(json.loads, lines)]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    index.retrieve(bm25s.tokenize(query, show_progress=False), k=100, show_progress=False)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The live source: arXiv's API, asked politely and never believed blindly."""

from __future__ import annotations

from adapters.sources.arxiv.source import ArxivSource

__all__ = ["ArxivSource"]

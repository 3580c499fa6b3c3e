"""Any OpenAI-compatible endpoint as a writer; the `openai` package is imported with the first call only."""

from __future__ import annotations

from adapters.writers.openai.endpoint import Endpoint, ModelRetryPolicy
from adapters.writers.openai.writer import ModelWriter

__all__ = ["Endpoint", "ModelRetryPolicy", "ModelWriter"]

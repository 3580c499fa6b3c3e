"""How a topic fares against earlier weeks: its volume, the terms that rise, and a small picture."""

from digest.trend.volume import sparkline, trend

__all__ = ["sparkline", "trend"]

"""What one paper says of itself, read out by code alone."""

from digest.facts.reading import facts

__all__ = ["facts"]

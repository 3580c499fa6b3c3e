"""Groups a shortlist into themes under labels that a researcher would use and that their papers say."""

from digest.themes.grouping import group

__all__ = ["group"]

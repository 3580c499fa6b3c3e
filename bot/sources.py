"""The places that papers come from: one line each."""

from __future__ import annotations

from adapters.sources.arxiv.profile import ArxivProfile
from digest.source_profiles import SourceProfiles

PROFILES = SourceProfiles((ArxivProfile(),))

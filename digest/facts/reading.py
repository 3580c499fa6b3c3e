"""Reads out of one paper, by code alone, what a roundup may claim about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.facts.names import names
from digest.facts.numbers import numbers
from digest.facts.resources import resources
from digest.facts.venues import venue
from digest.model import Facts

if TYPE_CHECKING:
    from digest.model import Paper


def facts(paper: Paper) -> Facts:
    """Names, resources, venue and numbers; costs about a millisecond, so it is for picked papers."""
    own = names(paper)
    return Facts(names=own, resources=resources(paper, own), venue=venue(paper), numbers=numbers(paper.abstract))

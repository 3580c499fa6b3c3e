"""Whoever installs this may use and change all of it."""

from __future__ import annotations

from tests.deploy.licences import listed, refused, shipped


def test_everything_that_is_shipped_is_under_a_permissive_licence() -> None:
    """Or argued for, package by package; what the pins name and isn't installed here is for other systems."""
    packages = listed()

    assert refused({one["Name"]: one["License"] for one in packages}) == {}
    assert len(packages) > 0.9 * len(shipped())


def test_what_asks_for_more_or_says_nothing_is_refused() -> None:
    """Also where only a part of it does, and where another package's exception is claimed."""
    asked = {
        "a": "GNU General Public License v3 (GPLv3)",
        "b": "MIT AND LGPL-3.0-only",
        "c": "UNKNOWN",
        "d": "Mozilla Public License 2.0 (MPL 2.0)",
    }

    assert refused(asked) == asked

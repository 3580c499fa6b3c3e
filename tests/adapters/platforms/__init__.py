"""Tests of the platforms, at their wire."""

"""Tests of the adapters, at their wire or on the real store."""

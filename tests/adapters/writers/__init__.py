"""Tests of the writers, at their wire."""

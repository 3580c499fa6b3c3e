"""Tests of the terminal workspace."""

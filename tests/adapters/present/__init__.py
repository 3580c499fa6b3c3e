"""Tests of roundups as messages and documents."""

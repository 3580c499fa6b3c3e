"""Roundups and papers as messages and documents, before any platform draws them."""

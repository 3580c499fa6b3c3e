"""Roundups by mail: whole, in one message, over SMTP."""

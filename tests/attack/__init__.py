"""Plays what was done to break the bot, and says how it held."""

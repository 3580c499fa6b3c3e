"""Paperround in Discord: commands, roundups with their threads, buttons, and posting without a gateway."""

"""What the bot does: one short function per use case, and `Bot`, which platforms talk to."""

from bot.handlers.bot import Bot

__all__ = ["Bot"]

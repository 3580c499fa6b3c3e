"""What the bot does: one short function per use case, and `bot.Bot`, which platforms talk to."""

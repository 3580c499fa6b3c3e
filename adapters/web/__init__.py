"""Health and figures over HTTP, for whoever keeps the bot running."""

"""Health and metrics over HTTP, for whoever keeps the bot running."""

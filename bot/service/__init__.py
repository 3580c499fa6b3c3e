"""Where papers become answers: sources, store and engine brought together."""

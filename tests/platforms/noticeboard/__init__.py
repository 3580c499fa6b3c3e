"""A third chat platform, made for the tests: a folder in which people and the bot leave lines, a file for each channel."""

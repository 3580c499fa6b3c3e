"""The terminal workspace: one channel in a terminal, with the same commands as everywhere."""

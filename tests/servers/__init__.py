"""Stand-in servers that refuse what the real ones refuse."""

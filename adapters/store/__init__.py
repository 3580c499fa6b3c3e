"""What the bot remembers: the ports, and the stores that keep to them."""

"""What people can ask for, and how their words are read."""

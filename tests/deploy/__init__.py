"""The Dockerfile without Docker: what it says, and its steps one by one in an empty folder."""

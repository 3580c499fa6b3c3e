"""Brings each channel the roundups it subscribed to, each message once."""

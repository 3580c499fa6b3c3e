"""Slack: the same commands as everywhere, with its modals, home tab, shortcuts and unfurling."""

"""The application: commands, handlers, answers, and the one place that puts the parts together."""

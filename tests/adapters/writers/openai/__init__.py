"""The model adapter, at its wire."""

"""The chat platforms, one package each; none knows another."""

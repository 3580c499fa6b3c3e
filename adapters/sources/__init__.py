"""Where papers come from: the ports, and one package a source."""

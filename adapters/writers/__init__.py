"""Language models: the ports, and one package a kind of endpoint."""

"""Everything that talks to the outside: chat platforms, arXiv, files and the store."""

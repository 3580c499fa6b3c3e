"""A second source of papers, invented: one folder, and one line in the registry."""

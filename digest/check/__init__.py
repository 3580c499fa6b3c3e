"""Holds what was written against titles and abstracts, and makes a roundup of what stands."""

"""The store, tested on real servers."""

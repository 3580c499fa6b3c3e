"""Abstracts that give orders, and a model that obeys them."""

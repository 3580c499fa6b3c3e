"""The writer that needs no model: a draft made of the abstracts' own sentences, and cards of single papers."""

from digest.extract.cards import card
from digest.extract.writing import LENGTHS, RoundupLength, write

__all__ = ["LENGTHS", "RoundupLength", "card", "write"]

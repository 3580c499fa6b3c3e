"""The engine's errors, each with the sentence a person reads.

PaperroundError
├── Misunderstood        a query or a command that can't be read
│   └── NotEnglish       words in letters that no abstract is written in
├── NothingToShow        a draft that can't become a roundup
└── MalformedAnswer      an answer of a model that can't be read
"""

from __future__ import annotations

from typing_extensions import override


class PaperroundError(Exception):
    """The root of everything this product raises on purpose; `str()` of it is a sentence for people."""


class Misunderstood(PaperroundError):  # noqa: N818 - a person's words were misunderstood; nobody made an "error"
    """Raised by the query and command parsers.

    Attributes:
        understood: What could be read, in words, or "" where nothing was.
        problem: What could not be read, and why.
        example: A line that works.
    """

    def __init__(self, problem: str, *, understood: str = "", example: str = "") -> None:
        self.problem = problem
        self.understood = understood
        self.example = example
        super().__init__(problem)

    @override
    def __str__(self) -> str:
        understood = f"I understood {self.understood}. " if self.understood else ""
        example = f" Try: {self.example}" if self.example else ""
        return f"{understood}{self.problem}{example}"


class NotEnglish(Misunderstood):
    """Raised by the query parser for words in letters that no abstract is written in.

    Attributes:
        words: All that was to be read, as it was typed; in English it could be.
    """

    def __init__(self, problem: str, *, words: str, understood: str = "", example: str = "") -> None:
        super().__init__(problem, understood=understood, example=example)
        self.words = words


class NothingToShow(PaperroundError):  # noqa: N818 - named for what it is
    """Raised by the check when nothing of a draft can be shown."""


class MalformedAnswer(PaperroundError):  # noqa: N818 - named for what it is
    """Raised by `digest/brief/answer.py` for an answer that isn't what was asked for; the sentence says how, of "it"."""

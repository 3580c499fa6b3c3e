"""What the terminal workspace offers while somebody types: commands, topics, and papers at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.terminal.keyboard import Completions
from bot.knowledge import topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.service.roundup_service import RoundupService

_PAPERS = {
    "subscribe": "roundups on a topic in this channel",
    "roundup": "a roundup now",
    "list": "this channel's subscriptions",
    "search": "papers of the last weeks",
    "why": "why a paper was, or wasn't, in the last roundup",
    "topics": "well-known topics",
    "pause": "stop for a while",
    "resume": "go on",
    "unsubscribe": "stop for good",
    "status": "when the next roundups come",
    "help": "all of this",
}
_TOPICAL = ("subscribe", "roundup", "topics")
_OFFERED = 8


class TerminalCompletion:
    """Called with what stands before the cursor, says how the line could go on."""

    def __init__(self, service: RoundupService) -> None:
        self._service = service

    def __call__(self, typed: str) -> Sequence[Completions]:
        return tuple(offer for offer in self._ways(typed) if offer.line.casefold().startswith(typed.casefold()))[
            :_OFFERED
        ]

    def _ways(self, typed: str) -> Iterable[Completions]:
        command = typed.casefold()
        if command.startswith("/paper "):
            yield from self._papers(typed[len("/paper ") :])
            return
        yield Completions(line="/papers ", meaning="subscriptions and roundups")
        yield Completions(line="/paper ", meaning="one paper explained")
        if command.startswith("/papers "):
            yield from (Completions(line=f"/papers {word}", meaning=meaning) for word, meaning in _PAPERS.items())
            for word in _TOPICAL:
                yield from (Completions(line=f"/papers {word} {known.name}") for known in topics().well_known)

    def _papers(self, start: str) -> Iterable[Completions]:
        for completion in self._service.papers.completions(start, _OFFERED):
            yield Completions(line=f"/paper {completion.text}", meaning=completion.paper.title[:60])

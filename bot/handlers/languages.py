"""Requests about topics in other languages, read in English where there is a model that puts them into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.chat import Small, plain
from adapters.present.printable import cleaned
from bot.commands import commands
from bot.knowledge import knowledge, topics
from digest.errors import Misunderstood, NotEnglish
from digest.selection import understand

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.chat import Reply, Request
    from bot.writing.topic_translator import TopicTranslator


@dataclass(frozen=True, slots=True, kw_only=True)
class _InEnglish:
    """A request with its topic in English, and what was said instead."""

    request: Request
    said: str
    english: str


class ForeignTopics:
    """Answers requests whose topic may be in any language."""

    def __init__(self, translating: TopicTranslator | None) -> None:
        self._translating = translating

    async def answer(
        self,
        request: Request,
        meant: Callable[[Request], commands.Command],
        answer: Callable[[commands.Command, Request], Awaitable[Reply]],
    ) -> Reply:
        """The reply to a request, read in English where its topic isn't; raises as `meant` and `answer` do."""
        try:
            command = meant(request)
        except NotEnglish as foreign:
            again = await self._translated(request, foreign.words)
            if again is None:
                raise
        else:
            again = await self._translated(request, foreign_topic(command)) if self._translating else None
            if again is None:
                return await answer(command, request)
        return with_translation_note(await answer(meant(again.request), again.request), again)

    async def _translated(self, request: Request, foreign_words: str) -> _InEnglish | None:
        """The same request in English; None where nobody could say it, or where its topic isn't told apart in it."""
        typed = cleaned(request.text)
        if not foreign_words or foreign_words not in typed or self._translating is None:
            return None
        english = await self._translating.english(foreign_words, request.channel.address)
        if not english:
            return None
        return _InEnglish(
            request=replace(request, text=typed.replace(foreign_words, english, 1)), said=foreign_words, english=english
        )


def foreign_topic(command: commands.Command) -> str:
    """The words of a command that seem to be of another language; "" where there are none."""
    said = _topic_words(command)
    return said if said and sounds_foreign(said) else ""


def sounds_foreign(said: str) -> bool:
    """Whether most words of a topic mean nothing in the papers' language."""
    try:
        return understand(topics().resolve(said).query, knowledge()).sounds_foreign
    except NotEnglish:
        return True
    except Misunderstood:
        return False


def with_translation_note(reply: Reply, read: _InEnglish) -> Reply:
    """A reply that says first how the topic was read."""
    growing, (first, *others) = reply.fuller, reply.parts

    async def fuller() -> Reply | None:
        grown = await growing() if growing else None
        return with_translation_note(grown, read) if grown else None

    note = Small(plain(f"Read in English: “{read.said}” as “{read.english}”."))
    told = (replace(first, blocks=(note, *first.blocks)), *others)
    return replace(reply, parts=told, fuller=fuller if growing else None)


def _topic_words(command: commands.Command) -> str:
    match command:
        case commands.Subscribe() | commands.RoundupNow() | commands.ListTopics():
            return command.topic or ""
        case commands.Search() | commands.Also() | commands.Not():
            return command.words
        case _:
            return ""

"""Answers in words: the shapes they share, what went wrong, and help."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from adapters.chat import Action, Heading, Paragraph, Part, Reply, Rows, Small, Span, code, plain
from adapters.present.printable import shortened
from bot.commands.command_table import TABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Block, Request, Text
    from digest.errors import Misunderstood, PaperroundError

_ASKING = "mention me to ask a question."
_MENTIONING = (
    "mention me with them, or answer one of my messages: nothing else that is said here reaches me, "
    "unless whoever runs me switches that on. A mention asks a question, too."
)
EXAMPLES = ("fine-tuning", '"long context" OR RAG')


def reply(*blocks: Block, actions: tuple[Action, ...] = (), private: bool = True) -> Reply:
    """An answer of one message."""
    return Reply(parts=(Part(blocks=blocks, actions=actions),), private=private)


def changed(*blocks: Block, actions: tuple[Action, ...] = ()) -> Reply:
    """That the channel's subscriptions are others now, for all to see."""
    return replace(reply(*blocks, actions=actions, private=False), subscriptions_changed=True)


def combined(replies: Sequence[Reply]) -> Reply:
    """Several answers as one, which is told in more detail where any of them is."""
    growing = [one.fuller for one in replies]

    async def fuller() -> Reply | None:
        made = await asyncio.gather(*(one() for one in growing if one))
        rest = iter(made)
        told = [(next(rest) if grows else None) or reply for reply, grows in zip(replies, growing, strict=True)]
        return Reply(parts=tuple(chain.from_iterable(one.parts for one in told))) if any(made) else None

    parts = tuple(chain.from_iterable(one.parts for one in replies))
    return Reply(parts=parts, fuller=fuller if any(growing) else None)


def sentence(text: str, *actions: Action) -> Reply:
    """An answer of one paragraph, for the asker."""
    return reply(Paragraph(plain(text)), actions=actions)


def press(label: str, command: str) -> Action:
    """A button that says a `/papers` command."""
    return Action(label=label, entry_point="papers", text=command)


def trying(*examples: str) -> Text:
    """`Try /papers …` with each example to type as it stands."""
    spans = [Span(text="Try ")]
    for at, example in enumerate(examples):
        spans += [Span(text=" or ")] if at else []
        spans.append(code(example))
    return tuple(spans)


def misunderstood(problem: Misunderstood) -> Reply:
    """What was understood, what was not, and an example that works."""
    said = f"I understood {problem.understood}. {problem.problem}" if problem.understood else problem.problem
    blocks: list[Block] = [Paragraph(plain(said))]
    if problem.example:
        blocks.append(Paragraph(trying(problem.example)))
    verb, _, rest = problem.example.partition(" ")
    actions = (press(f"Do it: {shortened(rest, 40)}", rest),) if verb == "/papers" and "did you mean" in said else ()
    if verb == "/paper" and said.endswith("not a topic."):
        actions = (Action(label="Explain the paper", entry_point="paper", text=rest),)
    return replace(reply(*blocks, actions=actions), refused="words")


def failure(error: PaperroundError) -> Reply:
    """Something outside is away; its own sentence says what and what to do."""
    return replace(sentence(str(error)), refused="place")


def store_away() -> Reply:
    """The store can't be reached."""
    away = "I can't reach my memory, so nothing was changed. Try again in a minute."
    return replace(sentence(away), refused="place")


def unexpected(reference: str) -> Reply:
    """A fault of ours; the log has the rest under this reference."""
    wrong = f"Something went wrong on my side (reference {reference}). Nothing was changed."
    return replace(sentence(wrong), refused="place")


def cannot_post(obstacle: str, request: Request) -> Reply:
    """Nothing was kept, since nothing could be posted; what keeps it from that, and the same again once it is granted."""
    again = Action(label="Try again", entry_point=request.entry_point, text=request.text)
    said = sentence(f"{obstacle} Until then I can't post roundups here, so nothing was changed.", again)
    return replace(said, refused="place")


def not_allowed() -> Reply:
    """The asker has no right to change this channel's subscriptions."""
    needed = (
        "Changing this channel's subscriptions needs the right to manage it. "
        "Ask somebody who has it; reading, searching and roundups just for you work for everyone."
    )
    return replace(sentence(needed), refused="place")


def hello() -> Part:
    """What the bot is, in a channel that it was invited to."""
    topic = EXAMPLES[0]
    return Part(
        blocks=(
            Paragraph(
                plain(
                    "I read everything new on arXiv and, once a week, post here what matters on the topics that this "
                    "channel follows: two minutes to read, the papers in the thread. Otherwise I'm silent unless spoken to."
                )
            ),
        ),
        actions=(press("Subscribe", "topics"), press(f"See last week on {topic}", f"roundup {topic}")),
    )


def next_step() -> Part:
    """What to do next, for who installed the bot."""
    said = plain("Thank you for having me. The next step: in the channel that shall get a weekly roundup, say ")
    words = plain(
        ", or any topic in words of your own. Where I'm not a member yet, invite me first; I say what I lack."
    )
    return Part(blocks=(Paragraph((*said, code(f"/papers subscribe {EXAMPLES[0]}"), *words)),))


def helping(*, hears_all: bool = True) -> Reply:
    """The commands, short; what needs a mention is told where only mentions are heard."""
    rows = [(f"/papers {entry.help[0]}", plain(entry.help[1])) for entry in TABLE if entry.help]
    rows.append(("/paper <id, link, title or name>", plain("one paper explained")))
    forms = ("bibtex 3", ", ", "code 3", ", ", "abstract 3", " and ", "related 3")
    thread = ("In a roundup's thread: ", "3", " opens paper 3, ", "3, 5", " several, ", *forms)
    spans = tuple(code(words) if at % 2 else Span(text=words) for at, words in enumerate(thread))
    return reply(
        Heading("I read what is new on arXiv and tell you what matters"),
        Rows(tuple(rows)),
        Small((*spans, Span(text=f" do what they say; {_ASKING if hears_all else _MENTIONING}"))),
        actions=(press("Topics", "topics"), press("A roundup now", f"roundup {EXAMPLES[0]}")),
    )

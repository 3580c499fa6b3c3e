"""What Discord's own ways make it necessary to say, where there is no answer of the bot's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Paragraph, Part, Span, code, plain

if TYPE_CHECKING:
    from adapters.chat import Channel


def sentence(text: str) -> Part:
    """One paragraph."""
    return Part(blocks=(Paragraph(plain(text)),))


def _trying(text: str, command: str) -> Part:
    return Part(blocks=(Paragraph((Span(text=text), code(command), Span(text="."))),))


STALE = _trying("That is from a message so old that I no longer know what it meant. Ask anew with ", "/papers help")
OUTDATED = _trying(
    "Discord has an old list of my commands here; reload it with Ctrl+R and try again, or see ", "/papers help"
)
TOO_LONG = sentence("That took longer than Discord waits for an answer. Please ask again in a while.")
NO_PAPER = _trying(
    "That message links to no paper that I know how to read. Any paper opens by its id, link or name with ", "/paper"
)
OVER = sentence("My answer came too late for Discord to show it. I'm sorry; please ask again.")
UNEXPECTED = sentence("Something went wrong on my side. Please try again in a minute.")


MAY_NOT_PING = sentence("Whom a roundup pings is for those to say who may change what this channel is subscribed to.")
NO_MENTION = sentence(
    "I may not mention that role. Switch on “Allow anyone to @mention this role” in its settings, choose it again, and I will."
)


def in_the_channel(channel: Channel, opening: str) -> Part:
    """A roundup stands already, with a link to its opening post, "" where that isn't known yet."""
    link = f"https://discord.com/channels/{channel.workspace}/{channel.id}/{opening}" if opening else None
    return Part(
        blocks=(Paragraph((Span(text="That roundup stands "), Span(text="here already", link=link), Span(text="."))),)
    )


def pinging(name: str) -> Part:
    """Whom the channel's roundups ping from now on; nobody for ""."""
    if not name:
        return sentence("Roundups in this channel ping nobody.")
    return _trying(f"Roundups that this channel subscribed to will ping @{name}. Back to nobody: ", "/papers ping")


def not_a_member(invitation: str) -> Part:
    """Subscriptions need the bot itself in the server."""
    link = Span(text="invite me", link=invitation)
    return Part(
        blocks=(
            Paragraph(
                (
                    Span(text="I'm not in this server, so I can't post here. Somebody who manages it can "),
                    link,
                    Span(text="."),
                ),
            ),
        )
    )

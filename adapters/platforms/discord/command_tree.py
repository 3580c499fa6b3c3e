"""The slash commands as Discord shows them: `/papers …` and `/paper`, each of which says the same words as everywhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands

from adapters.platforms.discord import request
from adapters.platforms.discord.autocomplete import choices

if TYPE_CHECKING:
    from adapters.chat import Door, Suggestions

Interaction = discord.Interaction[discord.Client]
Hear = Callable[[Interaction, "Door", str], Awaitable[None]]
"""Told what a command says."""

Cadence = Literal["daily", "weekly", "biweekly"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Words = app_commands.Range[str, 1, 6000]
_A_TOPIC = 'A well-known topic, or a query of your own: words, "phrases", OR, -without, cat:cs.CL'
_WHICH = "One of this channel's topics"
_PLACES = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
_EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_INSTALLS = app_commands.AppInstallationType(guild=True, user=True)


def words(verb: str, *said: str | None) -> str:
    """One line as somebody would type it."""
    return " ".join([verb, *(" ".join(one.split()) for one in said if one)])


class PapersGroup(app_commands.Group):
    """`/papers`: everything but single papers."""

    def __init__(self, hear: Hear, suggest: Suggestions) -> None:
        super().__init__(
            name="papers",
            description="Roundups of what is new on arXiv, for this channel",
            allowed_contexts=_PLACES,
            allowed_installs=_INSTALLS,
        )
        self._hear = hear
        self._suggest = suggest

    @app_commands.command(description="Subscribe this channel to a topic")
    @app_commands.describe(
        topic=_A_TOPIC,
        day="The day of the week; Monday unless you say otherwise",
        time="The time of day, such as 09:00",
        cadence="How often; weekly unless you say otherwise",
        timezone="The time zone of day and time, such as Europe/Berlin",
    )
    async def subscribe(
        self,
        interaction: Interaction,
        topic: Words,
        day: Weekday | None = None,
        time: app_commands.Range[str, 1, 40] | None = None,
        cadence: Cadence | None = None,
        timezone: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Say `subscribe <topic> on <day> at <time> <cadence> tz <zone>`."""
        when = (day and f"on {day}", time and f"at {time}", cadence, timezone and f"tz {timezone}")
        await self._hear(interaction, "papers", words("subscribe", topic, *when))

    @app_commands.command(name="list", description="This channel's subscriptions and their next dates")
    async def list_(self, interaction: Interaction) -> None:
        """Say `list`."""
        await self._hear(interaction, "papers", "list")

    @app_commands.command(description="What comes when, and what is paused and why")
    async def status(self, interaction: Interaction) -> None:
        """Say `status`."""
        await self._hear(interaction, "papers", "status")

    @app_commands.command(description="End a subscription of this channel")
    @app_commands.describe(topic=_WHICH)
    async def unsubscribe(self, interaction: Interaction, topic: Words) -> None:
        """Say `unsubscribe <topic>`."""
        await self._hear(interaction, "papers", words("unsubscribe", topic))

    @app_commands.command(description="Hold a subscription, or all of this channel's")
    @app_commands.describe(topic=f"{_WHICH}; all of them unless you name one")
    async def pause(self, interaction: Interaction, topic: Words | None = None) -> None:
        """Say `pause [topic]`."""
        await self._hear(interaction, "papers", words("pause", topic))

    @app_commands.command(description="Go on with a subscription, or with all of this channel's")
    @app_commands.describe(topic=f"{_WHICH}; all of them unless you name one")
    async def resume(self, interaction: Interaction, topic: Words | None = None) -> None:
        """Say `resume [topic]`."""
        await self._hear(interaction, "papers", words("resume", topic))

    @app_commands.command(description="A roundup now, which only you see until you share it")
    @app_commands.describe(topic=_A_TOPIC)
    async def roundup(self, interaction: Interaction, topic: Words | None = None) -> None:
        """Say `roundup [topic]`."""
        await self._hear(interaction, "papers", words("roundup", topic))

    @app_commands.command(description="Papers of the last weeks that match")
    @app_commands.describe(query='Words, "phrases", OR, -without, cat:cs.CL, author:"Ada Lovelace"')
    async def search(self, interaction: Interaction, query: Words) -> None:
        """Say `search <words>`."""
        await self._hear(interaction, "papers", words("search", query))

    @app_commands.command(description="Why a paper was, or was not, in the last roundup")
    @app_commands.describe(paper="An arXiv id or link, a title, or the name of a method")
    async def why(self, interaction: Interaction, paper: Words) -> None:
        """Say `why <paper>`."""
        await self._hear(interaction, "papers", words("why", paper))

    @app_commands.command(description="Well-known topics, and what their queries are")
    @app_commands.describe(topic="One of them, to see its query")
    async def topics(self, interaction: Interaction, topic: Words | None = None) -> None:
        """Say `topics [name]`."""
        await self._hear(interaction, "papers", words("topics", topic))

    @app_commands.command(description="What I can do, short")
    async def help(self, interaction: Interaction) -> None:
        """Say `help`."""
        await self._hear(interaction, "papers", "help")

    @subscribe.autocomplete("topic")
    @roundup.autocomplete("topic")
    @topics.autocomplete("topic")
    async def _topics(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(self._suggest.topics, request.channel(interaction), typed)

    @subscribe.autocomplete("timezone")
    async def _zones(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(self._suggest.zones, request.channel(interaction), typed)

    @unsubscribe.autocomplete("topic")
    @pause.autocomplete("topic")
    @resume.autocomplete("topic")
    async def _subscriptions(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(self._suggest.subscriptions, request.channel(interaction), typed)

    @why.autocomplete("paper")
    async def _papers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(self._suggest.papers, request.channel(interaction), typed)


def paper_command(hear: Hear, suggest: Suggestions) -> app_commands.Command[Any, ..., None]:
    """`/paper`: one paper explained."""

    @app_commands.command(name="paper", description="One paper explained")
    @app_commands.describe(reference="An arXiv id or link, a title, or the name of a method, such as EndPrompt")
    @app_commands.allowed_contexts(guilds=_EVERYWHERE.guild, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def paper(interaction: Interaction, reference: Words) -> None:
        await hear(interaction, "paper", reference)

    @paper.autocomplete("reference")
    async def suggested(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(suggest.papers, request.channel(interaction), typed)

    return paper

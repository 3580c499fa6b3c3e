"""Sharing: a roundup that was made for one person, posted for the whole channel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers import roundup_answers as answers
from bot.answers.replies import cannot_post
from bot.commands import when

if TYPE_CHECKING:
    from adapters.chat import Channel, Person, Reply, Request
    from adapters.store.ledger import Delivery
    from adapters.store.ports import Roundups
    from bot.commands.commands import ShareRoundup
    from bot.service.results import SharedRoundup

MayPost = Callable[["Channel", "Person"], Awaitable[bool]]
"""Whether a person may post in a channel themselves."""

EnsureCanPost = Callable[["Channel"], Awaitable[str]]
"""What keeps the bot from posting in a channel and how to grant it, in sentences; "" where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRights:
    """Where the bot may post, and who may have it do so."""

    ensure_can_post: EnsureCanPost
    may_post: MayPost


PostRoundup = Callable[["Channel", str, str, str], Awaitable["SharedRoundup | None"]]
"""Has a kept roundup posted once: (channel, roundup id, topic, who asks); None where it can't be."""


class SharingHandlers:
    """The use case of the button *Share*; without `post`, where there is no channel to post in, a reply is all there is."""

    def __init__(self, roundups: Roundups, post: PostRoundup | None, rights: PostingRights) -> None:
        self._roundups = roundups
        self._post = post
        self._rights = rights

    async def share(self, command: ShareRoundup, request: Request) -> Reply:
        """Have it posted, and say who shared it first."""
        channel = request.channel
        roundup = await self._roundups.get_private(command.words, channel.tenant)
        if roundup is None:
            return answers.gone()
        if self._post is None:
            return answers.in_the_open(roundup, command.words)
        if not await self._rights.may_post(channel, request.person):
            return answers.may_not_post()
        if obstacle := await self._rights.ensure_can_post(channel):
            return cannot_post(obstacle, request)
        roundup_id = await self._roundups.keep(
            roundup
        )  # from here on it is the channel's, and as long as it keeps others
        shared = await self._post(channel, roundup_id, roundup.topic.name, _name(request.person))
        if shared is None:
            return cannot_post("It couldn't be posted.", request)
        opening, note = shared.delivery.posted.get(0, ""), _sharing_note(shared.delivery)
        return answers.shared(roundup, roundup_id, note, is_new=shared.is_new, message=opening)


def _name(person: Person) -> str:
    return person.name or person.id or "a member"


def _sharing_note(delivery: Delivery) -> str:
    if not delivery.asked_by:
        return f"In this channel since {when.day(delivery.slot)}"
    on_its_way = "" if delivery.posted else "; it is on its way"
    return f"Shared by @{delivery.asked_by}{on_its_way}"

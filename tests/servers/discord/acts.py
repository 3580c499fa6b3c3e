"""What people do, each act waiting for what the bot makes of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.servers.discord import components, interactions, offered, permissions, pieces, posting, registering
from tests.servers.discord.offered import NotOfferedError
from tests.servers.discord.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.servers.discord.interactions import Interaction
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Channel, Message, User

WAIT = 5.0
UPDATE_GRACE = 0.3


class Acts(Service):
    """People of this Discord; `user` and `channel` default to Ada in the first channel.

    An act returns the interaction when the bot has said something, failed to answer in time, or let `wait` pass
    after a promise.
    """

    ada: User
    channel: Channel

    async def slash(
        self,
        name: str,
        *words: str,
        user: User | None = None,
        channel: Channel | None = None,
        wait: float = WAIT,
        options: Mapping[str, object] | None = None,
        **more: object,
    ) -> Interaction:
        """Type a command; options by keyword, or in `options` where a name is taken."""
        user, channel = user or self.ada, channel or self.channel
        command = offered.command(self, name, user, channel)
        data = offered.data(command, words, {**(options or {}), **more})
        guild = self.world.guild_of(channel)
        chosen = set(offered.roles(data["options"]))
        if guild and chosen:
            data["resolved"] = {"roles": {id_: pieces.role(guild.roles[id_]) for id_ in chosen}}
        return await self._act(interactions.COMMAND, data, user, channel, wait)

    async def on_message(
        self, name: str, message: Message, *, user: User | None = None, wait: float = WAIT
    ) -> Interaction:
        """Choose a command among what can be done with a message."""
        user, channel = user or self.ada, self.world.channels[message.channel_id]
        command = offered.command(self, name, user, channel)
        if command.get("type") != registering.BY_MESSAGE:
            raise NotOfferedError(f"{name} isn't for messages")
        data = {key: command[key] for key in ("id", "name", "type")}
        data |= {"target_id": message.id, "resolved": {"messages": {message.id: message.wire}}}
        return await self._act(interactions.COMMAND, data, user, channel, wait)

    async def autocomplete(
        self,
        name: str,
        *words: str,
        focused: str,
        typed: str,
        user: User | None = None,
        channel: Channel | None = None,
        wait: float = WAIT,
        options: Mapping[str, object] | None = None,
    ) -> Interaction:
        """Type into an option; `choices` of what comes back is what is offered."""
        user, channel = user or self.ada, channel or self.channel
        command = offered.command(self, name, user, channel)
        data = offered.data(command, words, {**(options or {}), focused: typed}, focused=focused)
        return await self._act(interactions.AUTOCOMPLETE, data, user, channel, wait)

    async def press(
        self, message: Message, custom_id: str = "", *, label: str = "", user: User | None = None, wait: float = WAIT
    ) -> Interaction:
        """Press a button of a message, named by its custom id or label."""
        button = _component(message, custom_id, label, (components.BUTTON,))
        data = {"custom_id": button["custom_id"], "component_type": components.BUTTON}
        return await self._on(message, data, user, wait)

    async def select(
        self,
        message: Message,
        values: Sequence[str],
        custom_id: str = "",
        *,
        user: User | None = None,
        wait: float = WAIT,
    ) -> Interaction:
        """Choose from a menu of a message: values, or labels of its options."""
        menu = _component(message, custom_id, "", (components.SELECT,))
        by_label = {option["label"]: option["value"] for option in menu["options"]}
        known = set(by_label.values())
        chosen = [value if value in known else by_label.get(value, "") for value in values]
        if not all(chosen) or not menu.get("min_values", 1) <= len(chosen) <= menu.get("max_values", 1):
            raise NotOfferedError(f"the menu offers {sorted(known)}")
        data = {"custom_id": menu["custom_id"], "component_type": menu["type"], "values": chosen}
        return await self._on(message, data, user, wait)

    async def submit_modal(
        self, opened: Interaction, values: Mapping[str, str | list[str]], *, wait: float = WAIT
    ) -> Interaction:
        """Fill in the modal that an interaction opened, by custom id."""
        if opened.modal is None:
            raise NotOfferedError("no modal is open")
        filled = [_filled(each, values) for each in opened.modal["components"]]
        data = {"custom_id": opened.modal["custom_id"], "components": filled, "resolved": {}}
        return await self._act(interactions.SUBMITTED, data, opened.user, opened.channel, wait, source=opened.source)

    async def say(
        self,
        text: str,
        *,
        channel: Channel | None = None,
        user: User | None = None,
        mentions_bot: bool = False,
        reply_to: Message | None = None,
        ping: bool = True,
        wait: float = WAIT,
    ) -> Message | None:
        """Write in a channel; what comes back is the bot's next message there, or None if none comes in time."""
        channel, user = channel or self.channel, user or self.ada
        body: Json = {"content": f"<@{self.bot.id}> {text}" if mentions_bot else text}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to.id}
            body["allowed_mentions"] = {"parse": ["users"], "replied_user": ping}
        posting.enter(self, channel, user.id)
        said = posting.post(self, channel, user, body)
        await self.until(lambda: self._answer_to(said, channel) is not None, wait)
        return self._answer_to(said, channel)

    def _answer_to(self, said: Message, channel: Channel) -> Message | None:
        later = [each for each in channel.messages.values() if int(each.id) > int(said.id)]
        return next((each for each in later if each.author_id == self.bot.id), None)

    async def until(self, happened: Callable[[], bool], wait: float = WAIT) -> bool:
        """Wait for something to become true; says whether it did."""
        try:
            async with asyncio.timeout(wait), self.changed:
                await self.changed.wait_for(happened)
        except TimeoutError:
            return happened()
        return True

    async def _on(self, message: Message, data: Json, user: User | None, wait: float) -> Interaction:
        user, channel = user or self.ada, self.world.channels[message.channel_id]
        if message.seen_by not in {"", user.id}:
            raise NotOfferedError(f"{user.name} doesn't see this message")
        guild = self.world.guild_of(channel)
        if guild and not permissions.in_channel(guild, channel, user.id) & permissions.VIEW_CHANNEL:
            raise NotOfferedError(f"{user.name} doesn't see this channel")
        return await self._act(interactions.COMPONENT, data, user, channel, wait, source=message)

    async def _act(
        self, kind: int, data: Json, user: User, channel: Channel, wait: float, *, source: Message | None = None
    ) -> Interaction:
        done = interactions.begin(self, kind, data, user=user, channel=channel, source=source)
        await self.until(lambda: done.answered is not None, self.answer_seconds + 0.1)
        if done.answered == interactions.DEFERRED_UPDATE:
            await self.until(lambda: done.settled, min(wait, UPDATE_GRACE))
        elif not done.failed:
            await self.until(lambda: done.settled, wait)
        return done


def _component(message: Message, custom_id: str, label: str, kinds: tuple[int, ...]) -> Json:
    found = [each for each in components.walk(message.wire["components"]) if each["type"] in kinds]
    for each in found:
        if each.get("custom_id") and custom_id in {"", each["custom_id"]} and label in {"", each.get("label")}:
            if each.get("disabled"):
                raise NotOfferedError(f"{custom_id or label} is disabled")
            return each
    shown = [(each.get("custom_id"), each.get("label")) for each in found]
    raise NotOfferedError(f"the message has no {custom_id or label}: {shown}")


def _filled(each: Json, values: Mapping[str, str | list[str]]) -> Json:
    if each["type"] == components.ROW:
        return {"type": components.ROW, "id": 1, "components": [_typed(one, values) for one in each["components"]]}
    if each["type"] == components.LABEL:
        return {"type": components.LABEL, "id": 1, "component": _typed(each["component"], values)}
    return {"type": each["type"], "id": 1}


def _typed(one: Json, values: Mapping[str, str | list[str]]) -> Json:
    chosen = next((option["value"] for option in one.get("options") or () if option.get("default")), "")
    value = values.get(one["custom_id"], one.get("value") or chosen)
    wire: Json = {"type": one["type"], "id": 1, "custom_id": one["custom_id"]}
    if one["type"] == components.RADIO_GROUP:
        return wire | {"value": value}
    if one["type"] != components.INPUT:
        return wire | {"values": value if isinstance(value, list) else [value]}
    least, most = one.get("min_length") or 0, one.get("max_length") or 4000
    if (one.get("required", True) and not value) or (value and not least <= len(value) <= most):
        raise NotOfferedError(f"{one['custom_id']} takes {least} to {most} characters")
    return wire | {"value": value}

"""The stand-in from another process: one address to tell what to do, and to read what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.discord import visible
from tests.servers.discord.faults import Fault
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.offered import NotOfferedError
from tests.servers.discord.rates import Rates
from tests.servers.discord.world import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.discord.refusal import Json
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Channel

ACTS = ("slash", "autocomplete", "press", "select", "submit_modal", "say")
CHANGES = ("join_guild", "leave_guild", "delete_channel", "archive_thread", "lose", "revoke_token", "advance")
CONNECTIONS = ("reconnect", "invalidate", "drop")


class Control:
    """`GET /_control` tells the state; `POST /_control` with `{"do": …}` does something and tells what came of it.

    What can be done: `fault` with a fault's fields, `clear_faults`, `rates_off`, `add_guild`, the acts of people, the
    changes of the server, and what may happen to connections. Users, channels, guilds, messages and
    (for `submit_modal`, as `opened`) interactions are named by id.
    """

    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    def add_to(self, app: web.Application) -> None:
        """Answer at `/_control`."""
        app.router.add_get("/_control", self._tell)
        app.router.add_post("/_control", self._do)

    async def _tell(self, _: web.Request) -> web.Response:
        return web.json_response(self.state())

    def state(self) -> Json:
        """Everything there is, as JSON."""
        server = self._server
        return {
            "base_url": server.base_url,
            "gateway_url": server.gateway_url,
            "token": server.token,
            "application": server.bot.id,
            "guilds": {each.id: each.name for each in server.world.guilds.values()},
            "users": {each.id: each.name for each in server.world.users.values()},
            "channels": [_channel(each) for each in server.world.channels.values()],
            "ephemeral": [_message(each) for each in server.ephemeral.values()],
            "pings": len(server.pings),
            "commands": server.commands,
            "syncs": server.syncs,
            "gateway": {
                "identified": server.gateway.identified,
                "resumed": server.gateway.resumed,
                "shards": [list(each.shard) for each in server.gateway.connected],
            },
            "asked": [{"at": a.at, "route": a.route, "path": a.path, "status": a.status} for a in server.rest.asked],
        }

    async def _do(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        name = wanted.pop("do", "")
        try:
            made = self._method(name)(**self._things(name, wanted))
            result = await made if name in ACTS else made
        except (NotOfferedError, LookupError, TypeError, ValueError, StopIteration) as error:
            return web.json_response({"error": str(error)}, status=400)
        await self._server.settle()
        return web.json_response(_result(result))

    def _method(self, name: str) -> Callable[..., Any]:
        if name in (*ACTS, *CHANGES, "add_guild"):
            return self._act if name in {"slash", "autocomplete"} else getattr(self._server, name)
        if name in CONNECTIONS:
            return getattr(self._server.gateway, name)  # type: ignore[no-any-return]
        methods = {"fault": self._fault, "clear_faults": self._server.faults.clear, "rates_off": self._rates_off}
        return methods[name]

    def _act(self, *, do: str, words: list[str], **rest: object) -> object:
        return getattr(self._server, do)(*words, **rest)

    def _fault(self, **fields: Any) -> None:  # noqa: ANN401 - checked by the fault
        self._server.faults.add(Fault(**fields))

    def _rates_off(self) -> None:
        self._server.rates = Rates.off()

    def _things(self, name: str, wanted: Json) -> Json:
        if name == "fault":
            return wanted
        world = self._server.world
        by_name: dict[str, Callable[[str], object]] = {
            "user": lambda key: world.users[key],
            "channel": lambda key: world.channels[key],
            "thread": lambda key: world.channels[key],
            "guild": lambda key: world.guilds[key],
            "message": self._message,
            "reply_to": self._message,
            "opened": lambda key: next(each for each in self._server.interactions.values() if each.id == key),
        }
        found = {key: by_name[key](value) if key in by_name else value for key, value in wanted.items()}
        return found | ({"do": name} if name in {"slash", "autocomplete"} else {})

    def _message(self, key: str) -> Message:
        everywhere = [self._server.ephemeral, *(each.messages for each in self._server.world.channels.values())]
        return next(messages[key] for messages in everywhere if key in messages)


def _message(message: Message) -> Json:
    pings = {"users": message.pings.users, "roles": message.pings.roles, "everyone": message.pings.everyone}
    return {**message.wire, "text": visible.text(message), "seen_by": message.seen_by, "pings": pings}


def _channel(channel: Channel) -> Json:
    messages = [_message(each) for each in channel.messages.values()]
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "guild_id": channel.guild_id,
        "parent_id": channel.parent_id,
        "archived": bool(channel.thread and channel.thread.archived),
        "messages": messages,
    }


def _result(result: object) -> Json:
    if isinstance(result, Message):
        return _message(result)
    if isinstance(result, Interaction):
        names = ("id", "failed", "answered", "text", "private", "seconds", "settled_seconds", "modal", "choices")
        return {name: getattr(result, name) for name in names} | {"messages": [_message(m) for m in result.messages]}
    return {"id": getattr(result, "id", None)}

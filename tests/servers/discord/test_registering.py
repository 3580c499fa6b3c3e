"""Commands that Discord refuses to register, and what its client offers of those registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.servers.discord import NotOfferedError, permissions

if TYPE_CHECKING:
    from tests.servers.discord.conftest import Caller
    from tests.servers.discord.refusal import Json


def command(**more: object) -> Json:
    """A command as it should be, but for what is given."""
    return {"name": "papers", "description": "Papers", "type": 1, **more}


def option(**more: object) -> Json:
    """An option as it should be, but for what is given."""
    return {"name": "topic", "description": "A topic", "type": 3, **more}


CHOICE = {"name": "weekly", "value": "weekly"}
NESTED = option(type=2, name="a", options=[option(type=2, name="b", options=[option(type=1, name="c")])])
REFUSED: list[tuple[list[Json], str]] = [
    ([command(name="Papers")], "0.name"),
    ([command(name="p" * 33)], "0.name"),
    ([command(name="two words")], "0.name"),
    ([command(name="")], "0.name"),
    ([command(description="")], "0.description"),
    ([command(description="d" * 101)], "0.description"),
    ([command(), command()], "1"),
    ([command(type=9)], "0.type"),
    ([command(type=2, description="d")], "0.description"),
    ([command(options=[option(name=f"o{n}") for n in range(26)])], "0.options"),
    ([command(options=[option(), option()])], "0.options"),
    ([command(options=[option(), option(name="b", required=True)])], "0.options.1.required"),
    ([command(options=[option(choices=[CHOICE] * 26)])], "0.options.0.choices"),
    ([command(options=[option(choices=[{"name": "n" * 101, "value": "v"}])])], "0.options.0.choices.0.name"),
    ([command(options=[option(choices=[{"name": "n", "value": 3}])])], "0.options.0.choices.0.value"),
    ([command(options=[option(type=4, choices=[CHOICE])])], "0.options.0.choices.0.value"),
    ([command(options=[option(choices=[CHOICE], autocomplete=True)])], "0.options.0.autocomplete"),
    ([command(options=[option(type=99)])], "0.options.0.type"),
    ([command(options=[option(type=1), option(name="b")])], "0.options"),
    ([command(options=[NESTED])], "0.options.0.options.0.type"),
    ([command(options=[option(max_length=6001)])], "0.options.0.max_length"),
    ([command(default_member_permissions="manage")], "0.default_member_permissions"),
    ([command(contexts=[3])], "0.contexts.0"),
    ([command(contexts=[0, 0])], "0.contexts"),
    ([command(integration_types=[2])], "0.integration_types.0"),
    ([command(name_localizations={"de": "n" * 33})], "0.name_localizations.de"),
    ([command(options=[option(name=f"o{n}", choices=[{"name": "n" * 90, "value": f"{m}" * 90} for m in range(5)])
                       for n in range(10)])], "0"),
]  # fmt: skip


@pytest.mark.parametrize(("commands", "path"), REFUSED)
async def test_a_bad_command_is_refused_where_it_is_wrong(call: Caller, commands: list[Json], path: str) -> None:
    """And nothing is registered."""
    status, refusal = await call("PUT", f"/applications/{call.server.bot.id}/commands", commands)

    node: Any = refusal["errors"]
    for step in path.split("."):
        node = node[step]
    assert (status, refusal["code"]) == (400, 50035)
    assert node["_errors"]
    assert call.server.syncs == 0


async def test_a_set_replaces_the_one_before_and_keeps_ids(call: Caller) -> None:
    """A single command is added to it, or taken away."""
    path = f"/applications/{call.server.bot.id}/commands"

    _, first = await call("PUT", path, [command(), command(name="paper")])
    _, second = await call("PUT", path, [command(description="Changed")])
    _, added = await call("POST", path, command(name="third"))
    await call("DELETE", f"{path}/{added['id']}")
    _, listed = await call("GET", path)

    assert [each["name"] for each in first] == ["papers", "paper"]
    assert (second[0]["id"], second[0]["description"]) == (first[0]["id"], "Changed")
    assert [each["name"] for each in listed] == ["papers"]
    assert call.server.syncs == 2


@pytest.mark.parametrize(
    ("more", "words", "given"),
    [
        ({"contexts": [1]}, (), {}),
        ({"default_member_permissions": str(permissions.MANAGE_CHANNELS)}, (), {}),
        ({"default_member_permissions": "0"}, (), {}),
        ({"integration_types": [1]}, (), {}),
        ({"options": [option(required=True)]}, (), {}),
        ({"options": [option(choices=[CHOICE])]}, (), {"topic": "daily"}),
        ({"options": [option(max_length=3)]}, (), {"topic": "long"}),
        ({"options": [option(type=4)]}, (), {"topic": "three"}),
        ({}, (), {"topic": "unknown"}),
        ({}, ("list",), {}),
        ({"options": [option(type=1, name="list")]}, (), {}),
    ],
)
async def test_the_client_offers_only_what_is_registered_and_allowed(
    call: Caller, more: Json, words: tuple[str, ...], given: dict[str, object]
) -> None:
    """To a member with the usual permissions, in a guild."""
    await call("PUT", f"/applications/{call.server.bot.id}/commands", [command(**more)])

    with pytest.raises(NotOfferedError):
        await call.server.slash("papers", *words, user=call.server.ben, options=given)


async def test_who_installed_the_bot_uses_it_anywhere(call: Caller) -> None:
    """Where the command may be installed by people."""
    server = call.server
    server.answer_seconds = 0.05
    elsewhere = next(iter(server.add_guild("Elsewhere", joined=False).channels.values()))
    await call("PUT", f"/applications/{server.bot.id}/commands", [command(integration_types=[0, 1])])
    with pytest.raises(NotOfferedError):
        await server.slash("papers", channel=elsewhere)
    with pytest.raises(NotOfferedError):
        await server.slash("unknown")

    server.user_installs.add(server.ada.id)
    said = await server.slash("papers", channel=elsewhere)

    assert said.failed

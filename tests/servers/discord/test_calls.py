"""Tokens, rates, faults, nonces, mentions and reading back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientError, ClientSession

from tests.servers.discord import Fault, Rates, permissions
from tests.servers.discord.rates import ROUTES

if TYPE_CHECKING:
    from tests.servers.discord.conftest import Caller
    from tests.servers.discord.refusal import Json

HELLO: Json = {"content": "hello"}


async def test_a_wrong_token_is_unauthorised(call: Caller) -> None:
    """401 for everything but interactions, from the moment that a token is revoked."""
    old = call.server.token
    call.server.revoke_token()
    headers = {"Authorization": f"Bot {old}", "User-Agent": "DiscordBot (x, 1)"}

    async with ClientSession() as session, session.get(f"{call.server.base_url}/users/@me", headers=headers) as answer:
        assert answer.status == 401
        assert await answer.json() == {"message": "401: Unauthorized", "code": 0}


async def test_a_bot_says_what_it_is(call: Caller) -> None:
    """A User-Agent that isn't of the documented form is turned away."""
    headers = {"Authorization": f"Bot {call.server.token}"}

    async with ClientSession() as session, session.get(f"{call.server.base_url}/users/@me", headers=headers) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    ("raw", "kind", "code"), [(b"{", "application/json", 50109), (b"content=hello", "text/plain", 50035)]
)
async def test_a_body_that_is_no_json_is_refused(call: Caller, raw: bytes, kind: str, code: int) -> None:
    """Whatever else it is."""
    url = f"{call.server.base_url}/channels/{call.server.channel.id}/messages"
    headers = {"Authorization": f"Bot {call.server.token}", "User-Agent": "DiscordBot (x, 1)", "Content-Type": kind}

    async with ClientSession() as session, session.post(url, data=raw, headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, code)


async def test_a_route_has_its_rate_in_each_channel(call: Caller) -> None:
    """The sixth message within five seconds is 429 with all headers; another channel isn't concerned."""
    call.server.rates = Rates(routes=dict(ROUTES))
    other = call.server.world.add_channel(call.server.guild, "other")

    statuses = [(await call.post(HELLO))[0] for _ in range(5)]
    left = call.headers["X-RateLimit-Remaining"]
    status, body = await call.post(HELLO)

    told = call.headers
    assert (statuses, left, status) == ([200] * 5, "0", 429)
    assert body["global"] is False
    assert 4 < body["retry_after"] <= 5
    assert (told["Retry-After"], told["X-RateLimit-Scope"], told["Via"]) == ("5", "user", "1.1 google")
    assert (told["X-RateLimit-Limit"], told["X-RateLimit-Bucket"].isalnum()) == ("5", True)
    assert 4 < float(told["X-RateLimit-Reset-After"]) <= 5
    assert (await call.post(HELLO, other.id))[0] == 200
    call.server.advance(5)
    assert (await call.post(HELLO))[0] == 200


async def test_fifty_calls_a_second_are_allowed_over_all(call: Caller) -> None:
    """The fifty-first is 429 with the global scope."""
    call.server.rates = Rates(usual=(1000, 1.0))

    statuses = [(await call("GET", "/users/@me"))[0] for _ in range(51)]

    assert statuses.count(200) == 50
    assert (call.headers["X-RateLimit-Global"], call.headers["X-RateLimit-Scope"]) == ("true", "global")


@pytest.mark.parametrize(
    ("fault", "status", "posted"),
    [
        (Fault(kind="unavailable", route="post"), 500, 0),
        (Fault(kind="throttle", route="post"), 429, 0),
        (Fault(kind="throttle_all"), 429, 0),
        (Fault(kind="error", route="post"), 403, 0),
        (Fault(kind="accept_then_unavailable", route="post"), 500, 1),
        (Fault(kind="revoke_token", route="post"), 401, 0),
        (Fault(kind="delete_channel", route="post"), 404, 0),
        (Fault(kind="lose_permissions", route="post"), 403, 0),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
async def test_a_call_goes_wrong_as_told(call: Caller, fault: Fault, status: int, posted: int) -> None:
    """Once, for the route that it is for."""
    token = call.server.token
    call.server.faults.add(fault)
    url = f"{call.server.base_url}/channels/{call.server.channel.id}/messages"
    headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (x, 1)"}

    async with ClientSession() as session, session.post(url, json=HELLO, headers=headers) as answer:
        assert answer.status == status

    assert len(call.server.messages) == posted
    assert call.server.faults.waiting == []


@pytest.mark.parametrize(("kind", "posted"), [("close", 0), ("accept_then_close", 1)])
async def test_a_connection_breaks_before_or_after_the_message_was_taken(call: Caller, kind: str, posted: int) -> None:
    """The caller can't tell, and the channel can."""
    call.server.faults.add(Fault(kind=kind, route="post", channel=call.server.channel.id))  # type: ignore[arg-type]

    with pytest.raises(ClientError):
        await call.post(HELLO)

    assert len(call.server.messages) == posted


async def test_an_answer_never_comes(call: Caller) -> None:
    """Or late, when the message long is there."""
    call.server.faults.add(Fault(kind="accept_then_stall", route="post", seconds=0.05))
    call.server.faults.add(Fault(kind="garbage", after=1, times=2))

    with pytest.raises(ClientError):
        await call.post(HELLO)
    status, _ = await call("GET", "/users/@me")

    assert (len(call.server.messages), status) == (1, 200)
    assert call.server.rest.asked[0].status == 0
    call.server.faults.clear()


async def test_an_enforced_nonce_returns_the_earlier_message(call: Caller) -> None:
    """For some minutes, in the same channel; it isn't told when the message is read."""
    body = {**HELLO, "nonce": "week-19", "enforce_nonce": True}

    first, again = (await call.post(body))[1], (await call.post(body))[1]
    loose = (await call.post({**HELLO, "nonce": "week-19"}))[1]
    read = (await call("GET", f"/channels/{call.server.channel.id}/messages/{first['id']}"))[1]
    call.server.advance(301)
    later = (await call.post(body))[1]

    assert (first["id"], first["nonce"]) == (again["id"], "week-19")
    assert len({first["id"], loose["id"], later["id"]}) == 3
    assert "nonce" not in read


@pytest.mark.parametrize(
    ("content", "allowed", "rights", "expected"),
    [
        ("<@{user}>", None, permissions.USUAL, (1, 0, False)),
        ("<@{user}>", {"parse": []}, permissions.USUAL, (0, 0, False)),
        ("<@!{user}>", {"users": ["{user}"]}, permissions.USUAL, (1, 0, False)),
        ("<@&{role}>", None, permissions.USUAL, (0, 0, False)),
        ("<@&{role}>", None, permissions.EVERYTHING, (0, 1, False)),
        ("@everyone", None, permissions.USUAL, (0, 0, False)),
        ("@here you go", None, permissions.EVERYTHING, (0, 0, True)),
        ("@everyone", {"parse": ["users"]}, permissions.EVERYTHING, (0, 0, False)),
    ],
)
async def test_whom_a_message_pings_is_recorded(
    call: Caller, content: str, allowed: Json | None, rights: int, expected: tuple[int, int, bool]
) -> None:
    """By what it says, what it allows, and what the bot may."""
    server = call.server
    server.grant(rights)
    role = server.world.add_role(server.guild, "staff")
    ids = {"user": server.ben.id, "role": role.id}
    named = {kind: [each.format(**ids) for each in some] for kind, some in (allowed or {}).items()}

    await call.post({"content": content.format(**ids), "allowed_mentions": None if allowed is None else named})

    pings = server.messages[0].pings
    assert (len(pings.users), len(pings.roles), pings.everyone) == expected
    assert bool(server.pings) is (expected != (0, 0, False))


async def test_history_is_read_in_pages(call: Caller) -> None:
    """The newest first, before or after an id; nothing without the right."""
    ids = [(await call.post(HELLO))[1]["id"] for _ in range(5)]
    path = f"/channels/{call.server.channel.id}/messages"

    newest = [each["id"] for each in (await call("GET", f"{path}?limit=2"))[1]]
    before = [each["id"] for each in (await call("GET", f"{path}?before={ids[2]}"))[1]]
    after = [each["id"] for each in (await call("GET", f"{path}?after={ids[1]}&limit=2"))[1]]
    around = [each["id"] for each in (await call("GET", f"{path}?around={ids[2]}&limit=3"))[1]]
    call.server.grant(permissions.VIEW_CHANNEL)
    hidden = await call("GET", path)

    assert newest == [ids[4], ids[3]]
    assert before == [ids[1], ids[0]]
    assert after == [ids[3], ids[2]]
    assert set(around) == {ids[1], ids[2], ids[3]}
    assert hidden == (200, [])


async def test_a_forum_post_is_a_thread_with_its_message(call: Caller) -> None:
    """Both have the same id; a forum may want a tag."""
    path, body = f"/channels/{call.server.forum.id}/threads", {"name": "Week 19", "message": HELLO}

    status, thread = await call("POST", path, body)
    call.server.forum.tag_required = True
    untagged = await call("POST", path, body)

    assert (status, thread["id"], thread["message"]["content"]) == (200, thread["message"]["id"], "hello")
    assert (untagged[0], untagged[1]["code"]) == (400, 40067)


async def test_a_message_is_edited_and_deleted(call: Caller) -> None:
    """What isn't named stays."""
    _, message = await call.post({**HELLO, "embeds": [{"title": "t"}]})
    path = f"/channels/{call.server.channel.id}/messages/{message['id']}"

    _, edited = await call("PATCH", path, {"content": "bye"})
    status, _ = await call("DELETE", path)

    assert (edited["content"], edited["embeds"][0]["title"], status) == ("bye", "t", 204)
    assert call.server.messages == []

"""Bodies that Discord refuses are refused, with its codes and at the place it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.servers.discord.conftest import Caller
    from tests.servers.discord.refusal import Json

V2 = 1 << 15


def button(**more: object) -> Json:
    """A button as it should be, but for what is given."""
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **more}


def row(*inner: Json) -> Json:
    """A row."""
    return {"type": 1, "components": list(inner)}


def menu(**more: object) -> Json:
    """A menu as it should be, but for what is given."""
    return {"type": 3, "custom_id": "menu", "options": [{"label": "One", "value": "1"}], **more}


def options(count: int) -> list[Json]:
    """So many options."""
    return [{"label": f"Paper {n}", "value": str(n)} for n in range(count)]


def words(text: str) -> Json:
    """Text of Components V2."""
    return {"type": 10, "content": text}


def rows(count: int) -> list[Json]:
    """So many rows of five buttons."""
    return [row(*[button(custom_id=f"{r}.{n}") for n in range(5)]) for r in range(count)]


FIELD = {"name": "n", "value": "v"}
REFUSED: list[tuple[str, Json, str, str]] = [
    ("content", {"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ("no text", {"content": 7}, "content", "STRING_TYPE_CONVERT"),
    ("embeds", {"embeds": [{"title": "t"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
    ("no embeds", {"embeds": {"title": "t"}}, "embeds", "LIST_TYPE_CONVERT"),
    ("no embed", {"embeds": ["t"]}, "embeds.0", "DICT_TYPE_CONVERT"),
    ("empty embed", {"embeds": [{}]}, "embeds.0.description", "BASE_TYPE_REQUIRED"),
    ("title", {"embeds": [{"title": "t" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
    ("description", {"embeds": [{"description": "t" * 4097}]}, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
    ("fields", {"embeds": [{"fields": [FIELD] * 26}]}, "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"),
    ("name", {"embeds": [{"fields": [{**FIELD, "name": "n" * 257}]}]}, "embeds.0.fields.0.name", "BASE_TYPE_MAX_LENGTH"),
    ("value", {"embeds": [{"fields": [{**FIELD, "value": "v" * 1025}]}]}, "embeds.0.fields.0.value", "BASE_TYPE_MAX_LENGTH"),
    ("no value", {"embeds": [{"fields": [{**FIELD, "value": ""}]}]}, "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"),
    ("footer", {"embeds": [{"footer": {"text": "f" * 2049}}]}, "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"),
    ("author", {"embeds": [{"author": {"name": "a" * 257}}]}, "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH"),
    ("no author", {"embeds": [{"author": "a"}]}, "embeds.0.author", "DICT_TYPE_CONVERT"),
    ("colour", {"embeds": [{"title": "t", "color": 0x1000000}]}, "embeds.0.color", "NUMBER_TYPE_MAX"),
    ("link", {"embeds": [{"title": "t", "url": "javascript:x"}]}, "embeds.0.url", "URL_TYPE_INVALID_SCHEME"),
    ("together", {"embeds": [{"description": "d" * 4000}, {"description": "d" * 2001}]}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ("rows", {"components": rows(6)}, "components", "BASE_TYPE_MAX_LENGTH"),
    ("buttons", {"components": [row(*[button(custom_id=str(n)) for n in range(6)])]}, "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    ("empty row", {"components": [row()]}, "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    ("bare button", {"components": [button()]}, "components.0.type", "UNION_TYPE_CHOICES"),
    ("label", {"components": [row(button(label="l" * 81))]}, "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"),
    ("no label", {"components": [row(button(label=""))]}, "components.0.components.0.label", "BUTTON_COMPONENT_MISSING_LABEL"),
    ("style", {"components": [row(button(style=9))]}, "components.0.components.0.style", "BASE_TYPE_CHOICES"),
    ("custom id", {"components": [row(button(custom_id="c" * 101))]}, "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH"),
    ("no custom id", {"components": [row(button(custom_id=None))]}, "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED"),
    ("same id", {"components": [row(button(), button())]}, "components.0.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ("no url", {"components": [row({"type": 2, "style": 5, "label": "l"})]}, "components.0.components.0.url", "BASE_TYPE_REQUIRED"),
    ("bad url", {"components": [row({"type": 2, "style": 5, "label": "l", "url": "data:x"})]}, "components.0.components.0.url", "URL_TYPE_INVALID_SCHEME"),
    ("both", {"components": [row(button(style=5, url="https://x.org"))]}, "components.0.components.0.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"),
    ("two menus", {"components": [row(menu(), button())]}, "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    ("options", {"components": [row(menu(options=options(26)))]}, "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"),
    ("no options", {"components": [row(menu(options=[]))]}, "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"),
    ("option", {"components": [row(menu(options=[{"label": "l" * 101, "value": "1"}]))]}, "components.0.components.0.options.0.label", "BASE_TYPE_BAD_LENGTH"),
    ("same option", {"components": [row(menu(options=options(1) * 2))]}, "components.0.components.0.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
    ("placeholder", {"components": [row(menu(placeholder="p" * 151))]}, "components.0.components.0.placeholder", "BASE_TYPE_MAX_LENGTH"),
    ("too few", {"components": [row(menu(max_values=0))]}, "components.0.components.0.max_values", "NUMBER_TYPE_MIN"),
    ("no flag", {"components": [words("hello")]}, "components.0.type", "UNION_TYPE_CHOICES"),
    ("v2 content", {"flags": V2, "content": "c", "components": [words("w")]}, "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    ("v2 embeds", {"flags": V2, "embeds": [{"title": "t"}], "components": [words("w")]}, "embeds", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    ("v2 many", {"flags": V2, "components": [{"type": 17, "components": [words("w")] * 40}]}, "components", "BASE_TYPE_MAX_LENGTH"),
    ("v2 long", {"flags": V2, "components": [words("w" * 2001)] * 2}, "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
    ("v2 section", {"flags": V2, "components": [{"type": 9, "components": [words("w")]}]}, "components.0.accessory.type", "UNION_TYPE_CHOICES"),
    ("v2 nested", {"flags": V2, "components": [{"type": 17, "components": [{"type": 17, "components": []}]}]}, "components.0.components.0.type", "UNION_TYPE_CHOICES"),
    ("v2 gallery", {"flags": V2, "components": [{"type": 12, "items": []}]}, "components.0.items", "BASE_TYPE_BAD_LENGTH"),
    ("ephemeral post", {"content": "c", "flags": 64}, "flags", "BASE_TYPE_INVALID"),
    ("nonce", {"content": "c", "nonce": "n" * 26}, "nonce", "NONCE_TYPE_TOO_LONG"),
    ("unknown kind", {"content": "c", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"),
    ("exclusive", {"content": "c", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"),
    ("many users", {"content": "c", "allowed_mentions": {"users": ["1"] * 101}}, "allowed_mentions.users", "BASE_TYPE_MAX_LENGTH"),
    ("no id", {"content": "c", "allowed_mentions": {"roles": ["x"]}}, "allowed_mentions.roles.0", "NUMBER_TYPE_COERCE"),
    ("no mentions", {"content": "c", "allowed_mentions": []}, "allowed_mentions", "DICT_TYPE_CONVERT"),
    ("gone", {"content": "c", "message_reference": {"message_id": "1"}}, "message_reference", "REPLIES_UNKNOWN_MESSAGE"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "path", "code"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
async def test_a_bad_body_is_refused_where_it_is_wrong(call: Caller, body: Json, path: str, code: str) -> None:
    """50035 with the code of the fault at the field that has it, and nothing is posted."""
    status, refusal = await call.post(body)

    node: Any = refusal["errors"]
    for step in path.split("."):
        node = node[step]
    assert (status, refusal["code"]) == (400, 50035)
    assert code in [each["code"] for each in node["_errors"]]
    assert not call.server.messages


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": " \n "}, {"flags": V2}, {"embeds": []}])
async def test_an_empty_message_is_refused(call: Caller, body: Json) -> None:
    """50006 for a message that says nothing."""
    status, refusal = await call.post(body)

    assert (status, refusal["code"]) == (400, 50006)


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"embeds": [{"description": "d" * 4000}, {"description": "d" * 2000}]},
        {"embeds": [{"fields": [FIELD] * 25, "footer": {"text": "f"}, "url": "https://arxiv.org"}]},
        {"content": "c", "components": rows(5)},
        {"components": [row(menu(options=options(25), custom_id="c" * 100))]},
        {"flags": V2, "components": [{"type": 17, "components": [words("w" * 100)] * 39}]},
        {"flags": V2, "components": [{"type": 9, "components": [words("w")], "accessory": button()}, {"type": 14}]},
        {"content": "c", "allowed_mentions": {"parse": []}, "nonce": "n" * 25},
    ],
)
async def test_what_is_just_within_the_limits_is_posted(call: Caller, body: Json) -> None:
    """The stand-in is as strict as Discord, and not stricter."""
    status, message = await call.post(body)

    assert status == 200
    assert [each.id for each in call.server.messages] == [message["id"]]

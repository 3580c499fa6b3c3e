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


def in_row(*inner: Json) -> Json:
    """A message with one row."""
    return {"components": [row(*inner)]}


def embed(one: Json) -> Json:
    """A message with one embed."""
    return {"embeds": [one]}


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
NEW = {"flags": V2}
LONG, LENGTH, REQUIRED, UNION = (
    "BASE_TYPE_MAX_LENGTH",
    "BASE_TYPE_BAD_LENGTH",
    "BASE_TYPE_REQUIRED",
    "UNION_TYPE_CHOICES",
)
LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
PLACES = {"@button": "components.0.components.0", "@second": "components.0.components.1", "@embed": "embeds.0"}
REFUSED: list[tuple[str, Json, str, str]] = [
    ("content", {"content": "x" * 2001}, "content", LONG),
    ("no text", {"content": 7}, "content", "STRING_TYPE_CONVERT"),
    ("embeds", {"embeds": [{"title": "t"}] * 11}, "embeds", LONG),
    ("no embeds", {"embeds": {"title": "t"}}, "embeds", "LIST_TYPE_CONVERT"),
    ("no embed", {"embeds": ["t"]}, "embeds.0", "DICT_TYPE_CONVERT"),
    ("empty embed", embed({}), "@embed.description", REQUIRED),
    ("title", embed({"title": "t" * 257}), "@embed.title", LONG),
    ("description", embed({"description": "t" * 4097}), "@embed.description", LONG),
    ("fields", embed({"fields": [FIELD] * 26}), "@embed.fields", LONG),
    ("name", embed({"fields": [{**FIELD, "name": "n" * 257}]}), "@embed.fields.0.name", LONG),
    ("value", embed({"fields": [{**FIELD, "value": "v" * 1025}]}), "@embed.fields.0.value", LONG),
    ("no value", embed({"fields": [{**FIELD, "value": ""}]}), "@embed.fields.0.value", REQUIRED),
    ("footer", embed({"footer": {"text": "f" * 2049}}), "@embed.footer.text", LONG),
    ("author", embed({"author": {"name": "a" * 257}}), "@embed.author.name", LONG),
    ("no author", embed({"author": "a"}), "@embed.author", "DICT_TYPE_CONVERT"),
    ("colour", embed({"title": "t", "color": 0x1000000}), "@embed.color", "NUMBER_TYPE_MAX"),
    ("link", embed({"title": "t", "url": "javascript:x"}), "@embed.url", "URL_TYPE_INVALID_SCHEME"),
    ("together", {"embeds": [{"description": "d" * 4000}, {"description": "d" * 2001}]}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ("rows", {"components": rows(6)}, "components", LONG),
    ("buttons", in_row(*[button(custom_id=str(n)) for n in range(6)]), "components.0.components", LENGTH),
    ("empty row", in_row(), "components.0.components", LENGTH),
    ("bare button", {"components": [button()]}, "components.0.type", UNION),
    ("label", in_row(button(label="l" * 81)), "@button.label", LONG),
    ("no label", in_row(button(label="")), "@button.label", "BUTTON_COMPONENT_MISSING_LABEL"),
    ("style", in_row(button(style=9)), "@button.style", "BASE_TYPE_CHOICES"),
    ("custom id", in_row(button(custom_id="c" * 101)), "@button.custom_id", LENGTH),
    ("no custom id", in_row(button(custom_id=None)), "@button.custom_id", REQUIRED),
    ("same id", in_row(button(), button()), "@second.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ("no url", in_row({"type": 2, "style": 5, "label": "l"}), "@button.url", REQUIRED),
    ("bad url", in_row({"type": 2, "style": 5, "label": "l", "url": "data:x"}), "@button.url", "URL_TYPE_INVALID_SCHEME"),
    ("both", in_row(button(style=5, url="https://x.org")),
     "@button.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"),
    ("two menus", in_row(menu(), button()), "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    ("options", in_row(menu(options=options(26))), "@button.options", LENGTH),
    ("no options", in_row(menu(options=[])), "@button.options", LENGTH),
    ("option", in_row(menu(options=[{"label": "l" * 101, "value": "1"}])), "@button.options.0.label", LENGTH),
    ("same option", in_row(menu(options=options(1) * 2)),
     "@button.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
    ("placeholder", in_row(menu(placeholder="p" * 151)), "@button.placeholder", LONG),
    ("too few", in_row(menu(max_values=0)), "@button.max_values", "NUMBER_TYPE_MIN"),
    ("no flag", {"components": [words("hello")]}, "components.0.type", UNION),
    ("v2 content", {"flags": V2, "content": "c", "components": [words("w")]}, "content", LEGACY),
    ("v2 embeds", {"flags": V2, "embeds": [{"title": "t"}], "components": [words("w")]}, "embeds", LEGACY),
    ("v2 many", {**NEW, "components": [{"type": 17, "components": [words("w")] * 40}]}, "components", LONG),
    ("v2 long", {**NEW, "components": [words("w" * 2001)] * 2}, "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
    ("v2 section", {**NEW, "components": [{"type": 9, "components": [words("w")]}]}, "components.0.accessory.type", UNION),
    ("v2 nested", {**NEW, "components": [{"type": 17, "components": [{"type": 17, "components": []}]}]}, "@button.type", UNION),
    ("v2 gallery", {**NEW, "components": [{"type": 12, "items": []}]}, "components.0.items", LENGTH),
    ("ephemeral post", {"content": "c", "flags": 64}, "flags", "BASE_TYPE_INVALID"),
    ("nonce", {"content": "c", "nonce": "n" * 26}, "nonce", "NONCE_TYPE_TOO_LONG"),
    ("unknown kind", {"content": "c", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"),
    ("exclusive", {"content": "c", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
     "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"),
    ("many users", {"content": "c", "allowed_mentions": {"users": ["1"] * 101}}, "allowed_mentions.users", LONG),
    ("no id", {"content": "c", "allowed_mentions": {"roles": ["x"]}}, "allowed_mentions.roles.0", "NUMBER_TYPE_COERCE"),
    ("no mentions", {"content": "c", "allowed_mentions": []}, "allowed_mentions", "DICT_TYPE_CONVERT"),
    ("gone", {"content": "c", "message_reference": {"message_id": "1"}}, "message_reference", "REPLIES_UNKNOWN_MESSAGE"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "path", "code"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
async def test_a_bad_body_is_refused_where_it_is_wrong(call: Caller, body: Json, path: str, code: str) -> None:
    """50035 with the code of the fault at the field that has it, and nothing is posted."""
    status, refusal = await call.post(body)

    node: Any = refusal["errors"]
    place, _, field = path.partition(".")
    for step in f"{PLACES.get(place, place)}.{field}".strip(".").split("."):
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

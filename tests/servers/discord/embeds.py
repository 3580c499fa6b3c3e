"""What Discord refuses about embeds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Form, Path

MOST = 10
TITLE, DESCRIPTION, FIELDS, NAME, VALUE, FOOTER, AUTHOR = 256, 4096, 25, 256, 1024, 2048, 256
ALTOGETHER = 6000
COLOURS = 0xFFFFFF


def check(value: object, form: Form) -> None:
    """Every embed within its limits, and all together within theirs."""
    total = 0
    for at, embed in enumerate(form.many(("embeds",), value, most=MOST)):
        if not isinstance(embed, dict):
            form.wrong(("embeds", at), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            continue
        size = _size(embed, ("embeds", at), form)
        total += size
        if not size and not any(embed.get(each) for each in ("image", "thumbnail", "video")):
            form.wrong(("embeds", at, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    if total > ALTOGETHER:
        form.wrong(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {ALTOGETHER}")


def _size(embed: dict[str, object], path: Path, form: Form) -> int:
    size = form.text((*path, "title"), embed.get("title"), most=TITLE)
    size += form.text((*path, "description"), embed.get("description"), most=DESCRIPTION)
    size += _part(embed, "footer", "text", FOOTER, path, form) + _part(embed, "author", "name", AUTHOR, path, form)
    form.number((*path, "color"), embed.get("color"), least=0, most=COLOURS)
    link(embed.get("url"), (*path, "url"), form)
    return size + _fields(embed.get("fields"), (*path, "fields"), form)


def _part(embed: dict[str, object], name: str, key: str, most: int, path: Path, form: Form) -> int:
    part = embed.get(name)
    if part is None:
        return 0
    if not isinstance(part, dict):
        form.wrong((*path, name), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return 0
    link(part.get("url"), (*path, name, "url"), form)
    return form.text((*path, name, key), part.get(key), most=most, required=True)


def _fields(value: object, path: Path, form: Form) -> int:
    size = 0
    for at, each in enumerate(form.many(path, value, most=FIELDS)):
        size += form.text((*path, at, "name"), each.get("name"), most=NAME, required=True)
        size += form.text((*path, at, "value"), each.get("value"), most=VALUE, required=True)
    return size


def link(value: object, path: Path, form: Form) -> None:
    """A URL that Discord would lead to."""
    if value is None:
        return
    if not isinstance(value, str) or urlsplit(value).scheme not in {"http", "https", "attachment", "discord"}:
        message = f"Scheme \"{value}\" is not supported. Scheme must be one of ('http', 'https')."
        form.wrong(path, "URL_TYPE_INVALID_SCHEME", message)

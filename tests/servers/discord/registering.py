"""What Discord refuses about application commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.servers.discord.refusal import Form

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json, Path

SUBCOMMAND, GROUP, STRING, INTEGER, ROLE, NUMBER = 1, 2, 3, 4, 8, 10
CHAT, BY_USER, BY_MESSAGE = 1, 2, 3
COMMANDS, OPTIONS, CHOICES, DESCRIPTION, CHOICE, ALTOGETHER, LONGEST = 100, 25, 25, 100, 100, 8000, 6000
_NAME = re.compile(r"[-_'\w]{1,32}")


def check(commands: object) -> list[Json]:
    """A whole set of commands, or 50035."""
    form = Form()
    found = form.many((), commands, most=COMMANDS)
    names: set[tuple[int, str]] = set()
    for at, command in enumerate(found):
        _command(command, (at,), form)
        key = (command.get("type", CHAT), str(command.get("name")))
        if key in names:
            message = "Application command names must be unique"
            form.wrong((at,), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        names.add(key)
    form.check()
    return found


def check_one(command: Json) -> None:
    """One command, or 50035."""
    form = Form()
    _command(command, (), form)
    form.check()


def _command(command: Json, path: Path, form: Form) -> None:
    kind = command.get("type", CHAT)
    form.choice((*path, "type"), kind, (CHAT, BY_USER, BY_MESSAGE))
    if kind == CHAT:
        _named(command, path, form)
        _options(command.get("options"), (*path, "options"), form, depth=0)
    else:
        form.text((*path, "name"), command.get("name"), least=1, most=32, required=True)
        if command.get("description"):
            message = "Context menu commands cannot have description"
            form.wrong((*path, "description"), "APPLICATION_COMMAND_INVALID_DESCRIPTION", message)
    rights = command.get("default_member_permissions")
    if rights is not None and not str(rights).isdigit():
        form.wrong((*path, "default_member_permissions"), "BITFIELD_TYPE_COERCE", "Could not interpret as a bit field")
    for name, among in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        given = form.many((*path, name), command.get(name), most=len(among))
        for at, each in enumerate(given):
            form.choice((*path, name, at), each, among)
        if len(set(map(str, given))) != len(given):
            form.wrong((*path, name), "SET_TYPE_CONTAINS_DUPLICATES", "Duplicate items are not allowed")
    if _size(command) > ALTOGETHER:
        message = f"Command exceeds maximum size ({ALTOGETHER})"
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", message)


def _named(each: Json, path: Path, form: Form) -> None:
    name = str(each.get("name") or "")
    if not _NAME.fullmatch(name) or name != name.lower():
        message = "Command name is invalid" if name else "This field is required"
        form.wrong((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME" if name else "BASE_TYPE_REQUIRED", message)
    form.text((*path, "description"), each.get("description"), least=1, most=DESCRIPTION, required=True)
    for kind, most in (("name_localizations", 32), ("description_localizations", DESCRIPTION)):
        for locale, text in (each.get(kind) or {}).items():
            form.text((*path, kind, locale), text, least=1, most=most, required=True)


def _options(options: object, path: Path, form: Form, *, depth: int) -> None:
    names: set[str] = set()
    optional = False
    found = form.many(path, options, most=OPTIONS)
    nested = {option.get("type") in {SUBCOMMAND, GROUP} for option in found}
    if len(nested) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.wrong(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    for at, option in enumerate(found):
        here = (*path, at)
        _named(option, here, form)
        _option(option, here, form, depth=depth)
        if option.get("name") in names:
            message = "Option names must be unique"
            form.wrong(path, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
        names.add(str(option.get("name")))
        if option.get("required") and optional:
            message = "Required options must be placed before non-required options"
            form.wrong((*here, "required"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.get("required")


def _option(option: Json, path: Path, form: Form, *, depth: int) -> None:
    kind = option.get("type")
    if not form.choice((*path, "type"), kind, tuple(range(1, 12))):
        return
    if kind in {SUBCOMMAND, GROUP}:
        if depth > (1 if kind == SUBCOMMAND else 0):
            message = "Sub-commands may not be nested this deep"
            form.wrong((*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
            return
        _options(option.get("options"), (*path, "options"), form, depth=depth + 1 if kind == GROUP else 2)
        return
    choices = form.many((*path, "choices"), option.get("choices"), most=CHOICES)
    if option.get("autocomplete") and (choices or kind not in {STRING, INTEGER, NUMBER}):
        message = "Autocomplete cannot be set here"
        form.wrong((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message)
    for at, each in enumerate(choices):
        form.text((*path, "choices", at, "name"), each.get("name"), least=1, most=CHOICE, required=True)
        if kind == STRING:
            form.text((*path, "choices", at, "value"), each.get("value"), least=1, most=CHOICE, required=True)
        else:
            form.number((*path, "choices", at, "value"), each.get("value"), least=-(2**53), most=2**53)
    form.number((*path, "min_length"), option.get("min_length"), least=0, most=LONGEST)
    form.number((*path, "max_length"), option.get("max_length"), least=1, most=LONGEST)


def _size(each: Json) -> int:
    own = len(str(each.get("name") or "")) + len(str(each.get("description") or ""))
    values = sum(len(str(one.get("name"))) + len(str(one.get("value"))) for one in each.get("choices") or [])
    return own + values + sum(_size(one) for one in each.get("options") or [])

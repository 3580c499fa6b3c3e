"""Composition objects of Block Kit: text, options, confirmation dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.slack.places import Place

OPTION_TEXT = 75
OPTION_VALUE = 150


def text(owner: Place, key: str, most: int, *, plain: bool = False) -> None:
    """Check a text object under a key, if there is one, and count its characters."""
    if owner.has(key):
        text_here(owner.inside(key), most, plain=plain)


def text_here(here: Place, most: int, *, plain: bool = False) -> None:
    """Check the text object that stands here."""
    kinds = {"plain_text"} if plain else {"plain_text", "mrkdwn"}
    if here.json and here.kind not in kinds:
        here.wrong(f"unsupported type: {here.kind or 'undefined'}")
        return
    if not here.object({"type", "text"}, {"emoji"} if here.kind == "plain_text" else {"verbatim"}):
        return
    here.flag("emoji", "verbatim")
    here.string("text", most)
    said = here.inside("text").value
    here.survey.text += len(said) if isinstance(said, str) else 0


def option(here: Place, *, plain: bool = True, url: bool = False) -> None:
    """Check one option; only those of overflow menus may lead to a URL."""
    if not here.object({"text", "value"}, {"description", *(["url"] if url else [])}):
        return
    text(here, "text", OPTION_TEXT, plain=plain)
    here.string("value", OPTION_VALUE)
    text(here, "description", 75, plain=plain)
    here.url("url")


def options(owner: Place, most: int, *, least: int = 1, plain: bool = True, url: bool = False) -> None:
    """Check the options of a menu, or its groups of options."""
    for each in owner.items("options", most, least=least):
        option(each, plain=plain, url=url)
    for group in owner.items("option_groups", 100):
        if group.object({"label", "options"}, set()):
            text(group, "label", 75, plain=True)
            for each in group.items("options", most):
                option(each, plain=plain)


def confirm(owner: Place) -> None:
    """Check a confirmation dialog, if there is one."""
    if owner.has("confirm"):
        here = owner.inside("confirm")
        if here.object({"title", "text", "confirm", "deny"}, {"style"}):
            text(here, "title", 100, plain=True)
            text(here, "text", 300)
            text(here, "confirm", 30, plain=True)
            text(here, "deny", 30, plain=True)
            here.one_of("style", "primary", "danger")

"""The inside of rich text blocks: sections, lists, quotes, preformatted text and their runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.slack.places import Place

_STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}
_RUNS: dict[str, tuple[set[str], set[str]]] = {
    "text": ({"text"}, {"style"}),
    "link": ({"url"}, {"text", "style", "unsafe"}),
    "emoji": ({"name"}, {"unicode", "style", "skin_tone"}),
    "user": ({"user_id"}, {"style"}),
    "usergroup": ({"usergroup_id"}, {"style"}),
    "channel": ({"channel_id"}, {"style"}),
    "broadcast": ({"range"}, {"style"}),
    "color": ({"value"}, {"style"}),
    "date": ({"timestamp", "format"}, {"url", "fallback", "style"}),
}
_PARTS: dict[str, set[str]] = {
    "rich_text_section": set(),
    "rich_text_preformatted": {"border", "language"},
    "rich_text_quote": {"border"},
    "rich_text_list": {"style", "indent", "offset", "border"},
}


def check(here: Place) -> None:
    """Check a rich text block's elements."""
    for part in here.items("elements", 1_000):
        _part(part)


def _part(here: Place) -> None:
    if here.kind not in _PARTS:
        here.wrong(f"unsupported type: {here.kind or 'undefined'}")
        return
    if not here.object({"elements"}, _PARTS[here.kind]):
        return
    if here.kind == "rich_text_list":
        _list(here)
        return
    for run in here.items("elements", 10_000):
        _run(run, {"text", "link"} if here.kind == "rich_text_preformatted" else set(_RUNS))


def _list(here: Place) -> None:
    if not here.has("style"):
        here.wrong("missing required field: style")
    here.one_of("style", "bullet", "ordered")
    for each in here.items("elements", 1_000):
        if each.kind != "rich_text_section":
            each.wrong(f"unsupported type: {each.kind or 'undefined'}")
        else:
            _part(each)


def _run(here: Place, allowed: set[str]) -> None:
    if here.kind not in allowed:
        here.wrong(f"unsupported type: {here.kind or 'undefined'}")
        return
    here.object(*_RUNS[here.kind])
    here.string("text", 40_000)
    here.url("url")
    here.one_of("range", "here", "channel", "everyone")
    said = here.json.get("text", "")
    here.survey.text += len(said) if isinstance(said, str) else 0
    if here.has("style"):
        style = here.inside("style")
        if style.object(set(), _STYLES):
            style.flag(*_STYLES)

"""Blocks of messages and views, refused as Slack refuses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import elements, objects, rich_text
from tests.servers.slack.places import Survey
from tests.servers.slack.refusals import RefusedError, misshapen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.servers.slack.places import Place

IN_MESSAGE = 50
IN_VIEW = 100
_IN_MESSAGES_ONLY = ("markdown", "table", "data_table", "card")
TOTAL = 13_000
"""Characters over all blocks of a message: not documented, refused from about here."""

MARKDOWN = 12_000
DATA_ROWS = 101
CELLS = 10_000
"""Characters in all table cells of a message, as the data table block's page has it; newer copies say twice that."""


def refuse_bad(blocks: Any) -> None:  # noqa: ANN401 - whatever came over the wire
    """Raise `invalid_blocks` or `msg_blocks_too_long` unless a message may carry these blocks."""
    if not isinstance(blocks, list) or not all(isinstance(each, dict) for each in blocks):
        raise RefusedError("invalid_blocks_format")
    survey = Survey()
    check(survey.at({"blocks": blocks}, ""), IN_MESSAGE, _BLOCKS)
    if survey.cells > CELLS:
        survey.findings.append(f"{survey.cells} characters in table cells, no more than {CELLS} allowed")
    if survey.findings:
        raise misshapen("invalid_blocks", survey.findings)
    if survey.text > TOTAL:
        raise RefusedError("msg_blocks_too_long")


def check_view(owner: Place) -> None:
    """Check the blocks of a modal or Home tab."""
    check(owner, IN_VIEW, {kind: check for kind, check in _BLOCKS.items() if kind not in _IN_MESSAGES_ONLY})


def check(owner: Place, most: int, known: Mapping[str, Callable[[Place], None]]) -> None:
    """Check a list of blocks; an empty one is fine."""
    for here in owner.items("blocks", most, least=0):
        if here.kind not in known:
            here.wrong(f"unsupported type: {here.kind or 'undefined'}")
            continue
        here.string("block_id", 255)
        block_id = here.json.get("block_id")
        if isinstance(block_id, str) and block_id in here.survey.block_ids:
            here.wrong(f"`block_id` {block_id} already exists")
        here.survey.block_ids.add(block_id or "")
        known[here.kind](here)


def _section(here: Place) -> None:
    if not here.object(set(), {"block_id", "text", "fields", "accessory", "expand"}):
        return
    if not here.has("text") and not here.has("fields"):
        here.wrong("must define either `text` or `fields`")
    here.flag("expand")
    objects.text(here, "text", 3_000)
    for each in here.items("fields", 10):
        objects.text_here(each, 2_000)
    if here.has("accessory"):
        elements.check(here.inside("accessory"), elements.IN_SECTION, here.path)


def _header(here: Place) -> None:
    here.object({"text"}, {"block_id"})
    objects.text(here, "text", 150, plain=True)


def _divider(here: Place) -> None:
    here.object(set(), {"block_id"})


def _image(here: Place) -> None:
    if here.object({"alt_text"}, {"block_id", "image_url", "slack_file", "title"}):
        elements.image(here)
        objects.text(here, "title", 2_000, plain=True)


def _actions(here: Place) -> None:
    here.object({"elements"}, {"block_id"})
    for each in here.items("elements", 25):
        elements.check(each, elements.IN_ACTIONS, here.path)


def _context(here: Place) -> None:
    here.object({"elements"}, {"block_id"})
    for each in here.items("elements", 10):
        if each.kind == "image":
            elements.check(each, {"image"}, here.path)
        else:
            objects.text_here(each, 3_000)


def _input(here: Place) -> None:
    if not here.object({"label", "element"}, {"block_id", "dispatch_action", "hint", "optional"}):
        return
    objects.text(here, "label", 2_000, plain=True)
    objects.text(here, "hint", 2_000, plain=True)
    here.flag("dispatch_action", "optional")
    if here.has("element"):
        elements.check(here.inside("element"), elements.IN_INPUT, here.path)


def _rich_text(here: Place) -> None:
    if here.object({"elements"}, {"block_id"}):
        rich_text.check(here)


def _markdown(here: Place) -> None:
    here.object({"text"}, {"block_id"})
    here.string("text", MARKDOWN)
    said = here.json.get("text")
    here.survey.text += len(said) if isinstance(said, str) else 0


def _table(here: Place) -> None:
    here.object({"rows"}, {"block_id", "column_settings"})
    for row in here.items("rows", 100):
        if not isinstance(row.value, list):
            row.wrong("must provide an array")
        elif len(row.value) > 20:
            row.wrong("no more than 20 items allowed")


def _data_table(here: Place) -> None:
    if not here.object({"caption", "rows"}, {"block_id", "page_size", "row_header_column_index"}):
        return
    here.string("caption", 1_000)
    rows = list(here.items("rows", DATA_ROWS, least=2))
    header = rows[0].value if rows and isinstance(rows[0].value, list) else ()
    for at, row in enumerate(rows):
        if not isinstance(row.value, list) or not 0 < len(row.value) <= 20 or len(row.value) != len(header):
            row.wrong("must provide as many cells as the header, no more than 20")
            continue
        for column, cell in enumerate(row.value):
            _cell(here.survey.at(cell, f"{row.path}/{column}"), is_header=at == 0)


def _card(here: Place) -> None:
    if not here.object(set(), {"block_id", "hero_image", "icon", "title", "subtitle", "body", "actions"}):
        return
    if not any(here.has(name) for name in ("hero_image", "title", "actions", "body")):
        here.wrong("must define `hero_image`, `title`, `actions` or `body`")
    for name, most in (("title", 150), ("subtitle", 150), ("body", 200)):
        objects.text(here, name, most)
    for each in here.items("actions", 3):
        elements.check(each, {"button"}, here.path)


def _cell(here: Place, *, is_header: bool) -> None:
    before = here.survey.text
    if here.kind == "rich_text" and not is_header:
        _rich_text(here)
    elif here.kind in ("raw_text", "raw_number"):
        here.object({"text"} | ({"value"} if here.kind == "raw_number" else set()), set())
        here.string("text", CELLS)
        if not here.json.get("text"):
            here.wrong("must be more than 0 characters")
        here.survey.text += len(str(here.json.get("text") or ""))
    else:
        here.wrong(f"unsupported type: {here.kind or 'undefined'}")
    here.survey.cells += here.survey.text - before


_BLOCKS: dict[str, Callable[[Place], None]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "image": _image,
    "actions": _actions,
    "context": _context,
    "input": _input,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "table": _table,
    "data_table": _data_table,
    "card": _card,
}

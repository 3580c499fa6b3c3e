"""What Discord refuses about buttons, menus and Components V2."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.discord.embeds import link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.discord.refusal import Form, Json, Path

ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
PICKERS = (5, 6, 7, 8)
RADIO_GROUP = 21
SECTION, WORDS, THUMBNAIL, GALLERY, FILE, RULE, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
TOP_LEVEL = (ROW, SECTION, WORDS, GALLERY, FILE, RULE, CONTAINER)
LINK_STYLE, PREMIUM_STYLE = 5, 6
ROWS, IN_A_ROW, OPTIONS, CUSTOM_ID, BUTTON_LABEL, OPTION_TEXT, PLACEHOLDER = 5, 5, 25, 100, 80, 100, 150
COMPONENTS, TEXT = 40, 4000


@dataclass(slots=True)
class _Count:
    form: Form
    v2: bool
    ids: set[str] = field(default_factory=set)
    components: int = 0
    text: int = 0


def check(value: object, form: Form, *, v2: bool) -> None:
    """Rows of buttons and one menu each; with the flag, the whole family within its own limits."""
    seen = _Count(form, v2)
    most = COMPONENTS if v2 else ROWS
    for at, each in enumerate(form.many(("components",), value, most=most)):
        _component(each, ("components", at), TOP_LEVEL if v2 else (ROW,), seen)
    if v2 and seen.components > COMPONENTS:
        form.wrong(("components",), "BASE_TYPE_MAX_LENGTH", f"Must be {COMPONENTS} or fewer in length.")
    if v2 and seen.text > TEXT:
        message = f"The total displayable text size exceeds the maximum size of {TEXT}"
        form.wrong(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component of a message, whatever it is inside of."""
    for each in components:
        yield each
        for name in ("components", "accessory", "component"):
            inner = each.get(name)
            yield from walk(inner if isinstance(inner, list) else [inner] if inner else [])


def _component(each: object, path: Path, allowed: tuple[int, ...], seen: _Count) -> None:
    seen.components += 1
    kind = each.get("type") if isinstance(each, dict) else None
    if not isinstance(each, dict) or kind not in allowed:
        listed = ", ".join(str(one) for one in allowed)
        seen.form.wrong((*path, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed},).')
    elif kind == ROW:
        _row(each, path, seen)
    elif kind == BUTTON:
        _button(each, path, seen)
    elif kind == SELECT or kind in PICKERS:
        _menu(each, path, seen)
    else:
        _layout(each, path, seen)


def _row(row: Json, path: Path, seen: _Count) -> None:
    path = (*path, "components")
    inner = seen.form.many(path, row.get("components"), least=1, most=IN_A_ROW)
    menus = [each for each in inner if isinstance(each, dict) and each.get("type") != BUTTON]
    if menus and len(inner) > 1:
        message = "The specified component exceeds the maximum width"
        seen.form.wrong(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)
    for at, each in enumerate(inner):
        _component(each, (*path, at), (BUTTON, SELECT, *PICKERS), seen)


def _button(button: Json, path: Path, seen: _Count) -> None:
    form, style = seen.form, button.get("style")
    if not form.choice((*path, "style"), style, tuple(range(1, PREMIUM_STYLE + 1))):
        return
    form.text((*path, "label"), button.get("label"), most=BUTTON_LABEL)
    if style != PREMIUM_STYLE and not button.get("label") and not button.get("emoji"):
        form.wrong((*path, "label"), "BUTTON_COMPONENT_MISSING_LABEL", "A button must have a label or an emoji")
    if style != LINK_STYLE:
        _custom_id(button, path, seen)
        return
    if button.get("custom_id"):
        message = "A custom id and url cannot both be specified"
        form.wrong((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
    if not button.get("url"):
        form.wrong((*path, "url"), "BASE_TYPE_REQUIRED", "This field is required")
    form.text((*path, "url"), button.get("url"), most=512)
    link(button.get("url"), (*path, "url"), form)


def _custom_id(each: Json, path: Path, seen: _Count) -> None:
    named, path = each.get("custom_id"), (*path, "custom_id")
    seen.form.text(path, named, least=1, most=CUSTOM_ID, required=True)
    if not isinstance(named, str):
        return
    if named in seen.ids:
        message = "Component custom id cannot be duplicated"
        seen.form.wrong(path, "COMPONENT_CUSTOM_ID_DUPLICATED", message)
    seen.ids.add(named)


def _menu(menu: Json, path: Path, seen: _Count) -> None:
    form = seen.form
    _custom_id(menu, path, seen)
    form.text((*path, "placeholder"), menu.get("placeholder"), most=PLACEHOLDER)
    form.number((*path, "min_values"), menu.get("min_values"), least=0, most=OPTIONS)
    form.number((*path, "max_values"), menu.get("max_values"), least=1, most=OPTIONS)
    if menu.get("type") != SELECT:
        return
    values: set[str] = set()
    for at, option in enumerate(form.many((*path, "options"), menu.get("options"), least=1, most=OPTIONS)):
        here = (*path, "options", at)
        for name, required in (("label", True), ("value", True), ("description", False)):
            form.text((*here, name), option.get(name), least=int(required), most=OPTION_TEXT, required=required)
        if option.get("value") in values:
            message = "The specified option value is already used"
            form.wrong((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        values.add(str(option.get("value")))


def _layout(each: Json, path: Path, seen: _Count) -> None:
    form, kind = seen.form, each["type"]
    if kind == WORDS:
        seen.text += form.text((*path, "content"), each.get("content"), least=1, most=TEXT, required=True)
    elif kind == SECTION:
        for at, one in enumerate(form.many((*path, "components"), each.get("components"), least=1, most=3)):
            _component(one, (*path, "components", at), (WORDS,), seen)
        _component(each.get("accessory"), (*path, "accessory"), (BUTTON, THUMBNAIL), seen)
    elif kind == CONTAINER:
        inner = tuple(one for one in TOP_LEVEL if one != CONTAINER)
        form.number((*path, "accent_color"), each.get("accent_color"), least=0, most=0xFFFFFF)
        for at, one in enumerate(form.many((*path, "components"), each.get("components"), least=1, most=COMPONENTS)):
            _component(one, (*path, "components", at), inner, seen)
    elif kind == GALLERY:
        for at, item in enumerate(form.many((*path, "items"), each.get("items"), least=1, most=10)):
            here = (*path, "items", at)
            form.text((*here, "description"), item.get("description"), most=1_024)
            form.text((*here, "media", "url"), (item.get("media") or {}).get("url"), most=2_048, required=True)

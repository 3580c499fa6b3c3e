"""Blocks and views for tests, right unless a test makes them wrong."""

from __future__ import annotations

from typing import Any

JSON = dict[str, Any]


def plain(text: str = "x") -> JSON:
    """Literal text."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> JSON:
    """Marked text."""
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> JSON:  # noqa: ANN401 - any JSON
    """A section block."""
    return {"type": "section", **more}


def actions(*elements: JSON) -> JSON:
    """A row of controls."""
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> JSON:  # noqa: ANN401 - any JSON
    """A button."""
    return {"type": "button", "text": plain(), "action_id": "a", **more}


def option(number: int = 0, **more: Any) -> JSON:  # noqa: ANN401 - any JSON
    """An option of a menu."""
    return {"text": plain(), "value": str(number), **more}


def select(count: int = 1, **more: Any) -> JSON:  # noqa: ANN401 - any JSON
    """A menu of so many options."""
    return {"type": "static_select", "action_id": "s", "options": [option(n) for n in range(count)], **more}


def overflow(count: int) -> JSON:
    """An overflow menu of so many options."""
    return {"type": "overflow", "action_id": "o", "options": [option(n) for n in range(count)]}


def rich(*parts: JSON) -> JSON:
    """A rich text block."""
    return {"type": "rich_text", "elements": list(parts)}


def runs(*elements: JSON) -> JSON:
    """A section of rich text."""
    return {"type": "rich_text_section", "elements": list(elements)}


def text_input(**more: Any) -> JSON:  # noqa: ANN401 - any JSON
    """A field to type in."""
    return {"type": "input", "label": plain(), "element": {"type": "plain_text_input", "action_id": "t"}, **more}


def modal(*shown: JSON, **more: Any) -> JSON:  # noqa: ANN401 - any JSON
    """A modal view."""
    return {"type": "modal", "title": plain("Subscribe"), "blocks": list(shown), **more}


IMAGE = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a"}
CONFIRM = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}

"""What Discord refuses about a message as a whole, before anything is posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import components, embeds, mentions
from tests.servers.discord.refusal import Form, RefusalError

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json

CONTENT, NONCE = 2000, 25
EPHEMERAL, LOADING, COMPONENTS_V2, SUPPRESS_EMBEDS, SILENT, HAS_THREAD = (
    1 << 6,
    1 << 7,
    1 << 15,
    1 << 2,
    1 << 12,
    1 << 5,
)
EDITABLE = SUPPRESS_EMBEDS | COMPONENTS_V2
_FOR_A_POST = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2
_LEGACY = ("content", "embeds", "sticker_ids", "poll")


def check(body: Json, *, ephemeral: bool = False, edited: Json | None = None) -> None:
    """Refuse a body that Discord refuses.

    Args:
        body: As sent.
        ephemeral: Whether the flag for messages that one person sees may be set.
        edited: The message that it changes; what it doesn't name stays.
    """
    form = Form()
    flags = body.get("flags") or 0
    form.number(("flags",), flags, least=0, most=(1 << 31) - 1)
    flags = flags if isinstance(flags, int) else 0
    whole = {**(edited or {}), **body}
    v2 = bool((flags | (edited or {}).get("flags", 0)) & COMPONENTS_V2)
    form.text(("content",), body.get("content"), most=CONTENT)
    embeds.check(body.get("embeds"), form)
    components.check(body.get("components"), form, v2=v2)
    mentions.check(body.get("allowed_mentions"), form)
    _nonce(body.get("nonce"), form)
    if v2:
        _legacy(whole, form)
        _attached(whole, form)
    if edited is None and flags & ~(_FOR_A_POST | EPHEMERAL * ephemeral):
        form.wrong(("flags",), "BASE_TYPE_INVALID", "Invalid flags")
    form.check()
    if not _says_something(whole):
        raise RefusalError(400, 50006, "Cannot send an empty message")


def text(wire: Json) -> str:
    """Where Discord looks for mentions: the content and the text of Components V2."""
    shown = [each.get("content", "") for each in components.walk(wire.get("components") or []) if each["type"] == 10]
    return "\n".join([wire.get("content") or "", *shown])


def _nonce(nonce: object, form: Form) -> None:
    if nonce is not None and len(str(nonce)) > NONCE:
        form.wrong(("nonce",), "NONCE_TYPE_TOO_LONG", f"Must be {NONCE} or fewer in length.")


def _legacy(whole: Json, form: Form) -> None:
    for name in _LEGACY:
        if whole.get(name):
            message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.wrong((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _attached(whole: Json, form: Form) -> None:
    """What a component shows of the message's own files has to be among them."""
    names = {each.get("filename") for each in whole.get("attachments") or ()}
    for each in components.walk(whole.get("components") or []):
        for item in each.get("items") or ():
            url = str((item.get("media") or {}).get("url") or "")
            if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
                message = f"The referenced attachment {url} was not found"
                form.wrong(("components",), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)


def _says_something(whole: Json) -> bool:
    content = whole.get("content")
    said = bool(content.strip()) if isinstance(content, str) else bool(content)
    return said or any(whole.get(name) for name in ("embeds", "components", "attachments", "sticker_ids", "poll"))

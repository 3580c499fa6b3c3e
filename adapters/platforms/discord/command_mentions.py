"""Commands that answers name, as Discord shows them: a link that types the command for whoever presses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adapters.platforms.discord.render import TEXT
from adapters.present.printable import utf16_length

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.platforms.discord.menus import Drawn

_COMMAND = re.compile(r"(?<![\\`])`/(?P<path>papers [a-z]+|paper)(?: (?P<rest>[^`\n]+))?`(?!`)")


def mentioned(body: Drawn, ids: Mapping[str, str]) -> Drawn:
    """The same body with its `/papers list` as mentions; what follows a command stays to be typed."""

    def mention(found: re.Match[str]) -> str:
        command = ids.get(found["path"])
        rest = f" `{found['rest']}`" if found["rest"] else ""
        return f"</{found['path']}:{command}>{rest}" if command else found[0]

    texts = [one for one in body["components"] if "content" in one]
    linked = [{**one, "content": _COMMAND.sub(mention, one["content"])} for one in texts]
    if sum(utf16_length(one["content"]) for one in linked) > TEXT:
        return body
    waiting = iter(linked)
    return {**body, "components": [next(waiting) if "content" in one else one for one in body["components"]]}

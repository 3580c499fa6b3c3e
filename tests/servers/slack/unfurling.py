"""Cards for links: what chat.unfurl accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.servers.slack import blocks
from tests.servers.slack.refusals import RefusedError

if TYPE_CHECKING:
    from tests.servers.slack.call import Call
    from tests.servers.slack.refusals import JSON

DOMAINS = ("arxiv.org",)
"""Those that the app's manifest registers; `link_shared` comes for links to these and what is below them."""

_LINK = re.compile(r"https?://[^\s<>|]+")


def links(text: str) -> list[str]:
    """The registered links of a message, each once, in their order."""
    found = (match[0].rstrip(".,;)") for match in _LINK.finditer(text))
    return list(dict.fromkeys(url for url in found if domain(url)))


def domain(url: str) -> str:
    """The registered domain that a link leads to, or ""."""
    host = url.split("/")[2].lower() if url.count("/") >= 2 else ""
    return next((each for each in DOMAINS if host == each or host.endswith(f".{each}")), "")


def checked(call: Call, post: JSON) -> dict[str, JSON]:
    """The card of each link, or the refusal of them."""
    unfurls = call.structure("unfurls", "invalid_unfurls_format")
    if not unfurls:
        raise RefusedError("missing_unfurls")
    if not isinstance(unfurls, dict) or not all(isinstance(card, dict) for card in unfurls.values()):
        raise RefusedError("invalid_unfurls_format")
    for url, card in unfurls.items():
        if url not in links(str(post.get("text", ""))):
            raise RefusedError("cannot_unfurl_url")
        if card.get("blocks") is not None:
            blocks.refuse_bad(card["blocks"])
    return unfurls

"""Finds web addresses in an abstract or comment, however broken, and gives each one https form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

# Hosts that are taken for links even where nobody wrote `https://`.
_BARE_HOSTS = (
    r"(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co|hf\.co|kaggle\.com"
    r"|zenodo\.org|figshare\.com"
    r"|osf\.io|anonymous\.4open\.science|pypi\.org|modelscope\.cn)|[a-z0-9][a-z0-9-]*\.(?:github|gitlab)\.io"
)
_STOP = r"\s<>\"“”‘’{}()\[\]|\\^`,;"
_LINK = re.compile(
    rf"(?:(?P<scheme>https?)\s?:\s?//\s?|(?<![\w@./-])(?={_BARE_HOSTS}))(?P<rest>(?:[^{_STOP}])+)",
    re.IGNORECASE,
)
# A repository's address broken after a slash: `github.com/ owner/repo`, `github.com/owner/ my-repo`.
_BROKEN = re.compile(
    r"(?i:(github\.com|gitlab\.com|huggingface\.co|kaggle\.com|zenodo\.org))\s?/(?: (?=[\w.-]+/[\w.-]+)"
    r"|([\w.-]+)/ (?=[\w.]*[A-Z\d_-][\w.-]*))"
)
_ESCAPED = re.compile(r"\\([_%#&~])|\{?\\(?:textasciitilde|sim)\b(?:\{\})?\}?")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_PATH = re.compile(r"(?:/[\w.~!$&'*+=:@%-]*)*")
_NEAR = 90
_TRAILING = ".,:;!?'*_-–—…·\"$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address in its https form, with the words that lead to it."""

    url: str
    before: str


def links(text: str) -> tuple[Link, ...]:
    """All addresses, in order, the same one repeatedly where it stands repeatedly."""
    if "/" not in text and ".io" not in text:
        return ()
    return tuple(_links(_mended(text)))


def _mended(text: str) -> str:
    text = _ESCAPED.sub(lambda m: m[1] or "~", " ".join(text.split()))
    return _BROKEN.sub(lambda m: f"{m[1]}/{m[2]}/" if m[2] else f"{m[1]}/", text)


def _links(text: str) -> Iterator[Link]:
    for match in _LINK.finditer(text):
        url = https(match["rest"])
        if url:
            yield Link(url=url, before=text[max(0, match.start() - _NEAR) : match.start()])


def https(address: str) -> str | None:
    """The https form of an address without its scheme, or None where it isn't one that a reader should follow.

    Users, ports, numeric and non-ASCII hosts and odd characters in a path are refused; queries and fragments are cut.
    """
    address = re.split(r"https?:", address, maxsplit=1)[0].rstrip(_TRAILING)
    try:
        parts = urlsplit("https://" + address)
    except ValueError:
        return None
    host = parts.netloc.lower().rstrip(".")
    if not _HOST.fullmatch(host) or not parts.path.isascii() or not _PATH.fullmatch(parts.path):
        return None
    path = parts.path.rstrip("/" + _TRAILING).removesuffix("/index.html")
    if ".." in path:
        return None
    return f"https://{host}{path}"

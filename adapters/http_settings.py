"""What the HTTP servers of a process are told: where each listens, and where people reach the web pages."""

from __future__ import annotations

from adapters.settings import Setting, port, public_url, text

PORT: Setting[int | None] = Setting(
    name="PAPERROUND_PORT",
    meaning="where a process says how it is: `/healthz`, `/readyz`, `/metrics`; `0`: nowhere",
    parse=port,
    default=None,
    shown="`8080` with the role `web`, else nowhere",
)
HOST = Setting(
    name="PAPERROUND_HOST",
    meaning="the address that it says so at; `0.0.0.0` lets other machines ask",
    parse=text,
    default="127.0.0.1",
)
PUBLIC_URL = Setting(
    name="PAPERROUND_PUBLIC_URL",
    meaning="the public address of the web pages, such as `https://papers.example.org`; without it there are none",
    parse=public_url,
    default="",
)
PAGES_PORT = Setting(
    name="PAPERROUND_PAGES_PORT",
    meaning="where the role `web` serves the web pages, for a proxy that speaks TLS; `0`: nowhere",
    parse=port,
    default=8081,
)
PAGES_HOST = Setting(
    name="PAPERROUND_PAGES_HOST", meaning="the address that it serves them at", parse=text, default="127.0.0.1"
)

SETTINGS = (PORT, HOST, PUBLIC_URL, PAGES_PORT, PAGES_HOST)

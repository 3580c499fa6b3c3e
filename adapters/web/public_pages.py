"""The web pages of roundups: each at an address that can't be guessed, the same answer for every address that isn't one."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from adapters.errors import StoreAway
from adapters.http_server import HttpServer
from adapters.present import html, page, picture, raster
from adapters.present.html import Surroundings
from adapters.present.page import ORDERS
from adapters.present.printable import visible
from adapters.store.ports import FOUR_MONTHS
from adapters.web.page_answer import AnswerCache, PageAnswer
from adapters.web.page_collection import PageCollection
from digest.bibtex import bibtex

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from adapters.present.page import Order
    from adapters.present.picture import Picture
    from adapters.store.pages import FoundPage, Pages, PostedPage
    from adapters.store.ports import Roundups
    from adapters.web.mail_pages import MailPages
    from digest.roundup import Roundup

    _Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
    _Make = Callable[[PostedPage, Roundup], PageAnswer]

_LARGEST_BODY = 1024
"""Bytes of a request; nothing that is asked for has any."""
_GONE = (
    "This page is gone",
    "Its channel took it back or no longer has the bot, or it was posted more than four months ago.",
)
_LOST = "There is no such page", "An address that was copied by hand or cut off in a message may lack its end."
_AWAY = "This page can't be read at the moment", "Please try again in a minute."
_log = logging.getLogger(__name__)


class PublicPages:
    """Answers for the pages below one public address."""

    def __init__(self, public_url: str, pages: Pages, roundups: Roundups, mail: MailPages | None = None) -> None:
        """With `mail`, public topics can be had by mail, and the links in mails lead somewhere."""
        self._public_url = public_url
        self._prefix = urlsplit(public_url).path
        self._pages = pages
        self._roundups = roundups
        self._mail = mail
        self._answers = AnswerCache()

    def application(self) -> web.Application:
        """All that is served."""
        served = web.Application(client_max_size=_LARGEST_BODY, middlewares=[_constant])
        below = f"{self._prefix}/r/{{token}}"
        for path, handler in (
            (below, self._page),
            (f"{below}/papers.bib", self._bibtex),
            (f"{below}/picture.svg", self._picture),
            (f"{below}/picture.png", self._raster),
            (f"{self._prefix}/f/{{token}}", self._feed),
            (f"{self._prefix}/t/{{token}}", self._archive),
            (f"{self._prefix}/t/{{token}}/feed", self._feed),
            (f"{self._prefix}/t/{{token}}/{{day}}", self._public_page),
        ):
            served.router.add_get(path, handler)
        if self._mail:
            served.add_routes(self._mail.routes(self._prefix))
        return served

    @asynccontextmanager
    async def served(self, host: str, port: int) -> AsyncIterator[int]:
        """Serve for as long as the context lasts; gives the port, which is of the system's choosing for 0."""
        server = await HttpServer.started(self.application(), host, port)
        _log.info("web pages", extra={"address": self._public_url, "port": server.port})
        try:
            yield server.port
        finally:
            await server.stop()

    async def _page(self, request: web.Request) -> web.StreamResponse:
        order = _order(request)

        def make(posted: PostedPage, roundup: Roundup) -> PageAnswer:
            return PageAnswer.html(html.roundup(roundup, self._around(posted, order)))

        return await self._respond(request, make, order)

    async def _bibtex(self, request: web.Request) -> web.StreamResponse:
        chosen = frozenset(request.query.getall("paper", ()))

        def make(_page: PostedPage, roundup: Roundup) -> PageAnswer:
            listed = [one for one in roundup.papers if not chosen or str(one.number) in chosen]
            entries = (bibtex(one.pick.paper, one.facts) for one in sorted(listed, key=lambda one: one.number))
            lines = ("\n".join(map(visible, entry.splitlines())) for entry in entries)
            return PageAnswer.of("\n\n".join(lines) + "\n", "application/x-bibtex; charset=utf-8", name="papers.bib")

        return await self._respond(request, make, " ".join(sorted(chosen))[:_LARGEST_BODY])

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        return await self._drawn(request, picture.svg, "image/svg+xml")

    async def _raster(self, request: web.Request) -> web.StreamResponse:
        """The picture for previews, which take no SVG; `?dark` has the colours of a dark page."""
        variant, colours = ("dark", picture.DARK) if "dark" in request.query else ("", picture.LIGHT)
        return await self._drawn(request, lambda shown: raster.png(shown, colours), "image/png", variant)

    async def _drawn(
        self, request: web.Request, draw: Callable[[Picture], str | bytes], kind: str, variant: str = ""
    ) -> web.StreamResponse:
        def make(_page: PostedPage, roundup: Roundup) -> PageAnswer:
            shown = picture.of(roundup)
            if shown is None:
                raise web.HTTPNotFound
            return PageAnswer.of(draw(shown), kind)

        return await self._respond(request, make, variant)

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        """The feed of a channel for who has its address, or of a topic that the channel made public."""
        shelf = await self._shelf(request, private=request.path.startswith(f"{self._prefix}/f/"))

        async def draw() -> PageAnswer:
            entries = await shelf.entries(self._roundups)
            return PageAnswer.of(
                await asyncio.to_thread(shelf.atom, entries), "application/atom+xml; charset=utf-8", public=shelf.public
            )

        return (await self._answers.get((request.path, ""), draw)).response(request)

    async def _archive(self, request: web.Request) -> web.StreamResponse:
        shelf = await self._shelf(request)

        async def draw() -> PageAnswer:
            entries = await shelf.entries(self._roundups)
            around = Surroundings(public=True, canonical=shelf.address, feed=f"{shelf.address}/feed")

            def drawn() -> str:
                pages = [(entry.address, page.view(entry.roundup)) for entry in entries]
                form = f"{urlsplit(shelf.address).path}/mail" if self._mail else ""
                return html.rendered("archive.html", around, topic=shelf.title, pages=pages, form=form)

            return PageAnswer.html(await asyncio.to_thread(drawn), public=True)

        return (await self._answers.get((request.path, ""), draw)).response(request)

    async def _public_page(self, request: web.Request) -> web.StreamResponse:
        shelf, order = (await self._shelf(request)).on(request.match_info["day"]), _order(request)

        async def draw() -> PageAnswer:
            entry = next(iter(await shelf.entries(self._roundups)), None)
            if entry is None:
                raise web.HTTPNotFound
            around = shelf.around(entry, order, urlsplit(entry.address).path)
            return PageAnswer.html(await asyncio.to_thread(html.roundup, entry.roundup, around), public=True)

        return (await self._answers.get((request.path, order), draw)).response(request)

    async def _shelf(self, request: web.Request, *, private: bool = False) -> PageCollection:
        """What a token of a feed or an archive leads to; asked anew each time, since it may have been taken back."""
        found = await self._pages.find(request.match_info["token"])
        if found is None or found.page is not None:
            raise web.HTTPNotFound
        if found.all.gone or not (found.is_feed if private else found.archive and found.all.public):
            raise web.HTTPGone
        return PageCollection.of(found, self._public_url)

    async def _respond(self, request: web.Request, make: _Make, variant: str = "") -> web.StreamResponse:
        """What `make` makes of a page and its roundup, as this request wants it."""
        token = request.match_info["token"]

        async def draw() -> PageAnswer:
            posted, roundup = await self._roundup(await self._pages.find(token))
            return await asyncio.to_thread(make, posted, roundup)  # drawing a hundred papers takes a while

        made = await self._answers.get((request.path, variant), draw)
        return made.response(request)

    async def _roundup(self, found: FoundPage | None) -> tuple[PostedPage, Roundup]:
        if found is None or found.is_feed or found.archive:
            raise web.HTTPNotFound
        roundup = None if found.all.gone or found.page is None else await self._roundups.get(found.page.roundup_id)
        if found.page is None or roundup is None:
            raise web.HTTPGone
        return found.page, roundup

    def _around(self, posted: PostedPage, order: Order) -> Surroundings:
        path, until = f"/r/{posted.token}", posted.updated + timedelta(seconds=FOUR_MONTHS)
        return Surroundings(
            canonical=f"{self._public_url}{path}",
            picture=f"{self._public_url}{path}/picture.png",
            bibtex=f"{self._prefix}{path}/papers.bib",
            sorts=tuple((name, f"{self._prefix}{path}?sort={name}#papers") for name in ORDERS),
            order=order,
            kept_until=f"{until.day} {until:%B %Y}",
        )


def _order(request: web.Request) -> Order:
    said = request.query.get("sort")
    return next((order for order in ORDERS if order == said), "number")


@web.middleware
async def _constant(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Whatever isn't a page gets the same few words, so that nobody learns from an answer how near a guess was."""
    try:
        return await handler(request)
    except web.HTTPGone:
        return PageAnswer.message(*_GONE).response(request, status=410)
    except web.HTTPException:
        return PageAnswer.message(*_LOST).response(request, status=404)
    except StoreAway:
        return PageAnswer.message(*_AWAY).response(request, status=503)

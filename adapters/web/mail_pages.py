"""The pages behind a mail's links, which change nothing until a button is pressed, and the form of a public topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs

from aiohttp import web

from adapters.mail_address import masked
from adapters.web.page_answer import PageAnswer
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel
    from adapters.store.mail_signups import Signup
    from adapters.store.pages import Pages
    from adapters.store.ports import Subscription

_ON_ITS_WAY = (
    "Look into your mail",
    (
        "If this address can get the roundups, a mail is on its way to it. Open the link in it within three days; "
        "nothing else is sent before."
    ),
)
_MOST_FIELDS, _LONGEST_FIELD = 8, 320
_NOT_ANY_MORE = (
    "This can't be confirmed any more",
    (
        "It was ended since it was asked for, or as many people get the channel's roundups as may. Where it was ended, ask for "
        "it again."
    ),
)
_ENDED = "Unsubscribed", "This subscription has ended: nothing more of it is sent."


class MailLinks(Protocol):
    """What the links do; raises `StoreAway`."""

    async def signup(self, token: str) -> Signup | None:
        """What a token would confirm."""
        ...

    async def confirm(self, token: str) -> tuple[Subscription, ...] | None:
        """Confirm it, as often as it is pressed: () where that can't be any more, None where it is no such token."""
        ...

    async def leaving(self, token: str) -> tuple[Subscription, ...] | None:
        """What a token would end: () where that has ended, None where it is no such token."""
        ...

    async def leave(self, token: str) -> tuple[Subscription, ...] | None:
        """End it, and say what that was."""
        ...

    async def ask_on_page(self, origin: Channel, topic: str, address: str, zone: str) -> None:
        """Ask for a public topic; raises `ValueError` or `Misunderstood` for what there can't be."""
        ...


class MailPages:
    """`/m/…` confirms, `/u/…` unsubscribes, `/t/…/mail` asks."""

    def __init__(self, links: MailLinks, pages: Pages) -> None:
        self._links = links
        self._pages = pages

    def routes(self, prefix: str) -> Sequence[web.RouteDef]:
        """All of them below a prefix."""
        confirm, leave = f"{prefix}/m/{{token}}", f"{prefix}/u/{{token}}"
        return [
            web.get(confirm, self._ask_to_confirm),
            web.post(confirm, self._confirmed),
            web.get(leave, self._leaving),
            web.post(leave, self._left),
            web.post(f"{prefix}/t/{{token}}/mail", self._ask_for_mail),
        ]

    async def _ask_to_confirm(self, request: web.Request) -> web.StreamResponse:
        signup = await self._links.signup(request.match_info["token"])
        if signup is None:
            raise web.HTTPNotFound
        said = (
            f"{masked(signup.channel.id)} is to get a roundup of new papers by mail: {_topics(signup.subscriptions)}."
        )
        return _message(request, "Roundups by mail", said, button="Confirm")

    async def _confirmed(self, request: web.Request) -> web.StreamResponse:
        confirmed = await self._links.confirm(request.match_info["token"])
        if confirmed is None:
            raise web.HTTPNotFound
        if not confirmed:
            return _message(request, *_NOT_ANY_MORE)
        said = f"{masked(confirmed[0].channel.id)} gets the roundup on {_topics(confirmed)}."
        return _message(request, "Confirmed", said)

    async def _leaving(self, request: web.Request) -> web.StreamResponse:
        """Mail scanners open links, so this only asks."""
        ending = await self._links.leaving(request.match_info["token"])
        if ending is None:
            raise web.HTTPNotFound
        if not ending:
            return _message(request, *_ENDED)
        said = f"{masked(ending[0].channel.id)} then gets no more roundups on {_topics(ending)}."
        return _message(request, "Unsubscribe?", said, button="Unsubscribe")

    async def _left(self, request: web.Request) -> web.StreamResponse:
        """By the button, or by a mail program's own (RFC 8058), which is content with any 200."""
        if await self._links.leave(request.match_info["token"]) is None:
            raise web.HTTPNotFound
        return _message(request, *_ENDED)

    async def _ask_for_mail(self, request: web.Request) -> web.StreamResponse:
        found = await self._pages.find(request.match_info["token"])
        if found is None or not found.archive:
            raise web.HTTPNotFound
        if found.all.gone or not found.all.public:
            raise web.HTTPGone
        back = request.path.removesuffix("/mail")
        body = (await request.read()).decode("utf-8", "replace")
        try:
            form = parse_qs(body, max_num_fields=_MOST_FIELDS)
            address, zone = (form.get(name, [""])[0].strip()[:_LONGEST_FIELD] for name in ("address", "zone"))
            await self._links.ask_on_page(found.all.channel, found.archive, address, zone)
        except ValueError as error:
            return _message(
                request, "That can't be a mail address", f"{str(error).rstrip('.')}.", back=back, status=400
            )
        except Misunderstood as unclear:
            said = f"{unclear.problem} A zone is called as in Europe/Berlin."
            return _message(request, "That is no time zone", said, back=back, status=400)
        return _message(request, *_ON_ITS_WAY, back=back)


def _topics(subscriptions: Sequence[Subscription]) -> str:
    return ", ".join(one.topic for one in subscriptions)


def _message(
    request: web.Request, title: str, sentence: str, *, button: str = "", back: str = "", status: int = 200
) -> web.StreamResponse:
    return PageAnswer.message(title, sentence, button=button, back=back).response(request, status=status)

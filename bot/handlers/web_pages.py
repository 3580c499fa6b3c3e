"""Where a channel's web pages and feeds are, and who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Paragraph, Rows, Small, Span, code, plain
from adapters.store.ports import topic_key
from bot.answers.replies import not_allowed, press, reply, sentence
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from adapters.chat import Reply, Request, Text
    from adapters.store.pages import ChannelPages, PageAddresses
    from adapters.store.ports import Subscriptions
    from bot.commands.commands import WebPages

_PUBLIC, _PRIVATE, _REVOKE = "public", "private", "revoke"


class WebPageHandlers:
    """The use cases of `/papers pages`; without `pages` or a public address, there are none here."""

    def __init__(self, pages: PageAddresses | None, public_url: str, subscriptions: Subscriptions) -> None:
        self._pages = pages
        self._public_url = public_url
        self._subscriptions = subscriptions

    async def answer(self, command: WebPages, request: Request) -> Reply:
        """Tell where they are, having done what was asked for; raises `Misunderstood` for other words."""
        wish = command.topic or ""
        if wish not in {"", _PUBLIC, _PRIVATE, _REVOKE}:
            raise Misunderstood(
                f"I can make this channel's pages public or private, or revoke their addresses, but not “{wish[:40]}”.",
                understood="pages",
                example="/papers pages public",
            )
        if self._pages is None or not self._public_url:
            return sentence(
                "Roundups have no web pages here: whoever runs me can switch them on with PAPERROUND_PUBLIC_URL."
            )
        if wish and not request.person.may_manage:
            return not_allowed()
        if wish == _REVOKE:
            await self._pages.revoke(request.channel)
        elif wish:
            await self._pages.publish(request.channel, public=wish == _PUBLIC)
        topics = [one.topic for one in await self._subscriptions.of(request.channel)]
        return self._pages_reply(await self._pages.addresses(request.channel, topics), topics, wish)

    def _pages_reply(self, pages: ChannelPages, topics: list[str], wish: str) -> Reply:
        rows = [("Feed, for those who have its address", _link(f"{self._public_url}/f/{pages.feed}"))]
        if pages.public:
            by_name = {topic_key(topic): topic for topic in topics}
            addresses = ((by_name[name], token) for name, token in pages.archives.items() if name in by_name)
            rows += [(f"Archive of {topic}", _link(f"{self._public_url}/t/{token}")) for topic, token in addresses]
        done = {_REVOKE: "All addresses so far lead nowhere now; the next roundups have new ones."}.get(wish)
        said = "Anybody may see them." if pages.public else "Only those who have an address may see them."
        other = _PRIVATE if pages.public else _PUBLIC
        hint = (*plain("To have new addresses for everything, say "), code("/papers pages revoke"), *plain("."))
        return reply(
            Paragraph(plain(f"{done or 'Each roundup that is posted here has a web page.'} {said}")),
            Rows(tuple(rows)),
            Small(hint),
            actions=(press(f"Make them {other}", f"pages {other}"),),
        )


def _link(address: str) -> Text:
    return (Span(text=address.partition("://")[2], link=address),)

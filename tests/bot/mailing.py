"""A channel whose roundups people get by mail: the commands, the pages behind the links, the delivery and a mail server."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp

from adapters.chat import Person, Request
from adapters.mail_address import channel
from adapters.platforms.mail.app import MailPlatform
from adapters.platforms.mail.smtp import SmtpSender
from adapters.platforms.mail.smtp_connections import SmtpConnections
from adapters.store.jobs import confirm
from adapters.store.mail_signups import MailSignups
from adapters.web.mail_pages import MailPages
from adapters.web.page_answer import AnswerCache
from adapters.web.public_pages import PublicPages
from bot.commands.command_parser import parse
from bot.commands.mail_command import Mail
from bot.composition.mail import take_back
from bot.handlers.mail import MailHandlers, MailSubscribing
from bot.settings import read
from tests.adapters.platforms.fakes import fake_ports
from tests.adapters.platforms.mail.conftest import URL, access_to
from tests.bot.fakes import part_lines
from tests.bot.runtime import LAB, Rig
from tests.servers.smtp import MailServer, Received, mail_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.store.redis.store import Store

RETURNS = "Bounces+*@papers.example.org"
ADDRESS = "ada+papers@example.org"
ADA = channel(LAB, ADDRESS)
_LINK = re.compile(rf"{URL}(/[mru]/[\w-]+)")


@dataclass
class Mailing:
    """All of it."""

    rig: Rig
    server: MailServer
    mail: MailSubscribing
    handlers: MailHandlers
    web: aiohttp.ClientSession

    async def say(self, words: str, person: str = "U1", *, may_manage: bool = True) -> str:
        """What a `/papers` command is answered."""
        command = parse("papers", words)
        assert isinstance(command, Mail)
        who = Person(id=person, name=person, zone="Europe/Berlin", may_manage=may_manage)
        request = Request(entry_point="papers", text=words, channel=LAB, person=who)
        reply = await self.handlers.answer(command, request)
        return "\n".join(line for part in reply.parts for line in part_lines(part))

    async def sent(self) -> list[Received]:
        """What came to the address, once all jobs are done that can be now."""
        await self.rig.run()
        return self.server.mailbox(ADDRESS)

    async def comes_back(self, report: bytes) -> str:
        """Hand over a mail that a later server sent back; what is said about it, once everything follows that does."""
        surroundings = {"PAPERROUND_SMTP_HOST": "mail.example.org", "PAPERROUND_SMTP_RETURNS": RETURNS}
        said = await take_back(report, read(surroundings), self.rig.store, self.rig.clock)
        await self.rig.run()
        return said

    async def press(self, path: str, **form: str) -> tuple[int, str]:
        """Press the button of a page."""
        async with self.web.post(path, data=form) as answer:
            return answer.status, await answer.text()

    async def open(self, path: str) -> tuple[int, str]:
        """Open a page."""
        async with self.web.get(path) as answer:
            return answer.status, str(await answer.text())

    async def confirmed(self, words: str = f"mail {ADDRESS}") -> None:
        """Ask for it in the channel and confirm it, as a person does."""
        await self.say(words)
        (*_, asked) = await self.sent()
        assert (await self.press(link(asked, "m")))[0] == 200


def plain_text(mail: Received) -> str:
    """What a reader of plain text reads."""
    body = mail.message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link(mail: Received, kind: str) -> str:
    """The path of the one link of a kind in a mail's text: `m` confirms, `u` ends, `r` is the page."""
    paths = dict.fromkeys(path for path in _LINK.findall(plain_text(mail)) if path.startswith(f"/{kind}/"))
    (path,) = paths
    return str(path)


@asynccontextmanager
async def mailing(store: Store) -> AsyncIterator[Mailing]:
    """A process that does everything, and a mail server that takes what it sends."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(mail_server())
        access = access_to(server, returns=RETURNS)
        rig = Rig(store, public_url=URL)
        ports = fake_ports(key_values=store.key_values, roundup=store.roundups.get, now=rig.clock.now)
        sender = SmtpSender(SmtpConnections(access, trusted=server.trusted, command=2.0), taken=2.0)
        stack.push_async_callback(sender.close)
        rig.platforms = {"mail": MailPlatform(access, ports, sender)}
        rig.runtime = rig.process()
        signups = MailSignups(store.key_values)

        async def send_confirmation(signup: str) -> None:
            await rig.runtime.jobs.put([confirm(signup)])

        mail = MailSubscribing(signups, rig.runtime.subscriptions, send_confirmation, store.key_values, rig.clock)
        pages = PublicPages(URL, store.pages, store.roundups, MailPages(mail, store.pages))
        pages._answers = AnswerCache(fresh=0)  # noqa: SLF001 - five seconds are long in a test
        port = await stack.enter_async_context(pages.served("127.0.0.1", 0))
        web = await stack.enter_async_context(aiohttp.ClientSession(f"http://127.0.0.1:{port}"))
        yield Mailing(rig, server, mail, MailHandlers(mail, rig.runtime.subscriptions, rig.clock), web)

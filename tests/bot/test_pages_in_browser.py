"""Every kind of page that an installation serves, and its mails, as they are served: in a browser, with axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.adapters.present import browser
from tests.bot.mailing import ADDRESS, link, mailing
from tests.bot.runtime import LAB, wish

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.store.redis.store import Store
    from tests.bot.mailing import Mailing
    from tests.servers.smtp import Received

pytestmark = browser.needed
STATUS = {"wrong address": 400, "nowhere": 404, "gone": 410}
"""Of the pages that aren't 200."""


def as_html(mail: Received) -> str:
    """The text of a mail as a mail program with a browser's engine shows it."""
    body = mail.message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


async def served(here: Mailing) -> dict[str, tuple[int, str]]:
    """Each kind of page, with its status."""
    await here.rig.subscribe(wish())
    await here.say(f"mail {ADDRESS}")
    (asked,) = await here.sent()
    confirm = link(asked, "m")
    pages = {"confirm": await here.open(confirm), "confirmed": await here.press(confirm)}
    await here.rig.monday()
    _, roundup = await here.sent()
    await here.rig.store.pages.publish(LAB, public=True)
    archive = f"/t/{(await here.rig.store.pages.addresses(LAB, ['fine-tuning'])).archives['fine-tuning']}"
    pages |= {
        "roundup": await here.open(link(roundup, "r")),
        "roundup by theme": await here.open(f"{link(roundup, 'r')}?sort=theme"),
        "archive": await here.open(archive),
        "public roundup": await here.open(f"{archive}/{here.rig.clock.moment:%Y-%m-%d}"),
        "asked by form": await here.press(f"{archive}/mail", address="bob@example.org"),
        "wrong address": await here.press(f"{archive}/mail", address="bob"),
        "unsubscribe": await here.open(link(roundup, "u")),
        "unsubscribed": await here.press(link(roundup, "u")),
        "confirmed twice": await here.press(confirm),
        "nowhere": await here.open("/r/nowhere"),
        "mail": (200, as_html(roundup)),
        "mail to confirm": (200, as_html(asked)),
    }
    await here.rig.store.pages.publish(LAB, public=False)
    pages["gone"] = await here.open(archive)
    return pages


@pytest.mark.parametrize("dark", [False, True])
async def test_every_page_can_be_read_by_everybody(store: Store, tmp_path: Path, dark: bool) -> None:  # noqa: FBT001
    """On a phone and on a desk: nothing runs out of the window, nothing is too small, and axe-core finds no fault."""
    async with mailing(store) as here:
        pages = await served(here)

    seen = browser.looked_at({name: page for name, (_, page) in pages.items()}, tmp_path, dark=dark)

    assert {name: status for name, (status, _) in pages.items()} == {name: STATUS.get(name, 200) for name in pages}
    assert len(seen) == 2 * len(pages)
    assert [one for one in seen if one.over or one.wide or one.small or one.faults] == []

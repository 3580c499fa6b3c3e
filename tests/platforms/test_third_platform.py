"""A third platform is one folder and one line: everything else finds it through the registry."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import registry, run, settings
from digest.errors import PaperroundError
from tests.adapters.platforms.fakes import fake_ports
from tests.bot.console import Console
from tests.bot.test_run import due_now, surroundings
from tests.platforms import noticeboard
from tests.platforms.noticeboard.app import NoticeboardPlatform
from tests.platforms.noticeboard.request import request
from tests.platforms.on_noticeboard import HALL, made
from tests.servers.arxiv import ArxivServer

if TYPE_CHECKING:
    from adapters.store.redis.store import Store

KEY = "open sesame"
MOST_FILES = 12


@pytest.fixture(autouse=True)
def one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that is added to the registry."""
    monkeypatch.setattr(registry, "PLATFORMS", (*registry.PLATFORMS, "tests.platforms.noticeboard"))


def test_it_is_a_folder_of_few_files() -> None:
    """So few that each is worth opening."""
    (folder,) = noticeboard.__path__

    assert len(list(Path(folder).glob("*.py"))) <= MOST_FILES


def test_every_platform_declares_itself_under_its_folders_name() -> None:
    """A role, a format and a channel's platform are told apart by it; settings belong to one platform."""
    declared = list(registry.platform_declarations())
    names = [setting.name for one in declared for setting in one.settings]

    assert tuple(one.name for one in declared) == registry.platform_names()
    assert len(set(names)) == len(names)
    assert all(one.title and one.variables and Path(one.guide).suffix == ".md" for one in declared)


def test_a_roundup_is_printed_as_it_would_be_posted(tmp_path: Path) -> None:
    """`--format` has its name, in the help too."""
    console = Console(tmp_path)

    told = console("roundup", "fine-tuning", "--papers", "sample", "--format", "noticeboard")

    assert told.code == 0
    assert any("on topic" in str(text) for text in told.document)
    assert "noticeboard" in console("roundup", "x", "--format", "fax").err


def test_the_doctor_looks_at_it(tmp_path: Path) -> None:
    """Where it isn't set up, set up wrongly, and set up well."""
    with ArxivServer([]) as arxiv:
        console = Console(tmp_path, arxiv.url)
        untouched = console("doctor").out
        (tmp_path / "board").mkdir()
        made(tmp_path / "board")
        console.environ |= {"NOTICEBOARD_FOLDER": str(tmp_path / "board"), "NOTICEBOARD_KEY": "wrong"}
        wrong = console("doctor").out
        console.environ["NOTICEBOARD_KEY"] = KEY
        well = console("doctor").out

    assert "Noticeboard isn't set up; docs/adding-a-platform.md says how" in untouched
    assert "Noticeboard The board doesn't open. Set NOTICEBOARD_KEY" in wrong
    assert "Noticeboard The board opens." in well


def test_its_secrets_are_hidden_and_its_slips_are_noticed(tmp_path: Path) -> None:
    """The table of settings has those that it declares."""
    own = settings.read({"NOTICEBOARD_KEY": KEY, "NOTICEBOARD_FOLDR": str(tmp_path)})

    assert own.secrets == (KEY,)
    assert own.notices == ("NOTICEBOARD_FOLDR is no setting. Is NOTICEBOARD_FOLDER meant?",)


async def test_a_process_serves_it(store: Store, tmp_path: Path) -> None:
    """What is due is posted there, and what people leave there is answered."""
    board = made(tmp_path)
    environ = surroundings(tmp_path, REDIS_URL=store.url, NOTICEBOARD_FOLDER=str(tmp_path), NOTICEBOARD_KEY=KEY)
    await due_now(store, HALL)
    roles = frozenset({"noticeboard", "scheduler", "worker"})
    process = asyncio.create_task(run.serve(roles, settings.read(environ)))
    async with asyncio.timeout(20):
        while len(board.lines(HALL.id)) < 3:  # noqa: ASYNC110 - another task's work
            await asyncio.sleep(0.05)
        board.leave(HALL.id, {"by": "ada", "text": "/papers list", "thread": None})
        while "Next" not in board.lines(HALL.id)[-1]["text"]:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)
    os.kill(os.getpid(), signal.SIGTERM)
    await process

    opening, *thread = [line for line in board.lines(HALL.id) if line["by"] == "bot" and line["marker"][1] < 9]
    assert "fine-tuning" in opening["text"]
    assert opening["id"] in {line["thread"] for line in thread}


async def test_guests_change_nothing_and_a_board_of_ones_own_is_direct(tmp_path: Path) -> None:
    """Who may do what is the platform's to say, of every request; nothing is allowed where it says nothing."""
    board = made(tmp_path)
    (tmp_path / "guests").write_text("ben\n")
    asked = {
        (by, channel): request(channel, {"by": by, "text": "/papers list", "thread": None}, is_guest=board.is_guest(by))
        for by, channel in (("ada", "hall"), ("ben", "hall"), ("ada", "for-ada"), ("ben", "for-ada"))
    }
    platform = NoticeboardPlatform(board, KEY, fake_ports())

    told = {who: (one.person.may_manage, one.is_direct) for who, one in asked.items() if one}
    may_post = [await platform.may_post(one.channel, one.person) for one in asked.values() if one]

    assert list(told.values()) == [(True, False), (False, False), (True, True), (False, False)]
    assert may_post == [True, False, True, False]


async def test_a_role_that_is_not_set_up_says_what_to_set(store: Store, tmp_path: Path) -> None:
    """As for any other platform."""
    environ = surroundings(tmp_path, REDIS_URL=store.url, DISCORD_TOKEN="t")  # noqa: S106 - nobody is asked

    with pytest.raises(PaperroundError, match=r"Noticeboard isn't set up here\. Set NOTICEBOARD_FOLDER"):
        await run.serve(frozenset({"noticeboard"}), settings.read(environ))

"""What the environment may say, and what the documentation says of it."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from platformdirs import user_data_path

from adapters.platforms.discord.settings import DiscordAccess
from adapters.platforms.slack.settings import SlackAccess
from adapters.settings import Setting, text
from adapters.sources.settings import CATEGORIES, CONTACT
from bot import settings
from bot.settings import BadSetting, read
from tests.bot.console import Console
from tests.settings_tables import DOCUMENTS, ROOT, written

TABLE = [setting for group in settings.groups().values() for setting in group]


def test_an_empty_environment_gives_what_works_at_once() -> None:
    """The embedded store in the system's own place for data, no contact, no model, no platform; empty counts as unset."""
    for own in (read({}), read({setting.name: "" for setting in TABLE})):
        assert settings.data_folder(own) == user_data_path("paperround", appauthor=False)
        assert all(own[setting] == setting.default for setting in TABLE)
        assert SlackAccess.from_settings(own) is None
        assert DiscordAccess.from_settings(own) is None


def test_every_setting_that_is_declared_is_read() -> None:
    """One that was left out of the table would quietly have its default, whatever is set; asked for, it is refused."""
    declaring = [path for package in ("adapters", "bot") for path in (ROOT / package).rglob("*.py") if _declares(path)]
    modules = [importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in declaring]
    declared = [one for module in modules for one in vars(module).values() if isinstance(one, Setting)]
    stranger = Setting(name="PAPERROUND_STRANGER", meaning="", parse=text, default="")

    assert {one.name for one in declared} == {one.name for one in TABLE}
    assert all(any(one is known for known in TABLE) for one in declared)
    with pytest.raises(LookupError, match="PAPERROUND_STRANGER stands in no table"):
        read({})[stranger]


def _declares(path: Path) -> bool:
    source = path.read_text(encoding="utf-8")
    return "Setting(\n" in source or re.search(r"= (?:Setting|secret)\(", source) is not None


def test_each_value_is_understood_as_people_write_it() -> None:
    """A tilde is the home folder, lists may be parted by commas or spaces, numbers may have separators."""
    own = read(
        {
            "PAPERROUND_DATA": "~/rounds",
            "PAPERROUND_CONTACT": "team@example.org",
            "PAPERROUND_CATEGORIES": "cs.CL, math.*  q-bio.NC,",
            "PAPERROUND_MODEL_TOKENS": "20,000",
            "PAPERROUND_MODEL_TOKENS_A_DAY": "2_000_000",
            "PAPERROUND_DAILY_INGEST": "Off",
            "DISCORD_TOKEN": "t",
            "DISCORD_SHARDS": "0, 1/4",
            "DISCORD_MESSAGE_CONTENT": "yes",
            "PAPERROUND_DISCORD_RULE": "everyone",
        }
    )
    discord = DiscordAccess.from_settings(own)

    assert settings.data_folder(own) == Path.home() / "rounds"
    assert own[CONTACT] == "team@example.org"
    assert own[CATEGORIES] == ("cs.CL", "math.*", "q-bio.NC")
    assert (own[settings.MODEL_TOKENS], own[settings.MODEL_TOKENS_A_DAY]) == (20_000, 2_000_000)
    assert own[settings.DAILY_INGEST] is False
    assert discord
    assert (discord.shards, discord.reads_all, discord.everyone) == (((0, 1), 4), True, True)
    assert own.notices == ()


def test_every_secret_may_be_in_a_file_and_is_told_to_nobody(tmp_path: Path) -> None:
    """The file wins, line ends at its end don't count, and a file that can't be read is named."""
    names = [setting.name for setting in TABLE if setting.is_secret]
    for name in names:
        (tmp_path / name).write_text(f"{name.lower()}-from-a-file\n")
    own = read({f"{name}_FILE": str(tmp_path / name) for name in names} | {"DISCORD_TOKEN": "another"})

    assert {"SLACK_BOT_TOKEN", "DISCORD_TOKEN", "OPENAI_API_KEY", "REDIS_URL"} < set(names)
    assert sorted(own.secrets) == sorted(f"{name.lower()}-from-a-file" for name in names)
    assert own[settings.MODEL_KEY] == "openai_api_key-from-a-file"
    assert "from-a-file" not in repr(SlackAccess.from_settings(own))
    assert "from-a-file" not in repr(own)
    (tmp_path / "empty").touch()
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting) as refused:
        read(
            {
                "OPENAI_API_KEY_FILE": str(tmp_path / "none"),
                "DISCORD_TOKEN_FILE": str(tmp_path / "empty"),
                "REDIS_URL_FILE": str(tmp_path / "bytes"),
            }
        )
    assert sorted(str(refused.value).splitlines()) == [
        "DISCORD_TOKEN_FILE names a file that is empty.",
        "OPENAI_API_KEY_FILE can't be read: No such file or directory.",
        "REDIS_URL_FILE can't be read: it isn't text.",
    ]


def test_all_that_cannot_be_meant_is_said_at_once_with_what_can(tmp_path: Path) -> None:
    """A sentence for each, and no command begins."""
    wrong = {
        "SLACK_PORT": "tcp://10.0.0.1:80",
        "PAPERROUND_SLACK_RULE": "member",
        "PAPERROUND_URL": "papers.example.org",
        "PAPERROUND_DISCORD_RULE": "all",
        "DISCORD_MESSAGE_CONTENT": "perhaps",
        "PAPERROUND_MODEL_TOKENS": "many",
        "PAPERROUND_DAILY_INGEST": "daily",
        "PAPERROUND_STYLE": "long",
        "PAPERROUND_LANGUAGE": "{}",
    }
    console = Console(tmp_path)
    console.environ |= wrong
    told = console("search", "x", "--papers", "sample")

    assert (told.code, told.out) == (1, "")
    assert sorted(line.partition(" must be ")[0] for line in told.err.splitlines()) == sorted(wrong)
    assert "PAPERROUND_SLACK_RULE must be members, anyone, creators, or the id of a user group" in told.err
    assert "not “member”." in told.err


@pytest.mark.parametrize("shards", ["x", "0,1", "4/4", "a/2"])
def test_shards_that_cannot_be_meant_are_refused(shards: str) -> None:
    """With an example that works."""
    with pytest.raises(BadSetting, match="0,1/4"):
        read({"DISCORD_SHARDS": shards})


def test_a_name_that_is_no_setting_is_said_with_the_nearest_that_is(tmp_path: Path) -> None:
    """Of those that begin as ours do; others' variables may begin as Slack's, and are none of our business."""
    own = read({"PAPERROUND_CONTCAT": "x", "PAPERROUND_X": "x", "SLACK_BOT_TOKN": "x", "SLACK_WEBHOOK_URL": "x"})
    console = Console(tmp_path)
    console.environ["PAPERROUND_CONTCAT"] = "x"
    told = console("search", "tuning", "--papers", "sample")

    assert own.notices == (
        "PAPERROUND_CONTCAT is no setting. Is PAPERROUND_CONTACT meant?",
        "PAPERROUND_X is no setting. README.md lists them all.",
        "SLACK_BOT_TOKN is no setting. Is SLACK_BOT_TOKEN meant?",
    )
    assert read({"OPENAI_ADMIN_KEY": "x", "OPENAI_API_KEY": "k"}).notices == ()
    assert told.code == 0
    assert own.notices[0] in told.err


def test_the_documentation_says_what_the_table_says() -> None:
    """Each table is as `make docs` writes it, and every setting is in one."""
    groups = set()
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        anew, here = written(text)
        groups |= here

        assert anew == text, f"{path.name} is behind; make docs writes its tables anew"
    assert groups == settings.groups().keys()

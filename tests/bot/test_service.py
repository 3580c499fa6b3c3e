"""`doctor`, `subscriptions` and `run`: the installation as its keeper sees it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.adapters.sources.arxiv_papers import paper
from tests.bot.console import Console
from tests.servers.arxiv import ArxivServer, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = {
    "platform": "slack",
    "workspace": "lab",
    "channel": "C1",
    "topic": "fine-tuning",
    "query": "LoRA OR adapters",
    "cadence": "weekly",
    "weekday": "monday",
    "at": "09:00",
    "zone": "Europe/Berlin",
    "created": "2026-05-04T07:00:00Z",
}


def export(*changes: dict[str, object]) -> str:
    """A file of subscriptions, each like the first but for its changes."""
    return json.dumps({"schema": "paperround.subscriptions/1", "subscriptions": [ENTRY | change for change in changes]})


@pytest.fixture
def arxiv() -> Iterator[ArxivServer]:
    """A stand-in that has the paper that is asked for."""
    with ArxivServer([paper(id="0704.0001")]) as server:
        yield server


@pytest.fixture
def say(tmp_path: Path, arxiv: ArxivServer) -> Console:
    """A command line that knows it."""
    return Console(tmp_path, arxiv.url)


class TestDoctor:
    """What is well, what is not, and what would mend it."""

    def test_all_is_well(self, say: Console) -> None:
        """Exit code 0, and where things are."""
        told = say("doctor")

        assert (told.code, told.err) == (0, "")
        assert f"keeps its data in {say.data}" in told.out
        assert f"answers at {say.environ['PAPERROUND_ARXIV_URL']}" in told.out
        assert "\nbad" not in f"\n{told.out}"
        assert "PAPERROUND_CONTACT" not in told.out

    def test_a_missing_contact_is_a_hint_only(self, say: Console) -> None:
        """ArXiv asks for one, and works without."""
        say.environ["PAPERROUND_CONTACT"] = ""

        told = say("doctor")

        assert told.code == 0
        assert "set PAPERROUND_CONTACT" in told.out

    def test_a_refusing_arxiv_is_bad_and_the_store_still_examined(self, say: Console, arxiv: ArxivServer) -> None:
        """Exit code 1, with each part's own line."""
        arxiv.always = Fault(kind="refuse")

        told = say("doctor")

        assert told.code == 1
        assert "well   store" in told.out
        assert "bad    arXiv" in told.out

    def test_a_bad_data_folder_is_bad_and_arxiv_still_examined(self, say: Console) -> None:
        """The sentence says what would mend it."""
        say.data.write_text("I am a file.")

        told = say("doctor")

        assert told.code == 1
        assert "Choose another one with PAPERROUND_DATA" in told.out
        assert "well   arXiv" in told.out

    def test_a_server_elsewhere_is_named_without_its_password(self, say: Console) -> None:
        """Where nobody listens, it is bad."""
        say.environ["REDIS_URL"] = "redis://paperround:open-sesame@127.0.0.1:9/0"

        told = say("doctor")

        assert told.code == 1
        assert "bad    store" in told.out
        assert "127.0.0.1:9" in told.out
        assert "sesame" not in told.out + told.err

    @pytest.mark.parametrize(
        ("platform", "variables"),
        [
            ("Slack", {"SLACK_BOT_TOKEN": "xoxb-none", "SLACK_API_URL": "http://127.0.0.1:9/api/"}),
            ("Discord", {"DISCORD_TOKEN": "none", "DISCORD_API_URL": "http://127.0.0.1:9/api/v10"}),
        ],
    )
    def test_a_platform_that_is_set_up_is_examined(
        self, say: Console, platform: str, variables: dict[str, str]
    ) -> None:
        """What is wrong is bad, with the step that mends it, and without its token; the other platform is a hint."""
        say.environ.update(variables)

        told = say("doctor")

        assert told.code == 1
        assert f"bad    {platform}" in told.out
        assert "isn't set up" in told.out
        assert "none" not in told.out


class TestSubscriptions:
    """Export and import of all of them."""

    def test_they_come_back_as_they_went(self, say: Console, tmp_path: Path) -> None:
        """Imported from stdin, exported to a file, imported elsewhere, exported to stdout: the same."""
        file, elsewhere = tmp_path / "out.json", Console(tmp_path / "elsewhere")
        brought = say("subscriptions", "import", "-", typed=export({}, {"topic": "graphs", "paused": "asked"}).encode())
        exported = say("subscriptions", "export", file)
        moved = elsewhere("subscriptions", "import", file)

        again = elsewhere("subscriptions", "export", "-")

        assert (brought.code, brought.out) == (0, "")
        assert brought.err == "2 subscriptions added, 0 that were there replaced.\n"
        assert (exported.code, exported.out, exported.err) == (0, "", "2 subscriptions exported.\n")
        assert moved.code == 0
        assert again.out == file.read_text()
        graphs = ENTRY | {"topic": "graphs", "paused": "asked", "pause_code": "refused"}  # older files have no code
        assert again.document["subscriptions"] == [ENTRY, graphs]

    def test_importing_twice_changes_nothing(self, say: Console, tmp_path: Path) -> None:
        """What is there is replaced, never doubled."""
        file = tmp_path / "in.json"
        file.write_text(export({}))
        say("subscriptions", "import", file)
        before = say("subscriptions", "export", "-").out

        told = say("subscriptions", "import", file)

        assert told.err == "0 subscriptions added, 1 that were there replaced.\n"
        assert say("subscriptions", "export", "-").out == before

    def test_an_empty_store_exports_an_empty_list(self, say: Console) -> None:
        """It is a file that can be imported."""
        told = say("subscriptions", "export", "-")

        assert told.document == {"schema": "paperround.subscriptions/1", "subscriptions": []}
        assert told.err == "0 subscriptions exported.\n"
        assert say("subscriptions", "import", "-", typed=told.out.encode()).code == 0

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ("", "no export of subscriptions"),
            ("[]", "no export of subscriptions"),
            ('{"schema": "other/1", "subscriptions": []}', "other/1"),
            (export({}, {"topic": "b", "zone": "Mars/Olympus"}), "entry 2: 'Mars/Olympus' is no IANA time zone"),
            (export({}, {"topic": "b", "query": '"open'}), "entry 2: the query"),
            (export({}, {"topic": "b", "at": "25:00"}), "entry 2: '25:00'"),
            (export({}, {}), "entry 2: 'fine-tuning' is there twice"),
        ],
    )
    def test_a_bad_file_imports_nothing(self, say: Console, content: str, reason: str) -> None:
        """Not even the good entries: the file can be mended and imported again."""
        told = say("subscriptions", "import", "-", typed=content.encode())

        left: Any = say("subscriptions", "export", "-").document["subscriptions"]
        assert (told.code, told.out) == (1, "")
        assert reason in told.err
        assert left == []

    def test_files_that_cannot_be_read_or_written_are_said(self, say: Console, tmp_path: Path) -> None:
        """Before a store is opened for them."""
        missing = say("subscriptions", "import", tmp_path / "none.json")
        folder = say("subscriptions", "export", tmp_path)

        assert (missing.code, folder.code) == (1, 1)
        assert "none.json can't be read: No such file or directory." in missing.err
        assert "is a folder" in folder.err
        assert not say.data.exists()


class TestRun:
    """`paperround run [ROLE…]`."""

    def test_an_unknown_role_is_said_with_those_there_are(self, say: Console) -> None:
        """Before anything is started."""
        told = say("run", "slack", "barista")

        assert told.code in {1, 2}
        assert "“barista”" in told.err
        assert "scheduler" in told.err
        assert not say.data.exists()

"""A roundup's picture that Slack keeps, where no page of ours has an address that it could be fetched from."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import Image

from adapters.errors import Uncertain
from adapters.platforms.slack import messages
from adapters.platforms.slack.api import _is_of
from adapters.present import picture, raster
from tests.adapters.platforms.slack.test_illustration import C1, FIRST, LONG_AGO, part_of, standing
from tests.adapters.present.documents import roundup
from tests.servers.slack.state import SCOPES

if TYPE_CHECKING:
    from adapters.chat import Part
    from tests.adapters.platforms.slack.conftest import Town


@pytest.fixture
def here(http: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """An installation whose bot may keep files, and whose Slack doesn't keep anybody waiting."""
    for token in http.slack.state.tokens.of("T1"):
        token.scopes = (*SCOPES, "files:write")
    monkeypatch.setattr(messages, "READY_AFTER", (0.0, 0.2, 0.2))
    return http


def unaddressed(here: Town) -> Part:
    """An opening post whose picture has no address."""
    part = part_of(here)
    assert part.illustration is not None
    return replace(part, illustration=replace(part.illustration, address=""))


async def test_slack_keeps_the_picture(here: Town) -> None:
    """It stands above the buttons, in words as well, and is the picture; the message is found by its marker."""
    message = await here.platform.post(C1, unaddressed(here), FIRST)

    shown, kinds = standing(here)
    ((name, file),) = here.slack.state.files.items()
    drawn = picture.of(roundup())
    assert drawn is not None
    assert kinds[-2:] == ["image", "actions"]
    assert (shown["blocks"][-2]["slack_file"], shown["blocks"][-2]["alt_text"]) == ({"id": name}, drawn.alt)
    assert file.title == "fine-tuning"
    assert Image.open(BytesIO(file.content or b"")).size[0] == 880
    assert await here.platform.posted(C1, "d-1", since=LONG_AGO) == {0: message}


async def test_a_picture_that_is_not_ready_is_waited_for(here: Town) -> None:
    """Slack refuses a message that names it before; nothing was posted, and it is tried again."""
    here.slack.state.files_settle = 0.1
    await here.platform.post(C1, unaddressed(here), FIRST)

    assert "image" in standing(here)[1]
    assert [one.error for one in here.slack.calls("chat.postMessage")][-2:] == ["invalid_blocks", ""]


async def test_a_picture_that_is_never_ready_is_left_out(here: Town) -> None:
    """After some tries the post comes without."""
    here.slack.state.files_settle = 3600
    await here.platform.post(C1, unaddressed(here), FIRST)

    assert "image" not in standing(here)[1]


async def test_without_the_scope_there_is_none(http: Town) -> None:
    """Silently, and the post is the same."""
    await http.platform.post(C1, unaddressed(http), FIRST)

    assert "image" not in standing(http)[1]
    assert [one.error for one in http.slack.calls("files.getUploadURLExternal")] == ["missing_scope"]


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
@pytest.mark.parametrize("kind", ["error", "garbage"])
async def test_what_goes_wrong_on_the_way_costs_the_picture_alone(
    here: Town, method: str, kind: Literal["error", "garbage"]
) -> None:
    """Wherever it goes wrong, the post stands once."""
    for _ in range(3):
        here.slack.fault(kind, method, error="internal_error")
    await here.platform.post(C1, unaddressed(here), FIRST)

    assert "image" not in standing(here)[1]


@pytest.mark.parametrize("trouble", [OSError("no font"), ValueError("no size")])
async def test_what_cannot_be_drawn_costs_the_picture_alone(
    here: Town, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    """A damaged font, for one: the post stands without, and Slack is given nothing."""

    def png(*_: object) -> bytes:
        raise trouble

    monkeypatch.setattr(raster, "png", png)
    await here.platform.post(C1, unaddressed(here), FIRST)

    assert "image" not in standing(here)[1]
    assert here.slack.state.files == {}


@pytest.mark.parametrize("address", ["http://files.example.org", "http://127.0.0.1:9"])
async def test_a_file_that_cannot_be_sent_costs_the_picture_alone(here: Town, address: str) -> None:
    """Where the address isn't Slack's, nothing is sent there; where nobody answers at it, nothing is waited for."""
    here.slack.state.base_url = address
    await here.platform.post(C1, unaddressed(here), FIRST)

    assert "image" not in standing(here)[1]
    assert [file.content for file in here.slack.state.files.values()] == [None]


async def test_a_post_that_got_no_answer_is_looked_for(here: Town) -> None:
    """It isn't tried without the picture, which would make it two."""
    here.slack.fault("accept_then_close", "chat.postMessage")
    with pytest.raises(Uncertain):
        await here.platform.post(C1, unaddressed(here), FIRST)

    assert "image" in standing(here)[1]
    assert set(await here.platform.posted(C1, "d-1", since=LONG_AGO)) == {0}


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://files.slack.com/upload/v1/x", True),
        ("https://slack.com/x", True),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com.evil.example/x", False),
        ("https://evilslack.com/x", False),
        ("https://slack.com@evil.example/x", False),
        ("https://169.254.169.254/latest", False),
        ("", False),
    ],
)
def test_a_file_goes_to_slack_alone(address: str, own: bool) -> None:  # noqa: FBT001 - a table
    """Whatever address an answer names."""
    assert _is_of(address, "https://slack.com/api/") == own
    assert _is_of(address, "https://www.slack.com/api/") == own

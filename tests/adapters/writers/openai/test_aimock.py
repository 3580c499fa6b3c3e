"""A second opinion on the adapter: aimock, a stand-in endpoint that others wrote, where Node and it are at hand."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters.writers.openai.endpoint import Endpoint, ModelRetryPolicy
from adapters.writers.openai.writer import ModelWriter
from digest.brief.prompting import WritingOptions
from tests.digest.samples import BRIEF, MARLIN

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = shutil.which("llmock") or shutil.which("llmock", path=Path(__file__).parents[4] / "node_modules" / ".bin")
ANSWER = {
    "headline": "One adapter is enough",
    "standfirst": [],
    "themes": [{"title": "Placing", "story": [{"text": "MarlinTune places one adapter.", "papers": [1]}]}],
    "under_the_hood": [],
    "outlook": [],
}


@pytest.fixture
def base_url(tmp_path: Path) -> Iterator[str]:
    """A running aimock that knows one answer."""
    if PROGRAM is None:
        pytest.skip("aimock isn't installed; npm install @copilotkit/aimock brings it")
    fixtures = {"fixtures": [{"match": {"userMessage": "Topic"}, "response": {"content": json.dumps(ANSWER)}}]}
    (tmp_path / "one.json").write_text(json.dumps(fixtures), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PROGRAM, "-p", str(port), "-f", str(tmp_path / "one.json"), "--log-level", "silent"]
    with subprocess.Popen(command) as running:  # noqa: S603 - our own words
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/v1"
        running.terminate()


async def test_aimock_is_understood(base_url: str) -> None:
    """What it streams becomes a draft."""
    endpoint = Endpoint(model="gpt-mock", key="x", base_url=base_url, patience=ModelRetryPolicy(silence=5, seconds=10))
    draft = await ModelWriter(endpoint).write(BRIEF, WritingOptions(), ())
    await endpoint.close()

    assert draft.headline == ANSWER["headline"]
    assert draft.sections[0].statements[0].cites == (MARLIN.id,)

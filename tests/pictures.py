"""`make pictures`: the transcript and the pictures in the documentation, made anew of what today's program says.

Pictures are drawn by a program of one's own, `make pictures DRAW=PROGRAM`, which is called as
`PROGRAM slack|discord PAYLOAD.json PICTURE.png --name NAME [--width PIXELS]`. What each picture shows is noted beside
them, so that a test can tell when it is no longer what the program says.
"""

from __future__ import annotations

import asyncio
import io
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.chat import Channel, Person
from adapters.platforms.discord import render as discord_render
from adapters.platforms.slack import home
from adapters.platforms.slack import render as slack_render
from adapters.platforms.terminal.app import TerminalWorkspace, converse
from adapters.platforms.terminal.request import TerminalLocation
from adapters.platforms.terminal.screen import Screen
from adapters.platforms.terminal.script import ScriptedLines
from adapters.present.card import card_part
from adapters.sources.ports import unwatched
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.ports import PauseReason
from bot import registry
from bot.composition import app, sources
from bot.knowledge import topics
from bot.service.roundup_service import RoundupService
from bot.settings import read
from tests.adapters.platforms.slack.fakes import subscription
from tests.clock import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.chat import Part
    from digest.model import Paper
    from digest.roundup import Roundup

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
NOTES = DOCS / "pictures.json"
README = ROOT / "README.md"
NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)
WIDTH = 80
PHONE = 390
OPENED = 6
"""The paper whose card is shown, by its number."""
SAID = (
    ("/papers subscribe fine-tuning on monday at 09:00 tz Europe/Berlin", 3),
    ("/papers roundup", 6),
    (f"> {OPENED}", 4),
)
"""What is said in the transcript, and how many paragraphs of each answer it shows."""
_TRANSCRIPT = re.compile(r"(?<=<!-- transcript -->\n```\n).*?(?=```\n<!-- end of transcript -->)", re.DOTALL)
_CHANNEL = Channel(platform="shell", workspace="terminal", id="here")

Payload = list[dict[str, Any]] | dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of what a platform is sent.

    Attributes:
        width: In pixels; 0 as wide as a window usually is.
    """

    platform: str
    shows: Payload
    width: int = 0

    @property
    def fingerprint(self) -> str:
        """The same as long as it shows the same."""
        return fingerprint(json.dumps([self.platform, self.width, self.shows], sort_keys=True).encode())


def fingerprint(content: bytes) -> str:
    """A short name of some content."""
    return sha256(content).hexdigest()[:20]


def pictures() -> dict[str, Picture]:
    """All of them by the name of their file, as today's program has them."""
    roundup, opened = asyncio.run(_sample())
    slack, discord = slack_render.document(roundup), discord_render.document(roundup)
    card = discord_render.body(discord_render.fit([opened])[0])
    return {
        "slack-roundup.png": Picture(platform="slack", shows=slack[:1]),
        "slack-card.png": Picture(
            platform="slack", shows=slack_render.payload(slack_render.fit([opened])[0], native=True)
        ),
        "slack-home.png": Picture(platform="slack", shows=home.view(tuple(_subscribed()))),
        "discord-desktop.png": Picture(platform="discord", shows=discord[:2]),
        "discord-phone.png": Picture(platform="discord", shows=[discord[0], card], width=PHONE),
    }


async def _sample() -> tuple[Roundup, Part]:
    """A roundup of the sample week, and the card of one of its papers."""
    papers = sources.sample()
    latest = max(paper.listed for paper in papers)
    service = RoundupService(InMemoryPapers(papers), None, SetClock(NOW), latest=latest)
    made = await service.roundup(topics().resolve("fine-tuning"), service.current_window(), unwatched)
    return made, card_part(await service.papers.card(_numbered(made, OPENED)))


def _numbered(roundup: Roundup, number: int) -> Paper:
    listed = roundup.numbered(number)
    if listed is None:
        raise LookupError(f"the sample week has no paper {number}")
    return listed.pick.paper


def _subscribed() -> Iterator[home.HomeEntry]:
    """Three subscriptions in two channels, one of them paused."""
    for channel, name, topic, paused in (
        ("C1", "#reading", "fine-tuning", None),
        ("C1", "#reading", '"long context" OR RAG', PauseReason(code="asked", text="paused by Ada")),
        ("C2", "#lab", "retrieval", None),
    ):
        kept = replace(subscription(channel, topic, paused), created=NOW)
        yield home.HomeEntry(channel=channel, name=name, subscription=kept, next_date=NOW + timedelta(days=3))


def transcript() -> str:
    """A short conversation in the terminal, each answer as far as it is shown."""
    return "\n\n".join(_shown(said, answer, most) for (said, most), answer in zip(SAID, _answers(), strict=True)) + "\n"


def _answers() -> Sequence[str]:
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_played(out, Path(folder)))
    _, *turns = re.split(r"^you › .*$", out.getvalue(), flags=re.MULTILINE)
    return turns


async def _played(out: io.StringIO, folder: Path) -> None:
    clock = SetClock(NOW)
    async with app.open_app_on_papers(sources.sample(), folder, clock, unwatched, settings=read({})) as made:
        workspace = TerminalWorkspace(
            answer=made.bot.answer,
            record_shown=lambda thread, roundup_id: made.store.roundups.record_shown(_CHANNEL, thread, roundup_id, NOW),
            screen=Screen(out, colour=False, width=WIDTH, page_of=registry.profiles().page_of),
        )
        place = TerminalLocation(
            channel=_CHANNEL, person=Person(id="you", name="you", zone="Europe/Berlin", may_manage=True)
        )
        await converse(workspace, ScriptedLines([said for said, _ in SAID]), place)


def _shown(said: str, answer: str, most: int) -> str:
    paragraphs = [one for one in re.split(r"\n(?: *\n)+", answer.strip("\n")) if one.strip()]
    cut = ["…"] if len(paragraphs) > most else []
    lines = "\n\n".join(paragraphs[:most]) + ("\n" + cut[0] if cut else "")
    return f"you › {said}\n" + "\n".join(line.rstrip() for line in lines.splitlines())


def written(readme: str) -> str:
    """The README with today's transcript."""
    return _TRANSCRIPT.sub(lambda _: transcript(), readme)


def noted() -> dict[str, dict[str, str]]:
    """What each picture showed when it was drawn, and what its file was, as fingerprints."""
    found: dict[str, dict[str, str]] = json.loads(NOTES.read_text(encoding="utf-8"))
    return found


def draw(program: str, name: str, picture: Picture) -> None:
    """Draw one; raises `CalledProcessError` where the program can't."""
    with tempfile.TemporaryDirectory() as folder:
        payload = Path(folder) / "payload.json"
        payload.write_text(json.dumps(picture.shows), encoding="utf-8")
        width = ["--width", str(picture.width)] if picture.width else []
        call = [program, picture.platform, str(payload), str(DOCS / name), "--name", "Paperround", *width]
        subprocess.run(call, check=True)  # noqa: S603 - a developer's own


def main(program: str) -> int:
    """Write what can be written; says which pictures are left to draw."""
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    today = pictures()
    if not program:
        known = noted()
        stale = [name for name, one in today.items() if known.get(name, {}).get("shows") != one.fingerprint]
        if stale:
            sys.stderr.write(f"No longer what the program says: {', '.join(stale)}. Draw them: make pictures DRAW=…\n")
        return 1 if stale else 0
    notes = {}
    for name, picture in today.items():
        draw(program, name, picture)
        notes[name] = {"shows": picture.fingerprint, "file": fingerprint((DOCS / name).read_bytes())}
    NOTES.write_text(json.dumps(notes, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or [""]))

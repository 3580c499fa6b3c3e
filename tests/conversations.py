"""What people say and what must be in the answer, the same on every platform; each platform's tests replay it.

A line starting with `/papers` or `/paper` is that command; one starting with `> ` is said in the thread of the roundup
that was posted last. Dialogues start in an empty channel with the papers of `tests/bot/fakes.py`, on Monday 18 May 2026,
09:00 in Berlin, where the person is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said, and what its answer must have and must not have.

    Attributes:
        times: What it must tell in the zone that they are in, or in the person's own where the platform shows that.
    """

    said: str
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    times: tuple[datetime, ...] = ()


Dialogue = tuple[Turn, ...]
_KOLKATA = ZoneInfo("Asia/Kolkata")

DIALOGUES: dict[str, Dialogue] = {
    "subscribing shows what was understood, a preview and three dates": (
        Turn("/papers list", ("no subscriptions yet", "/papers subscribe fine-tuning")),
        Turn(
            "/papers subscribe fine-tuning on monday at 09:00 tz Europe/Berlin",
            (
                "now subscribed to fine-tuning",
                "every Monday at 09:00, Europe/Berlin",
                "Mon 25 May 2026, 09:00 · Mon 1 Jun 2026, 09:00 · Mon 8 Jun 2026, 09:00",
                "Posted now, its roundup would be",
                "of 6 papers on topic",
                "PondLoRA: Low-Rank Fine-Tuning in Shallow Ponds",
            ),
        ),
        Turn(
            "/papers subscribe Fine Tuning fri 2pm biweekly in Asia/Kolkata",
            (
                "subscription to fine-tuning is changed",
                "every second Friday at 14:00, Asia/Kolkata",
            ),
            times=tuple(datetime(2026, *day, 14, tzinfo=_KOLKATA) for day in ((5, 22), (6, 5), (6, 19))),
        ),
        Turn("/papers status", ("fine-tuning", "every second Friday at 14:00", "none yet")),
    ),
    "a topic of one's own keeps its words": (
        Turn(
            "/papers subscribe attention on graphs daily at 7:30",
            ("now subscribed to attention on graphs", "every working day at 07:30", "Tue 19 May 2026, 07:30"),
        ),
        Turn(
            "/papers subscribe quantum knitting",
            ("now subscribed to quantum knitting", "would be empty: none of 6 papers"),
        ),
        Turn("/papers unsubscribe", ("Which topic?", "attention on graphs, quantum knitting")),
        Turn("/papers unsubscribe quantum kniting", ("Did you mean quantum knitting?",)),
        Turn("/papers unsubscribe Quantum Knitting", ("no longer subscribed to quantum knitting",)),
        Turn("/papers unsubscribe", ("no longer subscribed to attention on graphs",)),
        Turn("/papers unsubscribe graphs", ("no subscriptions yet",)),
    ),
    "pausing holds, resuming goes on": (
        Turn("/papers pause", ("no subscriptions yet",)),
        Turn("/papers subscribe fine-tuning", ("now subscribed",)),
        Turn("/papers pause fine-tuning for a while", ("Did you mean fine-tuning?", "Pause fine-tuning")),
        Turn("/papers pause fine", ("isn't subscribed to “fine”", "/papers pause fine-tuning")),
        Turn("/papers pause fine-tuning", ("Paused: fine-tuning",)),
        Turn("/papers list", ("Paused: paused by",), ("Next:",)),
        Turn("/papers resume", ("Going on", "every Monday at 09:00, Europe/Berlin, next on Mon 25 May 2026, 09:00")),
        Turn("/papers resume fine-tuning", ("Not paused: fine-tuning",)),
        Turn("/papers resume walking", ("isn't subscribed to “walking”",)),
    ),
    "a list has what can be done at hand": (
        Turn("/papers change fine-tuning", ("no subscriptions yet",)),
        Turn("/papers subscribe fine-tuning", ("now subscribed",)),
        Turn("/papers list", ("every Monday at 09:00", "Roundup now", "Change", "Pause", "Unsubscribe")),
        Turn(
            "/papers change fine-tuning to friday at 10:00",
            ("subscription to fine-tuning is changed", "Friday at 10:00"),
        ),
        Turn("/papers subscribe retrieval", ("now subscribed",)),
        Turn("/papers list", ("fine-tuning", "Friday at 10:00", "retrieval")),
        Turn("/papers list retrieval", ("retrieval", "every Monday at 09:00", "Unsubscribe"), ("fine-tuning",)),
        Turn("/papers change swamps", ("isn't subscribed to “swamps”",)),
    ),
    "what was understood of a topic is shown, and can be changed": (
        Turn(
            "/papers topics fine-tuning",
            ("Understood", "low rank adaptation", "3 of 6 papers on topic, best first", "PondLoRA: Low-Rank"),
        ),
        Turn("/papers topics notes on fine-tuning in ponds", ("Understood", "Well-known: fine-tuning")),
        Turn("/papers also swamps", ("no subscriptions yet",)),
        Turn("/papers subscribe instruction tuning", ("Understood", "1 of 6 papers on topic", "Also fine tuning")),
        Turn(
            "/papers also speech recognition in instruction tuning",
            ("subscription to instruction tuning is changed", "speech recognition", "2 of 6 papers on topic"),
        ),
        Turn("/papers not “reeds”", ("Left out", "what says “reeds”", "MarshAdapters"), ("ReedTune",)),
        Turn("/papers list", ("Query", '"speech recognition" -reeds')),
        Turn("/papers roundup", ("MarshAdapters",), ("ReedTune",)),
        Turn("/papers also reeds", ("ReedTune",), ("Left out",)),
        Turn("/papers subscribe ponds", ("now subscribed to ponds",)),
        Turn(
            "/papers subscribe 2605.00001", ("names one paper, not a topic", "/paper 2605.00001", "Explain the paper")
        ),
        Turn(
            "/papers search Ada Lovelace", ("the name of an author", 'author:"Ada Lovelace"', "Papers by Ada Lovelace")
        ),
        Turn("/papers roundup Ada Lovelace", ("the name of an author", "Papers by Ada Lovelace")),
        Turn('/papers search author:"Ada Marsh"', ("Nobody called Ada Marsh", "Papers that say Ada Marsh")),
        Turn("/papers topics Ada Lovelace", ("Papers by Ada Lovelace",)),
        Turn("/papers topics Maschinelles Lernen", ("Not known", "Maschinelles", "abstracts are in English")),
        Turn("/papers not frogs", ("Which topic?", "ponds")),
        Turn("/papers not", ("What shall be left out?", "/papers not vision in fine-tuning")),
    ),
    "a roundup now, and its thread": (
        Turn("/papers roundup", ("A roundup of what?", "/papers roundup fine-tuning")),
        Turn("> 3", ("I don't know which roundup",)),
        Turn(
            "/papers roundup fine-tuning",
            ("6 read", "3 on topic", "PondLoRA", "ReedTune", "MarshAdapters", "Share", "extracted from abstracts"),
            ("DriftBot",),
        ),
        Turn("> papers", ("[1]", "[2]", "[3]", "2605.00001")),
        Turn("> 3", ("Categories", "Submitted", "BibTeX")),
        Turn("> 1, 2, 3", ("PondLoRA: Low-Rank Fine-Tuning in Shallow Ponds", "ReedTune: Instruction Tuning")),
        Turn("> who are the authors of 1?", ("is by Ada Lovelace, Grace Hopper",)),
        Turn("> more like 1", ("comes near “PondLoRA",)),
        Turn("> does 1 have code?", ("github.com/example/pondlora",), ("ReedTune",)),
        Turn("> what does paper 3 do for speech?", ("[3]", "MarshAdapters"), ("[1]", "[2]")),
        Turn(
            "> what do 2 and 3 weigh?", ("ReedTune: Instruction Tuning", "MarshAdapters", "Categories"), ("PondLoRA:",)
        ),
        Turn("> nice work!", ("You're welcome.",)),
        Turn("> explain 2605.00002", ("ReedTune: Instruction Tuning with Reeds",)),
        Turn("> related 1", ("comes near “PondLoRA",)),
        Turn("> 4", ("no paper 4 here", "papers 1 to 3")),
        Turn("> abstract 2605.00001", ("PondLoRA reaches 91.2% accuracy on FrogBench",)),
        Turn("> bibtex 2605.00001", ("@", "{2605.00001}")),
        Turn("> code 2605.00001", ("github.com/example/pondlora",)),
        Turn("> code 2605.00002", ("name no code",)),
        Turn("> https://arxiv.org/abs/2605.00006v2", ("OtterQA: Retrieval for Long Documents",)),
        Turn("> 2605.77777", ("No paper of this roundup is called “2605.77777”",)),
        Turn("> ReedTune", ("ReedTune: Instruction Tuning with Reeds", "Categories")),
        Turn("> which ones release code?", ("Code, as linked", "github.com/example/pondlora")),
        Turn("> what about speech recognition?", ("We present MarshAdapters for speech recognition.",)),
        Turn("> who wins the lottery?", ("None of this roundup's papers speaks of that",)),
        Turn("> please subscribe us to retrieval every friday", ("now subscribed to information retrieval", "Friday")),
        Turn("> unsubscribe", ("no longer subscribed to information retrieval",)),
        Turn("> why", ("All 6 papers", "3 were on topic")),
        Turn("> why 1", ("is in the roundup on fine-tuning", "Relevance")),
        Turn("/papers why LilyGraph", ("is not in the roundup on fine-tuning",)),
        Turn("/papers why 2605.00007", ("listed on 6 May 2026, outside of it",)),
        Turn("/papers why Nonsense", ("I know no paper “Nonsense”",)),
    ),
    "a subscription is what a roundup now is about": (
        Turn("/papers subscribe fine-tuning", ("now subscribed",)),
        Turn("/papers roundup", ("fine-tuning · 11–17 May 2026",)),
        Turn("/papers list", ("11–17 May 2026, made on 18 May 2026",)),
        Turn("/papers subscribe retrieval", ("now subscribed",)),
        Turn("/papers roundup", ("Which topic?", "fine-tuning, ")),
    ),
    "papers are found by id, link, title and name": (
        Turn("/paper OtterQA", ("OtterQA: Retrieval for Long Documents", "RiverQA")),
        Turn("/paper https://arxiv.org/pdf/2605.00004", ("LilyGraph",)),
        Turn("/paper arXiv:2605.00005v1", ("DriftBot",)),
        Turn("/paper Attention on Graphs of Water Lilies", ("LilyGraph",)),
        Turn("/paper 2605.99999", ("I know no paper “2605.99999”",)),
        Turn("/paper", ("Which paper?", "/paper 2605.13162")),
        Turn("/papers search retrieval", ("OtterQA: Retrieval for Long Documents",), ("DriftBot",)),
        Turn("/papers search zzzz", ("No paper of the last weeks matches “zzzz”",)),
        Turn("> bibtex 2605.00005", ("{2605.00005}",)),
    ),
    "one's own words do": (
        Turn("/papers fine-tuning", ("3 on topic", "ReedTune improves accuracy by 3.4 points")),
        Turn("/papers hey, what's new on retrieval?", ("1 on topic", "OtterQA")),
        Turn("/papers roundup fine-tuning brief", ("3 on topic",)),
        Turn("/papers roundup fine-tuning last two weeks", ("4–17 May 2026",)),
        Turn("/papers ponds and lilies", ("ponds and lilies",)),
        Turn("/papers OtterQA", ("OtterQA: Retrieval for Long Documents",)),
        Turn("/papers https://arxiv.org/abs/2605.00004", ("LilyGraph",)),
        Turn("/papers what can you do?", ("/papers subscribe <topic>",)),
        Turn("/papers can you subscribe us to fine-tuning every friday?", ("now subscribed to fine-tuning", "Friday")),
        Turn("/papers thank you!", ("You're welcome.",)),
        Turn("/papers what has Ada Lovelace published lately?", ("by Ada Lovelace", "PondLoRA")),
        Turn("/papers what did Sofia Marsh write?", ("Nobody called Sofia Marsh", "Papers that say Sofia Marsh")),
        Turn("/papers what was published on water lilies last week?", ("LilyGraph",)),
        Turn("/papers subscribe graphss on mondey", ("did you mean monday?", "/papers subscribe graphss on monday")),
        Turn("/papers subscribe fine tunningg on mondey", ("did you mean monday?", "/papers subscribe fine")),
        Turn("/papers roundup fine-tuning last 90 days", ("up to 31", "/papers roundup fine-tuning last month")),
    ),
    "pages are told, shown to all or to few, and revoked": (
        Turn("/papers subscribe fine-tuning", ("now subscribed",)),
        Turn(
            "/papers pages",
            ("has a web page", "Only those who have an address may see them.", "papers.example.org/f/feed0"),
            ("papers.example.org/t/",),
        ),
        Turn(
            "/papers pages public",
            ("Anybody may see them.", "Archive of fine-tuning", "papers.example.org/t/archive0"),
        ),
        Turn("/papers pages revoke", ("All addresses so far lead nowhere now", "papers.example.org/f/feed1")),
        Turn("/papers pages private", ("Only those who have an address",), ("papers.example.org/t/",)),
        Turn("/papers pages hidden", ("but not “hidden”", "/papers pages public")),
    ),
    "roundups by mail are asked for, listed and ended": (
        Turn("/papers mail ada@example.org", ("no subscriptions yet",)),
        Turn("/papers subscribe fine-tuning", ("now subscribed",)),
        Turn("/papers mail", ("Nobody gets this channel's roundups by mail", "/papers mail ada@example.org")),
        Turn(
            "/papers mail ada+x@example.org at 8:00 tz Asia/Tokyo",
            ("on its way to a…@example.org", "confirm", "fine-tuning", "every Monday at 08:00, Asia/Tokyo"),
            ("ada+x",),
        ),
        Turn("/papers mail ada@example.org for fine-tuning on friday", ("every Friday at 09:00, Europe/Berlin",)),
        Turn("/papers mail ada", ("I see no mail address in “ada”", "/papers mail ada@example.org")),
        Turn("/papers mail a@b", ("“a@b” can't be a mail address",)),
        Turn("/papers mail ada@example.org graphs", ("isn't subscribed to “graphs”",)),
        Turn("/papers mail ada@example.org tz Europe/Berln", ("did you mean Europe/Berlin?",)),
        Turn("/papers mail stop ada@example.org", ("a…@example.org gets nothing",)),
    ),
    "what can't be understood is answered with what works": (
        Turn("/papers", ("/papers subscribe <topic>", "/paper <id, link, title or name>")),
        Turn("/papers subscrib fine-tuning", ("did you mean subscribe?", "/papers subscribe fine-tuning")),
        Turn("/papers subscribe fine tunning", ("did you mean fine-tuning?", "/papers subscribe fine-tuning")),
        Turn("/papers subscribe graphs tz Europe/Berln", ("did you mean Europe/Berlin?",)),
        Turn("/papers subscribe graphs on mondey", ("I understood the topic “graphs”", "did you mean monday?")),
        Turn("/papers subscribe graphs at 25:00", ("“25:00” is not a time of day",)),
        Turn("/papers " + "a" * 100_000, ("100,000 characters long; I read up to 4,000",)),
        Turn("/papers \u202egnit\0 @everyone <!channel>", ("I don't know the command",), ("\u202e", "\0")),
        Turn(
            "/papers microscopy",
            ("did you mean it as a topic?", "/papers roundup microscopy", "Do it: roundup microscopy"),
        ),
        Turn("/papers topics", ("fine-tuning — ", "more", "Your own words work as well")),
        Turn("/papers topics fine tuning", ("fine-tuning looks for", "LoRA")),
        Turn("/papers share nothing", ("no longer have that roundup",)),
        Turn("/papers why PondLoRA", ("no roundup here yet",)),
    ),
}

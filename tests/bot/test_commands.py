"""Text → Command, over everything that people may type."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.commands import commands, zones
from bot.commands.command_parser import parse
from bot.commands.commands import (
    Command,
    ExplainPaper,
    Help,
    HowToChange,
    List,
    ListTopics,
    PaperList,
    Pause,
    Resume,
    RoundupNow,
    Search,
    ShareRoundup,
    Subscribe,
    Thanks,
    Unsubscribe,
    Why,
    WhyThese,
)
from bot.commands.paper_commands import (
    AskQuestion,
    Bibtex,
    Code,
    OfPaper,
    OpenPaper,
    Related,
    SeveralPapers,
    ShowAbstract,
    WhyThis,
)
from bot.commands.references import is_addressed
from bot.commands.trailing_options import LANGUAGES
from digest.errors import Misunderstood
from tests.adapters.platforms.fakes import CHATTER

if TYPE_CHECKING:
    from adapters.chat import EntryPoint

ENTRY_POINTS: tuple[EntryPoint, ...] = ("papers", "paper", "thread")


def misunderstood(entry_point: EntryPoint, text: str) -> Misunderstood:
    """What is said to a text that can't be understood."""
    with pytest.raises(Misunderstood) as said:
        parse(entry_point, text)
    return said.value


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("subscribe fine-tuning", Subscribe(topic="fine-tuning")),
        (
            "subscribe fine-tuning on monday at 09:00 weekly tz Europe/Berlin",
            Subscribe(topic="fine-tuning", cadence="weekly", weekday=0, at=time(9), zone="Europe/Berlin"),
        ),
        (
            "subscribe graphs timezone Europe/Berlin daily 9am",
            Subscribe(topic="graphs", cadence="daily", at=time(9), zone="Europe/Berlin"),
        ),
        ("subscribe graphs every monday at 9", Subscribe(topic="graphs", weekday=0, at=time(9))),
        ("subscribe graphs, mondays, 9:30 pm", Subscribe(topic="graphs", weekday=0, at=time(21, 30))),
        ("subscribe graphs fri in Europe/Berlin", Subscribe(topic="graphs", weekday=4, zone="Europe/Berlin")),
        ("subscribe graphs at 9 in Berlin", Subscribe(topic="graphs", at=time(9), zone="Europe/Berlin")),
        ("subscribe graphs at 9 New York", Subscribe(topic="graphs", at=time(9), zone="America/New_York")),
        ("subscribe graphs wed 9am CET", Subscribe(topic="graphs", weekday=2, at=time(9), zone="CET")),
        (
            "Subscribe graphs every other week on friday at noon",
            Subscribe(topic="graphs", cadence="biweekly", weekday=4, at=time(12)),
        ),
        ("subscribe graphs weekly weekly", Subscribe(topic="graphs", cadence="weekly")),
        ("subscribe fine-tuning deep", Subscribe(topic="fine-tuning", style="deep")),
        ("subscribe graphs weekly, brief", Subscribe(topic="graphs", cadence="weekly", style="brief")),
        ("subscribe graphs Deep in german", Subscribe(topic="graphs", style="deep", language="German")),
        ("subscribe graphs at 9 in French", Subscribe(topic="graphs", at=time(9), language="French")),
        ("subscribe graphs language: Deutsch", Subscribe(topic="graphs", language="German")),
        ("subscribe graphs language brazilian portuguese", Subscribe(topic="graphs", language="Brazilian Portuguese")),
        ("subscribe graphs language=Klingon daily", Subscribe(topic="graphs", cadence="daily", language="Klingon")),
        (
            "subscribe graphs style=standard at 9 in Berlin in Polish",
            Subscribe(topic="graphs", style="standard", at=time(9), zone="Europe/Berlin", language="Polish"),
        ),
        ('follow "long context" OR RAG cat:cs.CL', Subscribe(topic='"long context" OR RAG cat:cs.CL')),
    ],
)
def test_options_are_understood_in_any_order(said: str, meant: Subscribe) -> None:
    """Day, time, rhythm and zone may follow the topic in any order and in the words people use."""
    assert parse("papers", said) == meant


@pytest.mark.parametrize(
    "topic",
    [
        "attention on graphs",
        "learning at scale",
        "labor markets in Berlin",
        "physics of the sun",
        "3 sat",
        "weekly forecasts",
        "monday effects",
        "daily life robots",
        '"papers on monday"',
        'author:"Ada Lovelace" graphs',
        "graphs -vision cat:cs.LG",
        "inference at 4bit",
        "comfort zone detection",
        "vision in vision/language",
        "wide and deep",
        "natural language processing",
        "beyond language: vision",
        "programming language design",
        "style transfer",
        "learning from the deep",
    ],
)
def test_a_topic_keeps_its_own_words(topic: str) -> None:
    """Words such as `on`, `at` or a city belong to the topic where nothing makes them a time."""
    assert parse("papers", f"subscribe {topic}") == Subscribe(topic=topic)
    assert parse("papers", f"subscribe {topic} at 10:15") in (
        Subscribe(topic=topic, at=time(10, 15)),
        Subscribe(topic="labor markets", at=time(10, 15), zone="Europe/Berlin"),
        Subscribe(topic="3", weekday=5, at=time(10, 15)),
    )


@pytest.mark.parametrize("topic", ["gold standard", "going deep", "parsing in German", "in brief", "deep"])
def test_a_style_that_may_be_a_topics_words_is_none_by_itself(topic: str) -> None:
    """Styles and `in German` count only beside another option or after a well-known topic."""
    assert parse("papers", f"subscribe {topic}") == Subscribe(topic=topic)


def test_no_language_is_a_zone() -> None:
    """So `in Polish` is never a place."""
    assert [name for name in LANGUAGES if zones.zones_named(name)] == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("what's new on agents", RoundupNow(topic="agents")),
        ("hey Paperround, what did I miss in RL this week?", RoundupNow(topic="RL", days=7)),
        ("LLM agents for code", RoundupNow(topic="LLM agents for code")),
        ("show me the latest papers on diffusion models", RoundupNow(topic="diffusion models")),
        ("roundup fine-tuning brief", RoundupNow(topic="fine-tuning", style="brief")),
        ("roundup fine-tuning in German", RoundupNow(topic="fine-tuning", language="German")),
        ("roundup graph learning in the last two weeks", RoundupNow(topic="graph learning", days=14)),
        ("roundup last month deep", RoundupNow(days=30, style="deep")),
        ("roundup sentiment analysis in German", RoundupNow(topic="sentiment analysis in German")),
        ("how can I make LoRA training use less memory?", Search(words="how can I make LoRA training use less memory")),
        ("EndPrompt", ExplainPaper(ref="EndPrompt")),
        ("please explain EndPrompt", ExplainPaper(ref="EndPrompt")),
        ("arxiv.org/abs/2605.13162", ExplainPaper(ref="arxiv.org/abs/2605.13162")),
        ("what can you do?", Help()),
        ("news", RoundupNow()),
        ("give me a short roundup of agents", RoundupNow(topic="agents", style="brief")),
        ('"long context" OR RAG', RoundupNow(topic='"long context" OR RAG')),
        ('author:"Song Han"', RoundupNow(topic='author:"Song Han"')),
        ("what did Song Han publish recently", Search(words='author:"Song Han"')),
        ("What has Song Han written lately?", Search(words='author:"Song Han"')),
        ("has Song Han published anything new", Search(words='author:"Song Han"')),
        ("what is Song Han working on these days", Search(words="what is Song Han working on these days")),
        ("show me Song Han's latest papers", Search(words='author:"Song Han"')),
        ("which papers did Chelsea Finn's group publish", Search(words='author:"Chelsea Finn"')),
        ("new preprints by Jürgen Schmidhuber", Search(words='author:"Jürgen Schmidhuber"')),
        ("what did Song Han write last month", RoundupNow(topic='author:"Song Han"', days=30)),
        ("what did people publish on agents recently", RoundupNow(topic="agents", days=14)),
        ("what was published on diffusion models last week", RoundupNow(topic="diffusion models", days=7)),
        ("anything new from Song Han?", RoundupNow(topic="Song Han")),
        ("what did they publish?", Search(words="what did they publish")),
        ("what was just published", Search(words="what was just published")),
        ("Alzheimer's research", RoundupNow(topic="Alzheimer's research")),
        ("subscribe Alzheimer's research", Subscribe(topic="Alzheimer's research")),
        ("unsubscribe Song Han's papers", Unsubscribe(topic="Song Han's papers")),
        ("search Parkinson's papers", Search(words="Parkinson's papers")),
        ("what topics do you know?", ListTopics()),
        ("show me our subscriptions", List()),
        ("send me papers about diffusion models every week", Subscribe(topic="diffusion models", cadence="weekly")),
        ("I'd like fine-tuning every Friday", Subscribe(topic="fine-tuning", weekday=4)),
        ("can you subscribe us to fine-tuning?", Subscribe(topic="fine-tuning")),
        ("follow papers by Song Han", Subscribe(topic="Song Han")),
        (
            "can you follow diffusion models for us every friday at 10?",
            Subscribe(topic="diffusion models", weekday=4, at=time(10)),
        ),
        ("hey , show me last month's papers on graphs", RoundupNow(topic="graphs", days=30)),
        ("catch me up on fine-tuning", RoundupNow(topic="fine-tuning")),
        ("stop fine-tuning", Unsubscribe(topic="fine-tuning")),
        ("move fine-tuning to tuesday 8am", Subscribe(topic="fine-tuning", weekday=1, at=time(8))),
        ("what are we subscribed to?", List()),
        ("when is the next roundup?", List()),
        ("why didn't the roundup come today?", List()),
        ("why isn't 2605.13162 in the roundup?", Why(words="2605.13162")),
        ("why not LilyGraph", Why(words="LilyGraph")),
        ("find papers about quantisation", Search(words="quantisation")),
        ("what is 2605.13162 about?", ExplainPaper(ref="2605.13162")),
        ("please pause fine-tuning", Pause(topic="fine-tuning")),
        ("change fine-tuning to friday at 10:00", Subscribe(topic="fine-tuning", weekday=4, at=time(10))),
        ("edit fine-tuning", HowToChange(topic="fine-tuning")),
        ("status?", List()),
        ("/papers list", List()),
        ("unsubscribe all", Unsubscribe()),
        ("thank you so much!", Thanks()),
    ],
)
def test_own_words_are_understood_without_a_command(said: str, meant: Command) -> None:
    """As somebody says it in a direct message, a mention, or after `/papers`."""
    assert parse("papers", said) == meant


@pytest.mark.parametrize(
    ("said", "hint", "works"),
    [
        ("subscrib graphs", "did you mean subscribe?", "/papers subscribe graphs"),
        ("3", "opens a paper in the thread of a roundup", "/papers roundup fine-tuning"),
        ("sttus", "did you mean status?", "/papers status"),
        ("sea foo", "did you mean search?", "/papers search foo"),
        ("microscopy", "did you mean it as a topic?", "/papers roundup microscopy"),
        ("@everyone", "/papers help", "/papers subscribe fine-tuning"),
        ("subscribe", "Which topic?", "/papers subscribe fine-tuning on monday at 09:00"),
        ("subscribe daily", "Which topic?", "/papers subscribe fine-tuning on monday at 09:00"),
        ("subscribe fine tunning", "did you mean fine-tuning?", "/papers subscribe fine-tuning"),
        ("roundup fine tunning", "did you mean fine-tuning?", "/papers roundup fine-tuning"),
        ("subscribe graphs on mondey", "did you mean monday?", "/papers subscribe graphs on monday"),
        (
            "subscribe graphs tz Europe/Berln",
            "did you mean Europe/Berlin?",
            "/papers subscribe graphs tz Europe/Berlin",
        ),
        (
            "subscribe graphs in Europe/Berln",
            "did you mean Europe/Berlin?",
            "/papers subscribe graphs tz Europe/Berlin",
        ),
        (
            "subscribe graphs tz Mars Colony at 9",
            "time zone “Mars Colony”",
            "/papers subscribe graphs tz Europe/Berlin",
        ),
        ('subscribe "open tz Mars', "time zone “Mars”", "/papers subscribe fine-tuning tz Europe/Berlin"),
        ("subscribe graphs tz IST", "can mean Asia/Kolkata", "/papers subscribe fine-tuning tz Asia/Kolkata"),
        ("subscribe graphs at 25:00", "is not a time of day", "/papers subscribe fine-tuning at 09:00"),
        ("subscribe graphs language Germn", "did you mean German?", "/papers subscribe graphs language=German"),
        ("subscribe graphs language=Swiss German", "one word will do", "/papers subscribe graphs language=German"),
        ("subscribe graphs style=long", "brief, standard, deep", "/papers subscribe graphs style=deep"),
        ("subscribe graphs daily brief deep", "two different values for the style", "/papers subscribe"),
        ("subscribe language German", "only a language in it", "/papers subscribe fine-tuning"),
        ("subscribe graphs monthly", "daily, weekly and biweekly", "/papers subscribe graphs weekly"),
        ("subscribe graphs weekley", "daily, weekly and biweekly", "/papers subscribe graphs weekly"),
        ("subscribe graphs daily weekly", "two different values for the rhythm", "/papers subscribe"),
        ("subscribe graphs on monday and friday", "two different values for the weekday", "/papers subscribe"),
        ("subscribe graphs daily on monday", "don't go together", "/papers subscribe"),
        ("subscribe agentss on mondey", "did you mean monday?", "/papers subscribe agents"),
        ("subscrib agentss on mondey", "did you mean subscribe?", "/papers subscribe agents"),
        ("sbuscribe fine tunning", "did you mean subscribe?", "/papers subscribe fine-tuning"),
        ('subscribe "open', "quote", "/papers subscribe"),
        ("subscribe -graphs", "only words to leave out", "/papers subscribe"),
        ("search", "Search for what?", "/papers search"),
        ("why", "Which paper?", "/papers why"),
        ("share", "Press Share", "/papers roundup"),
        ("could you make the roundups shorter", "I don't understand", "/papers help"),
        ("from now on in French please", "I don't understand", "/papers help"),
    ],
)
def test_what_is_not_understood_is_answered_with_what_works(said: str, hint: str, works: str) -> None:
    """A near miss is named, and the example is a whole command that parses."""
    problem = misunderstood("papers", said)

    assert hint in problem.problem
    assert problem.example.startswith(works)
    assert isinstance(parse("papers", problem.example.removeprefix("/papers ")), Command)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", Help()),
        ("?", Help()),
        ("list", List()),
        ("status", List()),
        ("topics", ListTopics()),
        ("unsubscribe fine-tuning", Unsubscribe(topic="fine-tuning")),
        ("pause", Pause()),
        ("pause all", Pause()),
        ("resume graphs", Resume(topic="graphs")),
        ("roundup", RoundupNow()),
        ("roundup long context", RoundupNow(topic="long context")),
        ("search diffusion", Search(words="diffusion")),
        ("why 2605.13162", Why(words="2605.13162")),
        ("share abc", ShareRoundup(words="abc")),
        ("paper EndPrompt", ExplainPaper(ref="EndPrompt")),
    ],
)
def test_every_command_has_its_words(said: str, meant: Command) -> None:
    """The table of commands, and the words people use in their place."""
    assert parse("papers", said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("3", OpenPaper(ref=3)),
        ("#3", OpenPaper(ref=3)),
        ("[3]", OpenPaper(ref=3)),
        ("paper 3", OpenPaper(ref=3)),
        ("open 3!", OpenPaper(ref=3)),
        ("2605.13162v2", OpenPaper(ref="2605.13162")),
        ("https://arxiv.org/abs/2605.13162", OpenPaper(ref="2605.13162")),
        ("explain 3", OpenPaper(ref=3)),
        ("3, 5", SeveralPapers(of=(OpenPaper(ref=3), OpenPaper(ref=5)))),
        ("bibtex 3, 3 and 2605.13162", SeveralPapers(of=(Bibtex(ref=3), Bibtex(ref="2605.13162")))),
        ("related 3", Related(ref=3)),
        ("", Help()),
        ("bibtex 3", Bibtex(ref=3)),
        ("3 bibtex", Bibtex(ref=3)),
        ("bibtex 2605.01234", Bibtex(ref="2605.01234")),
        ("code for 3?", Code(ref=3)),
        ("code EndPrompt", Code(ref="EndPrompt")),
        ("abstract of paper 3", ShowAbstract(ref=3)),
        ("why 3", WhyThis(ref=3)),
        ("why isn't LilyGraph in here?", WhyThis(ref="LilyGraph")),
        ("why is 3 in the roundup?", WhyThis(ref=3)),
        ("why is attention so costly?", AskQuestion(text="why is attention so costly?")),
        ("why", WhyThese()),
        ("papers", PaperList()),
        ("help", Help()),
        ("/papers list", List()),
        ("/paper EndPrompt", ExplainPaper(ref="EndPrompt")),
        ("hey", Help()),
        ("what can you do?", Help()),
        ("nice work!", Thanks()),
        ("can you explain number 3?", OpenPaper(ref=3)),
        ("abstract reasoning", AskQuestion(text="abstract reasoning")),
        ("which of these release code?", AskQuestion(text="which of these release code?")),
    ],
)
def test_a_thread_understands_references_and_takes_the_rest_as_a_question(said: str, meant: Command) -> None:
    """Numbers, ids and links open papers; anything else is a question."""
    assert parse("thread", said) == meant


def test_saying_nothing_is_asked_back() -> None:
    """Only controls and blanks is nothing; in a thread, where the bot was called, it says what it can do."""
    assert misunderstood("paper", " \0\u202e\t").example
    assert parse("thread", " \0\u202e\t") == Help()


def test_too_many_papers_at_once_are_refused_with_their_number() -> None:
    """Each is a message."""
    assert "Those are 6 papers; I open up to 5" in misunderstood("thread", "1, 2, 3, 4, 5, 6").problem


_NUMBERS = st.integers(1, 100).map(str)
_POINTED = st.one_of(
    st.builds(
        lambda numbers, between: between.join(numbers),
        st.lists(_NUMBERS, min_size=1, max_size=5),
        st.sampled_from([", ", ",", " and ", " & ", ", and "]),
    ),
    _NUMBERS.map("#{}".format).filter(lambda said: "[" not in said),
    st.just("1 4 and 6"),
    st.sampled_from(
        ["2605.13162", "2605.13162v2", "arXiv:2605.13162", "cs/0701001", "https://arxiv.org/abs/2605.13162"]
    ),
)


@given(verb=st.sampled_from(["", "explain ", "bibtex ", "Code ", "abstract ", "related "]), pointed=_POINTED)
def test_the_strict_forms_are_for_the_bot_and_about_papers(verb: str, pointed: str) -> None:
    """What is heard without a mention is never taken for a question."""
    for said in (f"{verb}{pointed}", *([f"{verb}{pointed} please", f"Please {verb}{pointed}"] if verb else [])):
        assert is_addressed(said, mentioned=False)
        assert isinstance(parse("thread", said), OfPaper | SeveralPapers)


@given(text=st.text(max_size=40), word=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1), number=_NUMBERS)
def test_talk_is_not_for_the_bot_unless_it_is_mentioned(text: str, word: str, number: str) -> None:
    """A number among other words is a number among other words."""
    talk = [
        f"{word} {number} {word}",
        f"{number}{word}",
        f"{number} {word}",
        f"+{number}",
        f"{number}!",
        f"reviewer {number}",
    ]
    assert not any(is_addressed(said, mentioned=False) for said in talk)
    assert all(is_addressed(said, mentioned=True) for said in [text, *talk])


@pytest.mark.parametrize(
    "said",
    [
        *CHATTER,
        "",
        "3 papers",
        "2026",
        "404",
        "0",
        "3, maybe 5",
        "10 30",
        "3 please",
        "code review",
        "explain",
        "see 2605.13162",
        "3:30",
        "see you at 3",
        "I liked 3 and 5",
        "3 and 5 are by the same lab I think",
        "1) retrain 2) evaluate",
        "100%",
        "2.5",
        "3-5",
        "3?",
        "v3",
        "<@U2> 3",
        "can someone explain 3?",
        "explain this to me",
        "code review at 4",
        "abstract due 3 October",
        "related: we have a deadline",
        "does the code for this one exist?",
        "this reminds me of https://arxiv.org/abs/2605.13162",
        "https://example.com/blog/agents",
        "EndPrompt looks fun",
        "list",
    ],
)
def test_what_people_say_to_each_other_is_not_for_the_bot(said: str) -> None:
    """Years, times, votes and words that only begin like a form."""
    assert not is_addressed(said, mentioned=False)


@pytest.mark.parametrize("entry_point", ENTRY_POINTS)
def test_a_flood_of_text_is_refused_with_its_size(entry_point: EntryPoint) -> None:
    """100 kB are not read; the answer says how much is."""
    assert "100,000 characters long; I read up to 4,000" in misunderstood(entry_point, "a" * 100_000).problem


def test_marks_that_turn_or_hide_text_are_dropped() -> None:
    """Right-to-left overrides, zero-width characters and NUL leave no trace."""
    assert parse("papers", "sub\u200bscribe\u202e fine\0-tuning\r\n") == Subscribe(topic="fine-tuning")


WORDS = st.sampled_from(
    [
        "subscribe",
        "pause",
        '"long',
        'context"',
        "on",
        "every",
        "at",
        "9",
        "09:00",
        "9am",
        "pm",
        "monday",
        "mondays",
        "sat",
        "sun",
        "weekly",
        "daily",
        "in",
        "tz",
        "Europe/Berlin",
        "Berlin",
        "CET",
        "Europe/Berln",
        "New",
        "York",
        ",",
        ";",
        "and",
        "graphs",
        "OR",
        "-x",
        "cat:cs.CL",
        "paper",
        "bibtex",
        "3",
        "#3",
        "2605.13162",
        "the",
        "mondey",
        "time",
        "zone",
        "deep",
        "brief",
        "style",
        "style=standard",
        "language",
        "language:",
        "language=Klingon",
        "language=Swiss",
        "German",
        "what's",
        "new",
        "papers",
        "last",
        "month",
        "brief",
        "EndPrompt",
        "Brazilian",
        "Portuguese",
        "fine-tuning",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(WORDS, max_size=12).map(lambda words: "subscribe " + " ".join(words)),
    st.text(max_size=40).map("subscribe {}".format),
)


@settings(max_examples=150)
@given(entry_point=st.sampled_from(ENTRY_POINTS), text=TEXTS)
@example(entry_point="papers", text="subscribe weekly ; , at 9")
@example(entry_point="thread", text="\ud800")
def test_any_text_is_a_command_that_reads_back_or_is_misunderstood(entry_point: str, text: str) -> None:
    """No other exception escapes, the example works, and a command's canonical text is that command."""
    try:
        command = parse(cast("EntryPoint", entry_point), text)
    except Misunderstood as problem:
        line = problem.example.removeprefix("/papers ")
        command = parse("papers", line) if line != problem.example else commands.Help()
    assert parse(command.entry_point, str(command)) == command


def test_words_that_only_ask_are_read_in_time_that_grows_with_their_number() -> None:
    """A row of them could once be read in as many ways as it has halves."""
    with pytest.raises(Misunderstood):
        parse("papers", "what " + "anything " * 400 + "zzz")

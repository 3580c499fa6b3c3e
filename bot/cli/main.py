"""The command line: what may be typed, which function answers it, and how it ends.

Nothing heavy is imported before it is known what is asked for, so that `--help` answers at once.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple, TextIO

from bot import registry
from bot.cli.parser import MOST, HelpFormatter, Parser, VersionAction, WrongUsage, day, limit
from digest.errors import Misunderstood, PaperroundError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

DONE, COULD_NOT, WRONG_USAGE, STOPPED = 0, 1, 2, 130
_DOCUMENT_FORMATS = ("text", "json", "markdown", "html")


class Streams(NamedTuple):
    """Where a command reads and writes: data on stdout, messages on stderr.

    A named tuple, since `dataclasses` takes a quarter of the time of --help to import.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    def say(self, sentence: str) -> None:
        """A message for the person at the terminal; a file's name or a typed word in it can't command the terminal."""
        from adapters.present.printable import visible  # noqa: PLC0415 - --help says nothing

        self.stderr.writelines(f"{visible(line)}\n" for line in sentence.splitlines())


def run(argv: Sequence[str], streams: Streams, environ: Mapping[str, str]) -> int:
    """Do what the words ask for; the exit code is 0 done, 1 could not, 2 wrong usage, 130 stopped by ^C."""
    try:
        args = _parser().parse_args(argv)
        if args.command is None:
            streams.stdout.write(_parser().format_help())
            return DONE
        return _answer(args, streams, environ)
    except (SystemExit, BrokenPipeError):  # argparse has printed --help or --version; or the reader has left
        return DONE
    except KeyboardInterrupt:
        streams.say("Stopped.")
        return STOPPED
    except (WrongUsage, PaperroundError) as error:
        streams.say(str(error))
        return WRONG_USAGE if isinstance(error, WrongUsage | Misunderstood) else COULD_NOT
    except OSError as error:  # stdout can't take more: whoever reads or opens anything else says so in its own words
        streams.say(f"The output can't be written: {error.strerror or error}.")
        return COULD_NOT


def _answer(args: argparse.Namespace, streams: Streams, environ: Mapping[str, str]) -> int:
    """Read the settings, once, and hand them to the function that answers."""
    from bot import settings  # noqa: PLC0415 - --help needs none

    own = settings.read(environ)
    if args.command != "run":  # which says it in its log
        for notice in own.notices:
            streams.say(notice)
    module, function = args.answered_by.split(":")
    return int(getattr(importlib.import_module(module), function)(args, streams, own))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="paperround",
        description="Weekly arXiv roundups for research teams, checked against the abstracts.",
        epilog="FILE is the public arXiv snapshot (JSON lines, also .gz), a saved arXiv answer (.xml), or: sample",
        formatter_class=HelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=VersionAction, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for add in (_try, _roundup, _paper, _search, _check, _ask, _run, _doctor, _subscriptions, _mail):
        add(commands)
    return parser


def _command(commands: argparse._SubParsersAction[Parser], name: str, gist: str, does: str) -> Parser:
    return commands.add_parser(name, help=gist, description=does, formatter_class=HelpFormatter, allow_abbrev=False)


def _try(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "try",
        "a workspace in the terminal",
        "The commands of the chat platforms, on arXiv, in your terminal.",
    )
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help="subscribe to this at once")
    _papers(parser)
    parser.add_argument("--script", metavar="FILE", help="play these lines instead of asking for them")
    parser.set_defaults(answered_by="bot.cli.workspace:try_it")


def _roundup(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "roundup",
        "a roundup on a topic",
        "What is new on a topic: all papers of the last seven days, or of the files given.",
    )
    parser.add_argument("topic", metavar="TOPIC", help="a well-known topic, or a query of your own")
    _papers(parser)
    parser.add_argument("--history", nargs="+", metavar="FILE", default=[], help="earlier weeks, for the trend")
    parser.add_argument("--from", dest="start", type=day, metavar="DATE", help="first listing day, as 2026-05-04")
    parser.add_argument("--to", dest="end", type=day, metavar="DATE", help="last listing day")
    parser.add_argument(
        "--limit", type=limit, metavar="N", default=MOST, help="papers to select at most, 1 to 100 (default: 100)"
    )
    parser.add_argument(
        "--writer", choices=("extract", "model"), default="extract", help="who writes (default: extract)"
    )
    _output(parser, (*_DOCUMENT_FORMATS, *registry.platform_names()))
    parser.set_defaults(answered_by="bot.cli.documents:roundup")


def _paper(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands, "paper", "one paper explained", "What is new in one paper, its results, resources and neighbours."
    )
    parser.add_argument("ref", metavar="REF", help="an id, a link, a title, or the name of a method")
    _papers(parser)
    _output(parser, ("text", "json", "bibtex"))
    parser.set_defaults(answered_by="bot.cli.documents:paper")


def _search(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands, "search", "papers that match", "Papers of the last weeks, or of the files given, that match best."
    )
    words = 'words, "phrases", OR, -without, cat:cs.CL, author:"Ada Lovelace"'
    parser.add_argument("query", metavar="QUERY", help=words)
    _papers(parser)
    _output(parser, ("text", "json"))
    parser.set_defaults(answered_by="bot.cli.documents:search")


def _check(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "check",
        "is a text about papers true?",
        "Hold statements against the titles and abstracts of the papers that they cite. FILE is a roundup's JSON, or"
        ' {"statements": [{"text": "…", "cites": ["2605.13162"], "evidence": [{"paper": "…", "quote": "…"}]}]}, where'
        " evidence may be left out. Ends with 1 where a statement is refused. Code alone decides: expect it to refuse one in"
        " four of the false and one in ten of the true.",
    )
    parser.add_argument("file", metavar="FILE", help="the statements, as JSON; - is stdin")
    _papers(parser)
    _output(parser, ("text", "json"))
    parser.set_defaults(answered_by="bot.cli.checking:check")


def _ask(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "ask",
        "what papers say on a question",
        "What papers say on a question: by the model that is set, each sentence checked, or else in their own sentences.",
    )
    parser.add_argument("question", metavar="QUESTION", help="in plain words")
    parser.add_argument("--topic", metavar="TOPIC", help="ask only the papers on this topic, or near it")
    _papers(parser)
    _output(parser, ("text", "json"))
    parser.set_defaults(answered_by="bot.cli.asking:ask")


def _run(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "run", "the bot, in the foreground", "Serve the chat platforms until ^C or SIGTERM.")
    parser.add_argument(
        "roles", nargs="*", metavar="ROLE", help=f"any of: {', '.join(registry.roles())}; all of them by default"
    )
    parser.set_defaults(answered_by="bot.cli.installation:run_bot")


def _doctor(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands, "doctor", "check the installation", "Try each part, and say what would mend those that aren't well."
    )
    parser.add_argument("--send-again", action="store_true", help="try once more what was given up")
    parser.set_defaults(answered_by="bot.cli.doctor:doctor")


def _subscriptions(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "subscriptions",
        "export or import them all",
        "All subscriptions of this installation, as a JSON file.",
    )
    parser.add_argument("direction", choices=("export", "import"), help="which way")
    parser.add_argument("file", metavar="FILE", help="a JSON file; - is stdout or stdin")
    parser.set_defaults(answered_by="bot.cli.installation:subscriptions")


def _mail(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "mail",
        "take back what couldn't be delivered",
        "Read a mail that came back, as a mail server hands it over: its reader gets nothing more once that is plain."
        " Ends with 75 where it should be brought again later.",
    )
    parser.add_argument("what", choices=("bounce",), help="a mail that came back")
    parser.add_argument("file", metavar="FILE", nargs="?", default="-", help="the mail; stdin by default")
    parser.set_defaults(answered_by="bot.cli.installation:mail")


def _papers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--papers",
        nargs="+",
        metavar="FILE",
        default=[],
        help="read these instead of arXiv; nothing touches the network",
    )


def _output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument(
        "--format", choices=formats, default="text", metavar="FORMAT", help=f"{', '.join(formats)}; default: text"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write here instead of stdout")

"""Text without anything that a terminal, a chat window or a reader would obey instead of see, going out or coming in."""

from __future__ import annotations

import re
import unicodedata

_SEQUENCES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)"  # OSC, only where it ends: else it would eat prose
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[ -/]*[0-Z\\^-~]",  # other escapes
)
_JOINERS = "\u200c\u200d"  # they shape emoji and several scripts, and can't reorder anything
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})
_UNSEEN = _DROPPED | {"Zl", "Zp"}
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞", '"'))
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_URL = re.compile(r"https?://[!#-&(-;=?-\[\]_a-z~]+")


def printable(text: str) -> str:
    """One line of visible text: no control sequences, no bidirectional overrides, white space squeezed."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(visible(" ".join(_SEQUENCES.sub("", text).split())).split())


def visible(line: str) -> str:
    """The same for a line whose inner spaces matter, such as one of BibTeX; a tab becomes two spaces."""
    line = _SEQUENCES.sub("", line).replace("\t", "  ")
    return "".join(c for c in line if c in _JOINERS or unicodedata.category(c) not in _DROPPED)


def printable_spans(texts: list[str]) -> list[str]:
    """`printable` for runs that follow each other: the spaces between them stay, one at most."""
    shown: list[str] = []
    for text in texts:
        words = printable(text)
        glued = not shown or shown[-1].endswith(" ")
        before = " " if not glued and text[:1].isspace() else ""
        after = " " if words and text[-1:].isspace() else ""
        shown.append(before + words + after)
    return shown


def cleaned(text: str) -> str:
    """What somebody typed on one line, in composed characters and with straight quotes.

    Control characters and marks that turn or hide text are dropped: they only ever make two equal-looking texts differ.
    """
    spaced = re.sub(r"\s", " ", text)
    # Composing may leave or make such marks, so it comes first.
    composed = unicodedata.normalize("NFC", spaced).translate(_QUOTES)
    seen = "".join(c for c in composed if unicodedata.category(c) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def shortened(text: str, limit: int = 60) -> str:
    """The beginning of a text, to quote it."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def safe_link(url: str | None) -> str | None:
    """The URL if it is a plain web address, else None: then the words stand without a link."""
    return url if url and _URL.fullmatch(url) else None


def xml_text(text: str) -> str:
    """A text without the characters that no XML document may have, escaped or not."""
    return _NOT_XML.sub("", text)


def utf16_length(text: str) -> int:
    """A text's length in UTF-16 units, which is how the strictest counters of chat platforms count."""
    return len(text) + sum(character > "\uffff" for character in text)

"""TeX to plain Unicode: what titles, abstracts and names say to a person who reads no TeX."""

from __future__ import annotations

import re
import unicodedata

from digest.text import tex_reader

# Controls, bidirectional overrides, invisible signs, halves of surrogate pairs, and the two signs used below.
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff\ue000\ue001]"
)
_READ = re.compile(r"[\\{}~]")
_ADDRESS = re.compile(r"(?:https?|ftp)://(?:[^\s{}$\\]|\\[_%#&~])+")
_SHIELD = str.maketrans({"~": "\ue000", "-": "\ue001", "\\": None})
_UNSHIELD = str.maketrans({"\ue000": "~", "\ue001": "-"})

# A formula ends where it began: one that goes on for longer is a lone dollar.
_FORMULA = re.compile(
    r"\\\((.{0,800}?)\\\)|\\\[(.{0,800}?)\\\]|\\.|\$\$((?:[^$\\]|\\.){1,800})\$\$|\$((?:[^$\\]|\\.){1,800})\$",
    re.DOTALL,
)
_MARKUP = re.compile(r"[\\^_{}=]")
_WORD = re.compile(r"[A-Za-z]{2}")
_LONG_WORDS = re.compile(r"(?:.*?[A-Za-z]{3}\W){3}", re.DOTALL)
_LOOSE_DOLLAR = re.compile(r"(?<![A-Z\d])\$(?!\s?\.?\d|[A-Z]{2}|[A-Z]\w*_)|(?<=[A-Z\d])\$(?=[A-Za-z\\])")
_DASHES = re.compile(r"(?<!-)(---?)(?!-)")
_QUOTED = re.compile(r"(?<!`)`([^`'\s][^`'\n]{0,80}?)'(?!\w)")


def plain(text: str) -> str:
    """The same words without TeX, control characters and runs of space; plain text comes back as it was."""
    if is_plain(text):
        return text
    text = unicodedata.normalize("NFC", _JUNK.sub("", text))
    if not _has_tex(text):
        return " ".join(text.split())
    before = ""
    while text != before and (not before or _has_tex(text)):  # to the end, so that plain text is a fixed point
        before, text = text, _once(text)
    return text


def is_plain(text: str) -> bool:
    """A quick look at one text, or at many that are joined: True only where `plain` has nothing to do."""
    return (
        text.isprintable()
        and not _has_tex(text)
        and "  " not in text
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
        and text == text.strip()
    )


def _has_tex(text: str) -> bool:
    # Quick searches one by one beat a loop over the signs, and that a regular expression.
    return (
        "$" in text
        or "\\" in text
        or "{" in text
        or "}" in text
        or "~" in text
        or "`" in text
        or "--" in text
        or "''" in text
    )


def _once(text: str) -> str:
    shielded = "://" in text
    if shielded:
        text = _ADDRESS.sub(lambda address: address.group().translate(_SHIELD), text)
    if "$" in text or "\\" in text:
        text = _formulas(text)
    if _READ.search(text):
        text = tex_reader.prose(text)
    if "$" in text:
        text = _LOOSE_DOLLAR.sub("", text)
    if "--" in text:
        text = _DASHES.sub(lambda run: "—" if len(run[1]) == len("---") else "–", text)
    if "`" in text or "''" in text:
        text = _QUOTED.sub(r"‘\1’", text.replace("``", "“").replace("''", "”"))
    text = text.translate(_UNSHIELD) if shielded else text
    return " ".join(unicodedata.normalize("NFC", text).split())


def _formulas(text: str) -> str:
    out: list[str] = []
    at = 0
    while match := _FORMULA.search(text, at):
        formula = match[match.lastindex] if match.lastindex else None
        if formula is None:  # an escaped sign is no delimiter
            out.append(text[at : match.end()])
            at = match.end()
        elif match.lastindex == 4 and _is_money(formula, text[match.end() : match.end() + 1]):  # noqa: PLR2004
            out.append(text[at : match.start() + 1])
            at = match.start() + 1
        else:
            out.append(text[at : match.start()])
            out.append(tex_reader.math(formula, after_digit=text[max(0, match.start() - 1) : match.start()].isdigit()))
            at = match.end()
    return "".join(out) + text[at:]


def _is_money(between: str, following: str) -> bool:
    """Whether these two dollars are amounts, or strays: `from $5 to $10`."""
    if _MARKUP.search(between):
        return False
    if between[0].isdigit() and following.isdigit():
        return True
    blank_edge = between[0].isspace() or between[-1].isspace()
    return bool(blank_edge and _WORD.search(between)) or _LONG_WORDS.match(between) is not None

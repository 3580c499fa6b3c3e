"""A forgiving reader of TeX: it walks a text once, never raises, and loses no word that a person would read.

pylatexenc knows the signs, but reading a whole abstract with it takes milliseconds, drops what it can't parse, and
raises on some of what authors write; so this reader finds the pieces, and asks the library for each sign once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from digest.text.tex_macros import (
    ACCENTS,
    BUILT,
    GONE,
    MATH_ACCENTS,
    SILENT,
    SPACING,
    accented,
    is_relation,
    script,
    symbol,
)

_TOKEN = re.compile(r"(?P<text>[^\\{}^_~]+)|(?P<macro>\\(?:[a-zA-Z]+\*?|.|$))|(?P<mark>[{}^_~])", re.DOTALL)
_SET = re.compile(r"[^{}$\\]*\w[^{}$\\]*[,:|∣∈=≤≥<>…][^{}$\\]*", re.DOTALL)
_LONGEST_SET = 60  # signs; longer ones are groups
_FONT = re.compile(r"text|math|emph|under|over|bold|operator|wide|mbox|bm$|pmb$")
_BLANK = re.compile(r"\s+")
_SPACED_LETTER = re.compile(r" +([A-Za-z])")
_OPTION = re.compile(r"\s*\[([^\[\]{}]*)\]")
_DEEPEST = 40  # no author nests deeper; whoever does only loses the braces


@lru_cache(maxsize=8192)
def math(text: str, *, after_digit: bool) -> str:
    """What stood between dollars, in plain text; `after_digit` tells `10$^3$` from `DiM$^3$`."""
    return _TexReader(text, math=True, before="0" if after_digit else "").read()


def prose(text: str) -> str:
    """Running text whose formulas are plain by now."""
    return _TexReader(text, math=False, before="").read()


class _TexReader:
    def __init__(self, text: str, *, math: bool, before: str) -> None:
        self._text = text
        self._math = math
        self._before = before
        self._at = 0
        self._depth = 0

    def read(self) -> str:
        return self._run(inside=False)[0]

    def _run(self, *, inside: bool) -> tuple[str, bool]:
        """Up to the brace that closes the group, or the end; and whether there was such a brace."""
        out: list[str] = []
        while match := _TOKEN.match(self._text, self._at):
            self._at = match.end()
            token = match.group()
            if match.lastgroup == "text":
                out.append(token)
            elif token != "}":  # noqa: S105 - a brace is no secret
                self._add(out, token)
            elif inside:
                return "".join(out), True
        return "".join(out), False

    def _add(self, out: list[str], token: str) -> None:
        while out and not out[-1]:
            out.pop()
        before = out[-1][-1] if out else ""
        if token[0] == "\\":
            self._macro(out, token[1:].rstrip("*") or token[1:], before)
        elif token == "{":  # noqa: S105
            out.append(self._group())
        elif token == "~":  # noqa: S105
            out.append("~" if not self._math and (not before or before in " (") else " ")
        else:
            out.append(self._mark(token, before))

    def _group(self) -> str:
        text, closed = self._inner()
        is_set = closed and not self._math and len(text) <= _LONGEST_SET and _SET.fullmatch(text)
        return f"{{{text}}}" if is_set else text

    def _inner(self) -> tuple[str, bool]:
        if self._depth >= _DEEPEST:
            return "", False
        self._depth += 1
        text, closed = self._run(inside=True)
        self._depth -= 1
        return text, closed

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _after_blank(self) -> int:
        blank = _BLANK.match(self._text, self._at)
        return blank.end() if blank else self._at

    def _braced(self) -> str | None:
        """The argument in braces that follows, if one does."""
        at = self._after_blank()
        if self._text[at : at + 1] != "{":
            return None
        self._at = at + 1
        return self._inner()[0]

    def _argument(self) -> str:
        """The argument that follows: in braces, or as formulas allow, one sign."""
        braced = self._braced()
        if braced is not None or not self._math:
            return braced or ""
        match = _TOKEN.match(self._text, self._after_blank())
        if match is None or match.group() == "}":
            return ""
        if match.lastgroup == "text":
            self._at = match.start() + 1
            return match.group()[0]
        self._at = match.end()
        if self._depth >= _DEEPEST:
            return ""
        out: list[str] = []
        self._depth += 1
        self._add(out, match.group())
        self._depth -= 1
        return "".join(out)

    def _mark(self, mark: str, before: str) -> str:
        """`^` and `_`: scripts in formulas and before braces, and themselves in prose and addresses."""
        if not self._math and (self._next() != "{" or not before or before.isspace()):
            return mark
        argument = self._argument()
        leading = not before
        if leading and not self._before and not argument.startswith(("-", "−")):
            return "°" if argument == "∘" else argument
        return script(mark, argument) if argument else ""

    def _macro(self, out: list[str], name: str, before: str) -> None:
        if name in GONE:
            self._drop(out)
        elif name in SILENT:
            if name in ("left", "right") and self._next() == ".":
                self._at += 1
        elif name in SPACING:
            out.append(" ")
        elif name in BUILT:
            out.append(self._built(name))
        elif name in MATH_ACCENTS:
            out.append(accented(name, self._argument()))
        elif name in ACCENTS and (accent := self._accent(name)):
            out.append(accent)
        else:
            out.append(self._word(name, before))

    def _built(self, name: str) -> str:
        count, build = BUILT[name]
        option = self._option()
        whole = build(*[self._argument() for _ in range(count)])
        return script("^", option) + whole if option and name == "sqrt" else whole

    def _option(self) -> str:
        """The optional argument in brackets that follows, or ""."""
        option = _OPTION.match(self._text, self._at)
        if option is None:
            return ""
        self._at = option.end()
        return option[1]

    def _drop(self, out: list[str]) -> None:
        while self._option():
            pass
        if self._next() != "{":
            return
        self._at += 1
        text, closed = self._inner()
        if not closed:
            out.append(text)
        elif out and self._next() in ".,;:)":
            out[-1] = out[-1].rstrip()

    def _accent(self, name: str) -> str:
        """The letter that follows under its accent; "" where what follows makes no accented letter."""
        start = self._at
        letter = self._braced()
        letter = self._bare(name) if letter is None else letter
        letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
        whole = accented(name, letter[:1]) + letter[1:]
        if whole == letter and name.isalpha():
            self._at = start
            return ""
        return whole

    def _bare(self, name: str) -> str:
        r"""A letter without braces: `\'e`, `\'\i`, and after a blank `\v C` where there is such a letter."""
        if name.isalpha():
            spaced = _SPACED_LETTER.match(self._text, self._at)
            if spaced is None or len(accented(name, spaced[1])) > 1:
                return ""
            self._at = spaced.end()
            return spaced[1]
        match = _TOKEN.match(self._text, self._at)
        if match is None or match.lastgroup == "mark":
            return ""
        if match.lastgroup == "text":
            self._at += 1
            return match.group()[0]
        sign = symbol(match.group()[1:]) or ""
        if sign.isalpha():
            self._at = match.end()
            return sign
        return ""

    def _word(self, name: str, before: str) -> str:
        sign = symbol(name)
        if sign is None:
            argument = self._braced() if self._next() == "{" else None
            if argument:
                return argument
            if not name.isalpha():
                return name
            sign = "" if _FONT.match(name) else name
        if len(sign) > 1 and sign.isalpha():  # `n\log n`: a word keeps its distance
            sign = f" {sign}" if before.isalnum() else sign
            return f"{sign} " if self._next().isalnum() or self._next() == "\\" else sign
        if self._next() == " " and before and before not in " (" and is_relation(sign):
            return f" {sign}"
        return sign

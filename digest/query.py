"""The language of topics: words, "phrases", OR, -without, cat:cs.CL and author:"Ada Lovelace"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from typing_extensions import override

from digest.errors import Misunderstood, NotEnglish
from digest.query_problems import LINK, is_link, not_english, unfindable
from digest.text.tex import plain

if TYPE_CHECKING:
    from digest.source_profiles import SourceProfiles

LONGEST = 1_000
EXAMPLE = 'fine-tuning OR "instruction tuning" -vision cat:cs.CL author:"Ada Lovelace"'

T = TypeVar("T")

_TOKEN = re.compile(r'(?P<head>-*(?:[A-Za-z]+:)?)"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+)')
_FIELD = re.compile(r"(?P<name>[A-Za-z]+):(?P<value>.+)")
_FIELDS: dict[str, Literal["cat", "author"]] = {"cat": "cat", "category": "cat", "author": "author", "au": "author"}
_CATEGORY = re.compile(r"[\w-]+(?:\.(?:\*|[\w-]+))*")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂″〝〞", '"') | dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\\$", " "))
_EDGES = "()[]{}<>,;!?.:'’‘`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A plain word, or a phrase whose words must stand side by side."""

    text: str
    phrase: bool = False

    @override
    def __str__(self) -> str:
        return f'"{self.text}"' if self.phrase else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for.

    Attributes:
        alternatives: What stood between the ORs, each a row of terms; empty when only filters were given.
        without: Words and phrases that no paper found may have.
        categories: Any of these must be there, such as `cs.CL` or `cs.*`.
        authors: Any of these must be among the authors.
        text: The canonical form, which parses to this very query.
    """

    alternatives: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    text: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        words = " OR ".join(" ".join(map(str, row)) for row in self.alternatives)
        filters = [f"-{term}" for term in self.without]
        filters += [f"cat:{category}" for category in self.categories]
        filters += [f'author:"{author}"' for author in self.authors]
        object.__setattr__(self, "text", " ".join(filter(None, [words, *filters])))


def parse(text: str, sources: SourceProfiles | None = None) -> Query:
    """Read a query as a person types it; raises Misunderstood with what was understood and an example that works.

    With `sources`, a category is one that some source has, and is written as that source writes it.
    """
    if len(text) > LONGEST:
        raise _misunderstood(f"A query may have up to {LONGEST:,} characters; this one has {len(text):,}.")
    reading = _QueryReader(sources)
    for token in _TOKEN.finditer(_cleaned(text)):
        reading.take(token)
    if foreign := not_english(reading.said):
        raise NotEnglish(foreign, words=text, example=EXAMPLE)
    query = reading.query()
    if len(query.text) > LONGEST:
        raise _misunderstood(f"A query may have up to {LONGEST:,} characters, written out.")
    return query


@dataclass(slots=True)
class _QueryReader:
    """A query while its tokens are read."""

    sources: SourceProfiles | None = None
    rows: list[list[Term]] = field(default_factory=lambda: [[]])
    without: list[Term] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    last: Literal["", "words", "cat", "author", "without", "or"] = ""
    joined: str = ""
    comma: bool = False

    def take(self, token: re.Match[str]) -> None:
        if self.comma and self.rows[-1] and not self.rows[-1][-1].phrase and token["bare"] not in (None, "OR"):
            # Between two words a comma is kept: what it parts may stand alone.
            self.rows[-1][-1] = Term(text=self.rows[-1][-1].text.rstrip(",") + ",")
        self.comma = (token["bare"] or "").endswith((",", ";"))
        if token["bare"] is None:
            head, value = token["head"], " ".join(token["quoted"].split())
            name = head.strip("-:")
            return self._place(name, value, excluded=head.startswith("-"), phrase=True)
        if (name := token["bare"].lower().removesuffix(":")) != token["bare"].lower() and name in _FIELDS:
            return self._place(name, "", excluded=False, phrase=False)
        bare = token["bare"].strip(_EDGES)
        excluded = bare.startswith("-")
        bare = bare.strip("-" + _EDGES)
        if bare == "OR" and not excluded:
            return self._either()
        if is_link(token["bare"]):
            raise _misunderstood(LINK, self._so_far())
        found = _FIELD.fullmatch(bare)
        if found is None:
            return self._place("", bare, excluded=excluded, phrase=False)
        return self._place(found["name"], found["value"], excluded=excluded, phrase=False)

    def _either(self) -> None:
        if self.last in ("", "or", "without"):
            raise _misunderstood("OR needs something on both of its sides.", self._so_far())
        self.joined, self.last = self.last, "or"

    def _place(self, name: str, value: str, *, excluded: bool, phrase: bool) -> None:
        if name:
            return self._filter(name, value, excluded=excluded)
        if not any(character.isalnum() for character in value):
            return None
        term = Term(text=value, phrase=phrase)
        if excluded:
            self._joins("without")
            self.without.append(term)
            return None
        if self._joins("words"):
            self.rows.append([])
        self.rows[-1].append(term)
        return None

    def _filter(self, name: str, value: str, *, excluded: bool) -> None:
        kind = _FIELDS.get(name.lower())
        if kind is None:
            problem = f"I don't know the field “{name}:”; there are cat: and author:."
            raise _misunderstood(problem, self._so_far())
        if excluded:
            raise _misunderstood(f"Only words and phrases can be left out with a dash, not {kind}:.", self._so_far())
        self._joins(kind)
        if kind == "author":
            self.authors.append(self._author(value))
        else:
            self.categories.append(self._category(value))

    def _joins(self, kind: Literal["words", "cat", "author", "without"]) -> bool:
        """Whether an OR stood before this; it may join like with like only."""
        after_or, self.last = self.last == "or", kind
        if after_or and kind != self.joined:
            raise _misunderstood("OR joins words with words, or filters of one kind, not these two.", self._so_far())
        return after_or and kind == "words"

    def _author(self, value: str) -> str:
        if not any(character.isalnum() for character in value):
            raise _misunderstood("author: needs a name right behind it.", self._so_far(), 'author:"Ada Lovelace"')
        return " ".join(value.split())

    def _category(self, value: str) -> str:
        said = value.strip()
        found = said if _CATEGORY.fullmatch(said) else None
        if found and self.sources is not None:
            found = self.sources.category(found)
        if found is None:
            known = f"is not a category of {' or '.join(self.sources.names)}" if self.sources else "is not a category"
            problem = f"“{value}” {known}." if value else "cat: needs a category right behind it."
            raise _misunderstood(problem, self._so_far(), "robots cat:cs.RO")
        return found

    def _so_far(self) -> str:
        return Query(
            alternatives=tuple(tuple(row) for row in self.rows if row),
            without=_distinct(self.without),
            categories=_distinct(self.categories),
            authors=_distinct(self.authors),
        ).text

    @property
    def said(self) -> str:
        """All words and phrases that are looked for."""
        return " ".join(term.text for row in self.rows for term in row)

    def _has_something_to_look_for(self) -> None:
        if self.said and (problem := unfindable(self.said)):
            raise _misunderstood(problem)

    def query(self) -> Query:
        if self.last == "or":
            raise _misunderstood("OR needs something on both of its sides.", self._so_far())
        self._has_something_to_look_for()
        rows = _distinct([_distinct(row) for row in self.rows if row])
        if not (rows or self.categories or self.authors):
            problem = "There are only words to leave out." if self.without else "There are no words in it."
            raise _misunderstood(problem, self._so_far())
        return Query(
            alternatives=rows,
            without=_distinct(self.without),
            categories=_distinct(self.categories),
            authors=_distinct(self.authors),
        )


def _cleaned(text: str) -> str:
    """One line of normalised text with straight quotes and dashes and no TeX."""
    line = re.sub(r"\s", " ", text)
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in line):
        raise _misunderstood("There are control characters in it.")
    if "\\" in line or "$" in line:
        line = plain(line)
    # Invisible marks (zero width, direction) only ever make two equal-looking queries differ.
    line = "".join(character for character in line if unicodedata.category(character) not in ("Cc", "Cf", "Cs"))
    line = unicodedata.normalize("NFC", line).translate(_QUOTES)
    if line.count('"') % 2:
        before = line[: line.rindex('"')].strip()
        raise _misunderstood("A quote opens and doesn't close.", before, f'{before} "a phrase"'.strip())
    return line


def _distinct(items: list[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _misunderstood(problem: str, understood: str = "", example: str = EXAMPLE) -> Misunderstood:
    return Misunderstood(problem, understood=f"“{understood}”" if understood else "", example=example)

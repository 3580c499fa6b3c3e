"""Turns an author's `we` and `our method` into a paper's own name, or into the people who wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.extract.agreement import singular
from digest.extract.passages import OWN
from digest.extract.people import surnames
from digest.facts.descriptions import Description, description_in
from digest.text.sentences import places
from digest.text.verbs import AMBIGUOUS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Paper

_METHOD = (
    "method|approach|framework|model|system|algorithm|technique|pipeline|architecture|scheme|strategy|solution|tool"
    "|agent|network|paradigm|policy|mechanism|formulation|attack|defen[sc]e|estimator|optimizer|classifier|detector|controller|planner"
    "|decoder|encoder|solver|router|workflow|procedure|protocol|recipe"
)
_DATA = "benchmark|dataset|data set|corpus|testbed|suite"
_NOT_ITS_PART = (
    r"(?!['’\w-])(?!,?\s(?:named|called|dubbed|termed|namely)\b)(?!\s(?:of|for|to|that|which|based|with|family|class|size|parameters|weights|performance|design"
    r"|outputs?)\b)"
)
_PRAISE = r"(?:(?:novel|full|final|best|new|unified|proposed|overall|resulting|single|simple|fine-tuned)\s)?"
_OURS = {
    "method": re.compile(rf"\b(?:[Oo]ur|[Tt]he\s(?:proposed|resulting))\s{_PRAISE}(?:{_METHOD}){_NOT_ITS_PART}"),
    "data": re.compile(rf"\b(?:[Oo]ur|[Tt]he\s(?:proposed|resulting))\s{_PRAISE}(?:{_DATA}){_NOT_ITS_PART}"),
}
_AGAIN = {
    "method": re.compile(
        rf"(?:^|(?<=,\s))(?:[Ii]t|(?:[Tt]he|[Tt]his)\s{_PRAISE}(?:{_METHOD}))(?=\s(?:\w+ly\s)?[a-z]+s?\b){_NOT_ITS_PART}"
    ),
    "data": re.compile(
        rf"(?:^|(?<=,\s))(?:[Ii]t|(?:[Tt]he|[Tt]his)\s{_PRAISE}(?:{_DATA}))(?=\s(?:\w+ly\s)?[a-z]+s?\b){_NOT_ITS_PART}"
    ),
}
_THEIRS = re.compile(
    rf"\b[Oo]ur\s(?P<what>[a-z])|\b[Tt]he\sproposed\s(?P<made>[a-z])"
    rf"|(?:^|(?<=, ))[Tt]h(?:e|is)\s(?P<method>(?:[\w-]+\s)?(?:{_METHOD}|{_DATA}))(?=\s(?:[a-z]+ly\s)?[a-z]{{3,}}(?:s|ed)\b)"
)
_BACK = re.compile(
    rf"s?\s(?:them|it)\s(?:across|on|against|in|with|to|using)\b|\b(?:their|this|the)\s(?:[\w-]+\s)?(?:{_METHOD}|{_DATA})s?(?=[.,;]|\s(?:on|in|against|to|with|using|and|across|by)\b)"
)
_IDEA = re.compile(
    r"\)?\s(?:hypothes[ie]s|phenomen[oa]n?|problem|effects?|gap|paradox|principle|law|bias|failures?|task|metric|loss|score)\b"
)
"""What is named but isn't what its people built."""
_MACRO = re.compile(
    r"\b(?:[Ww]e|paper|work|article)\s(?:[a-z]+ly\s)?(?:introduce|propose|present|develop|design)s?\s"
    r"((?:our|the)?(?:method|model|ours|bench|benchmark|dataset|sys|system|tool|approach|framework)(?:name)?|(?:code)?name)"
    r"(?=,\s|\s\(|:\s|\.\s|\s(?:to|for|that|which)\s)"
)
_BEFORE_MACRO = frozenset(
    """introduce introduces propose proposes present presents develop develops design designs that of on with by using in and
    evaluate""".split()
)
_WORDS_TOO = frozenset("method model benchmark dataset system tool approach framework".split())
_APPOSED = re.compile(r"\b[Oo]ur (?:[\w-]+ ){0,3}?[\w-]+, (?P<name>[\w.+-]+),? ")
_SPELT = re.compile(r"([\w-]+) \(([^()]+)\)")
_SHORTEST = 2
# `NAME reaches`, not `NAME with a larger model reaches`.
_ACTS = re.compile(r"\s(?:[a-z]+ly\s|also\s)?(?:[a-z]{2,}(?<!s)s|can|cannot|could|may|will|did|was|had|[a-z]{3,}ed)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in an abstract.

    Attributes:
        name: What the paper calls its method, dataset or benchmark; "" where it has no name.
        about: What it says the name stands for.
        by: The people, as they stand in a sentence.
        several: Whether they take a plural verb.
        macro: The word that stands in the text for the name, left there by a macro that nobody can resolve, or "".
    """

    name: str
    about: Description | None
    by: str
    several: bool
    macro: str = ""

    @property
    def is_data(self) -> bool:
        """Whether the name is of something to measure or train with."""
        return self.about is not None and self.about.sort in {"dataset", "benchmark"}

    def with_own_name(self, text: str) -> str:
        """With the paper's own name for `our method`, `the proposed framework` and `our NAME`."""
        if self.macro and self.macro in text.lower():
            text = self._without_macro(text)
        if not self.name:
            return text
        if "ur " in text or "he " in text:
            text = _APPOSED.sub(lambda m: f"{self.name} " if m["name"] == self.name else m[0], text)
            text = _OURS["data" if self.is_data else "method"].sub(self.name, text)
            for own in ("our ", "Our ", "the proposed ", "The proposed "):
                text = text.replace(f"{own}{self.name}", self.name)
        return text.replace("ours ", f"{self.name} ") if " ours " in text else text

    def _without_macro(self, text: str) -> str:
        """With the name for the macro; where there is none, `We propose MACRO, a tool` becomes `We propose a tool`."""
        if not self.name:
            text = re.sub(rf"(?<=[a-z] ){self.macro}, (?=an? |the )", "", text)
        name = self.name or f"our {'method' if self.macro not in _WORDS_TOO else self.macro}"

        def replaced(found: re.Match[str]) -> str:
            before = text[: found.start()].split(" ")[-2:-1]
            ours = self.macro not in _WORDS_TOO or not before or before[0].strip(",") in _BEFORE_MACRO
            return (name if found.start() else name[:1].upper() + name[1:]) if ours else found[0]

        return re.sub(rf"(?<![\w-])(?:{self.macro}|^{self.macro.capitalize()})(?![\w-])", replaced, text)

    def with_subject_named(self, text: str, *, near: bool) -> str:
        """With the paper's own name for `The framework` as a subject, and, where the sentence before is about it, for `It`."""
        if not self.name or not (text[:1] in "IT" or ", th" in text or ", it " in text):
            return text
        again = _AGAIN["data" if self.is_data else "method"]
        return again.sub(lambda m: m[0] if m[0].lower() == "it" and not near else self.name, text, count=1)

    def refers_to_own_work(self, text: str) -> bool:
        """Whether it speaks of what its people made without a name for it: `our method`, `The proposed codes`."""
        return bool(_THEIRS.search(text))

    def refers_back(self, text: str) -> bool:
        """Whether it has the people do something with what only an earlier sentence says they made."""
        return bool(_BACK.search(text))

    def with_stand_in_name(self, text: str) -> str:
        """With a name in place of what its people made, so that the rest can be judged."""
        return _THEIRS.sub(lambda m: f"Xyz {m['what'] or m['made'] or m['method']}", text)

    def with_their_for_our(self, text: str) -> str:
        """With `their method` for `our method`, to be told after a sentence that has the people for its subject."""
        whose = "their" if self.several else "the"
        return _THEIRS.sub(
            lambda m: f"{whose.capitalize() if m[0][0].isupper() else whose} {m['what'] or m['made'] or m['method']}",
            text,
        )

    def with_pronouns(self, first: str, text: str) -> str:
        """A second sentence, with pronouns for what or whom the first one has for its subject, and nothing spelt out twice."""
        text = _SPELT.sub(lambda m: m[1] if m[1] in first and m[2].lower() in first.lower() else m[0], text)
        if self.name and first.startswith((f"{self.name} is ", f"{self.name} (")) and text.startswith(f"{self.name} "):
            return f"It{text[len(self.name) :]}" if _ACTS.match(text, len(self.name)) else text
        if self.by not in first:
            return text
        if text.startswith(f"Results from {self.by} "):
            return f"{'Their' if self.several else 'The'} results{text[len(self.by) + 13 :]}"
        if not self.several:
            return text
        if text.startswith(f"{self.by} "):
            return f"They{text[len(self.by) :]}"
        return text.replace(f", {self.by} ", ", they ", 1)

    def opens_with_name(self, text: str) -> bool:
        """Whether it opens with the name of what its people made and what that does."""
        return bool(self.name) and text.startswith(self.name) and bool(_ACTS.match(text, len(self.name)))

    def as_people_do(self, tail: str) -> str | None:
        """The people with a verb and what follows it: ` introduce X` → `Lovelace introduces X`."""
        said = f" {tail}" if self.several else singular(f" {tail}")
        if said is None and " and " in tail and (whole := _WHOLE.match(tail)):
            said = singular(f" {whole[0].rstrip(' ,')}.")
        return f"{self.by}{_theirs(said)}" if said else None

    def as_work_does(self, tail: str) -> str:
        """What their paper does, in its own verbs: `Work by Lovelace and Hopper introduces X and shows Y`."""
        return f"Work by {self.by} {_theirs(tail)}"


def voice(paper: Paper, names: Sequence[str]) -> Voice:
    """The voice of a paper, with the first of its names that isn't a metric's, a part's or a variant's."""
    text = f"{paper.title}. {paper.abstract}"
    chief, about = "", None
    placed = _MACRO.search(paper.abstract)
    macro = placed[1] if placed else ""
    for name in names[:3]:
        found = description_in(name, text)
        idea = any(_IDEA.match(paper.abstract, at + len(name)) for at in places(paper.abstract, name))
        if len(name) <= _SHORTEST or not (name in paper.abstract or (macro and paper.title.startswith(name))):
            continue
        if not idea and not (found and found.sort == "part"):
            chief, about = name, found
            break
    return Voice(name=chief, about=about, by=surnames(paper), several=len(paper.authors) != 1, macro=macro)


def _theirs(text: str) -> str:
    if "ur" in text or "we" in text or " us" in text:
        for pattern, replacement in _LATER:
            text = pattern.sub(replacement, text)
    return text


# Up to what could be a verb or a noun: `study X, and use …`.
_WHOLE = re.compile(rf".{{60,}}?(?=,?\sand\s(?:{'|'.join(sorted(AMBIGUOUS))})\b)")
_LATER = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<![\w“\"-])[Ww]e(?![\w-])", "they"),
        (r"\bours\b", "theirs"),
        (r"\b[Oo]ur\b", "their"),
        (r"\bus\b", "them"),
        (r"\bourselves\b", "themselves"),
        (rf"\bin this (?:{OWN})\b,? ?", ""),
    )
)

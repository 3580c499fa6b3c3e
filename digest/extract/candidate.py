"""A sentence that could be told: in our words, weighed, and whether it tells of something found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.extract.standalone import flaw

if TYPE_CHECKING:
    from digest.extract.frames import Role
    from digest.extract.worth import Worth

_COMPARES = re.compile(
    r"\b(?:outperform|surpass|exceed|match|beat)(?:s|ed|es)?\b|\boutperforming\b|\bsurpassing\b"
    r"|\b(?:more|less|better|worse|fewer|higher|lower|faster|(?!rather|other)\w{3,}er)\s(?:[\w-]+\s){0,3}than\b"
    r"|\bstate-of-the-art\s(?:performance|results?|accuracy)\b"
)
_CHANGES = re.compile(
    r"^.{0,60}?\b(?:improv|reduc|increas|decreas|lower|boost|accelerat|cut|degrad|fail|preserv|retain|recover|achiev|reach|attain|depend"
    r"|correlat|converge|generali[sz]e)(?:s|es|d|ed)?\b"
)
_DEEDS = frozenset({"built", "studied"})
_THAT = re.compile(r"\b(?:that|whether|how|no)\b")
# What others do, what the paper is only compared with, and what it took for its trials.
_OTHERS = re.compile(
    r"^(?!(?:Evaluated|Compared|Tested|Against|Relative)\b)(?:[\w,-]+\s){1,5}baselines?\s|^(?:Most|Existing|Prior|Previous|Current|Conventional|Traditional|Standard|Many|Recent)\s(?:[\w-]+\s){0,3}"
    r"(?:work|works|approaches|methods|studies|research|techniques|systems|solutions)\b"
    r"|^(?:While|Although|Though|Whereas|Despite|Since|Because)\s[^,]*\b(?:existing|previous|prior|various|conventional|recent|current|many"
    r"|traditional)\b"
)
_SET_UP = re.compile(
    r"\b(?:is|are|was|were)\s(?:also\s)?(?:evaluated|validated|tested|trained|conducted|performed|collected|recruited|assessed|used|applied"
    r"|implemented|compared|considered|analy[sz]ed|examined|deployed|benchmarked)\b|^(?:[\w-]+\s){1,4}(?:consists|comprises|contains)\b"
)
_PROVES = re.compile(
    r"\b(?:proves?|establish(?:es)?|characteri[sz]es?|derives?|determines?|quantif(?:y|ies)|obtains?)\b[^.]*"
    r"\b(?:bounds?|theorem|rates?|conditions?|converge\w*|optimal\w*|complexity|guarantees?|(?:NP-)?hard(?:ness)?|polynomial|tight|regret|equivalen\w+"
    r"|uniqueness|existence|stability|consistency|decidab\w+|undecidab\w+)\b"
)
_DEFINES = re.compile(r"^[^,]{2,100}\b(?:is|are)\s(?:an?|the|one)\s|^Each\s|\bfirst\s[a-z]+s\b")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A sentence that could be told.

    Attributes:
        text: In our words, whole, its people named only where they are its subject.
        source: The abstract's sentence that it was made from.
        at: The place of that sentence.
        by: Whether the people stand in it.
        follows: Whether it speaks of `their method`, and so needs a sentence before it that says what that is.
        own: Whether it is on what its people made, not on a part of it or on something else.
        bare: The same with a name for what `their method` means, so that the rest can be judged.
    """

    text: str
    source: str
    at: int
    role: Role
    by: bool
    worth: Worth
    follows: bool
    own: bool
    bare: str

    @cached_property
    def flaw(self) -> str:
        """What keeps it from standing alone, or ""."""
        return flaw(self.bare)

    @cached_property
    def is_finding(self) -> bool:
        """Whether it tells something found out, not built, looked at or set up."""
        if self.role in _DEEDS:
            return bool(_PROVES.search(self.text))
        if _OTHERS.match(self.text):
            return False
        if (
            self.role != "found"
            and not self.worth.compared
            and (_SET_UP.search(self.text) or _DEFINES.search(self.text))
        ):
            return False
        # `They report a proof of concept` announces; `they find that …` tells.
        announces = self.by and not self.worth.measured and not _THAT.search(self.text)
        return (
            (self.role == "found" and not announces)
            or self.worth.measured
            or bool(_COMPARES.search(self.text))
            or (self._changes and not self.worth.hollow)
        )

    @property
    def _changes(self) -> bool:
        """Whether it says in general words what its own work changes, or that something fails."""
        return (self.own or self.worth.negative) and self.at > 0 and bool(_CHANGES.search(self.text))

    def after(self, before: str, *, next_to_it: bool) -> bool:
        """Whether a reader understands it behind another sentence, in the abstract right behind it or not."""
        return not self.flaw or not flaw(self.bare, before=before, next_to_it=next_to_it)

"""Makes what several people do agree with a single subject: `introduce X and show Y` becomes `introduces X and shows Y`."""

from __future__ import annotations

from digest.text.verbs import ADVERBS, AMBIGUOUS, AUXILIARY, BASE, FINDING, INTRODUCING, STUDYING, single

_RELATIVE = frozenset("that which who".split())
_OPENS = _RELATIVE | frozenset("to can may could will must should would".split())
"""What opens a clause whose verb the next one may go on with."""
_LISTED = BASE - AMBIGUOUS


def singular(tail: str) -> str | None:
    """A verb and what follows it, with each verb of the subject's in the singular; None where nobody can tell whose one is."""
    words = tail.split(" ")
    expecting, after_and, changed, listing, opened = True, False, False, False, ""
    for i, word in enumerate(words):
        bare = word.strip(",;:").lower()
        if bare in ADVERBS or not bare or (expecting and bare.endswith("ly")):
            continue
        past = expecting and not changed and bare.endswith("ed") and bare not in BASE
        if expecting and not past and _is_verb(bare, first=not changed):
            if after_and and _is_unclear(bare, opened):
                return None
            # Behind `to reduce X and`, `improve` isn't what the subject does, but `show` is.
            if not (opened and after_and) or bare in FINDING:
                words[i] = word.lower().replace(bare, single(bare))
                changed = True
        elif after_and and listing:
            return None
        changed = changed or past
        if bare in _OPENS and changed and not listing:
            opened = opened or bare
        listed = word.endswith(",") and not opened and not _LISTED.isdisjoint(words[i + 1 : i + 2])
        listing = listing or listed
        after_and = bare in {"and", "then"}
        expecting = after_and or listed
    return " ".join(words) if changed else None


def _is_verb(word: str, *, first: bool) -> bool:
    return word in BASE or word in AUXILIARY or (first and word.isalpha())


def _is_unclear(verb: str, opened: str) -> bool:
    """Whether a verb behind `and` may be a noun, or that of the clause that was opened."""
    other = bool(opened) and verb not in FINDING and (opened in _RELATIVE or verb in INTRODUCING | STUDYING)
    return verb in AMBIGUOUS or other

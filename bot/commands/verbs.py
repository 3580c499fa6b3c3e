"""The verbs that follow `/papers`: what else people call them, an example of each, and which one a slip may mean."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SYNONYMS = {
    "subscribe": ("sub", "add", "follow", "watch"),
    "change": ("edit", "reschedule"),
    "unsubscribe": ("unsub", "remove", "delete", "unfollow", "rm"),
    "list": ("ls", "status", "subscriptions", "subs"),
    "pause": ("mute", "hold"),
    "resume": ("unpause", "unmute", "continue"),
    "roundup": ("digest", "now", "preview", "round-up"),
    "search": ("find",),
    "why": ("explain-why",),
    "also": ("include",),
    "not": ("without", "exclude"),
    "share": (),
    "topics": ("topic",),
    "help": ("?", "-h", "--help", "usage", "commands", "hi", "hello"),
    "paper": ("explain", "card", "show"),
    "thanks": ("thank", "thx", "cheers"),
}
VERBS = {word: verb for verb, words in _SYNONYMS.items() for word in (verb, *words)}
"""Every word that is one, with the verb that it means."""
EXAMPLES = {
    "subscribe": "subscribe fine-tuning on monday at 09:00",
    "change": "change fine-tuning to friday at 10:00",
    "unsubscribe": "unsubscribe fine-tuning",
    "search": "search retrieval augmented generation",
    "why": "why 2605.13162",
    "also": "also low-rank adaptation in fine-tuning",
    "not": "not vision in fine-tuning",
    "share": "roundup fine-tuning",
    "paper": "paper 2605.13162",
}
"""Of those that need more words."""
_SLIPS = 2
_SHORT = 6
_SHORTEST_SLIP = 4


def verb_of(word: str) -> str | None:
    """The verb that a word means, whatever mark ends it."""
    return VERBS.get(word.lower().rstrip("?!.,:") or word)


def near_verb(word: str) -> str:
    """The command that a word may be a slip of, or begin; "" where none is near."""
    word = word[:40]
    whole = [verb for verb in VERBS if len(verb) > 1] if len(word) >= _SHORTEST_SLIP else []
    near = process.extractOne(
        word, whole, scorer=OSA.distance, score_cutoff=_SLIPS if len(word) >= _SHORT else 1
    ) or process.extractOne(word, [verb for verb in _SYNONYMS if verb.startswith(word)], scorer=OSA.distance)
    return near[0] if near else ""

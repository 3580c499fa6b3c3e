"""Reads `<topic> [on monday at 09:00] [weekly] [tz Europe/Berlin] [deep] [in German]`, taking options from the end only.

A topic may hold any words, `attention on graphs` and `learning at scale` among them, so what stands at the end is an
option only where it reads as one. Some words do so only beside a surer option: `in Berlin`, `sat`, `CET`, `in German`,
`deep`; the latter also right after a well-known topic, and a style beside a language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from rapidfuzz.distance import OSA

from adapters.present.printable import shortened
from adapters.store.ports import WEEKDAYS
from bot.commands import when, zones
from bot.commands.commands import HowToChange, Subscribe
from bot.commands.trailing_options import NOUNS, TrailingOption, cut, endings, how_written, near_miss, values
from bot.knowledge import topics
from digest.errors import Misunderstood

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from adapters.store.ports import Cadence, Subscription
    from digest.brief.prompting import Style

_TOPIC = "fine-tuning"
EXAMPLE = f"/papers subscribe {_TOPIC} on monday at 09:00 tz Europe/Berlin"
_LEADS = frozenset({"on", "every", "each", "at", "in", "tz", "timezone", "zone", "once", "twice"})
_LONGEST_OPTION = 5
_ON = ("on ", "every ", "each ", "on every ")
_SURELY_ZONE = ("tz ", "timezone ", "time zone ", "tz=", "tz:", "timezone: ")
_ZONE = (*_SURELY_ZONE, "zone ")
_JOINED = re.compile(r"(?:\s*[,;]|\s+and)+$", re.IGNORECASE)
# Words of English that are also short names of days: options only beside a surer one.
_ALSO_WORDS = frozenset({"sat", "sun", "wed", "mon", "fri", "thu", "tue"})
# After these a sentence goes on, so `the physics of the sun` has no weekday.
_GOES_ON = (" the", " a", " an", " of", " for", " with", " from", " by", " to")


def subscription_in(typed: str) -> Subscribe:
    """What to subscribe to and when; raises Misunderstood where no topic is left or two options clash."""
    try:
        topic, options = _split(typed)
    except Misunderstood as unclear:
        raise Misunderstood(unclear.problem, example=f"/papers subscribe {_TOPIC} {unclear.example}") from None
    _raise_near_misses(topic, bool(options))
    understood = f"the topic “{shortened(topic)}”"
    found = values(options, understood=understood, example=EXAMPLE)
    if found.get("cadence") == "daily" and "weekday" in found:
        problem = "Daily and a weekday don't go together; leave one of them out."
        raise Misunderstood(problem, understood=understood, example=EXAMPLE)
    return Subscribe(
        topic=topic,
        cadence=cast("Cadence | None", found.get("cadence")),
        weekday=cast("int | None", found.get("weekday")),
        at=cast("time | None", found.get("at")),
        zone=cast("str | None", found.get("zone")),
        style=cast("Style | None", found.get("style")),
        language=cast("str | None", found.get("language")),
    )


def change_in(typed: str) -> Subscribe | HowToChange:
    """`fine-tuning to friday at 10` is said with what changes; else what can be changed is asked back."""
    topic, _, when_said = typed.rpartition(" to ")
    if topic and when_said:
        changed = subscription_in(f"{topic} {when_said}")
        if changed.topic == topic:
            return changed
    return HowToChange(topic=typed or None)


def _split(typed: str) -> tuple[str, list[TrailingOption]]:
    """The topic, and the options after it, the last first."""
    rest, options = cut(typed, _last_but_topic, lambda before: _JOINED.sub("", before).rstrip() or before)
    sure = any(option.sure for option in options) or _is_said_together(rest, options)
    return (rest, options) if sure else (typed, [])


def _last_but_topic(text: str) -> tuple[TrailingOption, str] | None:
    """The option that ends the text and leaves a topic; raises Misunderstood where it surely leaves none."""
    found = _last_option(text)
    if found is None or found[1]:
        return found
    if found[0].sure:
        problem = f"Which topic? There is only a {NOUNS[found[0].kind]} in it."
        raise Misunderstood(problem, example="on monday at 09:00")
    return None


def _is_said_together(topic: str, options: Sequence[TrailingOption]) -> bool:
    """Whether options that are all unsure make each other sure, or the topic does."""
    kinds = {option.kind for option in options}
    return {"style", "language"} <= kinds or ("style" in kinds and topics().is_well_known(topic))


def _last_option(text: str) -> tuple[TrailingOption, str] | None:
    """The option that ends the text, with the text before it; surer readings first, then longer ones."""
    readings = [
        (option, before)
        for before, ending in endings(text, _LONGEST_OPTION)
        if (option := _option(ending)) is not None and (option.sure or _may_end(before))
    ]
    return next((found for found in readings if found[0].sure), readings[0] if readings else None)


def _may_end(topic: str) -> bool:
    """Whether the topic, or an option, may end here, so that an unsure option may follow."""
    low = topic.lower()
    if low.endswith(_GOES_ON):
        return False
    return not low.endswith(" and") or any(
        _option(ending) for _, ending in endings(topic[: -len(" and")], _LONGEST_OPTION)
    )


def _option(words: str) -> TrailingOption | None:
    low = words.lower()
    if low in when.CADENCES:
        return TrailingOption("cadence", when.CADENCES[low])
    return _weekday(low) or _time(low) or _zone(words) or how_written(words)


def _weekday(low: str) -> TrailingOption | None:
    led, name = _after(low, _ON)
    day = when.weekday(name)
    return None if day is None else TrailingOption("weekday", day, sure=led or name not in _ALSO_WORDS)


def _time(low: str) -> TrailingOption | None:
    led, name = _after(low, ("at ", "@ ", "@"))
    if when.looks_like_time(name) if led else when.is_surely_time(name):
        return TrailingOption("at", when.time_of_day(name))
    return None


def _zone(words: str) -> TrailingOption | None:
    led, name = _after(words, _ZONE)
    if not led:
        _, name = _after(words, ("in ",))
    found = zones.zones_named(name) if name else ()
    if not found:
        return None
    sure = led or zones.has_region(name)
    return TrailingOption("zone", zones.zone(name), sure) if sure or len(found) == 1 else None


def _after(text: str, leads: Sequence[str]) -> tuple[bool, str]:
    """Whether one of these words leads, and what follows it."""
    for lead in leads:
        if text.lower().startswith(lead):
            return True, text[len(lead) :].strip()
    return False, text


def _raise_near_misses(topic: str, has_options: bool) -> None:  # noqa: FBT001 - one private caller
    """Say so where the topic ends in what must have been meant as an option."""
    for before, ending in list(endings(topic, _LONGEST_OPTION))[::-1]:
        if before or has_options:
            _raise_near_miss(before, ending)


def _raise_near_miss(before: str, ending: str) -> None:
    if writing_options := near_miss(ending):
        raise _near_miss(writing_options[0], before, writing_options[1])
    low = ending.lower()
    led, name = _after(low, _ON)
    day = when.near_weekday(name) if led else None
    if day:
        raise _near_miss(f"I don't know the weekday “{shortened(name)}”; did you mean {day}?", before, f"on {day}")
    if low in when.UNKNOWN_CADENCES or _near_cadence(low):
        problem = f"“{shortened(ending)}” is no rhythm that I keep; there are daily, weekly and biweekly."
        raise _near_miss(problem, before, "weekly")
    led, name = _after(ending, _SURELY_ZONE)
    if not led:
        led, name = _after(ending, ("in ", "zone "))
        led = led and zones.has_region(name)
    if led and name:
        _raise_zone(before, name)


def _near_cadence(low: str) -> bool:
    return len(low) > 5 and any(OSA.distance(low, word, score_cutoff=1) == 1 for word in ("weekly", "biweekly"))  # noqa: PLR2004


def _raise_zone(before: str, name: str) -> None:
    try:
        zones.zone(name)
    except Misunderstood as nothing:
        raise _near_miss(nothing.problem, before, nothing.example) from None


def _near_miss(problem: str, topic: str, option: str) -> Misunderstood:
    """The problem, with the person's own topic in the example where that works."""
    understood = f"the topic “{shortened(topic)}”" if topic else ""
    shown_topic = topic if _is_simple(topic) else _TOPIC
    return Misunderstood(problem, understood=understood, example=f"/papers subscribe {shown_topic} {option}")


def _is_simple(topic: str) -> bool:
    """Whether a topic is surely read as nothing but a topic."""
    try:
        topics().resolve(topic)
    except Misunderstood:
        return False
    return not _LEADS & set(topic.lower().split()) and _last_option(_JOINED.sub("", topic)) is None


def words_of(kept: Subscription) -> str:
    """The words after `/papers` that subscribe to the same at the same times; only the topic where words can't say that."""
    wanted = Subscribe(
        topic=kept.topic,
        cadence=kept.cadence,
        weekday=None if kept.cadence == "daily" else kept.weekday,
        at=kept.at,
        zone=kept.zone,
        style=cast("Style | None", kept.style or None),
        language=kept.language or None,
    )
    day = "" if wanted.weekday is None else f" on {WEEKDAYS[wanted.weekday]}"
    said = f"{kept.topic} {kept.cadence}{day} at {kept.at:%H:%M} tz {kept.zone}"
    said += f" style={kept.style}" if kept.style else ""
    said += f" language={kept.language}" if kept.language else ""
    try:
        is_same = subscription_in(said) == wanted
    except Misunderstood:
        is_same = False
    return f"subscribe {said if is_same else kept.topic}"

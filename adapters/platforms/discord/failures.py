"""What Discord says no with: its numbers, and the sentences that tell a person what to do."""

from __future__ import annotations

from adapters.errors import OpeningDeleted, RightsLost
from digest.errors import PaperroundError

MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013
UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE = 10003, 10004, 10008
UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, INVALID_TOKEN = 10015, 10062, 50027
ALREADY_ANSWERED = 40060
NOT_A_TEXT_CHANNEL, THREAD_EXISTS, THREAD_ARCHIVED, THREAD_LOCKED = 50008, 160004, 50083, 160005
TOO_MANY_THREADS, NO_MORE_FOLLOW_UPS, TAG_REQUIRED = 160006, 40094, 40067
REPLY_NEEDS_HISTORY = 160002
EXPIRED = frozenset({UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, INVALID_TOKEN})
"""The asker has waited for too long, by Discord's clock."""
REMOVED = "the bot was removed from the server"
"""The one reason that ends by itself, when somebody invites the bot again."""

_REASONS = {
    MISSING_ACCESS: "the bot can't see the channel any more: it needs View Channel",
    UNKNOWN_CHANNEL: "the channel was deleted",
    UNKNOWN_GUILD: REMOVED,
    UNKNOWN_MESSAGE: "the opening post was deleted",
    THREAD_ARCHIVED: "the thread is archived and locked: opening it needs Manage Threads",
    THREAD_LOCKED: "the thread is locked: writing in it needs Manage Threads",
    TOO_MANY_THREADS: "the server has as many open threads as Discord allows",
    NOT_A_TEXT_CHANNEL: "nobody can write messages in this kind of channel",
}


class DiscordRefused(PaperroundError):  # noqa: N818 - Discord refused; nobody made an "error"
    """Raised when Discord answers a request with an error of its own.

    Attributes:
        status: The HTTP status.
        code: Discord's number for it, such as 50013, or 0.
    """

    def __init__(self, status: int, code: int, message: str) -> None:
        self.status = status
        self.code = code
        reason = _REASONS.get(code)
        super().__init__(f"{_sentence(reason)}" if reason else f"Discord refused: {message or status} ({code}).")


def _sentence(reason: str) -> str:
    return f"{reason[0].upper()}{reason[1:]}."


def lost(refused: DiscordRefused, needed: str) -> RightsLost | OpeningDeleted | None:
    """The same as a reason to pause, where only somebody in the server can change it; `needed` names the right."""
    if refused.code == MISSING_PERMISSIONS:
        return RightsLost(f"the bot lacks {needed}; Edit Channel → Permissions grants it")
    if refused.code == UNKNOWN_MESSAGE:
        return OpeningDeleted()
    reason = _REASONS.get(refused.code)
    return RightsLost(reason) if reason else None

"""What Slack says no with: its error names, and the sentence that tells a person what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.errors import OpeningDeleted, RightsLost, TryLater, Uncertain
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SENTENCES = {
    "not_in_channel": "I'm not in this channel, so I can't post here.",
    "channel_not_found": "I'm not in this channel, so I can't post here. Invite me with /invite @Paperround.",
    "is_archived": "This channel is archived; nothing can be posted in it.",
    "account_inactive": "Slack says that this app was deactivated in your workspace. Install it again.",
    "token_revoked": "Slack says that this app was removed from your workspace. Install it again.",
    "invalid_auth": "Slack doesn't accept this app's token any more. Install the app again, or set SLACK_BOT_TOKEN anew.",
    "not_authed": "This app isn't installed in your workspace. Install it again.",
    "thread_not_found": "the opening post was deleted",
    "restricted_action": "A setting of your workspace keeps me from posting in this channel.",
    "method_not_supported_for_channel_type": "Slack doesn't let apps do that in this kind of channel.",
    "expired_trigger_id": "That took too long for Slack to open the window. Please try again.",
}
_REASONS = {
    "not_in_channel": "the bot isn't in the channel",
    "channel_not_found": "the channel is gone, or the bot was removed from it",
    "is_archived": "the channel is archived",
    "account_inactive": "the app was deactivated in the workspace",
    "token_revoked": "the app's token was revoked",
    "invalid_auth": "Slack doesn't accept the app's token",
    "not_authed": "the app isn't installed in the workspace",
    "restricted_action": "the workspace's settings keep the bot from posting in the channel",
    "missing_scope": "the app lacks a scope",
    "team_access_not_granted": "the app isn't installed in the workspace",
}
_PASSING = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited", "rate_limited"}
)


class SlackRefused(PaperroundError):  # noqa: N818 - Slack refused; nobody made an "error"
    """Raised when Slack answers a call with an error of its own.

    Attributes:
        code: Slack's name for it, such as `not_in_channel`.
        needed: The scope that is missing, or "".
    """

    def __init__(self, code: str, *, needed: str = "") -> None:
        self.code = code
        self.needed = needed
        super().__init__(_sentence(code, needed))


def _sentence(code: str, needed: str) -> str:
    if code == "missing_scope":
        scope = f"the scope {needed}" if needed else "a scope"
        return (
            f"Slack refused, since the app lacks {scope}. Add it at api.slack.com/apps under OAuth & Permissions and "
            "install the app again."
        )
    return _SENTENCES.get(code) or f"Slack refused ({code})."


def refusal(answer: Mapping[str, object], status: int, retry_after: str | None) -> PaperroundError:
    """The error for an answer that isn't `ok`."""
    code = str(answer.get("error") or "")
    if status == 429 or code in {"ratelimited", "rate_limited"}:  # noqa: PLR2004 - Too Many Requests
        return TryLater("Slack asks me to slow down. I'll go on in a moment.", retry_after=_seconds(retry_after))
    if status >= 500 or not code:  # noqa: PLR2004 - a server's own fault
        return Uncertain("Slack has trouble of its own and didn't say whether it did what I asked.")
    if code in _PASSING:
        return Uncertain("Slack has trouble of its own and didn't say whether it did what I asked.")
    return SlackRefused(code, needed=str(answer.get("needed") or ""))


def _seconds(retry_after: str | None) -> float | None:
    try:
        return float(retry_after) if retry_after else None
    except ValueError:
        return None


def undelivered(refused: SlackRefused) -> RightsLost | TryLater | OpeningDeleted:
    """The same for a delivery: most refusals pass only when somebody does something, so they are reasons to pause."""
    if refused.code == "token_expired":
        return TryLater("The app's token is being renewed.", retry_after=60)
    if refused.code == "thread_not_found":
        return OpeningDeleted()
    if refused.needed:
        return RightsLost(f"the app lacks the scope {refused.needed}")
    return RightsLost(_REASONS.get(refused.code, f"Slack refused ({refused.code})"))

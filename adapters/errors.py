"""What can go wrong outside, each error with the sentence a person reads.

PaperroundError (digest/errors.py)
├── SourceAway      arXiv can't be reached or doesn't answer as it must; never means "no papers"
├── BadFile         a file that can't be read as papers
├── StoreAway       the store can't be reached or can't write
├── StoreTaken      another process owns the embedded store's folder
├── PlatformAway    a platform's connection ended, or never came about; trying again makes sense
├── PlatformRefused a platform won't have the bot until somebody changes something
├── RightsLost      a channel can't be posted to until somebody changes something there
├── OpeningDeleted  somebody deleted a roundup's opening post before all of it was posted
├── TryLater        a platform asks to wait; nothing was posted
├── Uncertain       a platform didn't answer; the message may stand there or not
└── WriterAway      the language model gave no usable answer
    ├── DraftRejected  it did, and too little of it holds
    └── OverBudget  a call to it would cost more than is left
"""

from __future__ import annotations

from digest.errors import PaperroundError


class SourceAway(PaperroundError):  # noqa: N818 - it is away; nobody made an "error"
    """Raised by paper sources after their own retries are used up.

    Attributes:
        retry_after: Seconds after which a next try makes sense, or None where the source didn't say.
    """

    def __init__(self, sentence: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(sentence)


class BadFile(PaperroundError):  # noqa: N818 - named for what it is
    """Raised by file readers when nothing in a file can be used."""


class StoreAway(PaperroundError):  # noqa: N818 - it is away; nobody made an "error"
    """Raised by the store when it can't be reached, or can't keep what it was given."""


class StoreTaken(PaperroundError):  # noqa: N818 - named for what it is
    """Raised when the embedded store's folder already has a living owner.

    Attributes:
        owner: The process id of the owner.
    """

    def __init__(self, sentence: str, *, owner: int) -> None:
        self.owner = owner
        super().__init__(sentence)


class PlatformAway(PaperroundError):  # noqa: N818 - it is away; nobody made an "error"
    """Raised by platforms whose connection ended, or never came about: listening again may succeed."""


class PlatformRefused(PaperroundError):  # noqa: N818 - named for what it is
    """Raised by platforms that won't have the bot: a wrong token, a right that wasn't granted. Its sentence says what to do."""


class RightsLost(PaperroundError):  # noqa: N818 - named for what it is
    """Raised by platforms when the bot was removed, or a channel archived, or a right taken away.

    Attributes:
        reason: The same in few words, as a subscription is paused with: `the channel is archived`.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"I can't post here: {reason}.")


class OpeningDeleted(PaperroundError):  # noqa: N818 - named for what it is
    """Raised by platforms when the opening post is gone whose thread is to be written in: that roundup isn't wanted there."""

    def __init__(self) -> None:
        super().__init__("The opening post was deleted.")


class TryLater(PaperroundError):  # noqa: N818 - named for what it is
    """Raised by platforms that are slow, broken or limit the rate, when nothing was posted.

    Attributes:
        retry_after: Seconds after which a next try makes sense, or None where the platform didn't say.
    """

    def __init__(self, sentence: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(sentence)


class Uncertain(PaperroundError):  # noqa: N818 - named for what it is
    """Raised by platforms when no answer came after a message was sent: look for its marker before posting again.

    Attributes:
        retry_after: Seconds after which a next try makes sense, or None where that is soon.
    """

    def __init__(self, sentence: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(sentence)


class WriterAway(PaperroundError):  # noqa: N818 - it is away; nobody made an "error"
    """Raised by writers after their one retry.

    Attributes:
        reason: The same in few words, as a post's footer says it: `the model didn't answer in time`.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{reason[:1].upper()}{reason[1:]}.")


class DraftRejected(WriterAway):
    """Raised where too little of what a model wrote holds to be called its work."""


class OverBudget(WriterAway):
    """Raised before a call that would cost more tokens than are left."""

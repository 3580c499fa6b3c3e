"""Whom a message pings, given what it says and what it allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.servers.discord import permissions

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Form, Json
    from tests.servers.discord.world import Guild

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)")
KINDS = ("users", "roles", "everyone")
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Pings:
    """Whom a message notifies; false if nobody."""

    users: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)


def check(allowed: object, form: Form) -> None:
    """Refuse what Discord refuses in `allowed_mentions`."""
    path = "allowed_mentions"
    if allowed is None:
        return
    if not isinstance(allowed, dict):
        form.wrong((path,), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return
    parse = form.many((path, "parse"), allowed.get("parse"), most=len(KINDS))
    for at, kind in enumerate(parse):
        form.choice((path, "parse", at), kind, KINDS)
    for kind in ("users", "roles"):
        named = form.many((path, kind), allowed.get(kind), most=MOST)
        if named and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong((path,), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
        for at, each in enumerate(named):
            if not str(each).isdigit():
                form.wrong((path, kind, at), "NUMBER_TYPE_COERCE", f'Value "{each}" is not snowflake.')


def pings(text: str, allowed: Json | None, *, guild: Guild | None, rights: int, answered: str = "") -> Pings:
    """Whom a text would notify.

    Args:
        text: All that Discord looks for mentions in: the content, or the text of Components V2; never embeds.
        allowed: `allowed_mentions` as sent; None allows everything.
        guild: Where it is said; None in a direct conversation.
        rights: The author's permissions there.
        answered: The author of the message that it replies to.
    """
    allowed = {"parse": list(KINDS), "replied_user": True} if allowed is None else allowed
    parse = allowed.get("parse") or []
    named = {str(each) for kind in ("users", "roles") for each in allowed.get(kind) or []}
    users = [each for each in dict.fromkeys(_USER.findall(text)) if "users" in parse or each in named]
    if answered and allowed.get("replied_user") and answered not in users:
        users.append(answered)
    loud = bool(rights & permissions.MENTION_EVERYONE)
    roles = [
        each
        for each in dict.fromkeys(_ROLE.findall(text))
        if ("roles" in parse or each in named)
        and guild is not None
        and each in guild.roles
        and (loud or guild.roles[each].mentionable)
    ]
    everyone = "everyone" in parse and loud and guild is not None and bool(_EVERYONE.search(text))
    return Pings(users=tuple(users), roles=tuple(roles), everyone=everyone)

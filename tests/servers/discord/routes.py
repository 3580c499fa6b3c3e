"""All REST methods by verb and path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord.methods import account, channels, commands, interactions, messages, threads, webhooks

if TYPE_CHECKING:
    from tests.servers.discord.call import Routes

ROUTES: Routes = {
    **account.ROUTES,
    **channels.ROUTES,
    **commands.ROUTES,
    **interactions.ROUTES,
    **messages.ROUTES,
    **threads.ROUTES,
    **webhooks.ROUTES,
}

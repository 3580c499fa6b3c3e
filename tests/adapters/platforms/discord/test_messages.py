"""Mentions, replies and bare numbers, and everything that isn't said to the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.adapters.platforms.discord.bodies import of_type
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.discord.fakes import FakeBot
from tests.adapters.platforms.discord.test_presses import delivered
from tests.adapters.platforms.fakes import CHATTER
from tests.servers.discord import Fault, gateway, permissions, world

if TYPE_CHECKING:
    from tests.adapters.platforms.discord.conftest import Town
    from tests.servers.discord import DiscordServer

CONTENT = 1 << 15
FORMS = ("3", "[3], 5", "explain 3", "bibtex 2605.00001v2", "related 3", "https://arxiv.org/abs/2605.00001")


async def test_a_mention_in_a_thread_is_answered_there(here: Town) -> None:
    """A number opens the paper under the message that asked, and nobody is pinged."""
    opening = await delivered(here)
    (thread,) = here.discord.threads

    answer = await here.discord.say("3", channel=thread, mentions_bot=True)

    assert here.bot.asked[-1].entry_point == "thread"
    assert here.bot.asked[-1].text == "3"
    assert here.bot.asked[-1].thread == opening.id
    assert here.bot.asked[-1].channel == here.at()
    assert answer
    assert answer.channel_id == thread.id
    assert answer.wire["message_reference"]
    assert not here.discord.pings


async def test_a_roundup_that_is_asked_for_in_a_thread_comes_there(here: Town) -> None:
    """As one message that everybody sees, with a menu whose pages each reader turns alone."""
    await delivered(here)
    (thread,) = here.discord.threads
    before = len(here.discord.channel.messages)

    answer = await here.discord.say("what's new on agents", channel=thread, mentions_bot=True)

    assert answer
    assert answer.channel_id == thread.id
    assert "one layer may be enough" in here.discord.visible_text(answer)
    assert len(here.discord.channel.messages) == before
    shown = here.discord.visible_text(answer)
    turned = await here.discord.select(answer, ["3/6 · Privacy"], of_type(answer.wire, 3)[-1]["custom_id"])
    assert turned.private
    assert here.discord.visible_text(answer) == shown


async def test_a_reply_to_the_opening_post_is_in_its_thread(here: Town) -> None:
    """Discord lets people answer beside the thread; what they mean is the same."""
    opening = await delivered(here)

    await here.discord.say("code 1", reply_to=opening)

    assert here.bot.asked[-1].thread == opening.id
    assert here.bot.asked[-1].text == "code 1"


async def test_what_stands_above_comes_along(discord: DiscordServer) -> None:
    """`explain this` in answer to somebody's message with a link; Discord tells its words to bots that may read all."""
    link = "look at https://arxiv.org/abs/2605.00001"
    discord.gateway.enabled |= gateway.CONTENT
    async with town(discord, reads_all=True) as here:
        await here.discord.say(link, wait=0.1)
        said = list(here.discord.channel.messages.values())[-1]
        await here.discord.say("explain this", reply_to=said, mentions_bot=True)

    assert [(request.text, request.above) for request in here.bot.asked] == [("explain this", link)]


@pytest.mark.parametrize("ping", [True, False])
async def test_talk_in_a_reply_gets_no_answer(here: Town, ping: bool) -> None:  # noqa: FBT001 - a test's parameter
    """Whether its words reach us or are kept from us; a reply that pings isn't yet a mention that somebody wrote."""
    opening = await delivered(here)

    assert [await here.discord.say(said, reply_to=opening, ping=ping, wait=0.1) for said in CHATTER] == [None] * 7
    assert not here.bot.asked


@pytest.mark.parametrize("said", ["which ones name code?", ""])
async def test_a_mention_in_a_thread_may_ask_anything(here: Town, said: str) -> None:
    """A question, or no words at all."""
    await delivered(here)
    (thread,) = here.discord.threads

    answer = await here.discord.say(said, channel=thread, mentions_bot=True)

    assert answer
    assert answer.channel_id == thread.id
    assert (here.bot.asked[-1].entry_point, here.bot.asked[-1].text) == ("thread", said)


@pytest.mark.parametrize(
    ("said", "entry_point", "text"),
    [
        ("papers list", "papers", "list"),
        ("/paper TinyTune", "paper", "TinyTune"),
        ("paper TinyTune", "paper", "TinyTune"),
        ("subscribe graphs", "papers", "subscribe graphs"),
        ("", "papers", ""),
    ],
)
async def test_a_mention_outside_of_threads_is_a_command(here: Town, said: str, entry_point: str, text: str) -> None:
    """It is read as if it were typed after a slash."""
    await here.discord.say(said, mentions_bot=True)

    assert (here.bot.asked[-1].entry_point, here.bot.asked[-1].text, here.bot.asked[-1].thread) == (
        entry_point,
        text,
        None,
    )


async def test_who_mentions_needs_the_same_rights(here: Town) -> None:
    """Ada manages the channel, Ben doesn't, in the channel as in a thread of it."""
    await delivered(here)
    (thread,) = here.discord.threads

    await here.discord.say("pause", mentions_bot=True, user=here.discord.ada)
    await here.discord.say("pause", mentions_bot=True, user=here.discord.ben)
    await here.discord.say("/papers pause", mentions_bot=True, user=here.discord.ada, channel=thread)

    assert [asked.person.may_manage for asked in here.bot.asked] == [True, False, True]
    assert here.bot.asked[-1].entry_point == "papers"


async def test_who_is_allowed_the_command_in_the_servers_settings_may_by_mention_too(here: Town) -> None:
    """Ben, whom the server's Integrations page allows `/papers`, may pause by the command as by a mention; Cy may neither."""
    (papers,) = (one for one in here.discord.commands[""] if one["name"] == "papers")
    cy = here.discord.world.add_user("Cy")
    here.discord.guild.members[cy.id] = world.Member(user=cy)
    allowed = {"id": here.discord.ben.id, "type": 2, "permission": True}
    here.discord.command_permissions[here.discord.guild.id, papers["id"]] = [allowed]

    for user in (here.discord.ben, cy):
        await here.discord.slash("papers", "pause", user=user)
        await here.discord.say("pause", mentions_bot=True, user=user)

    assert [asked.person.may_manage for asked in here.bot.asked] == [True, True, False, False]


async def test_in_direct_messages_everything_is_for_us(here: Town) -> None:
    """No mention is needed, and a roundup comes with its table of contents."""
    conversation = here.discord.dm()

    number = await here.discord.say("3", channel=conversation)
    made = await here.discord.say("/papers roundup", channel=conversation)

    assert number
    assert here.bot.asked[0].thread == conversation.id
    assert here.bot.asked[0].person.may_manage
    assert made
    assert of_type(made.wire, 3)[-1]["placeholder"] == "Read on"


async def test_a_roundup_asked_for_in_the_open_is_posted_in_the_open(here: Town) -> None:
    """It stands in the channel, with its thread."""
    await here.discord.say("roundup", mentions_bot=True)
    await here.discord.until(lambda: bool(here.discord.threads) and len(here.discord.threads[0].messages) == 5, 2)

    (thread,) = here.discord.threads
    assert here.bot.sharing.roundups.threads == {(here.at(), thread.id): "r-77"}
    assert [request.text for request in here.bot.asked] == ["roundup", "share r-77"]


async def test_what_people_say_to_each_other_stays_unheard(here: Town) -> None:
    """Without the intent nothing but mentions, replies to us and direct messages is answered."""
    await delivered(here)
    (thread,) = here.discord.threads
    human = await here.discord.say("hello", wait=0.1)

    assert human is None
    assert await here.discord.say("3", channel=thread, wait=0.3) is None
    assert not here.bot.asked


async def test_with_the_intent_a_bare_number_is_heard(discord: DiscordServer) -> None:
    """In our threads; sentences that people write to each other are left alone there, too."""
    discord.gateway.enabled = CONTENT
    async with town(discord, FakeBot(), reads_all=True) as here:
        await delivered(here)
        (thread,) = discord.threads

        answered = [await discord.say(said, channel=thread, wait=0.5) for said in FORMS]
        ignored = [
            *[await discord.say(said, channel=thread, wait=0.1) for said in CHATTER],
            await discord.say("3", wait=0.2),
        ]

    assert all(answered)
    assert ignored == [None] * 8
    assert [asked.text for asked in here.bot.asked] == list(FORMS)


async def test_bots_and_ourselves_are_never_answered(here: Town) -> None:
    """Another bot that mentions us gets no answer, and neither do our own messages."""
    other = here.discord.world.add_user("Echo", bot=True)
    here.discord.guild.members[other.id] = world.Member(user=other)

    await here.discord.say("3", mentions_bot=True, user=other, wait=0.3)

    assert not here.bot.asked


async def test_a_slow_answer_shows_that_we_are_writing(discord: DiscordServer) -> None:
    """People see it after half a second."""
    async with town(discord, FakeBot(slow=0.8)) as here:
        answer = await here.discord.say("list", mentions_bot=True)

        assert answer
        assert discord.typing == [discord.channel.id]


async def test_an_archived_thread_is_opened_to_answer(here: Town) -> None:
    """Where Discord asks for it, the thread is opened, and the answer posted then."""
    await delivered(here)
    (thread,) = here.discord.threads
    here.discord.faults.add(Fault(kind="error", route="post", status=400, code=50083, message="Thread is archived"))

    answer = await here.discord.say("3", channel=thread, mentions_bot=True)

    assert answer


async def test_without_the_right_to_read_history_it_is_answered_all_the_same(here: Town) -> None:
    """Discord allows no reply then; a plain message does as well."""
    here.discord.lose(here.discord.channel, permissions.READ_MESSAGE_HISTORY)

    answer = await here.discord.say("list", mentions_bot=True)

    assert answer
    assert not answer.wire.get("message_reference")


async def test_where_we_may_not_answer_it_is_logged(here: Town, caplog: pytest.LogCaptureFixture) -> None:
    """There is nowhere to say it, and nothing stops."""
    here.discord.lose(here.discord.channel, permissions.SEND_MESSAGES)

    await here.discord.say("list", mentions_bot=True, wait=0.4)
    answered = await here.discord.say("3", channel=here.discord.dm())

    assert "can't be answered" in caplog.text
    assert answered


async def test_a_second_process_doesnt_answer_again(discord: DiscordServer) -> None:
    """Both may hear it; the nonce makes their answers one."""
    bot = FakeBot()
    async with town(discord, bot) as here, town(discord, bot):
        await here.discord.say("list", mentions_bot=True)
        await here.discord.until(lambda: len(bot.asked) == 2, 1)
        await here.discord.settle()

    assert len([m for m in discord.channel.messages.values() if m.author_id == discord.bot.id]) == 1

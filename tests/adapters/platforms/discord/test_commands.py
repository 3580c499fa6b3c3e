"""Slash commands, from the keyboard to the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from adapters.platforms.discord.component_state import ComponentState
from tests.adapters.platforms.discord.bodies import of_type, text
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.discord.fakes import FakeBot
from tests.adapters.platforms.fakes import NOON
from tests.servers.discord import Fault, NotOfferedError, gateway, interactions, permissions, world

if TYPE_CHECKING:
    from tests.adapters.platforms.discord.conftest import Town
    from tests.servers.discord import DiscordServer

SAID = [
    (("list",), {}, "list"),
    (("status",), {}, "status"),
    (("unsubscribe",), {"topic": "fine-tuning"}, "unsubscribe fine-tuning"),
    (("pause",), {}, "pause"),
    (("pause",), {"topic": "graphs"}, "pause graphs"),
    (("resume",), {}, "resume"),
    (("roundup",), {"topic": '"long context"  OR\nRAG'}, 'roundup "long context" OR RAG'),
    (("search",), {"query": "sparse adapters"}, "search sparse adapters"),
    (("why",), {"paper": "2605.00001"}, "why 2605.00001"),
    (("topics",), {"topic": "agents"}, "topics agents"),
    (("help",), {}, "help"),
    (("subscribe",), {"topic": "x" * 6000}, "subscribe " + "x" * 6000),
]


async def test_a_command_says_the_same_words_as_everywhere(here: Town) -> None:
    """Options become one line, and the answer is for the asker alone."""
    done = await here.discord.slash(
        "papers",
        "subscribe",
        topic="fine-tuning",
        day="friday",
        time="9:30",
        cadence="biweekly",
        timezone="Europe/Berlin",
    )

    (asked,) = here.bot.asked
    assert asked.text == "subscribe fine-tuning on friday at 9:30 biweekly tz Europe/Berlin"
    assert asked.entry_point == "papers"
    assert asked.channel == here.at()
    assert asked.person.name == "Ada"
    assert asked.thread is None
    assert done.private
    assert done.seconds < 1


async def test_every_subcommand_says_what_it_is_called(here: Town) -> None:
    """No subcommand and no option gets lost on the way."""
    for words, options, said in SAID:
        await here.discord.slash("papers", *words, options=options)

        assert here.bot.asked[-1].text == said


async def test_a_paper_is_explained_to_the_asker(here: Town) -> None:
    """The card is private, with its links and its BibTeX button."""
    done = await here.discord.slash("paper", reference="TinyTune")

    assert here.bot.asked[-1].entry_point == "paper"
    assert done.private
    assert "TinyTune: Adapters in One Layer" in done.text
    assert "BibTeX" in done.text


async def test_an_open_answer_is_open(here: Town) -> None:
    """A change of a channel's subscriptions is told to the channel."""
    done = await here.discord.slash("papers", "pause")

    assert done.text == "Paused."
    assert not done.private


@pytest.mark.parametrize(("verb", "private"), [("list", True), ("pause", False)])
async def test_a_slow_answer_is_promised_in_time(discord: DiscordServer, verb: str, *, private: bool) -> None:
    """Within a second the asker is told to wait; the answer then comes for the eyes that it is for."""
    async with town(discord, FakeBot(slow=1.3)) as here:
        done = await here.discord.slash("papers", verb)

        assert 0.7 < done.seconds < 2.5
        assert done.settled_seconds < 3
        assert done.private == private
        assert len(done.messages) == 1
        assert done.text in {"No subscriptions.", "Paused."}


@pytest.mark.parametrize(("verb", "method"), [("list", "PATCH"), ("pause", "DELETE")])
async def test_a_wait_that_was_dismissed_costs_no_answer(discord: DiscordServer, verb: str, method: str) -> None:
    """Only the asker sees it, and may wipe it away before the answer is there."""
    route = f"{method} /webhooks/{{application_id}}/{{token}}/messages/{{message_id}}"
    discord.faults.add(Fault(kind="error", route=route, status=404, code=10008, message="Unknown Message"))
    async with town(discord, FakeBot(slow=1.3)) as here:
        done = await here.discord.slash("papers", verb)
        told = {"list": "No subscriptions.", "pause": "Paused."}[verb]
        await here.discord.until(lambda: told in done.text)

        assert done.text.splitlines()[-1] == told


async def test_an_answer_of_many_messages_comes_whole(here: Town) -> None:
    """What everybody reads isn't paged: further messages follow the first."""
    done = await here.discord.slash("papers", "resume")
    await here.discord.until(lambda: len(done.messages) == 8, 1)

    assert [here.discord.visible_text(message) for message in done.messages] == [f"Topic {n}." for n in range(8)]


async def test_a_private_answer_of_many_messages_is_paged_in_place(here: Town) -> None:
    """One message, with a menu that shows the others in its place and says which one is shown."""
    done = await here.discord.slash("papers", "topics")

    (message,) = done.messages
    assert "Topic 0." in done.text
    turned = await here.discord.select(message, ["4/8 · Topic 3."])

    assert (turned.answered, turned.messages) == (interactions.UPDATE, [message])
    assert "Topic 3." in here.discord.visible_text(message)
    assert "Topic 0." not in text(message.wire)
    (menu,) = of_type(message.wire, 3)
    assert [option["label"] for option in menu["options"] if option.get("default")] == ["4/8 · Topic 3."]


async def test_a_slow_page_is_turned_in_place_too(discord: DiscordServer) -> None:
    """The press is acknowledged without a further message, and the page changes when it is there."""
    async with town(discord, FakeBot()) as here:
        done = await discord.slash("papers", "topics")
        here.bot.slow = 1.3
        turned = await discord.select(done.messages[0], ["2/8 · Topic 1."])
        await discord.until(lambda: "Topic 1." in text(done.messages[0].wire), 3)

        assert turned.answered == interactions.DEFERRED_UPDATE
        assert "Topic 1." in text(done.messages[0].wire)


async def test_times_and_commands_are_discords_own(here: Town) -> None:
    """Each reader sees a time in their own zone, and a press types the command; what others wrote stays as it is."""
    papers, paper = (
        {one["name"]: one["id"] for one in here.discord.commands[""]}[name] for name in ("papers", "paper")
    )

    done = await here.discord.slash("papers", "status")

    assert done.text.split("\n\n") == [
        f"Next: <t:{int(NOON.timestamp())}:f>",
        f"Try </papers roundup:{papers}> `agents` or </paper:{paper}>",
        "A paper wrote \\`/papers list\\`, `/papers dance`",
    ]


async def test_commands_are_mentioned_after_a_restart(discord: DiscordServer) -> None:
    """Their ids are noted, since Discord tells them only when the commands change."""
    bot = FakeBot()
    async with town(discord, bot):
        pass

    async with town(discord, bot):
        done = await discord.slash("papers", "status")

    assert discord.syncs == 1
    assert "</papers roundup:" in done.text


@pytest.mark.parametrize("hears", [True, False])
async def test_the_bot_knows_what_reaches_it(discord: DiscordServer, *, hears: bool) -> None:
    """So that help doesn't promise an answer to a bare `3` where nobody hears it."""
    discord.gateway.enabled |= gateway.CONTENT
    async with town(discord, FakeBot(), reads_all=hears) as here:
        await discord.slash("papers", "help")
        await discord.say("help", mentions_bot=True)
        await discord.slash("papers", "help", channel=discord.dm())

        assert [asked.hears_all for asked in here.bot.asked] == [hears, hears, True]


async def test_papers_of_a_private_list_open_in_its_place(here: Town) -> None:
    """The list's menu stays under each paper, so that the next one is a choice away; the papers' own menus don't pile up."""
    done = await here.discord.slash("papers", "search", query="x")
    message = done.messages[0]
    entries = of_type(message.wire, 3)[0]["options"]
    assert entries

    opened = await here.discord.select(message, [entries[0]["value"]])
    again = await here.discord.select(message, [entries[0]["value"]], of_type(message.wire, 3)[-1]["custom_id"])

    assert [opened.answered, again.answered] == [interactions.UPDATE] * 2
    assert [asked.entry_point for asked in here.bot.asked] == ["papers", "paper", "paper"]
    assert [menu["placeholder"] for menu in of_type(message.wire, 3)] == ["Open a paper"]


async def test_papers_that_a_message_links_to_are_explained(here: Town) -> None:
    """Three of them, for whoever chose it among what can be done with a message."""
    links = (
        "see https://arxiv.org/abs/2605.00001v2, arXiv:2605.00002 and https://arxiv.org/pdf/2605.00003 or 2605.00004"
    )
    await here.discord.say(links, wait=0.1)
    (said,) = here.discord.channel.messages.values()

    done = await here.discord.on_message("Explain this paper", said, user=here.discord.ben)

    (asked,) = here.bot.asked
    assert (asked.entry_point, asked.text, asked.thread) == ("thread", "2605.00001, 2605.00002, 2605.00003", None)
    assert done.private


async def test_a_message_without_papers_is_said_to_have_none(here: Town) -> None:
    """Nothing is searched for, and how to ask is said."""
    await here.discord.say("lunch at noon?", wait=0.1)
    (said,) = here.discord.channel.messages.values()

    done = await here.discord.on_message("Explain this paper", said)

    assert "links to no paper" in done.text
    assert done.private
    assert not here.bot.asked


async def test_a_limit_of_further_messages_is_taken_as_it_is(here: Town) -> None:
    """Where the bot isn't a member, Discord takes five; the first ones stand and nobody is told of an error."""
    route = "POST /webhooks/{application_id}/{token}"
    here.discord.faults.add(Fault(kind="error", route=route, after=3, times=-1, status=400, code=40094))

    done = await here.discord.slash("papers", "resume")
    await here.discord.until(lambda: len(done.messages) >= 4, 1)

    assert len(done.messages) == 4


async def test_a_private_roundup_has_a_table_of_contents(here: Town) -> None:
    """The opening post comes alone, framed, and the rest is read one message at a time."""
    done = await here.discord.slash("papers", "roundup")

    (message,) = done.messages
    assert message.seen_by == here.discord.ada.id
    assert "one layer may be enough" in done.text
    contents = of_type(message.wire, 3)[-1]
    assert [option["label"] for option in contents["options"]] == [
        "1/6 · Fine-tuning: one layer may be enough",
        "2/6 · Adapter placement",
        "3/6 · Privacy",
        "4/6 · Under the hood",
        "5/6 · Where this is going",
        "6/6 · Papers",
    ]
    assert here.bot.tied == [(here.at(), "r-77", "r-77")]

    read = await here.discord.select(message, ["3/6 · Privacy"], contents["custom_id"])

    assert (read.answered, read.messages) == (interactions.UPDATE, [message])
    assert "votes on signs." in text(message.wire)
    assert here.bot.asked[-1].text == "roundup"


async def test_a_role_is_pinged_where_somebody_who_may_chose_it(here: Town) -> None:
    """One that may be mentioned; without a role it ends."""
    world, guild = here.discord.world, here.discord.guild
    loud, quiet = world.add_role(guild, "Readers", mentionable=True), world.add_role(guild, "Staff")
    kept = ComponentState(here.bot.key_values)
    refused = await here.discord.slash("papers", "ping", role=quiet.id)
    forbidden = await here.discord.slash("papers", "ping", role=loud.id, user=here.discord.ben)
    assert await kept.role(here.at().id) == ""
    chosen = await here.discord.slash("papers", "ping", role=loud.id)
    assert await kept.role(here.at().id) == loud.id
    ended = await here.discord.slash("papers", "ping")

    assert await kept.role(here.at().id) == ""
    assert "I may not mention that role" in refused.text
    assert "for those to say who may change" in forbidden.text
    assert "will ping @Readers" in chosen.text
    assert "ping nobody" in ended.text
    assert all(one.private for one in (refused, forbidden, chosen, ended))
    assert not here.discord.pings


async def test_a_command_in_a_thread_is_about_the_channel_it_is_in(here: Town) -> None:
    """Subscriptions belong to the channel; the thread is named beside it."""
    await here.discord.slash("papers", "roundup")
    shared = await here.discord.press(here.discord.messages[-1], label="Share")
    assert shared.private
    (thread,) = here.discord.threads

    await here.discord.slash("papers", "list", channel=thread)

    assert here.bot.asked[-1].channel == here.at()
    assert here.bot.asked[-1].thread == thread.id


async def test_direct_messages_are_a_place_of_their_own(here: Town) -> None:
    """Commands work there, openly, and a number there means the last roundup."""
    conversation = here.discord.dm()

    done = await here.discord.slash("papers", "roundup", channel=conversation)

    assert not done.private
    assert here.bot.asked[-1].channel == here.at(conversation)
    assert here.bot.asked[-1].person.may_manage
    assert {thread for _, thread, _ in here.bot.tied} == {"r-77", conversation.id}


async def test_without_the_bot_in_the_server_nothing_can_be_subscribed(here: Town) -> None:
    """Somebody carries the bot along: papers can be asked for, a subscription is answered with an invitation."""
    elsewhere = here.discord.add_guild("Elsewhere", joined=False)
    here.discord.user_installs.add(here.discord.ada.id)
    channel = next(iter(elsewhere.channels.values()))

    paper = await here.discord.slash("paper", reference="TinyTune", channel=channel)
    wish = await here.discord.slash("papers", "subscribe", topic="x", channel=channel)
    shared = await here.discord.slash("papers", "roundup", topic="y", channel=channel)

    assert "TinyTune" in paper.text
    assert "I'm not in this server" in wish.text
    assert "https://discord.com/oauth2/authorize?client_id=" in wish.text
    assert "You said roundup y" in shared.text
    assert not here.bot.asked[-1].person.may_manage


async def test_who_may_change_subscriptions_is_told(here: Town) -> None:
    """Ada owns the server; Ben is a member without Manage Channels until the channel gives it to him."""
    await here.discord.slash("papers", "pause", user=here.discord.ada)
    await here.discord.slash("papers", "pause", user=here.discord.ben)
    here.discord.channel.overwrites[here.discord.ben.id] = world.Overwrite(kind=1, allow=permissions.MANAGE_CHANNELS)
    await here.discord.slash("papers", "pause", user=here.discord.ben)

    assert [asked.person.may_manage for asked in here.bot.asked] == [True, False, True]


async def test_everyone_may_where_the_installation_says_so(discord: DiscordServer) -> None:
    """The setting overrules Discord's rights."""
    async with town(discord, everyone=True) as here:
        await here.discord.slash("papers", "pause", user=discord.ben)

        assert here.bot.asked[0].person.may_manage


async def test_a_fault_of_ours_is_said(here: Town) -> None:
    """What the bot's code trips over is answered plainly, and the next command works."""
    await here.discord.slash("papers", "help")
    broken = await here.discord.press(here.discord.messages[-1], label="Broken")
    after = await here.discord.slash("papers", "list")

    assert "Something went wrong on my side" in broken.text
    assert broken.private
    assert "No subscriptions." in after.text


async def test_an_interaction_is_answered_once(discord: DiscordServer) -> None:
    """Two processes that hear the same shard don't both ask the bot."""
    bot = FakeBot()
    async with town(discord, bot) as here, town(discord, bot):
        await here.discord.slash("papers", "list")

        assert len(bot.asked) == 1


async def test_without_a_store_commands_are_answered_all_the_same(here: Town) -> None:
    """It is the bot that says that its memory is away."""
    here.bot.key_values.away = True

    done = await here.discord.slash("papers", "list")

    assert "No subscriptions." in done.text


async def test_too_late_for_discord_is_said_elsewhere(here: Town, caplog: pytest.LogCaptureFixture) -> None:
    """When Discord no longer knows the interaction, the asker is told in a direct message."""
    route = "POST /interactions/{interaction_id}/{token}/callback"
    here.discord.faults.add(Fault(kind="error", route=route, status=404, code=10062))

    await here.discord.slash("papers", "list", wait=0.2)

    assert "was over before its answer" in caplog.text
    (apology,) = here.discord.dm().messages.values()
    assert "please ask again" in here.discord.visible_text(apology)


async def test_an_outage_while_answering_is_said(here: Town) -> None:
    """Where sending the answer again doesn't help either, a later word says why."""
    here.discord.faults.add(Fault(kind="unavailable", route="callback", times=4))

    done = await here.discord.slash("papers", "list")

    assert "Discord has trouble of its own" in done.text


async def test_an_old_list_of_commands_is_said(here: Town) -> None:
    """A command that this version doesn't have is answered with what to do."""
    papers = next(command for command in here.discord.commands[""] if command["name"] == "papers")
    papers["options"].append({"type": 1, "name": "gone", "description": "An old one", "options": []})

    done = await here.discord.slash("papers", "gone")

    assert "Ctrl\\+R" in done.text or "Ctrl+R" in done.text
    assert done.private


async def test_options_are_suggested_within_a_keystroke(here: Town) -> None:
    """Topics, zones, papers and this channel's own subscriptions, cut to what Discord takes."""
    topics = await here.discord.autocomplete("papers", "subscribe", focused="topic", typed="fine")
    zones = await here.discord.autocomplete(
        "papers", "subscribe", focused="timezone", typed="ber", options={"topic": "x"}
    )
    papers = await here.discord.autocomplete("paper", focused="reference", typed="tiny")
    why = await here.discord.autocomplete("papers", "why", focused="paper", typed="t")
    mine = await here.discord.autocomplete("papers", "unsubscribe", focused="topic", typed="f")

    assert len(topics.choices) == 25
    assert topics.choices[0] == {"name": "fine 0", "value": "topic 0"}
    assert topics.seconds < 0.5
    assert zones.choices == [{"name": "Berlin", "value": "Europe/Berlin"}]
    assert len(papers.choices[0]["name"]) == 100
    assert why.choices == papers.choices
    assert mine.choices == [{"name": "fine-tuning", "value": "fine-tuning"}]
    assert ("subscriptions", f"{here.discord.channel.id} f") in here.bot.typed


async def test_late_suggestions_are_none(discord: DiscordServer) -> None:
    """What would come too late is left out, so that the person can go on typing."""
    async with town(discord, FakeBot(suggests_slowly=5)) as here:
        done = await here.discord.autocomplete("papers", "roundup", focused="topic", typed="x")

        assert done.choices == []
        assert done.seconds < 3


async def test_the_tree_is_told_once(discord: DiscordServer) -> None:
    """Restarts don't register the commands again; both can be installed and used everywhere that makes sense."""
    bot = FakeBot()
    for _ in range(2):
        async with town(discord, bot):
            pass

    assert discord.syncs == 1
    told = {command["name"]: command for command in discord.commands[""]}
    assert set(told) == {"papers", "paper", "Explain this paper"}
    assert told["Explain this paper"]["contexts"] == [0, 1, 2]
    assert told["papers"]["integration_types"] == [0, 1]
    assert told["papers"]["contexts"] == [0, 1]
    assert told["paper"]["contexts"] == [0, 1, 2]
    assert [option["name"] for option in told["papers"]["options"]] == [
        "subscribe",
        "list",
        "status",
        "change",
        "unsubscribe",
        "pause",
        "resume",
        "roundup",
        "search",
        "why",
        "also",
        "not",
        "pages",
        "mail",
        "topics",
        "help",
        "ping",
    ]


async def test_a_tree_that_is_refused_stops_nothing(discord: DiscordServer) -> None:
    """The commands that Discord knows already go on working."""
    bot = FakeBot()
    async with town(discord, bot):
        pass
    bot.key_values.notes.clear()
    discord.faults.add(Fault(kind="error", route="sync", status=400, code=50035, message="Invalid Form Body"))

    async with town(discord, bot) as here:
        done = await here.discord.slash("papers", "list")

    assert "No subscriptions." in done.text


async def test_only_what_is_offered_can_be_typed(here: Town) -> None:
    """Cadence and weekday are choices; Discord itself refuses anything else."""
    with pytest.raises(NotOfferedError):
        await here.discord.slash("papers", "subscribe", topic="x", day="someday")


@pytest.mark.parametrize("slow", [0.0, 1.2])
@pytest.mark.parametrize("kind", ["close", "accept_then_close", "unavailable", "accept_then_unavailable"])
async def test_an_answer_that_failed_on_the_wire_is_sent_again(discord: DiscordServer, kind: Any, slow: float) -> None:  # noqa: ANN401
    """Once is what the asker sees, whether the first copy arrived or not, at once or after a wait."""
    async with town(discord, FakeBot(slow=slow)):
        for route in ("callback", "original"):
            discord.faults.add(Fault(kind=kind, route=route))

        done = await discord.slash("papers", "list")

    assert done.text.count("No subscriptions.") == 1

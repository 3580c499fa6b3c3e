"""The window for subscribing and the Home tab."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from adapters.chat import Action, Channel, Marker, Paragraph, Part, Reply, Small, Span, plain
from adapters.platforms.shared.subscription_form import SubscriptionInput
from adapters.platforms.slack import home, modal
from adapters.platforms.slack.request import MODAL_ACK_SECONDS
from adapters.present.parts import parts
from adapters.store.ports import PauseReason
from tests.adapters.platforms.slack.fakes import says, subscription
from tests.adapters.platforms.slack.limits import check, objects
from tests.adapters.present.documents import roundup

if TYPE_CHECKING:
    from tests.adapters.platforms.slack.conftest import Town

Json = dict[str, Any]
C1 = Channel(platform="slack", workspace="T1", id="C1")
BERLIN = {"text": {"type": "plain_text", "text": "fine-tuning"}, "value": "fine-tuning"}


async def opened(town: Town) -> Json:
    """The window behind `/papers subscribe`."""
    await town.slack.command("/papers", "subscribe")
    await town.settled()
    return town.slack.views[-1]


async def test_subscribe_without_words_opens_a_window(both: Town) -> None:
    """It starts with Mondays at nine in the zone of the profile."""
    view = await opened(both)

    words = both.words(view)
    assert view["title"]["text"] == "Subscribe to papers"
    assert "Topic" in words
    assert "what its roundup would be about" in words
    selected = [
        block["element"].get("initial_option", {}).get("value") for block in view["blocks"] if "element" in block
    ]
    assert selected == [None, "weekly", "0", None, "Europe/Berlin"]
    assert both.bot.asked == []


async def test_topics_and_zones_are_suggested_while_typing(both: Town) -> None:
    """Those of the channel and well-known ones first, then the typed words themselves."""
    both.bot.subscriptions.have(subscription(topic="fine china"))
    view = await opened(both)
    topics = await both.slack.block_suggestion(view, modal.TOPIC, "fine")
    own = await both.slack.block_suggestion(view, modal.TOPIC, "x" * 200)
    zones = await both.slack.block_suggestion(view, modal.ZONE, "tok")

    assert [option["value"] for option in topics.json["options"]] == ["fine china", "fine-tuning", "fine"]
    assert own.json["options"] == []
    assert [option["value"] for option in zones.json["options"]] == ["Asia/Tokyo"]


async def test_a_chosen_topic_shows_last_week(both: Town) -> None:
    """What is filled in stays; the preview has no buttons."""
    view = await opened(both)
    await both.slack.select(view, modal.TOPIC, BERLIN)
    await both.settled()

    shown = both.slack.views[-1]
    assert [request.text for request in both.bot.asked] == ["roundup fine-tuning"]
    assert "Fine-tuning: one layer may be enough" in both.words(shown)
    assert "Share" not in both.words(shown)
    check({"blocks": shown["blocks"]}, most_blocks=100)


async def test_a_filled_in_window_is_the_command_that_says_the_same(both: Town) -> None:
    """The answer goes to the channel where the window was opened."""
    both.bot.replies["subscribe fine-tuning on friday at 17:30 biweekly tz Europe/Berlin"] = says(
        "Done.", private=False
    )
    view = await opened(both)
    filled = {"topic": BERLIN, "cadence": "biweekly", "weekday": "4", "at": "17:30"}
    answer = await both.slack.submit_view(view, filled)
    await both.settled()

    assert answer.ok
    assert [both.words(one) for one in both.slack.channel("C1").messages] == ["Done."]


async def test_a_window_without_a_topic_stays_open(http: Town) -> None:
    """The field says what is missing."""
    assert modal.problems(modal.SubscriptionForm(values=SubscriptionInput())) == {
        "topic": "Choose a topic, or type your own words.",
        "channel": "Choose the channel that the roundup goes to.",
    }
    view = await opened(http)
    view["blocks"][0]["optional"] = True
    answer = await http.slack.submit_view(view, {})

    assert answer.json["response_action"] == "errors"
    assert list(answer.json["errors"]) == ["topic"]


async def test_what_is_wrong_with_a_window_stands_at_its_field(both: Town) -> None:
    """It stays open with all that was filled in, nothing is said in the channel, and it is submitted again."""
    command = "subscribe graphs cat:zz on monday at 09:00 weekly tz Europe/Berlin"
    said = Part(blocks=(Paragraph(plain("There is no category zz.")),))
    both.bot.replies[command] = Reply(parts=(said,), refused="words")
    topic = {"text": {"type": "plain_text", "text": "graphs"}, "value": "graphs cat:zz"}
    view = await opened(both)
    first = await both.slack.submit_view(view, {"topic": topic})
    second = await both.slack.submit_view(view, {"topic": BERLIN})
    await both.settled()

    assert first.json == {"response_action": "errors", "errors": {"topic": "There is no category zz."}}
    assert second.json == {}
    assert [one.text.split(" on ")[0] for one in both.bot.asked] == ["subscribe graphs cat:zz", "subscribe fine-tuning"]
    assert "There is no category zz." not in "".join(map(both.words, both.slack.channel("C1").ephemerals))


async def test_a_place_where_nothing_may_be_posted_is_said_at_the_channel(http: Town) -> None:
    """Where the window asks for one."""
    command = "subscribe fine-tuning on monday at 09:00 weekly tz Europe/Berlin"
    http.bot.replies[command] = Reply(parts=says("I'm not in this channel.").parts, refused="place")
    await http.slack.open_home()
    await http.settled()
    await http.slack.press(http.slack.homes["U1"], "New subscription")
    await http.settled()
    answer = await http.slack.submit_view(http.slack.views[-1], {"channel": "C1", "topic": BERLIN})

    assert answer.json["errors"] == {"channel": "I'm not in this channel."}
    assert not answer.refused


async def test_a_window_that_takes_long_closes_and_is_answered(http: Town) -> None:
    """Slack waits three seconds; what is wrong is then said to the person."""
    http.bot.replies["subscribe fine-tuning on monday at 09:00 weekly tz Europe/Berlin"] = says("No.", private=True)
    http.bot.delay = MODAL_ACK_SECONDS + 0.2
    answer = await http.slack.submit_view(await opened(http), {"topic": BERLIN})
    shown = await http.private()

    assert answer.json == {}
    assert "No." in http.words(shown)


async def test_the_weekday_follows_how_often_it_comes(both: Town) -> None:
    """Every working day needs none; what was filled in stays, the preview too."""
    view = await opened(both)
    await both.slack.select(view, modal.TOPIC, BERLIN)
    await both.settled()
    shown = both.slack.views[-1]
    daily = {"text": {"type": "plain_text", "text": "Every working day"}, "value": "daily"}
    await both.slack.select(shown, modal.CADENCE, daily)
    await both.settled()
    without = both.slack.views[-1]
    await both.slack.select(without, modal.CADENCE, {**daily, "value": "weekly"})
    await both.settled()

    fields = [
        [block.get("block_id") for block in one["blocks"] if block["type"] == "input"] for one in (shown, without)
    ]
    assert fields[0] == ["topic", "cadence", "weekday", "at", "zone"]
    assert fields[1] == ["topic", "cadence", "at", "zone"]
    assert "Fine-tuning: one layer may be enough" in both.words(without)
    assert "weekday" in [block.get("block_id") for block in both.slack.views[-1]["blocks"]]


async def test_change_topic_is_a_window_with_a_menu(both: Town) -> None:
    """No list of eighty topics in the channel."""
    post = await both.platform.post(C1, parts(roundup())[0], Marker(delivery="d", part=0))
    await both.slack.press(both.slack.channel("C1").posts[post], "Change topic")
    await both.settled()

    assert both.slack.views[-1]["title"]["text"] == "Subscribe to papers"
    assert both.bot.asked == []
    assert both.slack.channel("C1").ephemerals == []


@pytest.mark.parametrize("by", ["command", "button"])
async def test_a_subscription_is_changed_in_a_window(both: Town, by: str) -> None:
    """By its command, or by the button under a list; what the channel doesn't have, the bot answers."""
    both.bot.subscriptions.have(subscription())
    if by == "button":
        both.bot.replies["list"] = says("One.", Action(label="Change", entry_point="papers", text="change fine-tuning"))
        await both.slack.command("/papers", "list")
        await both.slack.press(await both.private(), "Change")
    else:
        await both.slack.command("/papers", "change Fine-Tuning")
    await both.settled()
    view = both.slack.views[-1]
    await both.slack.submit_view(view, {"weekday": "4"})
    await both.slack.command("/papers", "change graphs")
    await both.settled()

    assert view["title"]["text"] == "Change roundup"
    assert "Choose a topic" not in str(view["blocks"])
    assert [one.text for one in both.bot.asked if one.text != "list"] == [
        "subscribe fine-tuning on friday at 09:00 weekly tz Europe/Berlin",
        "change graphs",
    ]


@pytest.mark.parametrize("by", ["command", "window", "mention"])
async def test_the_home_tab_follows_every_change(http: Town, by: str) -> None:
    """Of those who opened it once; nobody else is looked for."""
    await http.slack.command("/papers", "pause fine-tuning")
    await http.settled()
    assert "U1" not in http.slack.homes
    await http.slack.open_home()
    await http.settled()
    http.bot.subscriptions.have(subscription())
    if by == "command":
        await http.slack.command("/papers", "follow fine-tuning")
    elif by == "mention":
        await http.slack.say(f"<@{http.slack.workspace.bot}> follow fine-tuning")
    else:
        await http.slack.submit_view(await opened(http), {"topic": BERLIN})
    await http.settled()

    assert "every Monday at 09:00" in http.words(http.slack.homes["U1"])


async def test_dates_are_each_readers_own(http: Town) -> None:
    """Slack's clients write them; others show the words."""
    moment = datetime(2026, 5, 25, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    text = (Span(text="Next "), Span(text="Mon 25 May 2026, 09:00", moment=moment))
    ts = await http.platform.post(C1, Part(blocks=(Paragraph(text), Small(text))), Marker(delivery="d", part=0))

    shown = http.slack.channel("C1").posts[ts]
    dates = [one for one in objects(shown["blocks"]) if one.get("type") == "date"]
    assert [(one["timestamp"], one["fallback"]) for one in dates] == [(1779692400, "Mon 25 May 2026, 09:00")] * 2


async def test_the_home_tab_lists_what_my_channels_follow(both: Town) -> None:
    """Those of channels that I'm not in stay out."""
    both.slack.add_channel("C9", "secret", kind="private_channel", members=("U2",))
    both.bot.subscriptions.have(
        subscription(),
        subscription("C1", "agents", paused=PauseReason(code="refused", text="the channel is archived")),
        subscription("C9"),
    )
    await both.slack.open_home()
    await both.settled()

    view = both.slack.homes["U1"]
    words = both.words(view)
    check({"blocks": view["blocks"]}, most_blocks=100)
    assert "#reading" in words
    assert "fine-tuning — every Monday at 09:00, Europe/Berlin" in words
    assert "Next: Monday, 25 May at 12:00" in words
    assert "Paused: the channel is archived." in words
    assert "secret" not in words


async def test_an_empty_home_tab_says_how_to_begin(http: Town) -> None:
    """With a button that opens the window, and a choice of channels in it."""
    await http.slack.open_home()
    await http.settled()
    assert "/papers subscribe" in http.words(http.slack.homes["U1"])
    await http.slack.press(http.slack.homes["U1"], "New subscription")
    await http.settled()
    view = http.slack.views[-1]
    await http.slack.submit_view(view, {"channel": "C1", "topic": BERLIN})
    await http.settled()

    assert [(one.channel.id, one.text) for one in http.bot.asked] == [
        ("C1", "subscribe fine-tuning on monday at 09:00 weekly tz Europe/Berlin")
    ]


@pytest.mark.parametrize(("button", "said"), [("Pause", "pause fine-tuning"), ("Remove", "unsubscribe fine-tuning")])
async def test_buttons_of_the_home_tab_say_commands_in_their_channel(both: Town, button: str, said: str) -> None:
    """The tab is shown anew with what came of it."""
    both.bot.subscriptions.have(subscription())
    await both.slack.open_home()
    await both.settled()
    await both.slack.press(both.slack.homes["U1"], button)
    await both.settled()

    [request] = both.bot.asked
    assert (request.channel.id, request.text, request.person.may_manage) == ("C1", said, True)
    assert f"papers: {said}" in both.words(both.slack.homes["U1"])


async def test_a_paused_one_can_be_resumed(http: Town) -> None:
    """Its button says so."""
    http.bot.subscriptions.have(subscription(paused=PauseReason(code="asked", text="paused by ada")))
    await http.slack.open_home()
    await http.settled()
    await http.slack.press(http.slack.homes["U1"], "Resume")
    await http.settled()

    assert [request.text for request in http.bot.asked] == ["resume fine-tuning"]


async def test_change_opens_the_window_on_what_there_is(http: Town) -> None:
    """Its topic stays; a subscription that is gone meanwhile is said to be."""
    http.bot.subscriptions.have(subscription())
    await http.slack.open_home()
    await http.settled()
    tab = http.slack.homes["U1"]
    await http.slack.press(tab, "Change")
    await http.settled()
    await http.slack.submit_view(http.slack.views[-1], {"at": "08:00", "cadence": "daily"})
    await http.settled()
    http.bot.subscriptions.have()
    await http.slack.press(tab, "Change")
    await http.settled()

    assert [request.text for request in http.bot.asked] == ["subscribe fine-tuning at 08:00 daily tz Europe/Berlin"]
    assert "There is no subscription to fine-tuning any more." in http.words(http.slack.homes["U1"])


async def test_an_old_button_of_the_home_tab_is_answered(http: Town) -> None:
    """It shows how things stand."""
    http.bot.subscriptions.have(subscription())
    await http.slack.open_home()
    await http.settled()
    tab = http.slack.homes["U1"]
    block = {"block_id": "b"}
    await http.slack.act(tab, block, {"type": "button", "action_id": "home:0", "value": "C1 destroy everything"})
    await http.settled()

    assert http.bot.asked == []
    assert "earlier version" in http.words(http.slack.homes["U1"])


async def test_what_slack_refuses_to_open_is_said(http: Town) -> None:
    """A window that comes too late is no silence."""
    http.slack.fault("error", "views.open", error="expired_trigger_id")
    await http.slack.command("/papers", "subscribe")
    shown = await http.private()

    assert "too long" in http.words(shown)


def test_many_subscriptions_fit_the_tab() -> None:
    """A tab has 100 blocks at most; the rest is said to be there."""
    entries = [
        home.HomeEntry(channel=f"C{n}", name=f"#c{n}", subscription=subscription(f"C{n}"), next_date=None)
        for n in range(60)
    ]
    view = home.view(entries, "Paused.")

    check({"blocks": view["blocks"], "text": "x"}, most_blocks=100)
    assert "And 29 more" in view["blocks"][-1]["elements"][0]["text"]


def test_rhythms_are_words() -> None:
    """As people say them."""
    one = subscription()

    assert one.rhythm == "every Monday at 09:00"

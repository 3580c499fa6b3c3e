"""What only Slack has: shortcuts, cards under links, the app's removal; and old buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.adapters.platforms.fakes import fake_ports
from tests.adapters.platforms.slack.fakes import says
from tests.adapters.platforms.slack.limits import check

if TYPE_CHECKING:
    from tests.adapters.platforms.slack.conftest import Town

LINK = "https://arxiv.org/abs/2605.00001v2"


async def test_the_shortcut_explains_the_papers_of_a_message(both: Town) -> None:
    """Each once, only for who asked."""
    said = await both.slack.say(f"see <{LINK}> and <https://arxiv.org/pdf/2605.00001|that> and arXiv:cs/0112017")
    both.bot.asked.clear()
    await both.slack.shortcut("explain_paper", message=said.message)
    shown = await both.private()

    assert {(one.entry_point, one.text) for one in both.bot.asked if one.person.may_manage} == {
        ("paper", "2605.00001"),
        ("paper", "cs/0112017"),
    }
    assert "TinyTune" in both.words(shown)
    check(shown)


async def test_a_message_without_papers_says_so(http: Town) -> None:
    """And an unknown shortcut is answered too."""
    said = await http.slack.say("lunch?")
    await http.slack.shortcut("explain_paper", message=said.message)
    await http.slack.shortcut("of_old", message=said.message)
    await http.slack.shortcut("of_old")
    await http.settled()

    words = {http.words(one) for one in http.slack.channel("C1").ephemerals}
    assert words == {
        "I see no arXiv link in this message. /paper takes a title or a name.",
        "That shortcut is of an earlier version.",
    }
    assert http.bot.asked == []


async def test_links_get_a_card_once(both: Town) -> None:
    """The second event about one message adds nothing."""
    said = await both.slack.say(f"<{LINK}> <https://example.org>")
    await both.settled()
    await both.slack.courier.again(said.events["link_shared"])
    await both.settled()

    [unfurled] = both.slack.unfurls
    card = unfurled["unfurls"][LINK]
    assert both.words(card).splitlines()[0] == "TinyTune: Adapters in One Layer"
    assert [block["type"] for block in card["blocks"]] == ["card"]
    assert card["blocks"][0]["actions"][0]["url"] == LINK
    assert [request.text for request in both.bot.asked] == ["2605.00001"]


async def test_where_slack_takes_no_card_a_link_gets_text(both: Town) -> None:
    """Title, people and gist, the title leading where the link does."""
    both.slack.fault("error", "chat.unfurl", error="invalid_unfurls_format")
    await both.slack.say(f"<{LINK}>")
    await both.settled()

    [unfurled] = both.slack.unfurls
    blocks = unfurled["unfurls"][LINK]["blocks"]
    assert [block["type"] for block in blocks] == ["rich_text", "context", "rich_text"]
    assert [run.get("url") for run in blocks[0]["elements"][0]["elements"]] == [LINK]


async def test_links_to_nothing_we_know_stay_bare(http: Town) -> None:
    """No card is better than an apology under somebody's message."""
    http.bot.replies["2605.00009"] = says("I don't know that paper.")
    await http.slack.say("<https://arxiv.org/abs/2605.00009> <https://arxiv.org/list/cs.CL/recent>")
    await http.settled()

    assert http.slack.unfurls == []


async def test_when_the_app_is_removed_its_workspace_is_told_of_once(both: Town) -> None:
    """The subscriptions are paused with this reason."""
    await both.slack.event("app_uninstalled")
    await both.slack.event("tokens_revoked", tokens={"oauth": ["U1"]})
    await both.settled()

    assert both.bot.removed == [("T1", "the app was removed from the workspace")]


async def test_revoked_bot_tokens_are_a_reason_too(http: Town) -> None:
    """Tokens of users are no matter."""
    await http.slack.event("tokens_revoked", tokens={"bot": ["UBOT"]})
    await http.settled()

    assert http.bot.removed == [("T1", "the app's token was revoked")]


async def test_old_and_unknown_buttons_are_answered_politely(both: Town) -> None:
    """Nothing is done, and the person hears what works."""
    await both.slack.command("/papers", "list")
    shown = await both.private()
    both.bot.asked.clear()
    for action, value in (("vote_up", "p1"), ("say:0", "destroy everything"), ("whole:0", "")):
        await both.slack.act(shown, {"block_id": "b"}, {"type": "button", "action_id": action, "value": value})
    await both.settled()

    last = both.slack.channel("C1").ephemerals[-3:]
    assert [both.words(one) for one in last] == [
        "That button is of an earlier version. /papers help shows what works."
    ] * 3
    assert both.bot.asked == []
    assert both.slack.failures == []


def test_ids_are_found_in_every_kind_of_link() -> None:
    """Abstract pages, PDF, HTML, old ids and bare mentions of an id."""
    text = "arxiv.org/pdf/2605.00002v3.pdf arXiv: 2605.00003 http://www.arxiv.org/abs/math.GT/0309136 2605.00004"

    assert fake_ports().linked_papers(text) == ("2605.00002", "2605.00003", "math/0309136")

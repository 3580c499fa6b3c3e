"""The stand-in refuses the blocks that Slack refuses, and takes the rest."""

from __future__ import annotations

import pytest

from tests.servers.slack import blocks
from tests.servers.slack.refusals import RefusedError
from tests.servers.slack.samples import (
    CONFIRM,
    IMAGE,
    JSON,
    actions,
    button,
    mrkdwn,
    option,
    overflow,
    plain,
    rich,
    runs,
    section,
    select,
    text_input,
)


@pytest.mark.parametrize(
    "block",
    [
        section(text=mrkdwn("x" * 3_000)),
        section(fields=[mrkdwn("x" * 100)] * 10, accessory=button(url="https://example.org/")),
        section(text=plain(), accessory=IMAGE),
        {"type": "header", "text": plain("x" * 150)},
        {"type": "divider"},
        {**IMAGE, "title": plain()},
        actions(button(value="x" * 2_000, style="primary", confirm=CONFIRM), select(100), overflow(5)),
        actions({"type": "timepicker", "initial_time": "09:00", "action_id": "t"}, {"type": "users_select"}),
        actions({"type": "radio_buttons", "options": [{"text": mrkdwn(), "value": "1"}]}),
        actions(select(initial_option=option(0), placeholder=plain())),
        {"type": "context", "elements": [mrkdwn(), IMAGE] * 5},
        text_input(hint=plain(), optional=True),
        {"type": "input", "label": plain(), "element": {"type": "external_select", "min_query_length": 2}},
        {"type": "input", "label": plain(), "element": {"type": "number_input", "is_decimal_allowed": False}},
        rich(runs({"type": "text", "text": "x", "style": {"bold": True}}, {"type": "link", "url": "https://a.org/"})),
        rich(
            {
                "type": "rich_text_list",
                "style": "ordered",
                "offset": 2,
                "elements": [runs({"type": "text", "text": "x"})],
            }
        ),
        rich({"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]}),
        {"type": "markdown", "text": "**x**"},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]},
    ],
)
def test_good_blocks_are_taken(block: JSON) -> None:
    """What the documentation allows, up to each limit, is not refused."""
    blocks.refuse_bad([block])


@pytest.mark.parametrize(
    ("shown", "finding"),
    [
        ([{"type": "poem"}], "unsupported type: poem [json-pointer:/blocks/0]"),
        ([{"text": plain()}], "unsupported type: undefined"),
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([{"type": "divider", "block_id": "b"}] * 2, "`block_id` b already exists [json-pointer:/blocks/1]"),
        ([{"type": "divider", "block_id": "b" * 256}], "must be less than 256 characters"),
        ([{"type": "divider", "text": plain()}], "invalid additional property: text"),
        ([section()], "must define either `text` or `fields`"),
        ([section(text="x")], "must provide an object [json-pointer:/blocks/0/text]"),
        ([section(text=mrkdwn(""))], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([section(text=mrkdwn("x" * 3_001))], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([section(text={"type": "mrkdwn", "text": 3})], "must provide a string"),
        ([section(text={"type": "html", "text": "x"})], "unsupported type: html"),
        ([section(text={**mrkdwn(), "emoji": True})], "invalid additional property: emoji"),
        ([section(text={**plain(), "verbatim": True})], "invalid additional property: verbatim"),
        ([section(text=mrkdwn(), expand="yes")], "must provide a boolean"),
        ([section(fields=[plain()] * 11)], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
        ([section(fields=[])], "no less than 1 items allowed"),
        ([section(fields="x")], "must provide an array"),
        ([section(fields=[plain("x" * 2_001)])], "must be less than 2001 characters"),
        ([section(text=plain(), accessory={"type": "plain_text_input"})], "unsupported type: plain_text_input"),
        ([section(text=plain(), accessory="x")], "must provide an object"),
        ([{"type": "header"}], "missing required field: text"),
        ([{"type": "header", "text": mrkdwn()}], "unsupported type: mrkdwn"),
        ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters"),
        ([{"type": "image", "image_url": "https://example.org/a.png"}], "missing required field: alt_text"),
        ([{"type": "image", "alt_text": "a"}], "must define either `image_url` or `slack_file`"),
        ([{**IMAGE, "image_url": "ftp://example.org/a.png"}], "must be a valid URL"),
        ([actions()], "no less than 1 items allowed"),
        ([actions(*[button(action_id=str(n)) for n in range(26)])], "no more than 25 items allowed"),
        ([actions(IMAGE)], "unsupported type: image"),
        ([actions(button(text=mrkdwn()))], "unsupported type: mrkdwn"),
        ([actions(button(text=plain("x" * 76)))], "must be less than 76 characters"),
        ([actions(button(value="x" * 2_001))], "must be less than 2001 characters"),
        ([actions(button(action_id="x" * 256))], "must be less than 256 characters"),
        ([actions(button(url="javascript:alert(1)"))], "must be a valid URL"),
        ([actions(button(url="https://example.org/" + "x" * 3_000))], "must be less than 3001 characters"),
        ([actions(button(style="loud"))], "must be one of: primary, danger"),
        ([actions(button(confirm={"title": plain()}))], "missing required field: confirm"),
        ([actions(button(colour="red"))], "invalid additional property: colour"),
        ([actions(button()), actions(button())], '`action_id` "a" already exists [json-pointer:/blocks/1/elements/0]'),
        ([actions(overflow(1))], "no less than 2 items allowed"),
        ([actions(overflow(6))], "no more than 5 items allowed"),
        ([actions(select(101))], "no more than 100 items allowed"),
        ([actions(select(0))], "no less than 1 items allowed"),
        ([actions({"type": "static_select"})], "must define either `options` or `option_groups`"),
        ([actions(select(options=[option(text=plain("x" * 76))]))], "must be less than 76 characters"),
        ([actions(select(options=[option(value="x" * 151)]))], "must be less than 151 characters"),
        ([actions(select(options=[option(text=mrkdwn())]))], "unsupported type: mrkdwn"),
        ([actions(select(options=[option(url="https://example.org/")]))], "invalid additional property: url"),
        ([actions(select(options=["x"]))], "must provide an object"),
        ([actions(select(initial_option=option(7)))], "`initial_option` must exactly match"),
        ([actions(select(placeholder=plain("x" * 151)))], "must be less than 151 characters"),
        (
            [actions({"type": "static_select", "option_groups": [{"label": plain("x" * 76), "options": [option()]}]})],
            "must be less than 76 characters",
        ),
        ([actions({"type": "checkboxes", "options": [option(n) for n in range(11)]})], "no more than 10 items allowed"),
        ([actions({"type": "timepicker", "initial_time": "nine"})], "must be more than 4 characters"),
        ([actions({"type": "external_select", "initial_option": {}})], "missing required field: text"),
        ([{"type": "context", "elements": [plain()] * 11}], "no more than 10 items allowed"),
        ([{"type": "context", "elements": [button()]}], "unsupported type: button"),
        ([{"type": "input", "element": {"type": "plain_text_input"}}], "missing required field: label"),
        ([text_input(element=button())], "unsupported type: button"),
        ([text_input(element={"type": "plain_text_input", "max_length": 3_001})], "must be less than 3001"),
        ([rich({"type": "rich_text_poem"})], "unsupported type: rich_text_poem"),
        ([rich({"type": "rich_text_section"})], "missing required field: elements"),
        ([rich(runs())], "no less than 1 items allowed"),
        ([rich(runs({"type": "text", "text": ""}))], "must be more than 0 characters"),
        ([rich(runs({"type": "blink", "text": "x"}))], "unsupported type: blink"),
        ([rich(runs({"type": "text", "text": "x", "style": {"loud": True}}))], "invalid additional property: loud"),
        ([rich(runs({"type": "link", "url": "javascript:x"}))], "must be a valid URL"),
        (
            [rich({"type": "rich_text_list", "elements": [runs({"type": "text", "text": "x"})]})],
            "required field: style",
        ),
        ([rich({"type": "rich_text_list", "style": "bullet", "elements": [rich()]})], "unsupported type: rich_text "),
        (
            [rich({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]})],
            "unsupported type: user",
        ),
        ([{"type": "markdown", "text": "x" * 12_001}], "must be less than 12001 characters"),
        ([{"type": "table", "rows": ["x"]}], "must provide an array"),
        ([{"type": "table", "rows": [["x"] * 21]}], "no more than 20 items allowed"),
    ],
)
def test_bad_blocks_are_refused(shown: list[JSON], finding: str) -> None:
    """Each is `invalid_blocks`, with a finding that says what and where, as Slack words it."""
    with pytest.raises(RefusedError) as refused:
        blocks.refuse_bad(shown)

    assert refused.value.error == "invalid_blocks"
    messages = refused.value.answer["response_metadata"]["messages"]
    assert any(finding in each for each in messages), messages
    assert messages[0].startswith("[ERROR] ")


def test_the_text_of_all_blocks_together_has_a_limit() -> None:
    """Blocks that are each small enough are refused where their text comes to more than 13,000 characters."""
    with pytest.raises(RefusedError) as refused:
        blocks.refuse_bad([section(text=mrkdwn("x" * 2_601))] * 5)

    assert refused.value.error == "msg_blocks_too_long"


@pytest.mark.parametrize("shown", ["x", {}, ["x"]])
def test_blocks_that_are_no_list_of_objects(shown: object) -> None:
    """Anything else than a list of objects has the wrong format."""
    with pytest.raises(RefusedError, match="invalid_blocks_format"):
        blocks.refuse_bad(shown)

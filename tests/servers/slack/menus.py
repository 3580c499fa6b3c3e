"""Options that an app sends for an external select."""

from __future__ import annotations

from typing import Any

from tests.servers.slack import objects
from tests.servers.slack.places import Survey


def findings(said: Any) -> list[str]:  # noqa: ANN401 - whatever the app said
    """What Slack would find wrong with them; nothing if they may be shown."""
    survey = Survey()
    here = survey.at(said, "")
    if not here.object(set(), {"options", "option_groups"}):
        return survey.findings
    if here.has("options") == here.has("option_groups"):
        here.wrong("must define either `options` or `option_groups`")
    for each in here.items("options", 100, least=0):
        objects.option(each)
    for group in here.items("option_groups", 100, least=0):
        if group.object({"label", "options"}, set()):
            objects.text(group, "label", 75, plain=True)
            for each in group.items("options", 100, least=0):
                objects.option(each)
    return survey.findings

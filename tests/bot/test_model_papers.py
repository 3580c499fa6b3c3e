"""Which papers stand under a model's themes, and what the footer counts, from the command line to the wire and back."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.test_model_end_to_end import around, told
from tests.servers import models
from tests.servers.openai import ModelServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.openai import Asked

MODELS = (models.honest, models.inventing, models.giving_up, models.mending_with_others, models.retelling)


def written(model: Callable[[Asked], str]) -> tuple[dict[str, Any], str]:
    """The document of what this model writes of the sample, and the page that people read."""
    with ModelServer(model=model, key="stand-in") as server:
        made, page = (
            told(around(server))[1],
            told(around(server), "roundup", "fine-tuning", "--papers", "sample", "--writer", "model")[1],
        )
    document: dict[str, Any] = json.loads(made)
    assert document["written_by"]["kind"] == "model"
    return document, " ".join(page.split())


def themes(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The model's own sections."""
    return [section for section in made["sections"] if section["kind"] == "theme"]


def cited(section: dict[str, Any]) -> set[str]:
    """The papers of which it tells."""
    return set(chain.from_iterable(statement["cites"] for statement in section["statements"]))


@pytest.mark.parametrize("model", MODELS)
def test_a_theme_has_the_papers_that_it_tells_and_the_rest_stands_apart(model: Callable[[Asked], str]) -> None:
    """Whatever was refused, given up or replaced: no paper stands under a title that no longer tells of it."""
    made, _ = written(model)
    told_of = [cited(theme) for theme in themes(made)]
    (rest,) = [section for section in made["sections"] if section["kind"] == "also"]
    listed = [paper["id"] for paper in made["papers"]]

    assert all(set(theme["papers"]) <= tells for theme, tells in zip(themes(made), told_of, strict=True))
    assert set(rest["papers"]) == set(listed) - set().union(*told_of)
    assert sorted(chain(rest["papers"], *(theme["papers"] for theme in themes(made)))) == sorted(listed)
    assert rest["title"] == "Also this week"
    assert not rest["statements"]


@pytest.mark.parametrize("model", MODELS)
def test_the_footers_counts_are_those_of_what_is_shown(model: Callable[[Asked], str]) -> None:
    """What was written, less what was refused, and what was mended of that, is what stands there."""
    made, page = written(model)
    check, shown = made["check"], sum(len(section["statements"]) for section in made["sections"])
    replaced, left_out = check["repaired"], check["refused"] - check["repaired"]

    assert check["statements"] - left_out == shown
    assert (f"{check['statements']} statements checked" in page) == bool(check["refused"])
    assert (f"{left_out} left out" in page) == bool(left_out)
    assert (f"{replaced} replaced" in page) == bool(replaced)


def test_a_replacement_tells_of_no_paper_that_is_told_already() -> None:
    """A sentence less is better than one that says again what stands elsewhere."""
    made, page = written(models.mending_with_others)

    assert "told again" not in page
    assert made["check"]["repaired"] == 0
    assert made["check"]["refused"] == 2 * len(themes(made))


def test_two_themes_at_most_tell_of_a_paper() -> None:
    """A model that tells of the same in all of them is held to two, and the others say why they were refused."""
    made, _ = written(models.retelling)
    counts = [sum(paper["id"] in cited(theme) for theme in themes(made)) for paper in made["papers"]]

    assert max(counts) == 2
    assert made["check"]["refused"] == 2

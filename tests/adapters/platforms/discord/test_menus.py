"""Buttons and menus carry what they say."""

from __future__ import annotations

from adapters.chat import Action, EntryPoint, Numbered, Part, plain
from adapters.platforms.discord import menus
from tests.adapters.platforms.discord.bodies import units


def press(text: str, label: str = "Press", group: str = "", entry_point: EntryPoint = "papers") -> Action:
    """A button, or an entry of a menu."""
    return Action(label=label, entry_point=entry_point, text=text, group=group)


def test_buttons_stand_in_rows_and_groups_in_menus() -> None:
    """Five buttons a row, 25 entries a menu, nothing twice, and no more than a message may have."""
    buttons = [press(f"list {n}") for n in range(20)] + [press("list 1")]
    entries = [press(str(n), f"Paper {n}", "Open a paper", "thread") for n in range(130)]

    rows = menus.drawn(Part(blocks=(), actions=(*buttons, *entries)), thread="77")

    assert [len(row["components"]) for row in rows] == [5, 5, 5, 1, 1, 1, 1]
    ids = [one["custom_id"] for row in rows for one in row["components"]]
    assert len(set(ids)) == len(ids)
    assert [menus.is_menu(row) for row in rows] == [False] * 3 + [True] * 4
    assert rows[3]["components"][0]["options"][0] == {"label": "Paper 0", "value": "thread@77 0"}


def test_labels_are_one_short_line() -> None:
    """A label loses control characters and what is too long, and is never empty."""
    (row,) = menus.drawn(
        Part(blocks=(), actions=(press("a", "x\n" * 99 + "𝕏" * 99), press("b", "\u202e"), press("c", "Share")))
    )

    labels = [button["label"] for button in row["components"]]
    assert units(labels[0]) <= 80
    assert labels[0].endswith("…")
    assert labels[1] == "…"
    assert row["components"][2]["style"] == 1


def test_papers_open_from_a_menu() -> None:
    """The opening post opens the first 25 papers that its thread numbers, and a list those that it shows."""
    listing = Part(blocks=(Numbered(tuple((n, plain(f"Title {n}")) for n in range(1, 41))),))
    opening = Part(blocks=(), actions=(press("list"),))

    full = menus.with_first_papers(opening, [listing])

    assert [action.text for action in full.actions] == ["list", *map(str, range(1, 26))]
    assert full.actions[1].label == "1 · Title 1"
    assert menus.opening_papers(opening) is opening
    assert len(menus.opening_papers(listing).actions) == 40

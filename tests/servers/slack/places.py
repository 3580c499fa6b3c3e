"""Walking JSON that somebody else wrote, noting what Slack would find wrong and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.slack.refusals import JSON


@dataclass(slots=True)
class Survey:
    """What one look over a message or view has found so far.

    Attributes:
        findings: Each as `what [json-pointer:/where]`.
        action_ids: Those seen, with the block that each is in.
        block_ids: Those seen.
        text: The characters of all text so far.
        cells: Those of them that stand in tables.
        unique_actions: Whether an action_id may stand once in all blocks, or once in each.
    """

    unique_actions: bool = True
    findings: list[str] = field(default_factory=list)
    action_ids: set[str] = field(default_factory=set)
    block_ids: set[str] = field(default_factory=set)
    text: int = 0
    cells: int = 0

    def at(self, value: Any, path: str) -> Place:  # noqa: ANN401 - any JSON may stand anywhere
        """A place to begin."""
        return Place(self, value, path)


@dataclass(frozen=True, slots=True)
class Place:
    """A value and where it stands."""

    survey: Survey
    value: Any
    path: str

    def wrong(self, what: str) -> None:
        """Note a finding here."""
        self.survey.findings.append(f"{what} [json-pointer:{self.path}]")

    def inside(self, key: str) -> Place:
        """The value of a key; None where there is none."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Place(self.survey, value, f"{self.path}/{key}")

    def has(self, key: str) -> bool:
        """Whether a key stands here, `null` being as good as none."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def object(self, required: set[str], allowed: set[str]) -> bool:
        """Whether an object with these keys stands here; what is missing or too much is noted."""
        if not isinstance(self.value, dict):
            self.wrong("must provide an object")
            return False
        for key in sorted(required - {key for key, value in self.value.items() if value is not None}):
            self.wrong(f"missing required field: {key}")
        for key in sorted(self.value.keys() - required - allowed - {"type"}):
            self.wrong(f"invalid additional property: {key}")
        return True

    def string(self, key: str, most: int, *, least: int = 1) -> None:
        """Note a string that isn't one, is too short or too long."""
        if not self.has(key):
            return
        here = self.inside(key)
        if not isinstance(here.value, str):
            here.wrong("must provide a string")
        elif len(here.value) < least:
            here.wrong(f"must be more than {least - 1} characters")
        elif len(here.value) > most:
            here.wrong(f"must be less than {most + 1} characters")

    def flag(self, *keys: str) -> None:
        """Note what should be true or false and is neither."""
        for key in keys:
            if self.has(key) and not isinstance(self.value[key], bool):
                self.inside(key).wrong("must provide a boolean")

    def one_of(self, key: str, *choices: str) -> None:
        """Note a value that isn't among the choices."""
        if self.has(key) and self.value[key] not in choices:
            self.inside(key).wrong(f"must be one of: {', '.join(choices)}")

    def items(self, key: str, most: int, *, least: int = 1) -> Iterator[Place]:
        """The items of a list; notes a list that isn't one, or of the wrong length."""
        if not self.has(key):
            return
        here = self.inside(key)
        if not isinstance(here.value, list):
            here.wrong("must provide an array")
            return
        if len(here.value) < least:
            here.wrong(f"no less than {least} items allowed" if least > 1 else "no less than 1 items allowed")
        if len(here.value) > most:
            here.wrong(f"no more than {most} items allowed")
        for at, value in enumerate(here.value):
            yield Place(self.survey, value, f"{here.path}/{at}")

    def url(self, key: str, most: int = 3_000) -> None:
        """Note what isn't an http or https address."""
        self.string(key, most)
        value = self.inside(key).value
        if isinstance(value, str) and value and not _is_address(value):
            self.inside(key).wrong("must be a valid URL")

    @property
    def kind(self) -> str:
        """The `type` that stands here, or ""."""
        kind = self.value.get("type") if isinstance(self.value, dict) else None
        return kind if isinstance(kind, str) else ""

    @property
    def json(self) -> JSON:
        """The object here."""
        return self.value if isinstance(self.value, dict) else {}


def _is_address(value: str) -> bool:
    scheme, _, rest = value.partition("://")
    return scheme.lower() in ("http", "https") and bool(rest) and not any(c.isspace() for c in value)

"""What a setting is, as data: platforms, sources and the bot declare theirs, and one table reads them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_YES = frozenset({"1", "yes", "true", "on"})
_NO = frozenset({"0", "no", "false", "off"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting(Generic[T_co]):
    """One setting, set by the environment variable of its name; an empty variable counts as unset.

    Attributes:
        name: The environment variable.
        meaning: What it decides, in Markdown, as the tables of the documentation say it.
        parse: Its value; raises `ValueError` with what the variable must be, such as "a whole number, such as 3000".
        default: Its value where nothing is set.
        shown: Its default in the documentation's tables; "" shows the default itself, or that there is none.
        is_secret: Whether it is kept out of logs and messages, and may be the content of a file that `NAME_FILE` names.
    """

    name: str
    meaning: str
    parse: Callable[[str], T_co]
    default: T_co
    shown: str = ""
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of all settings of an installation, looked up by their declarations: `settings[BOT_TOKEN]`.

    Attributes:
        values: By name, of every setting in the tables: what is set, else its default.
        secrets: All values that must not reach a log or a message.
        notices: What was set and has no effect, a sentence each.
    """

    values: Mapping[str, Any] = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()

    def __getitem__(self, setting: Setting[T]) -> T:
        if setting.name not in self.values:
            raise LookupError(f"{setting.name} stands in no table of settings; put it into its group's SETTINGS.")
        value: T = self.values[setting.name]
        return value


def text(value: str) -> str:
    """Any text."""
    return value


def secret(name: str, meaning: str) -> Setting[str]:
    """A setting whose value nobody but the installation may know."""
    return Setting(name=name, meaning=meaning, parse=text, default="", is_secret=True)


def whole_number(value: str) -> int:
    """A number of at least zero; `1_000_000` and `1,000,000` may be written as well."""
    digits = value.replace("_", "").replace(",", "")
    if digits.isascii() and digits.isdigit():
        return int(digits)
    raise ValueError("a whole number")


def port(value: str) -> int:
    """The number of a TCP port."""
    if value.isascii() and value.isdigit() and int(value) < 1 << 16:
        return int(value)
    raise ValueError("the number of a port, from 0 to 65535")


def yes_or_no(value: str) -> bool:
    """A switch, in any of the usual words."""
    word = value.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError("1 or 0")


def url(value: str) -> str:
    """An address of the web."""
    if value.startswith(("http://", "https://")):
        return value
    raise ValueError("an address that begins with https:// or http://")


def public_url(value: str) -> str:
    """An address of the web under which further ones can be made; no slash ends it."""
    if url(value) and not any(sign in value for sign in "?#\\ \"'<>"):
        return value.rstrip("/")
    raise ValueError("an address without ? and #, such as https://papers.example.org")

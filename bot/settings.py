"""What an installation is told by its environment; the only module that reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from digest.brief import prompting
from digest.brief.prompting import Manner
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping

CATEGORIES = ("cs.*", "stat.ML", "eess.*", "quant-ph")
"""What is read where nothing else is set; a topic's own `cat:` filters are read besides."""

_OPENAI = "https://api.openai.com/v1"
_A_ROUNDUP = 60_000
_A_DAY = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """A language model behind an OpenAI-compatible endpoint.

    Attributes:
        key: A secret; "" for local servers that want none.
        tokens_a_roundup: Sent at most for one roundup.
        tokens_a_day: Sent and received at most in a day, by all processes together.
        manner: How roundups are written where a subscription says nothing else.
    """

    name: str
    key: str = field(repr=False, default="")
    base_url: str = _OPENAI
    tokens_a_roundup: int = _A_ROUNDUP
    tokens_a_day: int = _A_DAY
    manner: Manner = field(default_factory=Manner)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation's settings.

    Attributes:
        data: The folder of the embedded store and of the terminal's history.
        redis_url: A server of one's own in place of the embedded store, or None.
        contact: An address that arXiv can write to, sent with every request; "" if none was given.
        categories: The arXiv categories that are read whole.
        arxiv_url: Where arXiv's query interface is.
        model: The language model, or None where none is set.
    """

    data: Path
    redis_url: str | None
    contact: str
    categories: tuple[str, ...]
    arxiv_url: str
    model: ModelSettings | None = None


class BadSetting(PaperroundError):  # noqa: N818 - named for what it is
    """Raised for a variable whose value can't be meant."""


def read(environ: Mapping[str, str]) -> Settings:
    """The settings that these variables make; an empty variable counts as unset."""
    return Settings(
        data=_data_folder(environ.get("PAPERROUND_DATA") or ""),
        redis_url=environ.get("REDIS_URL") or None,
        contact=environ.get("PAPERROUND_CONTACT") or "",
        categories=tuple((environ.get("PAPERROUND_CATEGORIES") or "").replace(",", " ").split()) or CATEGORIES,
        arxiv_url=environ.get("PAPERROUND_ARXIV_URL") or "https://export.arxiv.org/api/query",
        model=model(environ),
    )


def model(environ: Mapping[str, str]) -> ModelSettings | None:
    """The language model that these variables name, if they name one."""
    name = environ.get("PAPERROUND_MODEL") or ""
    if not name:
        return None
    return ModelSettings(
        name=name,
        key=secret(environ, "OPENAI_API_KEY"),
        base_url=environ.get("OPENAI_BASE_URL") or _OPENAI,
        tokens_a_roundup=_count(environ, "PAPERROUND_MODEL_TOKENS", _A_ROUNDUP),
        tokens_a_day=_count(environ, "PAPERROUND_MODEL_TOKENS_A_DAY", _A_DAY),
        manner=prompting.manner(environ.get("PAPERROUND_STYLE") or "", environ.get("PAPERROUND_LANGUAGE") or ""),
    )


def secret(environ: Mapping[str, str], name: str) -> str:
    """A secret, or what the file holds that `NAME_FILE` names."""
    if file := environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE can't be read: {error.strerror or 'no reason given'}.") from error
    return environ.get(name) or ""


def _count(environ: Mapping[str, str], name: str, usual: int) -> int:
    given = (environ.get(name) or "").replace("_", "").replace(",", "")
    if not given:
        return usual
    if not (given.isascii() and given.isdigit()):
        raise BadSetting(f"{name} must be a number of tokens, such as {usual}.")
    return int(given)


def _data_folder(given: str) -> Path:
    if given:
        return Path(given).expanduser()
    # Imported here because most commands need no folder, and `--help` should be quick.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("paperround", appauthor=False)

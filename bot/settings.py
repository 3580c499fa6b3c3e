"""The table of all settings, and the only module that reads the environment by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters import http_settings
from adapters.settings import Setting, Settings, secret, text, url, whole_number
from adapters.sources import settings as common
from adapters.store import settings as of_store
from adapters.tracing import ENDPOINT
from bot import registry
from digest.errors import Misunderstood, PaperroundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LARGEST_SECRET = 65_536
_OWN_PREFIX = "PAPERROUND_"
_ALIKE = 0.7
"""How alike what follows the prefix is, as difflib counts, where one name is a slip of the other: `TOKEN`, `BOT_TOKEN`."""


class BadSetting(PaperroundError):  # noqa: N818 - named for what it is
    """Raised for variables whose values can't be meant, a line each."""


class NoModel(PaperroundError):  # noqa: N818 - named for what is missing
    """Raised when a model is asked for and none is set."""

    def __init__(self) -> None:
        super().__init__(
            "No model is set. PAPERROUND_MODEL names one, OPENAI_API_KEY is its key, and OPENAI_BASE_URL is where it "
            "answers, such as http://localhost:11434/v1."
        )


def _daily_ingest(value: str) -> bool | None:
    words = {"auto": None, "on": True, "off": False}
    if value.casefold() in words:
        return words[value.casefold()]
    raise ValueError("auto, on or off")


def _style(value: str) -> str:
    return _understood(value, "")


def _language(value: str) -> str:
    return _understood("", value)


def _understood(style: str, language: str) -> str:
    # Imported here because few installations set them, and the writer's package takes a while.
    from digest.brief import prompting  # noqa: PLC0415

    try:
        prompting.writing_options(style, language)
    except Misunderstood as error:
        raise ValueError(f"as in {error.example}") from error
    return style or language


DATA: Setting[Path | None] = Setting(
    name="PAPERROUND_DATA",
    meaning="the folder of the embedded store",
    parse=lambda value: Path(value).expanduser(),
    default=None,
    shown="the system's folder for program data",
)
DAILY_INGEST: Setting[bool | None] = Setting(
    name="PAPERROUND_DAILY_INGEST",
    meaning="one reading of arXiv a day for all topics: `auto` (on above 20 topics), `on`, `off`",
    parse=_daily_ingest,
    default=None,
    shown="`auto`",
)
CROWD = Setting(
    name="PAPERROUND_CROWD",
    meaning="roundups due in the same minute that are posted in that minute; more are drawn out over four minutes",
    parse=whole_number,
    default=50,
)
MODEL = Setting(
    name="PAPERROUND_MODEL", meaning="the model's name; without it no model is asked", parse=text, default=""
)
MODEL_KEY = secret("OPENAI_API_KEY", "its key; local servers want none")
MODEL_URL = Setting(name="OPENAI_BASE_URL", meaning="where it answers", parse=url, default="https://api.openai.com/v1")
MODEL_TOKENS = Setting(
    name="PAPERROUND_MODEL_TOKENS",
    meaning="tokens sent at most for one roundup",
    parse=whole_number,
    default=60_000,
)
MODEL_TOKENS_A_DAY = Setting(
    name="PAPERROUND_MODEL_TOKENS_A_DAY",
    meaning="tokens sent and received at most in a day (UTC), by all processes together",
    parse=whole_number,
    default=1_000_000,
)
MODEL_TOKENS_A_PERSON: Setting[int | None] = Setting(
    name="PAPERROUND_MODEL_TOKENS_A_PERSON",
    meaning="as many of these that what one person asks for may cost; what the schedule makes is on nobody's account",
    parse=whole_number,
    default=None,
    shown="a fifth of a day's",
)
EMBEDDINGS = Setting(
    name="PAPERROUND_EMBEDDINGS",
    meaning="an embeddings model at the same address, which helps to rank: `text-embedding-3-small`, `nomic-embed-text` …",
    parse=text,
    default="",
    shown="none; the shipped term vectors alone",
)
EMBEDDINGS_TOKENS_A_DAY = Setting(
    name="PAPERROUND_EMBEDDINGS_TOKENS_A_DAY",
    meaning="tokens sent to it at most in a day (UTC), by all processes together; a week of papers has about 1,300,000",
    parse=whole_number,
    default=2_000_000,
)
VERIFIER = Setting(
    name="PAPERROUND_VERIFIER",
    meaning="a model at the same address that holds each statement against its evidence, such as `bespoke-minicheck`",
    parse=text,
    default="",
    shown="none; code alone checks",
)
STYLE = Setting(
    name="PAPERROUND_STYLE",
    meaning="`brief`, `standard` or `deep`, unless a subscription says another",
    parse=_style,
    default="standard",
)
LANGUAGE = Setting(
    name="PAPERROUND_LANGUAGE",
    meaning="by name: `English`, `German`, `Brazilian Portuguese`, `日本語`; unless a subscription says another",
    parse=_language,
    default="English",
)

_OWN_GROUPS: Mapping[str, tuple[Setting[Any], ...]] = {
    "store": (DATA, *of_store.SETTINGS),
    "sources": (*common.SETTINGS, *(one for source in registry.sources() for one in source.settings)),
    "process": (*http_settings.SETTINGS, DAILY_INGEST, CROWD, ENDPOINT),
    "model": (
        MODEL,
        MODEL_KEY,
        MODEL_URL,
        MODEL_TOKENS,
        MODEL_TOKENS_A_DAY,
        MODEL_TOKENS_A_PERSON,
        VERIFIER,
        EMBEDDINGS,
        EMBEDDINGS_TOKENS_A_DAY,
        STYLE,
        LANGUAGE,
    ),
}


def groups() -> Mapping[str, tuple[Setting[Any], ...]]:
    """Every setting there is, by what it belongs to; each platform brings its own."""
    return {**_OWN_GROUPS, **{declared.name: declared.settings for declared in registry.platform_declarations()}}


def read(environ: Mapping[str, str]) -> Settings:
    """The settings that these variables make; raises `BadSetting` with all that can't be meant."""
    table = [setting for group in groups().values() for setting in group]
    values: dict[str, Any] = {}
    secrets, wrong = [], []
    for setting in table:
        try:
            given = _raw_value(setting, environ)
            values[setting.name] = setting.parse(given) if given else setting.default
        except BadSetting as unread:
            wrong.append(str(unread))
        except ValueError as error:
            wrong.append(_sentence(setting, environ, error))
        else:
            secrets += [given] if given and setting.is_secret else []
    if wrong:
        raise BadSetting("\n".join(wrong))
    return Settings(values, tuple(secrets), tuple(_notices(environ, table)))


def _raw_value(setting: Setting[Any], environ: Mapping[str, str]) -> str:
    """What is set, or what the file holds that `NAME_FILE` names; "" where neither is."""
    if setting.is_secret and (file := environ.get(f"{setting.name}_FILE")):
        try:
            with Path(file).open(encoding="utf-8") as opened:
                held = opened.read(_LARGEST_SECRET).strip()
        except OSError as error:
            raise BadSetting(f"{setting.name}_FILE can't be read: {error.strerror or 'no reason given'}.") from error
        except UnicodeDecodeError:
            raise BadSetting(f"{setting.name}_FILE can't be read: it isn't text.") from None
        if not held:
            raise BadSetting(f"{setting.name}_FILE names a file that is empty.")
        return held
    return environ.get(setting.name) or ""


def _sentence(setting: Setting[Any], environ: Mapping[str, str], error: ValueError) -> str:
    said = "" if setting.is_secret else f", not “{environ[setting.name][:60]}”"
    return f"{setting.name} must be {error}{said}."


def _notices(environ: Mapping[str, str], table: Iterable[Setting[Any]]) -> Iterable[str]:
    """What looks like a setting of ours and is none; other programs' variables may begin as Slack's do."""
    known = {setting.name for setting in table} | {f"{setting.name}_FILE" for setting in table if setting.is_secret}
    shared = tuple({f"{name.partition('_')[0]}_" for name in known} - {_OWN_PREFIX})
    for name in sorted(environ.keys() - known):
        ours = name.startswith(_OWN_PREFIX)
        near = _nearest(name, known) if ours or name.startswith(shared) else ""
        if near and (ours or not environ.get(near)):
            yield f"{name} is no setting. Is {near} meant?"
        elif ours:
            yield f"{name} is no setting. README.md lists them all."


def _nearest(name: str, known: Iterable[str]) -> str:
    """The name that this may be a slip of, with the same prefix; "" where there is none."""
    from difflib import get_close_matches  # noqa: PLC0415 - hardly ever needed

    prefix, _, rest = name.partition("_")
    rests = [one.removeprefix(f"{prefix}_") for one in known if one.startswith(f"{prefix}_")]
    return next((f"{prefix}_{near}" for near in get_close_matches(rest, rests, n=1, cutoff=_ALIKE)), "")


def data_folder(settings: Settings) -> Path:
    """The folder of the embedded store and of the terminal's history."""
    if given := settings[DATA]:
        return given
    # Imported here because most commands need no folder, and `--help` should be quick.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("paperround", appauthor=False)

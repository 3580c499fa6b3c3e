"""Logs as JSON, a line an event, with the ids of deliveries and without secrets."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from typing_extensions import override

from bot import registry

if TYPE_CHECKING:
    from collections.abc import Iterable

_OWN = frozenset(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {"message", "asctime", "taskName"}
_HIDDEN = "…"
_SECRET_FORMS = (
    r"sk-[\w-]{16,}",  # keys of model endpoints
    r"(?<=://)[^/\s@]+(?=@)",  # user and password of a URL
    r"(?<=Bearer )\S+",
)
_SHORTEST = 6
"""A shorter setting isn't hidden wherever its letters occur."""
_CHATTY = ("apscheduler", "aiohttp", "httpx", "openai")


class JsonLines(logging.Formatter):
    """One JSON object a line; what is added by `extra` stands beside the message."""

    def __init__(self, secrets: Iterable[str] = (), forms: Iterable[str] = ()) -> None:
        super().__init__()
        self._forms = re.compile("|".join((*_SECRET_FORMS, *forms)))
        known = sorted({one for one in secrets if len(one) >= _SHORTEST}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    @override
    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in _OWN},
        }
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps({name: self._clean(value) for name, value in said.items()}, ensure_ascii=False)

    def _clean(self, value: object) -> object:
        """A value that JSON has, with every secret in it hidden."""
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, list | tuple):
            return [self._clean(each) for each in value]
        text = self._known.sub(_HIDDEN, str(value)) if self._known else str(value)
        return self._forms.sub(_HIDDEN, text)


def set_up(stream: TextIO, *, secrets: Iterable[str] = (), level: int = logging.INFO) -> None:
    """Send all logs of the process to a stream; libraries speak up only when something is wrong."""
    platforms = tuple(registry.platform_declarations())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines(secrets, [one.hidden_form for one in platforms if one.hidden_form]))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in (*_CHATTY, *(name for one in platforms for name in one.loggers)):
        logging.getLogger(name).setLevel(logging.WARNING)

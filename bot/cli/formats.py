"""The formats of a roundup, each made by its adapter, which is imported only when it is asked for."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING

from bot import registry

if TYPE_CHECKING:
    from digest.roundup import Roundup

_WRITERS = {
    "json": "digest.document:to_json",
    "markdown": "adapters.present.markdown:roundup",
    "html": "adapters.present.html:roundup",
}


def write(roundup: Roundup, form: str) -> str:
    """The roundup in one of the formats other than text, ready for a file."""
    if form in registry.names():
        return as_json(registry.declaration(form).document(roundup))
    module, function = _WRITERS[form].split(":")
    made = getattr(importlib.import_module(module), function)(roundup)
    return made if isinstance(made, str) else as_json(made)


def as_json(document: object) -> str:
    """A document for people and programs alike."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

"""How a payload differs from what its vendor's documentation says of its fields, and which fields somebody reads of it.

A shape is written as data: a type, several in a tuple (None among them for null), a list with the shape of its items, or
an object with the shape of each field; a field's name ends in `?` where the documentation lets it be missing. `dict` alone
is any object, whose fields are of no interest here.
"""

from __future__ import annotations

from typing import Any

from typing_extensions import override

Shape = Any


def differences(value: object, shape: Shape, at: str = "") -> list[str]:
    """What isn't as documented, a line each: fields that are missing, unknown, or of another type."""
    if isinstance(shape, tuple):
        found = [differences(value, one, at) for one in shape]
        return min(found, key=len)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at}: {value!r} is no list"]
        return [line for number, one in enumerate(value) for line in differences(one, shape[0], f"{at}[{number}]")]
    if isinstance(shape, dict):
        return _object(value, shape, at) if isinstance(value, dict) else [f"{at}: {value!r} is no object"]
    right = value is None if shape is None else type(value) is shape
    return [] if right else [f"{at}: {value!r} is not of type {getattr(shape, '__name__', 'null')}"]


def _object(value: dict[str, Any], shape: dict[str, Shape], at: str) -> list[str]:
    fields = {name.removesuffix("?"): one for name, one in shape.items()}
    needed = {name for name in shape if not name.endswith("?")}
    return [
        *(f"{at}.{name} is missing" for name in sorted(needed - value.keys())),
        *(f"{at}.{name} isn't documented" for name in sorted(value.keys() - fields.keys())),
        *(
            line
            for name in fields.keys() & value.keys()
            for line in differences(value[name], fields[name], f"{at}.{name}")
        ),
    ]


class Watched(dict[str, Any]):
    """A payload that writes down which of its fields are read, those that it hasn't included."""

    def __init__(self, payload: dict[str, Any], reads: set[tuple[str, ...]], at: tuple[str, ...] = ()) -> None:
        self._reads = reads
        self._at = at
        super().__init__({name: _watched(value, reads, (*at, name)) for name, value in payload.items()})

    @override
    def __getitem__(self, name: str) -> Any:
        self._reads.add((*self._at, name))
        return super().__getitem__(name)

    @override
    def get(self, name: str, default: Any = None) -> Any:
        self._reads.add((*self._at, name))
        return super().get(name, default)

    @override
    def __contains__(self, name: object) -> bool:
        self._reads.add((*self._at, str(name)))
        return super().__contains__(name)


def _watched(value: Any, reads: set[tuple[str, ...]], at: tuple[str, ...]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return Watched(value, reads, at)
    return [_watched(one, reads, at) for one in value] if isinstance(value, list) else value


def is_documented(path: tuple[str, ...], shape: Shape) -> bool:
    """Whether a field that was read is in the documentation; all of an object that isn't described is."""
    if isinstance(shape, tuple):
        return any(is_documented(path, one) for one in shape)
    if isinstance(shape, list):
        return is_documented(path, shape[0])
    if not path or shape is dict:
        return True
    fields = {name.removesuffix("?"): one for name, one in shape.items()} if isinstance(shape, dict) else {}
    return path[0] in fields and is_documented(path[1:], fields[path[0]])

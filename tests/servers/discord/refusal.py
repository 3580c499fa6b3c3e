"""How Discord says no: an HTTP status, a JSON error code, and for a form the tree of what is wrong with each field."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
Path = tuple[str | int, ...]


class RefusalError(Exception):
    """Raised wherever the stand-in refuses; becomes the JSON that Discord would send.

    Attributes:
        status: The HTTP status.
        code: Discord's own JSON error code.
        errors: The tree of an invalid form.
    """

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    @property
    def body(self) -> Json:
        """What goes over the wire."""
        body: Json = {"message": self.message, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


class Form:
    """Collects what is wrong with a body, then refuses it as a whole."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def wrong(self, path: Path, code: str, message: str) -> None:
        """Note one fault of one field."""
        node = self.errors
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def text(self, path: Path, value: object, *, most: int, least: int = 0, required: bool = False) -> int:
        """A string within its length; says how long it is."""
        if value is None or value == "":
            if required or (value == "" and least):
                self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")
            return 0
        if not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return 0
        length = len(value.strip())
        if length > most and not least:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif not least <= length <= most:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif required and not length:
            self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")
        return length

    def many(self, path: Path, value: object, *, most: int, least: int = 0) -> list[Any]:
        """A list of no more than so many; an empty one where it isn't a list."""
        if value is None:
            value = []
        if not isinstance(value, list):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if len(value) > most and not least:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif not least <= len(value) <= most:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        return value

    def choice(self, path: Path, value: object, among: tuple[object, ...]) -> bool:
        """One of the values that a field knows."""
        if isinstance(value, bool) or value not in among:
            listed = ", ".join(str(each) for each in among)
            self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
            return False
        return True

    def number(self, path: Path, value: object, *, least: int, most: int) -> None:
        """A whole number within bounds, where one is given."""
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif value < least:
            self.wrong(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        elif value > most:
            self.wrong(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")

    def check(self) -> None:
        """Refuse the body if anything was wrong with it."""
        if self.errors:
            raise RefusalError(400, 50035, "Invalid Form Body", self.errors)


def unknown(what: str, code: int) -> RefusalError:
    """404 for something that isn't there."""
    return RefusalError(404, code, f"Unknown {what}")


def missing_access() -> RefusalError:
    """It is there, and the bot may not see it."""
    return RefusalError(403, 50001, "Missing Access")


def missing_permissions() -> RefusalError:
    """The bot sees it and may not do that."""
    return RefusalError(403, 50013, "Missing Permissions")

"""Web pages from their templates, in which every text is escaped: a roundup, whole in one file or as it is served."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from adapters.present import page, picture

if TYPE_CHECKING:
    from adapters.present.page import Order, PageView
    from digest.roundup import Roundup


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a page stands; nothing of it for one in a file.

    Attributes:
        public: Whether anybody may find it.
        canonical: Its own address; `archive`, `feed`, `picture` and `bibtex` are those of what belongs to it.
        sorts: The orders that its papers can have, with the address of each; `order` is the one they have.
        kept_until: The day after which it is gone.
    """

    public: bool = False
    canonical: str = ""
    archive: str = ""
    feed: str = ""
    picture: str = ""
    bibtex: str = ""
    sorts: tuple[tuple[Order, str], ...] = ()
    order: Order = "number"
    kept_until: str = ""


IN_A_FILE = Surroundings()


def roundup(document: Roundup, around: Surroundings = IN_A_FILE) -> str:
    """The whole page."""
    view = page.view(document, around.order)
    # The drawing escapes what it is given; everything else is escaped by the template.
    drawing = Markup(picture.svg(view.picture, alone=False)) if view.picture else ""  # noqa: S704
    return rendered("roundup.html", around, view=view, drawing=drawing)


def entry(view: PageView, address: str) -> str:
    """What a feed tells of a page: the lead and the themes, with references that lead to the page."""
    return bare("entry.html", view=view, address=address)


def bare(template: str, **shown: object) -> str:
    """What one of the templates says that isn't a page of ours, and has no stylesheet of ours."""
    return _environment().get_template(template).render(**shown)


def rendered(template: str, around: Surroundings, **shown: object) -> str:
    """A page of one of the templates."""
    return _environment().get_template(template).render(around=around, style=Markup(style()), **shown)  # noqa: S704


@cache
def style() -> str:
    """The one stylesheet, which stands in every page."""
    return (files("adapters.present") / "templates" / "style.css").read_text(encoding="utf-8").strip()


def style_source() -> str:
    """What a Content-Security-Policy must allow for it."""
    return f"'sha256-{b64encode(sha256(style().encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("adapters.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["runs"] = page.runs
    return made

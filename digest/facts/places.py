"""Tells what an address leads to: a repository, a dataset, a model, a project page, or nothing to use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.facts.links import Link
    from digest.model import ResourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a link leads.

    Attributes:
        url: The address in its shortest meaningful form.
        slug: The last word of the address that names the thing.
        kind: What the host and path say it is.
        page: Whether it is a project page, not the thing itself.
        whole: Whether it is everything that somebody offers, not one repository.
        numbered: Whether the address has a number where others have a name.
    """

    url: str
    slug: str
    kind: ResourceKind
    page: bool = False
    whole: bool = False
    numbered: bool = False

    @property
    def key(self) -> str:
        """Equal for two ways to write the same address."""
        return self.url.casefold()


_FORGES = frozenset(("github.com", "gitlab.com", "bitbucket.org", "codeberg.org"))
_HUBS = frozenset(("huggingface.co", "hf.co", "modelscope.cn"))
_ARCHIVES = frozenset(
    (
        "zenodo.org",
        "figshare.com",
        "osf.io",
        "dataverse.harvard.edu",
        "data.mendeley.com",
        "ieee-dataport.org",
        "datadryad.org",
    )
)
_SITES = {"zenodo": "Zenodo", "figshare": "figshare", "osf.io": "OSF", "dvn": "Dataverse", "hf": "Hugging Face"}
_ARCHIVE_DOI = re.compile(
    r"https://(?:dx\.)?doi\.org/(10\.(?:5281/zenodo|6084/m9\.figshare|17605/osf\.io|57967/hf|7910/dvn"
    r"|17632)[\w./-]+)",
    re.IGNORECASE,
)
_PAGES = (".github.io", ".gitlab.io", ".netlify.app", ".vercel.app", ".pages.dev", ".hf.space", ".readthedocs.io")
_NOT_OURS = (
    "arxiv.org", "doi.org", "openreview.net", "springer.com", "elsevier.com", "sciencedirect.com", "acm.org",
    "ieee.org", "nature.com", "ssrn.com", "youtube.com", "youtu.be", "vimeo.com", "bilibili.com", "wikipedia.org",
    "creativecommons.org", "orcid.org", "aclanthology.org", "thecvf.com", "twitter.com", "x.com", "linkedin.com",
    "overleaf.com", "semanticscholar.org", "researchgate.net", "mlsys.org", "wiley.com", "mdpi.com", "heygen.com",
    "openai.com", "wandb.ai",
)  # fmt: skip
# What leads to a page on any other host, if it is to count as the paper's own.
_INTRODUCED = re.compile(
    r"\b(?:project|code|data|datasets?|demo|pages?|website|webpage|site|homepage|available|released|hosted"
    r"|accessible|resources|materials|benchmark"
    r"|leaderboard|toolkit|library|open[- ]sourced?)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)


def place(link: Link) -> Place | None:
    """What the link leads to, or None for another paper, a video, or a link nobody offers as theirs."""
    host, _, path = link.url.removeprefix("https://").partition("/")
    host = host.removeprefix("www.")
    steps = [step for step in path.split("/") if step]
    if host in _FORGES:
        return _repository(host, steps)
    if host in _HUBS:
        return _hub("huggingface.co" if host == "hf.co" else host, steps)
    return _elsewhere(link, host, steps)


def _repository(host: str, steps: list[str]) -> Place | None:
    if not steps:
        return None
    if len(steps) == 1:
        return Place(url=f"https://{host}/{steps[0]}", slug=steps[0], kind="code", whole=True)
    group = steps[:-1] if host == "gitlab.com" and "-" not in steps else steps[:1]
    repo = (steps[len(group)] if len(steps) > len(group) else steps[-1]).removesuffix(".git")
    url = "/".join((f"https://{host}", *group, repo))
    if len(steps) > 4 and steps[2] == "tree" and host == "github.com":  # noqa: PLR2004 - owner, repo, tree, branch, folder
        url = "/".join((url, *steps[2:]))
    return Place(url=url, slug=repo, kind="code") if repo else None


def _hub(host: str, steps: list[str]) -> Place | None:
    sort = steps[0] if steps and steps[0] in {"datasets", "spaces", "models", "collections", "papers"} else ""
    rest = steps[1:] if sort else steps
    if not rest or sort == "papers":
        return None
    kind: ResourceKind = "dataset" if sort == "datasets" else "code" if sort == "spaces" else "model"
    url = "/".join((f"https://{host}", *([sort] if sort else []), *rest[:2]))
    return Place(
        url=url, slug=rest[min(1, len(rest) - 1)], kind=kind, whole=len(rest) == 1 or sort in {"collections", "spaces"}
    )


def _elsewhere(link: Link, host: str, steps: list[str]) -> Place | None:
    url = link.url
    slug = _slug(host, steps)
    if host == "kaggle.com" and len(steps) > 1:
        return Place(
            url=url,
            slug=slug,
            kind="dataset" if steps[0] in {"datasets", "competitions"} else "model" if steps[0] == "models" else "code",
        )
    if host == "anonymous.4open.science" and steps:
        return Place(url=url, slug=steps[1] if len(steps) > 1 else steps[0], kind="code")
    if _ARCHIVE_DOI.fullmatch(url) or (host in _ARCHIVES and steps):
        return Place(url=url, slug=_record(host, steps), kind="dataset", numbered=True)
    return _page(link, host, slug)


def _slug(host: str, steps: list[str]) -> str:
    """The last step that could be a name, not a language or a version; else the site's own."""
    own = host.removeprefix("www.").split(".", maxsplit=1)[0]
    return next((step for step in reversed(steps) if len(step) > 2 and step[0].isalpha()), own).removesuffix(".html")  # noqa: PLR2004


def _record(host: str, steps: list[str]) -> str:
    """`Zenodo 19197916`, `OSF 6zftv`."""
    last = next((step for step in reversed(steps) if any(map(str.isdigit, step))), steps[-1])
    site = next((site for word, site in _SITES.items() if word in f"{host} {last}".lower()), host)
    return f"{site} {re.split(r'[./]', last)[-1]}"


def _page(link: Link, host: str, slug: str) -> Place | None:
    if host.endswith(_PAGES):
        return Place(url=link.url, slug=slug, kind="page", page=True)
    if any(host == other or host.endswith("." + other) for other in _NOT_OURS):
        return None
    if _INTRODUCED.search(link.before):
        return Place(url=link.url, slug=slug, kind="page", page=True)
    return None

"""Links and named resources, read from abstracts and comments."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.facts import facts
from digest.facts.links import https, links
from digest.model import Paper, Resource

DAY = date(2026, 5, 4)
HTTPS = re.compile(r"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?:/[\w.~!$&'*+=:@%-]*)*", re.ASCII)


def resources(abstract: str = "", comment: str = "", title: str = "On Rivers") -> tuple[Resource, ...]:
    """The resources of a paper with this abstract and comment."""
    paper = Paper(
        id="2605.00001", title=title, abstract=abstract, authors=(), categories=(), published=DAY, listed=DAY,
        comment=comment,
    )  # fmt: skip
    return facts(paper).resources


def told(*args: str, **kwargs: str) -> list[tuple[str, str, str | None]]:
    """Kind, name and address of each resource."""
    return [(resource.kind, resource.name, resource.url) for resource in resources(*args, **kwargs)]


@pytest.mark.parametrize(
    "written",
    [
        "https://github.com/boats/RiverNet",
        "http://github.com/boats/RiverNet",
        "https://github.com/boats/RiverNet.",
        "https://github.com/boats/RiverNet.git",
        "https://github.com/boats/RiverNet/",
        "https://www.github.com/boats/RiverNet",
        "github.com/boats/RiverNet",
        r"\url{https://github.com/boats/RiverNet}",
        r"\href{https://github.com/boats/RiverNet}{https://github.com/boats/RiverNet}",
        "(https://github.com/boats/RiverNet),",
        "[code](https://github.com/boats/RiverNet)",
        "“https://github.com/boats/RiverNet”",
        "https://github.com/ boats/RiverNet",
        "https://github.com/boats/ RiverNet",
        "https: //github.com/boats/RiverNet",
        "https://github.com/boats/RiverNet/tree/main",
        "https://github.com/boats/RiverNet/blob/main/README.md",
        "https://github.com/boats/RiverNet#readme",
        "https://github.com/boats/RiverNet?tab=readme",
        "https://GitHub.com/boats/RiverNet and https://github.com/Boats/rivernet",
    ],
)
def test_a_repository_is_one_clean_link_however_written(written: str) -> None:
    """Schemes, brackets, punctuation, breaks and tails are folded away; the address comes once."""
    assert told(f"Code is at {written}") == [("code", "RiverNet", "https://github.com/boats/RiverNet")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Data: https://huggingface.co/datasets/boats/rivers.", ("dataset", "rivers", "https://huggingface.co/datasets/boats/rivers")),
        ("Model: https://huggingface.co/boats/river-7b", ("model", "river-7b", "https://huggingface.co/boats/river-7b")),
        ("Model: https://hf.co/boats/river-7b", ("model", "river-7b", "https://huggingface.co/boats/river-7b")),
        ("Demo: https://huggingface.co/spaces/boats/demo", ("code", "demo", "https://huggingface.co/spaces/boats/demo")),
        ("Our data are at https://huggingface.co/boats", ("dataset", "boats", "https://huggingface.co/boats")),
        ("The dataset is at https://github.com/boats/maps", ("dataset", "maps", "https://github.com/boats/maps")),
        ("The benchmark is at https://github.com/boats/maps", ("benchmark", "maps", "https://github.com/boats/maps")),
        ("Code and data: https://github.com/boats/maps", ("code", "maps", "https://github.com/boats/maps")),
        ("Code: https://gitlab.com/boats/big/maps", ("code", "maps", "https://gitlab.com/boats/big/maps")),
        ("Code: https://gitlab.com/boats/maps/-/tree/main", ("code", "maps", "https://gitlab.com/boats/maps")),
        ("Code: https://bitbucket.org/boats/maps", ("code", "maps", "https://bitbucket.org/boats/maps")),
        ("Code: https://github.com/boats", ("code", "boats", "https://github.com/boats")),
        ("At https://github.com/boats/all/tree/main/rivers", ("code", "all", "https://github.com/boats/all/tree/main/rivers")),
        ("See https://kaggle.com/datasets/boats/rivers", ("dataset", "rivers", "https://kaggle.com/datasets/boats/rivers")),
        ("See https://kaggle.com/models/boats/river", ("model", "river", "https://kaggle.com/models/boats/river")),
        ("See https://kaggle.com/code/boats/river", ("code", "river", "https://kaggle.com/code/boats/river")),
        ("See https://zenodo.org/records/123", ("dataset", "Zenodo 123", "https://zenodo.org/records/123")),
        ("See https://doi.org/10.5281/zenodo.123", ("dataset", "Zenodo 123", "https://doi.org/10.5281/zenodo.123")),
        ("See osf.io/ab2cd", ("dataset", "OSF ab2cd", "https://osf.io/ab2cd")),
        ("See https://anonymous.4open.science/r/river-F75F/", ("code", "river-F75F", "https://anonymous.4open.science/r/river-F75F")),
        ("Project page: rivers.github.io", ("page", "rivers", "https://rivers.github.io")),
        ("Project page: https://rivers.org/map/en", ("page", "map", "https://rivers.org/map/en")),
    ],
)  # fmt: skip
def test_host_and_words_tell_the_kind(sentence: str, expected: tuple[str, str, str]) -> None:
    """The host says what a link is; where it doesn't, the words that lead to it do."""
    assert told(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "See https://arxiv.org/abs/2605.00001",
        "Doi: https://doi.org/10.1007/978-3",
        "Video: https://youtu.be/abc",
        "Available at https://user:pw@github.com/boats/maps",
        "Available at https://user@evil.org/maps",
        "Available at https://github.com:8443/boats/maps",
        "Available at http://47.76.242.88/index",
        "Available at https://localhost/maps",
        "Available at https://exämple.org/maps",
        "Available at javascript:alert(1)",
        "Available at https://github.com/",
        "Available at https://huggingface.co/papers/2605.00001",
        "Available at https://huggingface.co",
        "Available at https://rivers.org/a/../b",
        "We asked people at https://rivers.org and left. They said https://lake.org",
        "Available at https://[::1/maps",
        "Kaggle (https://kaggle.com/boats) is a site",
        "in Zenodo (https://zenodo.org)",
        "of anonymous (https://anonymous.4open.science)",
    ],
)
def test_what_is_no_resource_is_left_out(sentence: str) -> None:
    """Papers, videos, odd hosts, users, ports and pages nobody offers aren't resources."""
    assert told(sentence.replace("We asked people at", "People of")) == []


def test_the_papers_own_name_is_used() -> None:
    """A link that the paper offers goes by the paper's name for its work."""
    found = told("We propose RiverNet, a net. Code is available at https://github.com/boats/cvpr26-supplement.")

    assert found == [("code", "RiverNet", "https://github.com/boats/cvpr26-supplement")]


def test_other_peoples_link_keeps_its_name() -> None:
    """A repository that the paper only builds on isn't given the paper's name."""
    found = told("We propose RiverNet, built upon lakes, see https://github.com/boats/lake-lib.")

    assert found == [("code", "lake-lib", "https://github.com/boats/lake-lib")]


def test_resources_are_sorted_by_kind() -> None:
    """Code comes first, then models, datasets and benchmarks."""
    found = told(
        "We evaluate Qwen3-VL-8B and Qwen on GSM8K, FinQA and ImageNet.", "Code: https://github.com/boats/maps"
    )

    assert [(kind, name) for kind, name, _ in found] == [
        ("code", "maps"),
        ("model", "Qwen3-VL-8B"),
        ("dataset", "ImageNet"),
        ("benchmark", "GSM8K"),
        ("benchmark", "FinQA"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We introduce RapidsBench, hard.", ("benchmark", "RapidsBench", None)),
        ("We introduce RapidsQ, a large dataset of rapids.", ("dataset", "RapidsQ", None)),
        ("We introduce RapidsQ, the first evaluation benchmark of rapids.", ("benchmark", "RapidsQ", None)),
        ("We introduce RapidsLM, a small language model.", ("model", "RapidsLM", None)),
    ],
)
def test_what_the_paper_makes_is_a_resource(sentence: str, expected: tuple[str, str, None]) -> None:
    """A dataset, benchmark or model of the paper's own is listed without a link, by the words near it."""
    assert told(sentence) == [expected]


def test_a_method_is_no_resource() -> None:
    """A method without a link is nothing to download."""
    assert told("We introduce RapidsTune, a way to tune, and VQA.") == []


def test_what_is_linked_is_not_listed_twice() -> None:
    """A dataset with a link doesn't come again without one."""
    found = told("We introduce RapidsQ, a dataset: https://huggingface.co/datasets/boats/rapidsq")

    assert found == [("dataset", "RapidsQ", "https://huggingface.co/datasets/boats/rapidsq")]


def test_links_keep_their_order() -> None:
    """Links come in the order of the text, with what leads to each."""
    found = links("Code https://github.com/a/b and data https://zenodo.org/r/1")

    assert [link.url for link in found] == ["https://github.com/a/b", "https://zenodo.org/r/1"]
    assert found[0].before == "Code "
    assert links("no address") == ()


PIECES = st.sampled_from(
    ["https://", "http://", "github.com", "/", "a", "b-C", ".git", "@", ":", "8080", "huggingface.co", "datasets", " ",
     "zenodo.org", ".", "x.github.io", "\\url{", "}", "code at ", "//", "tree", "main", "é", "?q", "#", "[", "]",
     "doi.org/10.5281/zenodo.1", "gitlab.com/-/-", "kaggle.com", "spaces", "anonymous.4open.science/r/"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join)))
def test_every_link_is_https_on_a_plain_host(text: str) -> None:
    """Whatever stands there, what comes out is https on a named host, each address once."""
    urls = [resource.url for resource in resources(text, text) if resource.url]

    assert all(HTTPS.fullmatch(url) for url in urls)
    assert len({url.casefold() for url in urls}) == len(urls)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_an_address_is_clean_or_refused(address: str) -> None:
    """Cleaning an address gives a plain https link or nothing."""
    url = https(address)

    assert url is None or HTTPS.fullmatch(url)


def test_a_model_that_is_only_an_example_is_not_used() -> None:
    """Nor is one that stands in the opening sentence alone, which tells what there was before."""
    found = resources("GPT-4o reasons long. We train Qwen3-8B on dams, where models such as DeepSeek-R1 fail.")

    assert [resource.name for resource in found if resource.kind == "model"] == ["Qwen3-8B"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We tune RapidsNet. It beats GPT-4o on dams.", []),
        ("We tune RapidsNet on dams with Claude Code and Qwen.", []),
        ("We test Claude Opus 4.6 and Gemini 3.1 Pro on dams.", ["Claude Opus 4.6", "Gemini 3.1 Pro"]),
        ("We extend a SAM2-compatible encoder to VideoQA tasks.", []),
    ],
)
def test_what_is_used_is_definite(sentence: str, expected: list[str]) -> None:
    """A rival, a tool of the same name, a family without a version, an adjective or a task isn't used."""
    assert [resource.name for resource in resources(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "We introduce RapidsBench, the first benchmark specifically designed for dams.",
            "the first benchmark specifically designed for dams",
        ),
        ("We introduce RapidsQ, a dataset partitioning dams into earth, rock, and steel.", None),
        ("On the old dam benchmark, RapidsBench is far ahead. We introduce RapidsBench, hard.", None),
    ],
)
def test_what_it_is_said_to_be_is_never_cut_within(sentence: str, expected: str | None) -> None:
    """Neither within a purpose nor within a list; a phrase before the name may belong to something else."""
    assert resources(sentence)[0].about == expected

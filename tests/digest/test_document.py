"""The public JSON form: what it holds, that the schema describes it, and that it can be read back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from digest.check.checking import checked_roundup
from digest.document import SCHEMA, SCHEMA_FILE, from_json, paper_json, to_json
from digest.model import RankedBy
from digest.roundup import CheckReport, Counts, Listed, Roundup, Section, Statement, Trend, WrittenBy
from tests.digest.samples import BRIEF, DRAFT, EMPTY, FACTS, HERON, MARLIN, NOW, PICKS, TERN, lead

SCHEMA_TEXT: dict[str, Any] = json.loads(files("digest").joinpath(SCHEMA_FILE).read_text(encoding="utf-8"))
TREND = Trend(counts=(400, 433), rising=("reward models",), sentence="433 papers.")


def made() -> Roundup:
    """The sample roundup."""
    return checked_roundup(BRIEF, DRAFT, now=NOW, trend=TREND)


def validate(document: object, part: str = "") -> None:
    """Fail where the document isn't what the schema says."""
    schema = {**SCHEMA_TEXT, "$ref": part} if not part else {"$defs": SCHEMA_TEXT["$defs"], "$ref": part}
    if not part:
        del schema["$ref"]
    Draft202012Validator(schema).validate(document)


def public(listed: Listed) -> Listed:
    """What the form has of a listed paper."""
    paper = replace(listed.pick.paper, abstract="", listed=listed.pick.paper.published, source="")
    code = tuple(replace(r, name=str(r.url)) for r in listed.facts.resources if r.kind == "code")
    return replace(
        listed, pick=replace(listed.pick, paper=paper), facts=replace(listed.facts, resources=code, numbers=())
    )


def test_the_schema_is_one() -> None:
    """The shipped file is a valid JSON Schema of the version that it names."""
    Draft202012Validator.check_schema(SCHEMA_TEXT)


def test_a_roundup_has_the_promised_form() -> None:
    """Keys, their order and the spelling of times are those of the contract."""
    document = to_json(made())

    assert list(document) == [
        "schema", "topic", "window", "counts", "headline", "sections", "papers", "written_by", "check", "trend", "generated_at",
    ]  # fmt: skip
    assert document["schema"] == SCHEMA
    assert document["topic"] == {"name": "fine-tuning", "query": "fine-tuning OR LoRA"}
    assert document["window"] == {"from": "2026-05-11", "to": "2026-05-15"}
    assert document["generated_at"] == "2026-05-18T07:30:00Z"
    assert document["counts"] == {"found": 5251, "matched": 433, "selected": 3, "cited": 3}
    assert document["trend"] == {"counts": [400, 433], "rising": ["reward models"], "sentence": "433 papers."}
    validate(document)


def test_a_paper_has_the_promised_form() -> None:
    """A listed paper carries its number, names, venue, code and reasons."""
    assert to_json(made())["papers"][0] == {
        "rank": 1,
        "number": 1,
        "id": MARLIN.id,
        "title": MARLIN.title,
        "authors": ["Ada Lovelace", "Grace Brewster Hopper"],
        "affiliations": ["University of Placeholder"],
        "categories": ["cs.CL", "cs.LG"],
        "published": "2026-05-11",
        "url": "https://arxiv.org/abs/2605.90001",
        "names": ["MarlinTune", "SGP"],
        "venue": "ICML 2026",
        "code": ["https://github.com/lovelace/marlin-tune"],
        "score": 1.0,
        "why": ["“fine-tuning” in the title"],
    }


def test_resources_stand_only_in_their_section() -> None:
    """Other sections have no such key, and a list of resources may have no statements."""
    sections = to_json(made())["sections"]

    assert [section["kind"] for section in sections if "resources" in section] == ["resources"]
    assert sections[-1]["resources"][0] == {
        "kind": "code",
        "name": "MarlinTune",
        "url": "https://github.com/lovelace/marlin-tune",
        "cites": [MARLIN.id],
        "role": "used",
        "about": None,
    }


def test_an_empty_window_fits_the_schema() -> None:
    """Nothing on topic is a document like any other, without papers."""
    document = to_json(checked_roundup(EMPTY, replace(DRAFT, sections=(lead("Nothing on fine-tuning."),)), now=NOW))

    validate(document)
    assert document["papers"] == []
    assert document["trend"] is None


def test_a_single_paper_has_the_form_of_a_roundups() -> None:
    """The best match is an object like those under `papers`, the next best stand under `also`."""
    best, *others = [Listed(number=rank, pick=pick, facts=FACTS[pick.paper.id]) for rank, pick in enumerate(PICKS, 1)]

    document = paper_json(best, others)

    validate(document, "#/$defs/match")
    assert document["id"] == MARLIN.id
    assert [other["id"] for other in document["also"]] == [TERN.id, HERON.id]
    assert {key: document[key] for key in document if key != "also"} == to_json(made())["papers"][0]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda d: d.update(extra=1), id="an unknown key"),
        pytest.param(lambda d: d["papers"][0].update(also=[]), id="an unknown key of a paper"),
        pytest.param(lambda d: d["papers"][0].update(id="2605.1"), id="an id that can't be"),
        pytest.param(lambda d: d["sections"][0].update(resources=[]), id="resources in a lead"),
        pytest.param(lambda d: d["sections"][-1].pop("resources"), id="no resources where they belong"),
        pytest.param(lambda d: d.update(generated_at="2026-05-18"), id="a day for a time"),
        pytest.param(lambda d: d.pop("trend"), id="a missing key"),
    ],
)
def test_the_schema_refuses_another_form(spoil: Any) -> None:  # noqa: ANN401 - each spoils a document its own way
    """The schema is strict, so that readers can rely on it."""
    document = to_json(made())
    spoil(document)

    with pytest.raises(ValidationError):
        validate(document)


def test_a_stranger_isnt_read() -> None:
    """What isn't a roundup is refused with the reader's own error."""
    with pytest.raises(msgspec.ValidationError):
        from_json({"schema": "another/1"})


def test_a_document_can_be_read_back() -> None:
    """Everything but abstracts and the rest of the facts is there again, through real JSON."""
    roundup = made()

    back = from_json(json.loads(json.dumps(to_json(roundup))))

    assert back == replace(roundup, papers=tuple(public(listed) for listed in roundup.papers))
    assert back.numbers == roundup.numbers


texts = st.text(min_size=1, max_size=40)
days = st.dates(min_value=date(1991, 8, 14), max_value=date(2100, 1, 1))
counts = st.integers(min_value=0, max_value=10**6)
times = st.datetimes(min_value=datetime(1991, 8, 14), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
ids = st.sampled_from([pick.paper.id for pick in PICKS])
cites = st.lists(ids, unique=True).map(tuple)
sections = st.builds(
    Section,
    kind=st.sampled_from(["lead", "theme", "outlook"]),
    title=texts,
    papers=cites,
    statements=st.lists(st.builds(Statement, text=texts, cites=cites), max_size=3).map(tuple),
)
roundups = st.builds(
    Roundup,
    topic=st.just(BRIEF.shortlist.topic),
    window=st.builds(type(BRIEF.shortlist.window), start=days, end=days),
    counts=st.builds(Counts, found=counts, matched=counts, selected=counts, cited=counts),
    headline=texts,
    sections=st.lists(sections, max_size=3).map(tuple),
    papers=st.just(made().papers),
    written_by=st.builds(WrittenBy, kind=st.sampled_from(["extract", "model"]), model=st.none() | texts, prompt=texts),
    check=st.builds(CheckReport, statements=counts, refused=counts, repaired=counts),
    generated_at=times,
    trend=st.none() | st.builds(Trend, counts=st.tuples(counts, counts), rising=st.tuples(texts), sentence=texts),
)


@settings(max_examples=80, deadline=None)
@given(roundups)
def test_every_roundup_goes_there_and_back(roundup: Roundup) -> None:
    """Whatever the texts and times, the document fits the schema and gives the roundup back."""
    document = json.loads(json.dumps(to_json(roundup)))

    validate(document)
    assert from_json(document) == replace(roundup, papers=tuple(public(listed) for listed in roundup.papers))


def test_who_ranked_and_what_is_near_go_there_and_back() -> None:
    """Both stand in the document where there is something to say, and nowhere else."""
    near = replace(TERN, abstract="", authors=(), categories=(), listed=TERN.published, source="", affiliations=())
    roundup = replace(made(), ranked_by=RankedBy(embeddings="small"), near=(near,))
    document = to_json(roundup)

    validate(document)
    assert document["near"][0]["title"] == TERN.title
    assert from_json(document).near == (near,)
    assert from_json(document).ranked_by == roundup.ranked_by
    assert not {"near", "ranked_by"} & to_json(made()).keys()

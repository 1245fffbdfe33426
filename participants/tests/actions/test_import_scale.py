"""Ten thousand rows: seconds and statements. Run with `pytest -m scale -s`."""

import os
import time
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.actions.imports import apply_import, confirm_import, read_import, start_import
from participants.choices import ImportStatus
from participants.models import ImportRun, Registration
from participants.tests.factories import MarketRoleFactory
from participants.tests.rules.imports.builders import SHEETS, official_list

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.scale]

ROWS = 10_000
SECONDS = 30


@pytest.mark.parametrize("chain", [["first", "again", "renamed"]])
def test_ten_thousand_rows_are_read_and_applied_in_time(supervisor, now, chain, record_property):
    for code in SHEETS:
        MarketRoleFactory(code=code)
    lists = {
        "first": official_list(rows=ROWS),
        "again": official_list(rows=ROWS),
        "renamed": official_list(rows=ROWS, vanished=500, renamed=5000, report_date=date(2026, 10, 2)),
    }
    for name in chain:
        figures = imported(lists[name], supervisor, now)
        record_property(name, figures)
        print(name, figures)  # noqa: T201 - the figures are what one runs it for
        # Seconds of work, so that a busy machine does not decide.
        assert figures["work"] < SECONDS
        assert figures["statements"] < 600
    assert Registration.objects.filter(missing_since__isnull=False).count() == 500


def work_done():
    """Processor seconds of this process and of the database's process that serves it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def imported(built, by, now):
    begin, worked = time.perf_counter(), work_done()
    with CaptureQueriesContext(connection) as queries:
        run = start_import(kind="participants", file_name=built.file_name, data=built.data, by=by, now=now)
        read_import(run=run, now=now)
        preview = time.perf_counter()
        confirm_import(run=run, by=by, now=now)
        apply_import(run=run, now=now)
    end = time.perf_counter()
    run = ImportRun.objects.defer("upload").get(pk=run.pk)
    assert run.status == ImportStatus.APPLIED
    return {
        "work": round(work_done() - worked, 1),
        "seconds": round(end - begin, 1),
        "preview": round(preview - begin, 1),
        "apply": round(end - preview, 1),
        "statements": len(queries),
        "counts": run.counts,
    }

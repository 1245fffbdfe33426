"""The documented scale run: 200,000 issues, 800,000 comments, 2,000 participants.

Every number of the dashboard and of the reports is that of an independent count, in as few statements as on a small
market, and none of them reads a large table from end to end. It takes some minutes: run with `-m scale`, and with `-s`
to read what it measured.
"""

from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import StaffFactory
from issues.measuring import listening, scans
from issues.models import Comment, Issue
from participants.models import Participant
from portal.dashboards import overview_views
from portal.dashboards.numbers import reckon
from portal.dashboards.overview import sections
from portal.dashboards.tests.counting import disagreements
from portal.dashboards.tests.test_overview import BUDGET
from portal.lifecycle import catalogs
from portal.reporting import registry
from portal.reporting.periods import month_of, quarter_of, year_of
from portal.scoping.today import market_day
from portal.tests.report_counts import COUNTS, OF_ONE, counted

pytestmark = [pytest.mark.django_db, pytest.mark.scale]
ROUNDS = 5


def test_every_number_is_counted_right_and_cheaply(settings: Any, monkeypatch: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    catalogs.load_all(now=datetime.now(UTC))
    sizes = {"participants": 2000, "issues": 200_000, "comments": 800_000, "open": 10_000}
    call_command("load_scale", seed=7, verbosity=0, **sizes)
    supervisor = StaffFactory(role="supervisor")  # made-up data come into an empty database only
    assert (Issue.objects.count(), Comment.objects.count()) == (200_000, 800_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    now = timezone.now()
    for days in (7, 30, 90):
        numbers = reckon(supervisor, days=days, team=None, now=now)
        assert disagreements(numbers, sections(numbers, ""), now) == [], days
    told = wrong_numbers_of_reports(supervisor, now)
    assert told == []

    client = Client()
    client.force_login(supervisor)
    monkeypatch.setattr(overview_views, "SECONDS", 0)
    taken, asked = [], []
    client.get(reverse("admin:index"))
    for _ in range(ROUNDS):
        begun = perf_counter()
        with listening() as heard:
            assert client.get(reverse("admin:index")).status_code == 200
        taken.append(1000 * (perf_counter() - begun))
        asked.append(1000 * heard.seconds)
    assert len(heard.statements) <= BUDGET
    assert scans(heard.statements) == []
    print(  # noqa: T201 - what was measured
        f"Dashboard: {len(heard.statements)} statements, {median(taken):.0f} ms, of which {median(asked):.0f} ms"
        " in the database."
    )


def wrong_numbers_of_reports(reader: User, now: datetime) -> list[str]:
    company, today = Participant.objects.order_by("pk")[0], market_day(now)
    found = []
    for period in (month_of(today).before, quarter_of(today).before, year_of(today)):
        for key, counts in {**COUNTS, "participant": OF_ONE}.items():
            report = registry.get(key)
            asked = report.read(reader, {"period": period.key, "participant": company.ref}, today)
            told = {row[0]: row[1] for row in report.draw(reader, asked, now).tables[0].rows}
            for name, sql in counts.items():
                if told[name] != (number := counted(sql, asked.period, company.pk, now)):
                    found.append(f"{key}, {period.key}, {name}: the report says {told[name]}, SQL {number}")
    return found

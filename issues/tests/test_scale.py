"""Twenty thousand issues: the statements of each page, and that none reads a large table from end to end."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from issues.measuring import listening, scans
from issues.models import Comment, Issue
from issues.tests.measured_pages import pages
from issues.tests.views.test_issue_budgets import BUDGETS
from issues.tests.views.test_queue import BUDGET
from portal.lifecycle import catalogs

pytestmark = [pytest.mark.django_db, pytest.mark.scale]


def test_pages_keep_their_budget_and_read_by_index(settings: pytest.FixtureRequest) -> None:
    settings.STAFF_SECOND_FACTOR = False
    catalogs.load_all(now=datetime.now(UTC))
    call_command("load_scale", participants=200, issues=20_000, comments=60_000, open=1000, verbosity=0)
    assert (Issue.objects.count(), Comment.objects.count()) == (20_000, 60_000)
    assert Issue.objects.still_open().count() == 1000
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT issues_learn_words()")
    person = User.objects.get(email="scale-manager-1@iso.example")
    client = Client()
    client.force_login(person)
    for name, address in pages(person):
        client.get(address)
        with listening() as heard:
            assert client.get(address).status_code == 200
        assert not scans(heard.statements), name
        if not name.startswith("palette"):
            most = BUDGETS["desk"] if name.startswith("issue page") else BUDGET
            assert len(heard.statements) <= most, name

"""A manager with sixty participants and three thousand open things: statements, and that all is read by index."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from issues.measuring import LARGE, listening, scans
from participants.models import Assignment, FollowUp, LastContact, PlanTask
from participants.worklist_reading import Worklist
from portal.lifecycle import catalogs

pytestmark = [pytest.mark.django_db, pytest.mark.scale]

BUDGET = 6
OTHERS = 600
ALSO_LARGE = {"participants_plantask"}


def test_the_list_keeps_its_statements_and_reads_by_index(settings, client) -> None:
    settings.STAFF_SECOND_FACTOR = False
    catalogs.load_all(now=datetime.now(UTC))
    sizes = {"issues": 30_000, "comments": 120_000, "open": 24_000, "plans": OTHERS}
    call_command("load_scale", participants=OTHERS, **sizes, verbosity=0)
    person = User.objects.get(email="scale-manager-1@iso.example")
    sixty = list(Assignment.objects.exclude(person=person).order_by("pk").values_list("pk", flat=True))
    held = Assignment.objects.filter(person=person).count()
    Assignment.objects.filter(pk__in=sixty[: 60 - held]).update(person=person)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert Assignment.objects.filter(person=person).count() == 60
    page = Worklist(person, datetime.now(UTC)).page()
    assert page.open >= 3000
    assert {"issue", "plan-task", "follow-up", "quiet"} <= page.kinds.keys()
    assert (PlanTask.objects.exists(), FollowUp.objects.exists(), LastContact.objects.exists()) == (True,) * 3
    client.force_login(person)
    for name, address in {
        "first": "/today/",
        "later": f"/today/?after={page.last}",
        "participant": "/today/?group=participant",
        "date": "/today/?group=date&kind=issue",
        "home": "/",
        "count": "/today/count/",
    }.items():
        client.get(address)
        with listening() as heard:
            assert client.get(address).status_code == 200
        print(name, len(heard.statements), round(heard.seconds * 1000, 1), "ms")  # noqa: T201 read with -s
        assert len(heard.statements) <= (14 if name == "home" else BUDGET), name
        found = scans(heard.statements, large=LARGE | ALSO_LARGE)
        assert not found, found

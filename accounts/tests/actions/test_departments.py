from datetime import datetime

import pytest

from accounts.actions.catalog import load_departments
from accounts.actions.departments import add_department, change_department
from accounts.models import Department, User
from portal.audit.models import AuditEvent
from portal.lifecycle import catalogs
from portal.lifecycle.refusals import NotPermitted

pytestmark = pytest.mark.django_db


def test_the_catalog_has_all_departments_each_with_its_source(now: datetime) -> None:
    assert load_departments(now=now) == 36
    assert not Department.objects.filter(source="").exists()
    assert not Department.objects.filter(answers_on="").exists()
    assert Department.objects.filter(outside=True).count() == 1
    assert load_departments(now=now) == 0


def test_what_was_edited_here_stays(supervisor: User, now: datetime) -> None:
    load_departments(now=now)
    credit = Department.objects.get(code="CRD")
    change_department(department=credit, by=supervisor, now=now, name="Credit and Collateral")
    Department.objects.filter(code="STL").update(name="An older default")
    assert load_departments(now=now) == 1
    credit.refresh_from_db()
    assert (credit.name, credit.edited) == ("Credit and Collateral", True)
    assert AuditEvent.objects.get().changes["name"][1] == "Credit and Collateral"


def test_others_correct_nothing(manager: User, auditor: User, now: datetime) -> None:
    load_departments(now=now)
    credit = Department.objects.get(code="CRD")
    for person in (manager, auditor):
        with pytest.raises(NotPermitted):
            change_department(department=credit, by=person, now=now, name="Mine")
        with pytest.raises(NotPermitted):
            add_department(by=person, now=now, code="MINE", name="Mine")


def test_the_command_that_loads_all_catalogs_knows_it(now: datetime) -> None:
    assert "departments" in catalogs.load_all(now=now)

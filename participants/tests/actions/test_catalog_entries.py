"""Rows of the catalogs are corrected by supervisors; what could not be computed is refused in words."""

from datetime import date, datetime
from typing import Any

import pytest

from accounts.models import User
from participants import models
from participants.actions.catalog_entries import CHANGEABLE, change_entry
from participants.actions.reference_catalogs import load_reference_catalogs
from participants.tests.actions.recorded import nothing_recorded, recorded
from portal.calendars.actions.catalog import load_calendars
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(db: None, now: datetime) -> None:
    load_calendars(now=now)
    load_reference_catalogs(now=now)


def test_a_correction_stays_when_the_defaults_are_loaded_again(supervisor: User, now: datetime) -> None:
    row = models.LeadTime.objects.get(code="LT-QSE-APPLY")
    change_entry(entry=row, by=supervisor, now=now, amount=45, tag="V", source="Protocols 16.2.3 as of 2026")
    assert load_reference_catalogs(now=now) == 0
    row.refresh_from_db()
    assert (row.amount, row.verified, row.edited) == (45, True, True)
    event = recorded("catalog_entry.changed")
    assert (event.by, event.object_ref, event.changes["amount"]) == (supervisor, row.ref, ["60", "45"])


@pytest.mark.parametrize(
    ("model", "code", "changes", "words"),
    [
        (models.Form, "23-G", {"title": ""}, "Title"),
        (models.Form, "23-G", {"source": ""}, "Source"),
        (
            models.Form,
            "23-G",
            {"effective_from": date(2027, 1, 2), "effective_to": date(2027, 1, 1)},
            "before it begins",
        ),
        (models.LeadTime, "LT-NCI", {"amount": 0}, "one day at least"),
        (models.LeadTime, "LT-NCI", {"calendar": "moon"}, "no calendar “moon”"),
        (models.ObligationType, "OB-DCAA", {"schedule": {"kind": "sometimes"}}, "no kind of schedule"),
        (models.ObligationType, "OB-DCAA", {"schedule": {"kind": "yearly", "month": 2, "day": 30}}, "no day 30"),
        (
            models.ObligationType,
            "OB-LSIPA",
            {"schedule": {"kind": "after_event", "days": 5, "calendar": "moon"}},
            "no calendar “moon”",
        ),
        (models.ChangeProcedure, "CHG-NAME", {"tag": "X"}, "How sure"),
    ],
)
def test_what_cannot_be_is_refused(
    supervisor: User, now: datetime, model: Any, code: str, changes: dict[str, Any], words: str
) -> None:
    before = model.objects.filter(code=code).values().get()
    with pytest.raises(Refused, match=words):
        change_entry(entry=model.objects.get(code=code), by=supervisor, now=now, **changes)
    assert model.objects.filter(code=code).values().get() == before
    assert nothing_recorded()


@pytest.mark.parametrize("who", ["manager", "auditor", "org_admin", "outsider"])
@pytest.mark.parametrize("model", CHANGEABLE, ids=lambda model: model.__name__)
def test_nobody_else_corrects_a_row(request: pytest.FixtureRequest, now: datetime, who: str, model: Any) -> None:
    row = model.objects.first()
    with pytest.raises(NotPermitted, match="Only supervisors"):
        change_entry(entry=row, by=request.getfixturevalue(who), now=now, source="Mine")
    row.refresh_from_db()
    assert (row.source != "Mine", row.edited) == (True, False)


def test_a_code_is_not_changed_here_and_nothing_new_is_no_edit(supervisor: User, now: datetime) -> None:
    row = models.Form.objects.get(code="23-G")
    with pytest.raises(TypeError):
        change_entry(entry=row, by=supervisor, now=now, code="23-X")
    assert change_entry(entry=row, by=supervisor, now=now, title=row.title).edited is False
    assert nothing_recorded()

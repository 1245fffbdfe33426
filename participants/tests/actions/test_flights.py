"""Test flights are kept by supervisors; impossible dates are refused in words."""

from datetime import date, datetime
from typing import Any

import pytest

from accounts.models import User
from participants import models
from participants.actions.flights import add_flight, change_flight
from participants.actions.reference_catalogs import load_reference_catalogs
from participants.tests.actions.recorded import nothing_recorded, recorded
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping.today import MARKET_ZONE

pytestmark = pytest.mark.django_db


def flight(**changes: Any) -> dict[str, Any]:
    return {
        "code": "0227",
        "starts_on": date(2027, 2, 2),
        "ends_on": date(2027, 3, 5),
        "application_deadline": datetime(2027, 1, 13, 17, tzinfo=MARKET_ZONE),
        "registration_deadline": datetime(2027, 1, 27, 17, tzinfo=MARKET_ZONE),
        "texas_set": "5.0",
        "source": "market notice",
        "tag": "V",
    } | changes


def test_a_supervisor_adds_a_flight(supervisor: User, now: datetime) -> None:
    row = add_flight(**flight(), by=supervisor, now=now)
    assert models.TestFlight.objects.ahead(now).get() == row
    assert row.edited
    event = recorded("flight.added")
    assert (event.by, event.object_ref, event.object_label) == (supervisor, row.ref, "Flight 0227")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_on": date(2027, 2, 1)}, "before the first"),
        ({"registration_deadline": datetime(2027, 1, 13, 17, tzinfo=MARKET_ZONE)}, "after the application deadline"),
        ({"registration_deadline": datetime(2027, 2, 2, 9, tzinfo=MARKET_ZONE)}, "before the flight's first day"),
        ({"code": "0627"}, "named after a month"),
        ({"code": "2702"}, "four digits"),
        ({"source": ""}, "Source"),
        ({"tag": "X"}, "How sure"),
        ({"texas_set": "5\x00"}, "cannot be stored"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    supervisor: User, now: datetime, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        add_flight(**flight(**changes), by=supervisor, now=now)
    assert not models.TestFlight.objects.exists()
    assert nothing_recorded()


def test_a_flight_is_added_once(supervisor: User, now: datetime) -> None:
    add_flight(**flight(), by=supervisor, now=now)
    with pytest.raises(Refused, match="a flight 0227 already"):
        add_flight(**flight(), by=supervisor, now=now)


@pytest.mark.parametrize("who", ["manager", "senior", "specialist", "auditor", "org_admin", "outsider"])
def test_nobody_else_adds_or_changes_one(request: pytest.FixtureRequest, now: datetime, who: str) -> None:
    person = request.getfixturevalue(who)
    load_reference_catalogs(now=now)
    row = models.TestFlight.objects.get(code="0225")
    with pytest.raises(NotPermitted, match="Only supervisors"):
        add_flight(**flight(), by=person, now=now)
    with pytest.raises(NotPermitted, match="Only supervisors"):
        change_flight(flight=row, by=person, now=now, texas_set="9")
    row.refresh_from_db()
    assert (models.TestFlight.objects.count(), row.texas_set, row.edited) == (3, "5.0", False)


def test_a_change_keeps_old_and_new(supervisor: User, now: datetime) -> None:
    load_reference_catalogs(now=now)
    row = models.TestFlight.objects.get(code="0625")
    changed = change_flight(flight=row, by=supervisor, now=now, ends_on=date(2025, 6, 27), texas_set="5.0")
    assert (changed.ends_on, changed.edited) == (date(2025, 6, 27), True)
    event = recorded("flight.changed")
    assert (event.object_ref, event.changes) == (row.ref, {"ends_on": ["2025-06-20", "2025-06-27"]})


def test_a_change_that_changes_nothing_leaves_the_defaults_in_charge(supervisor: User, now: datetime) -> None:
    load_reference_catalogs(now=now)
    row = models.TestFlight.objects.get(code="0625")
    assert change_flight(flight=row, by=supervisor, now=now, texas_set="5.0").edited is False
    assert nothing_recorded()


def test_a_change_must_fit_the_dates_that_stay(supervisor: User, now: datetime) -> None:
    load_reference_catalogs(now=now)
    row = models.TestFlight.objects.get(code="0625")
    with pytest.raises(Refused, match="before the first"):
        change_flight(flight=row, by=supervisor, now=now, ends_on=date(2025, 5, 12))
    with pytest.raises(Refused, match="named after a month"):
        change_flight(flight=row, by=supervisor, now=now, ends_on=date(2025, 5, 31))
    with pytest.raises(TypeError):
        change_flight(flight=row, by=supervisor, now=now, code="0525")
    row.refresh_from_db()
    assert row.ends_on == date(2025, 6, 20)

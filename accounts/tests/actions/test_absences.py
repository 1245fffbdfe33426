from datetime import date, datetime, timedelta

import pytest

from accounts.actions.absences import end_absence, record_absence
from accounts.models import Absence, User
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

TODAY = date(2026, 11, 18)


def away(person: User, stand_in: User, by: User, now: datetime, first: int = 0, last: int = 4) -> Absence:
    days = {"starts_on": TODAY + timedelta(days=first), "ends_on": TODAY + timedelta(days=last)}
    return record_absence(person=person, stand_in=stand_in, by=by, now=now, **days)


def test_one_records_ones_own_absence(manager: User, colleague: User, now: datetime) -> None:
    absence = away(manager, colleague, manager, now)
    assert Absence.objects.on(TODAY).get() == absence
    assert AuditEvent.objects.get().verb == "accounts.absence.recorded"


def test_colleagues_and_participants_do_not(manager: User, colleague: User, outsider: User, now: datetime) -> None:
    for stranger in (colleague, outsider):
        with pytest.raises(NotPermitted):
            away(manager, colleague, stranger, now)
    assert not Absence.objects.exists()


def test_a_supervisor_does_so_for_others(supervisor: User, manager: User, colleague: User, now: datetime) -> None:
    away(manager, colleague, supervisor, now)


def test_an_auditor_is_never_away(supervisor: User, auditor: User, colleague: User, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        away(auditor, colleague, supervisor, now)


def test_the_stand_in_has_the_same_rights(
    manager: User, specialist: User, supervisor: User, outsider: User, now: datetime
) -> None:
    for unfit in (manager, specialist, outsider):
        with pytest.raises(Refused):
            away(manager, unfit, manager, now)
    away(manager, supervisor, manager, now)


def test_a_stand_in_who_is_away_is_refused(manager: User, colleague: User, senior: User, now: datetime) -> None:
    away(colleague, senior, colleague, now, 2, 3)
    with pytest.raises(Refused, match="away in that time"):
        away(manager, colleague, manager, now)


def test_absences_do_not_overlap(manager: User, colleague: User, now: datetime) -> None:
    away(manager, colleague, manager, now)
    with pytest.raises(Refused, match="noted as away from Nov 18 to Nov 22"):
        away(manager, colleague, manager, now, 4, 6)
    away(manager, colleague, manager, now, 5, 6)


@pytest.mark.parametrize(("first", "last"), [(3, 2), (-5, -1)])
def test_days_have_an_order_and_lie_ahead(first: int, last: int, manager: User, colleague: User, now: datetime) -> None:
    with pytest.raises(Refused):
        away(manager, colleague, manager, now, first, last)


def test_coming_back_early_makes_yesterday_the_last_day(manager: User, colleague: User, now: datetime) -> None:
    absence = away(manager, colleague, manager, now)
    end_absence(absence=absence, by=manager, now=now + timedelta(days=2))
    absence.refresh_from_db()
    assert absence.ends_on == TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="over already"):
        end_absence(absence=absence, by=manager, now=now + timedelta(days=2))


def test_what_has_not_begun_is_called_off(manager: User, colleague: User, now: datetime) -> None:
    absence = away(manager, colleague, manager, now, 3, 5)
    end_absence(absence=absence, by=manager, now=now)
    assert not Absence.objects.exists()
    assert AuditEvent.objects.filter(verb="accounts.absence.ended").exists()

"""Two callers at once, on two connections: one succeeds, the second is refused with a reason."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.actions.absences import record_absence
from accounts.actions.invitations import invite
from accounts.actions.sign_up import make_first_supervisor, sign_up
from accounts.actions.staff import deactivate
from accounts.choices import Role
from accounts.models import Absence, User
from accounts.tests.factories import PASSWORD, SupervisorFactory
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls at the same moment, each on a connection of its own; a refusal is returned as its reason."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return call()
        except Refused as refusal:
            return refusal.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def the_loser(results: list[Any]) -> str:
    """The reason given to the one caller who lost."""
    reasons = [result for result in results if isinstance(result, str)]
    assert len(reasons) == 1, results
    return reasons[0]


def test_one_invitation_makes_one_account(supervisor: User, now: datetime) -> None:
    row, _ = invite(email="nora@iso.example", name="Nora", by=supervisor, now=now, role=Role.SUPERVISOR)
    results = at_once(*[lambda: sign_up(invitation=row, name="Nora", password=PASSWORD, now=now)] * 2)
    assert "no longer valid" in the_loser(results)
    assert User.objects.filter(email=row.email).count() == 1


def test_two_supervisors_do_not_close_each_others_account(supervisor: User, now: datetime) -> None:
    other = SupervisorFactory()
    results = at_once(
        lambda: deactivate(person=other, by=supervisor, now=now, reason="left"),
        lambda: deactivate(person=supervisor, by=other, now=now, reason="left"),
    )
    assert the_loser(results)
    assert User.objects.active().filter(role=Role.SUPERVISOR).count() == 1


def test_one_is_away_once(manager: User, colleague: User, supervisor: User, now: datetime) -> None:
    today = market_day(now)
    days = {"starts_on": today, "ends_on": today + timedelta(days=2)}
    results = at_once(
        lambda: record_absence(person=manager, stand_in=colleague, by=manager, now=now, **days),
        lambda: record_absence(person=manager, stand_in=supervisor, by=supervisor, now=now, **days),
    )
    assert "away" in the_loser(results)
    assert Absence.objects.count() == 1


def test_there_is_one_first_supervisor(now: datetime) -> None:
    results = at_once(
        lambda: make_first_supervisor(email="a@iso.example", name="A", password=PASSWORD, now=now),
        lambda: make_first_supervisor(email="b@iso.example", name="B", password=PASSWORD, now=now),
    )
    assert "supervisor already" in the_loser(results)

"""A calendar, a ladder and a subject whose audiences are known, for tests of clocks."""

from datetime import datetime

import pytest

from portal.calendars import audiences
from portal.calendars.tests import clockwork
from portal.outbox import kinds

TYPE = "participants.participant"


@pytest.fixture
def bh(db):
    return clockwork.calendar()


@pytest.fixture
def ladder(db):
    return clockwork.plan()


@pytest.fixture
def company(lantern):
    return lantern.participant


@pytest.fixture
def hearers(monkeypatch, manager, senior, supervisor):
    """Who hears of deadlines about a participant, by audience; a word the test does not name is an error."""
    people = {"responsible": [manager], "senior": [senior], "supervisors": [supervisor]}

    def people_for(audience: str, refs: set[str], now: datetime) -> dict[str, list]:
        return dict.fromkeys(refs, people[audience])

    monkeypatch.setitem(audiences._resolvers, TYPE, people_for)
    return people


@pytest.fixture(autouse=True)
def _kind():
    assert kinds.get("calendars.deadline.late")

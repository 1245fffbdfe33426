"""Disputes by the API: the outsider first, then the whole way of one."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from accounts.models import User
from issues.models import Dispute, Issue
from issues.tests.actions.test_disputes import ask, bring  # noqa: F401 - `ask` is a fixture
from portal.scoping.today import market_day
from portal.tests.api_calls import NEVER, post

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
NOUN = "disputes/"


def test_the_way_of_a_dispute(
    signed_in: SignedIn,
    member: User,
    manager: User,
    outsider: User,
    ask: Callable[..., Issue],  # noqa: F811
    now: datetime,
) -> None:
    issue, client, foreign = ask(), signed_in(member), signed_in(outsider)
    unknown = post(foreign, NOUN, issue=NEVER)
    assert (post(foreign, NOUN, issue=issue.ref).json(), unknown.status_code) == (unknown.json(), 400)
    days = [{"operating_day": "2026-11-10", "amount": "100.50"}, {"operating_day": "2026-11-11", "amount": "20"}]
    twice = post(client, NOUN, issue=issue.ref, days=[days[0], days[0]])
    assert "named twice" in twice.content.decode()
    made = post(client, NOUN, issue=issue.ref, days=days)
    assert (made.status_code, made.json()["amount"], made.json()["missing"]) == (201, "120.50", [])
    address = f"{NOUN}{made.json()['ref']}/"
    assert foreign.get(f"/api/v1/{address}").json() == foreign.get(f"/api/v1/{NOUN}{NEVER}/").json()
    assert post(foreign, f"{address}withdraw/", reason="Mine.").status_code == 404
    changed = post(client, f"{address}change/", charge_type="DAESAMT")
    assert (changed.json()["charge_type"], changed.json()["amount"]) == ("DAESAMT", "120.50")
    filed = post(client, f"{address}record-number/", number="D-1", filed_on="2026-11-17")
    assert (filed.json()["number"], filed.json()["status"]) == ("D-1", "not_started")
    refused = post(client, f"{address}start/")
    assert (refused.status_code, Dispute.objects.get().status) == (403, "not_started")
    desk = signed_in(manager)
    post(desk, f"{address}start/", planned_on="2026-12-01")
    closed = post(desk, f"{address}close/", resolution="denied", text="Charged once.", resolved_on=str(market_day(now)))
    assert closed.json()["resolution"] == "denied"
    case = post(client, f"{address}hand-over-to-adr/")
    assert (case.status_code, case.json()["request_until"]) == (201, "2027-01-02")
    steps = f"adr-cases/{case.json()['ref']}/step-done/"
    assert post(client, steps, code="ADR-1", done_on="2026-11-18").json()["state"] == "requested"
    assert post(client, steps, code="ADR-2", done_on="2026-11-18").status_code == 403


def test_the_settlement_calendar_is_read_by_everybody(
    signed_in: SignedIn,
    member: User,
    manager: User,
    ask: Callable[..., Issue],  # noqa: F811
    now: datetime,
) -> None:
    bring("DAM,2026-11-10,1,2026-11-12,2026-12-02\n", manager, now)
    bring("DAM,2026-11-10,2,2026-11-12,2026-12-03\n", manager, now)
    rows = signed_in(member).get("/api/v1/settlement-dates/?operating_day=2026-11-10").json()["results"]
    assert [(row["version"], row["dispute_date"]) for row in rows] == [("2", str(date(2026, 12, 3)))]

"""More time for an obligation: asked for with a plan, within the allowed length, decided by the reviewers."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from participants.actions.obligations import ask_extension, decline_extension, excuse_obligation, grant_extension
from participants.models import ExtensionRequest, Obligation
from participants.tests.actions.owing import SEASON, WINTER, clock_of, clocks_of, load_obligations, told
from participants.tests.actions.recorded import recorded
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _catalogs(db: None) -> None:
    load_obligations()


def test_it_is_asked_for_with_a_plan_and_granted(audit: Obligation, member: User, legal: User) -> None:
    with wall.inside(member.acting_for):
        asked = ask_extension(
            obligation=audit, by=member, now=SEASON, until=date(2026, 12, 1), plan="New card", plan_upload=upload()
        )
    assert (asked.due_before, asked.until, asked.plan) == (date(2026, 10, 1), date(2026, 12, 1), "New card")
    assert asked.plan_document.name == "evidence.pdf"
    assert clock_of(audit).due_at.date() == date(2026, 10, 2), "the clock runs on meanwhile"
    assert len(told("extension_asked")) == 1
    row = grant_extension(obligation=audit, by=legal, now=SEASON + DAY, reason="The plan is sound")
    assert (row.due_on, row.by_rule, row.state) == (date(2026, 12, 1), date(2026, 10, 1), "open")
    clock = clock_of(row)
    assert (clock.fixed_day, clock.cycle) == (date(2026, 12, 1), 1)
    change = clock.changes.latest("id")
    assert (change.old_due_at.date(), change.reason) == (date(2026, 10, 2), "Extended: The plan is sound")
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by, asked.reason) == ("granted", legal, "The plan is sound")
    assert told("extension_granted") == [member.email]
    assert recorded("obligation.extended").changes["due_on"] == ["2026-10-01", "2026-12-01"]


def test_granted_after_the_day_it_stays_a_fact_that_it_was_late(audit: Obligation, member: User, legal: User) -> None:
    late = SEASON + 45 * DAY
    ask_extension(obligation=audit, by=member, now=late, until=date(2026, 12, 1), plan="New card")
    grant_extension(obligation=audit, by=legal, now=late, reason="Fine")
    first, second = clocks_of(audit)
    assert (first.outcome, second.state) == ("missed", "running")


def test_declined_the_day_stays(audit: Obligation, member: User, legal: User) -> None:
    ask_extension(obligation=audit, by=member, now=SEASON, until=date(2026, 12, 1), plan="Later")
    row = decline_extension(obligation=audit, by=legal, now=SEASON, reason="No plan at all")
    assert row.due_on == date(2026, 10, 1)
    assert told("extension_declined") == [member.email]
    with pytest.raises(Refused, match="Nobody has asked"):
        grant_extension(obligation=audit, by=legal, now=SEASON, reason="Now")


@pytest.mark.parametrize(
    ("until", "plan", "words"),
    [
        (date(2027, 4, 2), "Plan", "longest extension is 6 months, until 2027-04-01"),
        (date(2026, 10, 1), "Plan", "after the day that holds now"),
        (date(2026, 12, 1), " ", "Give the plan"),
    ],
)
def test_within_the_allowed_length_and_with_a_plan(
    audit: Obligation, member: User, until: date, plan: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        ask_extension(obligation=audit, by=member, now=SEASON, until=until, plan=plan)
    assert not ExtensionRequest.objects.exists()


def test_not_where_the_catalog_allows_none(declaration: Obligation, member: User) -> None:
    with pytest.raises(Refused, match="No extension"):
        ask_extension(obligation=declaration, by=member, now=WINTER, until=date(2027, 1, 1), plan="Plan")


def test_one_request_at_a_time_by_somebody_who_may(
    audit: Obligation, member: User, outsider: User, manager: User
) -> None:
    terms = {"obligation": audit, "now": SEASON, "until": date(2026, 12, 1), "plan": "New card"}
    with pytest.raises(NotPermitted):
        ask_extension(by=outsider, **terms)
    ask_extension(by=member, **terms)
    with pytest.raises(Refused, match="already"):
        ask_extension(by=member, **terms)
    with pytest.raises(NotPermitted):
        grant_extension(obligation=audit, by=manager, now=SEASON, reason="Fine")


def test_an_open_request_ends_with_the_obligation(audit: Obligation, member: User, supervisor: User) -> None:
    asked = ask_extension(obligation=audit, by=member, now=SEASON, until=date(2026, 12, 1), plan="New card")
    excuse_obligation(obligation=audit, by=supervisor, now=SEASON, reason="No certificates are held")
    asked.refresh_from_db()
    assert asked.decision == "dropped"

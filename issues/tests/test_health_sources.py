"""What issues, obligations, contact and training come to as measures of a relationship, and what is not judged."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import health_sources
from issues.models import Issue, Survey
from issues.tests.factories import IssueFactory, IssueStepFactory
from participants import health
from participants import health_sources as own
from participants.actions.reference_catalogs import CATALOGS
from participants.health import Asked, Judged
from participants.models import HealthMeasure, LastContact, Obligation
from participants.tests.actions.following_up import load_deadlines
from participants.tests.actions.owing import type_of
from participants.tests.factories import ContactFactory
from portal.calendars.models import Calendar, Clock
from training.models import TrainingCoverage

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def catalogs(now: datetime) -> None:
    load_deadlines(now - 90 * DAY)
    for catalog in CATALOGS:
        if catalog.name in ("obligations", "measures of health"):
            catalog.load(now=now)


def judged(code: str, now: datetime, *companies: Any) -> list[Judged | None]:
    row = HealthMeasure.objects.get(code=code)
    ids = [one.pk for one in companies]
    found = health.source_of(code).judge(Asked(ids, now, row.terms))
    return [found.get(pk) for pk in ids]


def target(issue: Issue, kind: str, now: datetime, **fields: Any) -> None:
    calendar = Calendar.objects.get(code="ercot-business")
    Clock.objects.create(
        subject_type="issues.issue",
        subject_ref=issue.ref,
        participant_id=issue.participant_id,
        kind=kind,
        label="First answer",
        calendar=calendar,
        calendar_version=calendar.versions.first(),
        amount=60,
        unit="minute",
        started_at=now - 2 * DAY,
        due_at=now - DAY,
        **fields,
    )


def test_targets_count_once_ended_or_open(lantern: SimpleNamespace, mesa: SimpleNamespace, now: datetime) -> None:
    company = lantern.participant
    for number in range(5):
        stopped = {"state": "stopped", "stopped_at": now - DAY}
        outcome = {"outcome": "missed", "breached_at": now - DAY} if number == 0 else {"outcome": "met"}
        target(IssueFactory(participant=company), "first-response", now, **stopped, **outcome)
    for severity, breached in ((2, now), (3, now), (3, None)):
        issue = IssueFactory(participant=company, severity=severity, title="Still open")
        target(issue, "resolution", now, breached_at=breached)
    ours, nothing = judged("our-answers", now, company, mesa.participant)
    assert (ours.value, ours.sample, ours.words) == (80, 5, "4 of 5 targets met within 90 days")
    assert [fact.ref for fact in ours.facts] == [Clock.objects.get(outcome="missed").subject_ref]
    assert nothing is None
    [breaches] = judged("open-breaches", now, company)
    assert (breaches.value, breaches.words) == (40, "2 of 3 running targets missed")
    assert {fact.text for fact in breaches.facts} == {"Still open: first answer missed, and still open"}
    Clock.objects.filter(outcome="met").first().delete()
    [few] = judged("our-answers", now, company)
    assert (few.value, few.words) == (None, "4 ended within 90 days, judged from 5 on")


def test_waits_for_the_participant_count_by_business_days(lantern: SimpleNamespace, now: datetime) -> None:
    """A Wednesday: eight calendar days ago is six Business Days ago."""
    company = lantern.participant

    def wait(begun: int, ended: int | None, then: str = "open") -> Issue:
        issue = IssueFactory(participant=company, state="waiting" if ended is None else "open")
        IssueStepFactory(issue=issue, state="waiting", at=now - begun * DAY)
        if ended is not None:
            IssueStepFactory(issue=issue, state=then, at=now - ended * DAY)
        return issue

    wait(20, 19), wait(14, 10)
    late, still = wait(30, 10), wait(8, None)
    wait(3, None)  # may still come in time
    wait(9, 8, "resolved")  # we brought it to an end ourselves
    [theirs] = judged("their-answers", now, company)
    assert (theirs.value, theirs.words) == (50, "2 of 4 answered within 5 Business Days")
    assert {fact.ref for fact in theirs.facts} == {late.ref, still.ref}


def test_surveys_of_few_say_nothing(lantern: SimpleNamespace, now: datetime) -> None:
    def answer(score: int, ago: int = 1) -> None:
        issue = IssueFactory(participant=lantern.participant)
        at = now - ago * DAY
        answered = {"due_at": at, "sent_at": at, "expires_at": now + DAY, "answered_at": at, "score": score}
        contact = ContactFactory(participant=lantern.participant)
        comment = "Never quoted"
        Survey.objects.create(
            issue=issue, participant=lantern.participant, contact=contact, comment=comment, **answered
        )

    answer(5), answer(2), answer(1, ago=400)
    [few] = judged("satisfaction", now, lantern.participant)
    assert (few.value, few.words) == (None, "2 answers so far, judged from 3 on")
    answer(5)
    [found] = judged("satisfaction", now, lantern.participant)
    assert (found.value, found.words) == (75, "4.0 of 5 in 3 answers")
    assert "Never quoted" not in str(found.facts)


def test_obligations_contact_and_training(lantern: SimpleNamespace, mesa: SimpleNamespace, now: datetime) -> None:
    today, company = now.date(), lantern.participant

    def owe(period: str, due: int, state: str, filed: int | None = None) -> None:
        at = now - filed * DAY if filed is not None else None
        settled = {"settled_at": now} if state == "accepted" else {}
        day = today - due * DAY
        given = {"due_on": day, "by_rule": day, "submitted_at": at, **settled}
        Obligation.objects.create(participant=company, type=type_of("OB-DCAA"), period=period, state=state, **given)

    owe("a", 30, "accepted", 31), owe("b", 30, "submitted", 29), owe("c", 500, "open")
    owe("d", -5, "open"), owe("e", 500, "accepted", 400)
    LastContact.objects.create(
        participant=mesa.participant, at=now - 14 * DAY, channel="call", side="operator", who="Ruth"
    )
    TrainingCoverage.objects.create(
        participant=company, wanted=4, covered=1, enrolled=1, expiring=0, percent=25, counted_at=now
    )
    with CaptureQueriesContext(connection) as captured:
        obligations, nothing = judged("obligations", now, company, mesa.participant)
    assert (obligations.value, obligations.words) == (33, "1 of 3 handed in on time within 365 days")
    assert [fact.text.rpartition(": ")[2] for fact in obligations.facts] == ["handed in late", "overdue"]
    assert nothing is None
    assert len(captured) == 2
    _new, known = judged(own.CONTACT, now, company, mesa.participant)
    assert (known.value, known.words) == (100, "Last in touch 10 Business Days ago")
    [later] = judged(own.CONTACT, now + 30 * DAY, mesa.participant)
    assert 0 < later.value < 100
    [training] = judged("training", now, company)
    assert (training.value, training.words) == (25, "1 of 4 courses that its roles need, 1 more booked")


def test_every_measure_of_the_catalog_is_judged_by_somebody() -> None:
    rows = HealthMeasure.objects.filter(kind="measure")
    assert {row.code for row in rows} == {source.code for source in health.sources()}
    assert sum(row.weight for row in rows) == 100
    assert health_sources.OURS in {row.code for row in rows}

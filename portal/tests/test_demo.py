"""The demo world: loaded once however often, and what the README promises of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from issues.queue import LATER, Queue
from participants.actions.demo_follow_ups import fill_follow_ups
from participants.actions.demo_obligations import fill_obligations
from participants.models import (
    Campaign,
    ExtensionRequest,
    FollowUp,
    Obligation,
    ObligationEvidence,
    ObligationRound,
    Participant,
    Registration,
)
from portal.calendars.models import Clock
from portal.dashboards.numbers import reckon
from portal.dashboards.overview import sections
from portal.dashboards.tests.counting import disagreements, linked
from portal.lifecycle import catalogs, demo
from portal.reporting import registry
from portal.scoping.today import market_day
from portal.tests.access.footprint import footprint, written
from portal.tests.browser.conftest import DEMO
from portal.tests.report_counts import COUNTS, OF_ONE, counted
from training.actions.demo_sessions import fill_sessions
from training.choices import EnrollmentState, SessionState
from training.models import Certificate, CourseSession, Enrollment, Evaluation, TestResult

pytestmark = pytest.mark.django_db

# Sums over the sessions that the address shows; a part of the page of what is undelivered.
NOT_ROWS = {"People waiting", "Addresses in trouble"}
NOW = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(module_rows: None) -> None:
    """The demo world, made once for this module."""
    catalogs.load_all(now=NOW)
    demo.load(now=NOW)


def test_loading_twice_changes_nothing(loaded: None) -> None:
    before = footprint()
    assert demo.load(now=NOW) is False
    call_command("load_demo", verbosity=0)
    assert written(before) == []


def test_every_number_of_the_dashboard_equals_hand_written_sql_and_opens_as_many_rows(
    loaded: None, client: Client, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = False
    supervisor = User.objects.get(email=DEMO["supervisor"])
    now = timezone.now()
    numbers = reckon(supervisor, days=30, team=None, now=now)
    shown = sections(numbers, "")
    assert disagreements(numbers, shown, now) == []
    client.force_login(supervisor)
    seen: dict[tuple[str, str], int] = {}
    for figure in linked(shown):
        # The same figure of the first row stands for those of all rows.
        kind = (figure.url.partition("?")[0].rpartition("/MP-")[0] or figure.url.partition("?")[0], figure.label)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] > 1 or " of " in str(figure.value) or figure.label in NOT_ROWS:
            continue
        answer = client.get(figure.url)
        rows = answer.context["cl"].result_count if "cl" in answer.context else answer.context["page"].total
        if rows == LATER:
            rows = Queue.of_query(figure.url.partition("?")[2], user=supervisor, now=now).rows.count()
        assert str(rows).replace(",", "") == str(figure.value).replace(",", ""), (figure.label, figure.url)


def test_it_holds_what_is_promised(loaded: None) -> None:
    emails = {*DEMO.values(), "admin@bluemesa.example"}
    people = User.objects.filter(email__in=emails)
    assert {person.email for person in people} == emails
    assert all(person.check_password(demo.PASSWORD) for person in people)
    assert Participant.objects.count() >= 40
    roles = set(Registration.objects.values_list("role__code", flat=True))
    assert roles >= {"QSE", "LSE", "RE", "TDSP", "CRRAH", "IMRE"}
    assert Participant.objects.filter(restricted=True).count() >= 2
    agent = people.get(email="agent@gridadvisers.example")
    assert agent.memberships.count() == 3


@pytest.mark.parametrize(
    "days", [0, 3, 4.5, 8, 37.3], ids=["Wednesday", "Saturday", "Sunday night", "holiday", "Christmas"]
)
def test_follow_ups_stand_in_every_state_whenever_it_is_loaded(loaded: None, days: float) -> None:
    now = NOW + timedelta(days=days)
    today = market_day(now)
    with transaction.atomic():
        fill_follow_ups({row.name: row for row in Participant.objects.all()}, now=now)
        rows = FollowUp.objects.all()
        counts = [one.count() for one in (rows.overdue(today), rows.upcoming(today), rows.waiting(), rows.ended())]
        transaction.set_rollback(True)
    assert all(counts), counts


@pytest.mark.parametrize("days", [0, 100, 200, 300], ids=["autumn", "winter", "summer", "season"])
def test_obligations_stand_in_every_state_whenever_it_is_loaded(loaded: None, days: int) -> None:
    now = NOW + timedelta(days=days)
    with transaction.atomic():
        for model in (ObligationEvidence, ObligationRound, ExtensionRequest, Obligation, Campaign):
            model.objects.all().delete()
        Clock.objects.filter(kind="obligation").delete()
        fill_obligations(now=now)
        states = set(Obligation.objects.values_list("state", flat=True))
        claimed = Obligation.objects.owed().filter(filed_elsewhere=True).count()
        late, asked = Obligation.objects.late(market_day(now)).count(), ExtensionRequest.objects.count()
        transaction.set_rollback(True)
    assert states >= {"open", "accepted"}
    assert claimed
    assert late or days == 300
    assert asked or days in (200, 300)


def test_sessions_and_people_in_them_stand_in_every_state(loaded: None) -> None:
    assert set(CourseSession.objects.values_list("state", flat=True)) == set(SessionState.values)
    states = set(Enrollment.objects.values_list("state", flat=True))
    assert states == set(EnrollmentState.values) - {EnrollmentState.LAPSED}
    assert TestResult.objects.filter(passed=False).count() >= 2
    assert Evaluation.objects.count() >= 5


def test_certificates_count_end_soon_have_ended_and_are_revoked(loaded: None) -> None:
    today = market_day(NOW)
    ends = set(Certificate.objects.exclude(expires_on=None).values_list("expires_on", flat=True))
    assert any(day < today for day in ends)
    assert any(today <= day <= today + timedelta(days=30) for day in ends)
    assert Certificate.objects.exclude(revoked_at=None).exists()
    passed = Enrollment.objects.filter(results__passed=True).distinct()
    assert passed
    assert not passed.filter(certificates=None)


@pytest.mark.parametrize("days", [0, 4.5], ids=["Wednesday", "Sunday night"])
def test_a_full_session_offers_a_seat_whenever_it_is_loaded(loaded: None, days: float) -> None:
    now = NOW + timedelta(days=days)
    with transaction.atomic():
        if days:
            fill_sessions(now=now)
        full = CourseSession.objects.filter(course__code="WMO-RT").latest("pk")
        rows = Enrollment.objects.filter(session=full)
        assert (full.seats_left, full.waiting) == (0, rows.in_line().count())
        assert full.waiting >= 2
        assert rows.get(state=EnrollmentState.OFFERED).offer_until > now
        transaction.set_rollback(True)


@pytest.mark.parametrize("email", sorted({*DEMO.values(), "admin@bluemesa.example"}))
def test_everybody_signs_in_and_lands_on_a_page(email: str, loaded: None, settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    client = Client()
    answer = client.post("/accounts/login/", {"login": email, "password": demo.PASSWORD})
    assert answer.status_code == 302
    assert client.get(answer["Location"], follow=True).status_code == 200


def test_the_analyst_meets_prairie_lantern_only(loaded: None) -> None:
    client = Client()
    client.force_login(User.objects.get(email=DEMO["analyst"]))
    own = Participant.objects.get(name="Prairie Lantern Energy")
    listed = client.get("/api/v1/participants/").json()["results"]
    assert [row["ref"] for row in listed] == [own.ref]
    others = set(Participant.objects.exclude(pk=own.pk).values_list("name", flat=True))
    # Its own QSE is another company, which it knows by contract.
    by_contract = " ".join(row.representative_name for row in own.represented.all())
    others = {name for name in others if name not in by_contract}
    for path in ("/my/", "/my/company/", "/my/people/", "/my/resources/", "/my/agencies/", "/search/?q=power"):
        body = client.get(path).content.decode()
        assert [name for name in others if name in body] == []


def test_every_number_of_the_reports_is_that_of_an_independent_count(loaded: None) -> None:
    supervisor = User.objects.get(email=DEMO["supervisor"])
    company = Participant.objects.get(name="Prairie Lantern Energy")
    for words in ("2026-11", "2026-Q4", "2026"):
        for key, counts in {**COUNTS, "participant": OF_ONE}.items():
            report = registry.get(key)
            asked = report.read(supervisor, {"period": words, "participant": company.ref}, market_day(NOW))
            told = {row[0]: row[1] for row in report.draw(supervisor, asked, NOW).tables[0].rows}
            found = {name: counted(sql, asked.period, company.pk, NOW) for name, sql in counts.items()}
            assert {name: told[name] for name in found} == found, (key, words)
            if words == "2026":
                assert any(found.values()), f"The demo has nothing for the report {key}."

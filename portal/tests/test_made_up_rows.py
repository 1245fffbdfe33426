"""Made-up rows: never in a database that may hold real ones, and the same ones for the same seed."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from participants.models import Checklist, ChecklistItem, Contact, FollowUp, Participant, Registration, Resource
from portal.calendars.actions.clocks import start_clock
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.lifecycle import catalogs, demo
from portal.lifecycle.models import DemoMark
from portal.scoping.today import market_day
from training.models import Article, Certificate, CertificateCount, CourseSession, Enrollment

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


def test_a_database_with_rows_and_no_mark_is_refused(supervisor: User) -> None:
    with pytest.raises(CommandError, match="not marked as a demo"):
        call_command("load_demo", verbosity=0)
    with pytest.raises(CommandError, match="not marked as a demo"):
        call_command("load_scale", participants=2, verbosity=0)
    assert not DemoMark.objects.exists()
    assert not Participant.objects.exists()


def test_the_same_seed_makes_the_same_companies() -> None:
    catalogs.load_all(now=NOW)
    first, again, other = (made(seed) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_made_up_checklists_settle_nothing_before_what_it_waits_for() -> None:
    catalogs.load_all(now=NOW)
    demo.load_bulk(participants=60, seed=7, now=NOW)
    for checklist in Checklist.objects.prefetch_related("items"):
        states = {row.code: row.state for row in checklist.items.all()}
        for row in checklist.items.all():
            if row.state != "not_started":
                assert all(states[code] == "accepted" for code in row.waits_for)
    assert Checklist.objects.count() > 3


def test_made_up_sessions_count_their_seats_and_certificates_their_numbers() -> None:
    catalogs.load_all(now=NOW)
    before = Article.objects.count()
    demo.load_bulk(participants=60, seed=7, now=NOW)
    for session in CourseSession.objects.all():
        rows = Enrollment.objects.filter(session=session)
        assert session.seats_taken == rows.holding_seats().count() <= session.seats
        assert [row.queued for row in rows.in_line()] == list(range(1, session.waiting + 1))
    certified = Certificate.objects.all()
    assert 20 < certified.count() == sum(CertificateCount.objects.values_list("last", flat=True))
    assert all(row.percent is None or row.percent >= row.course.passing_percent for row in certified)
    assert Enrollment.objects.count() > 60
    assert Article.objects.count() == before + 1


def test_made_up_follow_ups_have_the_clock_their_action_would_start() -> None:
    catalogs.load_all(now=NOW)
    demo.load_bulk(participants=30, seed=7, now=NOW)
    assert FollowUp.objects.exists()
    for row in FollowUp.objects.select_related("responsible"):
        clock = Clock.objects.get(subject_ref=row.ref)
        rule = {"calendar": "ercot-business", "target": Target(clock.amount, "day", due_time="close")}
        given = rule | {"plan": "follow-up", "by": row.responsible, "now": NOW}
        again = start_clock(subject=row, kind="again", label=clock.label, **given)
        assert row.due_on == market_day(again.due_at)
        mine, theirs = (told(one) for one in (clock, again))
        assert mine == theirs


def told(clock: Clock) -> tuple:
    """What a clock and everything around it says, without its own name."""
    own = {"id", "ref", "kind", "clock_id", "created_at"}
    rows = [
        Clock.objects.filter(pk=clock.pk),
        clock.intervals.all(),
        clock.changes.all(),
        clock.steps.order_by("level"),
    ]
    return tuple(
        [{name: value for name, value in row.items() if name not in own} for row in part.values()] for part in rows
    )


def made(seed: int) -> SimpleNamespace:
    """What thirty made-up companies are, undone afterwards."""
    with transaction.atomic():
        demo.load_bulk(participants=30, seed=seed, now=NOW)
        told = SimpleNamespace(
            companies=list(Participant.objects.order_by("ref").values_list("ref", "name", "duns")),
            registrations=list(Registration.objects.order_by("ref").values_list("ref", "duns", "short_name")),
            contacts=list(Contact.objects.order_by("ref").values_list("ref", "name", "email")),
            follow_ups=list(FollowUp.objects.order_by("ref").values_list("ref", "title", "due_on")),
            enrollments=list(Enrollment.objects.order_by("ref").values_list("ref", "contact__name", "state")),
            certificates=list(Certificate.objects.order_by("ref").values_list("number", "percent")),
            items=list(ChecklistItem.objects.order_by("ref").values_list("ref", "code", "state")),
            resources=list(Resource.objects.order_by("ref").values_list("ref", "code", "type")),
        )
        transaction.set_rollback(True)
    return told

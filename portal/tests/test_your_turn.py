"""What waits for a participant's people, over all apps: whose lines, in which order, and nothing of anybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Absence, User
from accounts.tests.factories import StaffFactory
from issues.models import Issue
from issues.tests.factories import IssueFactory
from participants.choices import MembershipKind, PlanState
from participants.models import Membership, Obligation, ObligationType
from participants.querysets.owned import OwnedQuerySet
from participants.tests.change_factories import ChangeFactory
from participants.tests.checklist_factories import ChecklistFactory, ChecklistItemFactory
from participants.tests.factories import (
    RegistrationFactory,
)
from participants.tests.plan_factories import AccountPlanFactory, PlanTaskFactory, PlanVersionFactory
from participants.your_turn_reading import Line, Wanted, count, read
from portal.scoping import wall
from portal.testing import acting, member_of
from training.choices import EnrollmentState
from training.tests.factories import EnrollmentFactory, SessionFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


def owes(registration: Any) -> None:
    type, _ = ObligationType.objects.get_or_create(
        code="OB-T", name="Declaration", who="QSE", owner_kind="registration", rule="three days before winter",
        schedule={"kind": "none"}, evidence="a form", reviewers=["REG"], source="tests", tag="P",
    )  # fmt: skip
    due = TODAY + 3 * DAY
    Obligation.objects.create(
        type=type, participant=registration.participant, registration=registration, period="2026", due_on=due,
        by_rule=due,
    )  # fmt: skip


def of_registration(registration: Any, name: str, now: Any) -> None:
    """What belongs to one registration: items of its checklist, what it owes, an issue about it."""
    sheet = ChecklistFactory(registration=registration, target_on=TODAY + 30 * DAY)
    ends = TODAY + 9 * DAY
    for state, fields in (
        ("returned", {"due_on": TODAY - DAY}),
        ("accepted", {"settled_at": now, "evidence_expires_on": ends}),
        ("submitted", {"due_on": TODAY, "submitted_at": now}),
    ):
        item = ChecklistItemFactory(checklist=sheet, state=state, **fields)
        item.requirement.title = f"{name} {state}"
        item.requirement.save()
    owes(registration)
    IssueFactory(
        participant=registration.participant, registration=registration, title=f"{name} issue", state="waiting"
    )


def of_company(company: Any, contact: Any, name: str, now: Any) -> None:
    """What belongs to the company as a whole."""
    ChangeFactory(participant=company, state="submitted")
    plan = AccountPlanFactory(participant=company, title=f"{name} plan")
    PlanVersionFactory(plan=plan, state=PlanState.IN_REVIEW)
    agreed = PlanVersionFactory(plan=plan, state=PlanState.AGREED)
    PlanTaskFactory(
        version=agreed, title=f"{name} task", side="participant", due_on=TODAY + 40 * DAY, begins_on=TODAY, days=28
    )
    session = SessionFactory(starts_at=now + 20 * DAY)
    EnrollmentFactory(
        session=session,
        contact=contact,
        state=EnrollmentState.OFFERED,
        offer_until="2099-01-01T12:00:00Z",
        seated_at=None,
    )


@pytest.fixture
def companies(lantern: SimpleNamespace, mesa: SimpleNamespace, now: Any) -> SimpleNamespace:
    """Two companies with a line of many kinds, of Lantern for two registrations."""
    other = RegistrationFactory(participant=lantern.participant, short_name="SECOND")
    for registration, name in ((lantern.qse, "first"), (other, "second"), (mesa.qse, "mesa")):
        of_registration(registration, name, now)
    of_company(lantern.participant, lantern.contact, "lantern", now)
    of_company(mesa.participant, mesa.contact, "mesa", now)
    return SimpleNamespace(lantern=lantern, mesa=mesa, other=other)


@contextmanager
def behind_the_wall(person: User) -> Iterator[User]:
    with wall.inside(person.acting_for):
        yield person


def told(lines: list[Line]) -> str:
    return " ".join(f"{one.title} {one.about} {one.who_asks} {one.reason}" for one in lines)


def narrowed_admin(companies: SimpleNamespace) -> User:
    person = member_of(companies.lantern.participant, "Nora Narrow", "nora@lantern.example", MembershipKind.ADMIN)
    membership = Membership.objects.get(user=person)
    membership.apply(narrowed=True)
    membership.registrations.add(companies.lantern.qse)
    return acting(person)


def test_a_membership_narrowed_to_a_registration_is_told_of_it_alone_counts_included(
    companies: SimpleNamespace, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with behind_the_wall(narrowed_admin(companies)) as person:
        page = read(person, now)
        assert sorted(line.kind for line in page.rows) == ["evidence", "issue", "item", "obligation"]
        assert not {word for word in ("second", "mesa", "lantern plan", "lantern task") if word in told(page.rows)}
        assert page.total == page.all == count(person, now) == sum(page.bands.values()) == 4
        # The database says the same where the code forgets to.
        monkeypatch.setattr(OwnedQuerySet, "owned_by", lambda rows, acting_for: rows)
        assert "mesa" not in told(read(person, now).rows)
        assert read(person, now).total == count(person, now)


def test_everything_of_the_own_company_stands_in_one_list_what_is_overdue_first(
    companies: SimpleNamespace, org_admin: User, now: Any
) -> None:
    with behind_the_wall(acting(org_admin)) as person:
        page = read(person, now)
        assert page.kinds == {
            "item": 2, "evidence": 2, "obligation": 2, "issue": 2, "change": 1, "plan": 1, "plan-task": 1, "seat": 1
        }  # fmt: skip
        assert "mesa" not in told(page.rows)
        assert page.bands == {"overdue": 2, "week": 2, "later": 8}
        assert [line.kind for line in page.rows[:4]] == ["item", "item", "obligation", "obligation"]
        first, task = page.rows[0], next(line for line in page.rows if line.kind == "plan-task")
        assert (first.do, first.is_late) == ("Correct it and send it again", True)
        assert first.reason == "planned back from Dec 18, 2026"
        assert task.reason == "28 days from Nov 18, 2026"  # no calendars in this test
        assert all(line.url.startswith("/my/") and line.who_asks for line in page.rows)
        seen, after = [], ""
        while True:
            part = read(person, now, after=after, size=5)
            seen += [line.ref for line in part.rows]
            after = part.last
            if not part.has_next:
                break
        assert seen == [line.ref for line in page.rows]
        back = read(person, now, before=seen[7], size=5)
        assert [line.ref for line in back.rows] == seen[2:7]
        assert back.has_previous
        assert back.has_next
        assert {line.kind for line in read(person, now, Wanted.of({"kind": "item", "due": "overdue"})).rows} == {"item"}
        assert Wanted.of({"kind": "x'; --", "due": "never"}) == Wanted()
        assert read(person, now, after="\x00").total == 12


def test_an_answer_that_may_be_taken_back_waits_for_nobody_yet(companies: SimpleNamespace, org_admin: User) -> None:
    Issue.objects.filter(registration=companies.lantern.qse).update(
        held_until="2099-01-01T00:00:00Z", held={"state": "open"}
    )
    with behind_the_wall(acting(org_admin)) as person:
        assert read(person, Issue.objects.first().opened_at).kinds["issue"] == 1


def test_a_home_asks_for_it_in_the_same_statements_for_2_rows_and_for_20(
    companies: SimpleNamespace, org_admin: User, signed_in: Any, now: Any
) -> None:
    client = signed_in(org_admin)
    counts = []
    for more in (2, 18):
        for number in range(more):
            IssueFactory(participant=companies.lantern.participant, state="waiting", title=f"Question {more} {number}")
            RegistrationFactory(participant=companies.lantern.participant)
        for url in (reverse("my-home"), reverse("my-turn")):
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            counts.append((url, len(captured)))
    assert len(set(counts)) == 2, counts
    assert max(number for _, number in counts) <= 14  # two of them only the test's own transaction makes


def test_the_page_and_the_home_say_what_to_do_by_when_why_and_who_asks(
    companies: SimpleNamespace, org_admin: User, signed_in: Any
) -> None:
    client = signed_in(org_admin)
    home = client.get(reverse("my-home")).content.decode()
    assert "12 things we need from you" in home
    page = client.get(reverse("my-turn")).content.decode()
    for words in ("Correct it and send it again", "Planned back from", "first issue", "lantern plan", "Overdue"):
        assert words in page
    assert "mesa" not in page
    narrowed = signed_in(narrowed_admin(companies))
    assert "second" not in narrowed.get(reverse("my-turn")).content.decode()


def test_whoever_acts_for_several_reads_a_number_for_each_and_no_other_word(
    companies: SimpleNamespace, agent: User, signed_in: Any, now: Any
) -> None:
    page = signed_in(agent).get(reverse("my-switch"))
    text = page.content.decode()
    assert page.status_code == 200
    for one, number in page.context["companies"]:
        person = acting(agent, one.participant)
        with behind_the_wall(person):
            lines = read(person, now)
        assert number == lines.total > 3
        assert {"item", "obligation", "change"} <= lines.kinds.keys()
    assert "Prairie Lantern" in text
    assert not [word for word in ("first", "second", "Declaration", "lantern") if word in text]
    assert len(signed_in(agent).get(reverse("my-switch"), headers={"HX-Request": "true"}).content) < 2000


def test_the_home_names_who_stands_in_today_and_nobody_elses_absence(
    companies: SimpleNamespace, member: User, outsider: User, manager: User, signed_in: Any
) -> None:
    stand_in = StaffFactory(name="Stella Standin", phone="+1 512 555 0190")
    Absence.objects.create(
        person=manager, stand_in=stand_in, starts_on="2020-01-01", ends_on="2099-01-01", note="Surgery"
    )
    text = signed_in(member).get(reverse("my-home")).content.decode()
    assert "Stella Standin" in text
    assert "+1 512 555 0190" in text
    assert "Surgery" not in text
    assert "Stella" not in signed_in(outsider).get(reverse("my-home")).content.decode()
    with behind_the_wall(acting(outsider)):
        assert not Absence.objects.only("id").exists()
        assert not User.objects.filter(pk=stand_in.pk).only("id").exists()

"""Sessions and enrollments by the API: planned by the training department, entered by participants themselves."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.tests.factories import ContactFactory
from portal.tests.api_calls import patch, post
from training.models import CourseSession, Enrollment
from training.tests.actions.classes import load_deadlines
from training.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db
LINK = "https://join.example/secret"


@pytest.fixture
def session(signed_in: Any, coordinator: User) -> CourseSession:
    """Planned and announced by the API, with one seat."""
    now = datetime.now(UTC).replace(microsecond=0)
    load_deadlines(now)
    CourseFactory(code="WMO-RT")
    begins = (now + timedelta(days=20)).replace(hour=15, minute=0, second=0)
    day = {"starts_at": begins.isoformat(), "ends_at": (begins + timedelta(hours=3)).isoformat()}
    client = signed_in(coordinator)
    made = post(client, "sessions/", course="WMO-RT", format="online", days=[day], seats=1, link_url=LINK)
    assert made.status_code == 201, made.content
    ref = made.json()["ref"]
    assert (made.json()["state"], made.json()["link"], len(made.json()["days"])) == ("draft", LINK, 1)
    assert patch(client, f"sessions/{ref}/", note="Read chapter one").json()["note"] == "Read chapter one"
    assert post(client, f"sessions/{ref}/publish/").json()["state"] == "published"
    return CourseSession.objects.get(ref=ref)


def test_a_session_goes_from_plan_to_cancellation(session: CourseSession, signed_in: Any, coordinator: User) -> None:
    client = signed_in(coordinator)
    assert post(client, f"sessions/{session.ref}/finish/").status_code == 409
    assert post(client, f"sessions/{session.ref}/cancel/").status_code == 400
    canceled = post(client, f"sessions/{session.ref}/cancel/", reason="Storm")
    assert (canceled.json()["state"], canceled.json()["cancel_reason"]) == ("canceled", "Storm")


def test_a_member_takes_the_seat_and_reads_the_link_only_then(
    session: CourseSession, signed_in: Any, member: User, org_admin: User, outsider: User
) -> None:
    client = signed_in(member)
    assert client.get(f"/api/v1/sessions/{session.ref}/").json()["link"] is None
    made = post(client, f"sessions/{session.ref}/enroll/")
    assert made.status_code == 201, made.content
    assert (made.json()["state"], made.json()["steps"][0]["reason"]) == ("seated", "A seat was free.")
    assert client.get(f"/api/v1/sessions/{session.ref}/").json()["link"] == LINK
    assert client.get("/api/v1/sessions/").json()["results"][0]["link"] == LINK
    assert signed_in(org_admin).get(f"/api/v1/sessions/{session.ref}/").json()["link"] is None
    foreign = signed_in(outsider)
    assert foreign.get(f"/api/v1/enrollments/{made.json()['ref']}/").status_code == 404
    assert foreign.get("/api/v1/enrollments/").json()["results"] == []
    assert post(foreign, f"enrollments/{made.json()['ref']}/withdraw/", reason="x").status_code == 404


def test_the_line_moves_by_the_same_actions(
    session: CourseSession, signed_in: Any, member: User, manager: User, lantern: SimpleNamespace, mesa: SimpleNamespace
) -> None:
    assert post(signed_in(member), f"sessions/{session.ref}/enroll/").status_code == 201
    own = {"participant": lantern.participant.ref, "contact": lantern.contact.ref}
    client = signed_in(manager)
    assert post(client, f"sessions/{session.ref}/enroll/", contact=lantern.contact.ref).status_code == 400
    waiting = post(client, f"sessions/{session.ref}/enroll/", **own)
    assert (waiting.json()["state"], waiting.json()["position"]) == ("waiting", 1)
    foreign = {"participant": mesa.participant.ref, "contact": mesa.contact.ref}
    assert post(client, f"sessions/{session.ref}/enroll/", **foreign).status_code == 403
    seat = Enrollment.objects.get(state="seated")
    assert post(signed_in(member), f"enrollments/{seat.ref}/withdraw/", reason="Ill").json()["state"] == "withdrawn"
    ref = waiting.json()["ref"]
    offered = client.get(f"/api/v1/enrollments/{ref}/").json()
    assert offered["state"] == "offered"
    assert offered["offer_until"]
    assert post(client, f"enrollments/{ref}/approve/").status_code == 403
    assert post(client, f"enrollments/{ref}/accept-offer/").json()["state"] == "seated"


def test_a_group_is_entered_by_the_companys_administrator(
    session: CourseSession, signed_in: Any, org_admin: User, member: User, lantern: SimpleNamespace
) -> None:
    people = [lantern.contact.ref, ContactFactory(participant=lantern.participant).ref]
    address = f"sessions/{session.ref}/enroll-group/"
    assert post(signed_in(member), address, contacts=people).status_code == 403
    refused = post(signed_in(org_admin), address, contacts=people, together=True)
    assert refused.status_code == 409
    made = post(signed_in(org_admin), address, contacts=people)
    assert made.status_code == 200, made.content
    assert (made.json()["seats_left"], made.json()["waiting"]) == (0, 1)

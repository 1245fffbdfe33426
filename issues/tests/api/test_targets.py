"""Service policies, shifts and grid events through the API: the same actions, the same refusals."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from issues.tests.targeting import policy
from portal.calendars.tests import clockwork
from portal.tests.api_calls import post

pytestmark = pytest.mark.django_db


def test_supervisors_write_what_others_read(
    signed_in: Any, supervisor: User, manager: User, colleague: User, member: User, lantern: SimpleNamespace
) -> None:
    clockwork.calendar()
    row = policy(participant=lantern.participant)
    client, now = signed_in(supervisor), timezone.now().replace(microsecond=0)
    held = client.get("/api/v1/service-policies/").json()["results"][0]["version"]
    assert held["participant"] == lantern.participant.ref
    assert [target["kind"] for target in held["targets"] if target["severity"] == 1] == ["first-response", "resolution"]
    assert post(client, f"service-policies/{row.ref}/deactivate/", reason="Old").json()["active"] is False
    times = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(days=1)).isoformat()}
    made = post(client, "duty-shifts/", person=colleague.ref, **times)
    assert made.status_code == 201, made.content
    taken = post(client, "duty-shifts/", person=manager.ref, **times)
    assert taken.json()["detail"] == "Somebody else is on duty in that time already."
    assert post(client, f"duty-shifts/{made.json()['ref']}/remove/").status_code == 200
    event = post(client, "grid-events/", reason="Winter storm")
    assert event.json()["ends_at"] is None
    assert post(client, f"grid-events/{event.json()['ref']}/end/").json()["ends_at"] is not None
    theirs = signed_in(member)
    assert theirs.get("/api/v1/grid-events/").json()["results"][0]["reason"] == "Winter storm"
    assert theirs.get("/api/v1/service-policies/").json()["results"] == []
    assert post(theirs, "grid-events/", reason="Mine").status_code == 403

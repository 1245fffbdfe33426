"""Pages and endpoints of relationship health: what they cost, whom they show what, a preview that writes nothing."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from participants import health
from participants.models import Health, HealthDrop, HealthMeasure, HealthOverride, HealthScore, Participant
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory
from participants.tests.reckoning import measure
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def stand(participant: Participant, score: int, mark: str, days: int = 3) -> Health:
    today = market_day(timezone.now())
    told = {"name": "Contact", "about": "", "words": "Silent", "sample": 1, "newest": "", "stale": True, "more": 0}
    facts = [{"text": "A call", "ref": "IN-1", "date": "2026-01-02", "url": "/x/"}]
    one = {"code": "contact", "weight": 10, "share": 100, "value": score, "facts": facts}
    for back in range(days):
        values = {"contact": [score - back % 2, 100]}
        given = {"score": score - back % 2, "mark": mark, "rules": "r", "values": values}
        HealthScore.objects.create(participant=participant, day=today - back * DAY, **given)
    return Health.objects.create(
        participant=participant, day=today, score=score, standing=score, mark=mark, rules="r", measures=[one | told]
    )


def statements(client: Client, url: str) -> int:
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_pages_cost_the_same_for_2_rows_and_for_20(
    lantern: SimpleNamespace, manager: User, supervisor: User, signed_in: Any
) -> None:
    client, company = signed_in(manager), lantern.participant
    stand(company, 40, "poor")
    urls = ["/participants/health/", f"/participants/{company.ref}/health/?days=365", "/participants/?view=mine"]
    before = {url: statements(client, url) for url in urls}
    today, now = market_day(timezone.now()), timezone.now()
    for number in range(18):
        other = RegistrationFactory(participant=ParticipantFactory()).participant
        AssignmentFactory(participant=other, person=manager)
        stand(other, 50 + number, "watch")
        given = {"participant": company, "at": now - number * DAY, "expires_on": today, "ended_at": now}
        HealthOverride.objects.create(mark="good", comment="New people", by=supervisor, **given)
        scores = {"from_score": 90, "to_score": 40, "from_mark": "good", "to_mark": "poor"}
        HealthDrop.objects.create(participant=company, day=today - number * DAY, recovered_on=today, **scores)
    assert {url: statements(client, url) for url in urls} == before
    assert before[urls[0]] <= 9, before
    assert before[urls[1]] <= 14, before
    page = client.get(urls[1]).content.decode()
    assert all(words in page for words in ("health-plot", "A call", "ended by itself", "Recovered", "New people"))


def test_marks_are_filtered_as_they_are_shown_and_hidden_from_whoever_sees_none(
    lantern: SimpleNamespace, mesa: SimpleNamespace, restricted: SimpleNamespace, manager: User, specialist: User,
    signed_in: Any,
) -> None:  # fmt: skip
    stand(lantern.participant, 90, "good")
    stand(restricted.participant, 20, "poor")
    client = signed_in(manager)
    override = {"mark": "poor", "comment": "They leave", "when": "days", "in_days": 10}
    load_deadlines(timezone.now() - 30 * DAY)
    assert client.post(f"/participants/{lantern.participant.ref}/health/override/", override).status_code == 302
    poor = client.get("/participants/?health=poor").content.decode()
    assert "Prairie Lantern Energy" in poor
    assert "Quiet Harbor Storage" not in poor, "nobody learns the mark of a stub by filtering"
    assert "Blue Mesa" in client.get("/participants/?health=none").content.decode()
    listed = client.get("/participants/health/?view=by-hand").content.decode()
    assert "They leave" in listed and "reckoned: good" in listed  # noqa: PT018
    answer = client.get(f"/api/v1/relationship-health/{lantern.participant.ref}/").json()
    assert (answer["score"], answer["mark"], answer["override_mark"]) == (90, "good", "poor")
    assert answer["measures"][0]["facts"][0]["ref"] == "IN-1"
    assert client.get("/api/v1/relationship-health/?mark=good").json()["results"] == []
    client = signed_in(specialist)
    page = client.get(f"/participants/{lantern.participant.ref}/").content.decode()
    assert "Health" not in page
    assert client.get("/api/v1/relationship-health/").json()["results"] == []


def test_a_preview_writes_nothing(lantern: SimpleNamespace, supervisor: User, signed_in: Any) -> None:
    row = measure("contact", weight=10, fresh_days=15, silent_days=60)
    measure("training", weight=10, stale_days=7)
    stand(lantern.participant, 40, "poor")
    client, url = signed_in(supervisor), f"/participants/catalogs/health/{row.ref}/change/"
    given = {"weight": 100, "term_fresh_days": 15, "term_silent_days": 240, "reason": "Calmer"}
    preview = client.post(url, given | {"preview": "1"})
    assert preview.status_code == 200
    assert "Of 1 relationship" in preview.content.decode()
    assert HealthMeasure.objects.get(pk=row.pk).weight == 10
    assert client.post(url, given | {"term_silent_days": 10}).status_code == 422
    assert client.post(url, given).status_code == 302
    assert HealthMeasure.objects.get(pk=row.pk).terms == {"fresh_days": 15, "silent_days": 240}
    assert health.source_of("contact") is not None
    assert "edited here" in client.get("/participants/catalogs/health/").content.decode().lower()

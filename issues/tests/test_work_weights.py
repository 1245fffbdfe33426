"""The weights of the balance: shown with what they would do, published as versions, and what is reckoned by them."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from issues.actions.work_weights import OVERTAKEN, SAME, effects, publish_weights
from issues.manager_work import loads_of
from issues.models import WorkWeights
from issues.rules.work_load import USUAL, points_by_name
from issues.tests.factories import IssueFactory
from portal.audit.models import AuditEvent
from portal.dashboards.numbers import reckon
from portal.dashboards.overview import sections
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db
PAGE = "issues:balance-weights"
KEPT = points_by_name(USUAL)
HEAVY = KEPT | {"issue_critical": 30}


def load(person: User) -> int:
    return loads_of([person], timezone.now())[person.pk].points


def test_other_weights_are_looked_at_then_published_and_everything_is_reckoned_by_them(
    client: Client, lantern: SimpleNamespace, manager: User, colleague: User, supervisor: User, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(supervisor)
    IssueFactory(participant=lantern.participant, owner=colleague, severity=1, state="open")
    assert (load(manager), load(colleague)) == (2, 8)
    address, given = reverse(PAGE), HEAVY | {"base": 0, "reason": "The winter showed it."}

    looked = client.post(address, given | {"preview": "1"})

    told = {one.person: one for one in looked.context["effects"]}
    assert (told[manager].before.points, told[manager].after.points) == (2, 2)
    assert (told[colleague].before.points, told[colleague].after.points, told[colleague].place_after) == (8, 30, 1)
    assert not WorkWeights.objects.exists(), "a preview writes nothing"
    refused = client.post(address, given | {"issue_low": 3, "preview": "1"})
    assert "An issue of higher severity weighs no less" in refused.content.decode()
    assert client.post(address, given | {"issue_critical": "many"}).status_code == 422
    answer = client.post(address, given, follow=True)
    assert "Saved as version 1." in answer.content.decode()
    assert "Open issue of critical severity: <del>8</del> → <ins>30</ins>" in answer.content.decode()
    assert load(colleague) == 30
    assert "critical severity 30" in client.get(reverse("issues:balance")).content.decode()
    numbers = reckon(supervisor, days=30, team=None, now=timezone.now())
    shown = sections(numbers, "")
    assert {row["person"].name: row["points"] for row in shown["load"]["rows"]}[colleague.name] == 30
    assert "critical 30" in shown["how"]["load"][0]
    assert client.post(address, given).status_code == 422, "published by somebody else meanwhile"


def test_a_version_is_never_overwritten_and_only_supervisors_publish_one(
    manager: User, auditor: User, supervisor: User, member: User, now: Any
) -> None:
    asked: dict[str, Any] = {"points": HEAVY, "reason": "Winter", "now": now}
    for person in (manager, auditor, member):
        with pytest.raises(NotPermitted, match="Only supervisors"):
            publish_weights(by=person, **asked)
    first = publish_weights(by=supervisor, base=0, **asked)
    event = AuditEvent.objects.get(object_ref=first.ref)
    assert (event.changes, event.reason) == ({"issue_critical": ["8", "30"]}, "Winter")
    for changed, words in (({}, SAME), ({"base": 0}, OVERTAKEN), ({"reason": " "}, "give the reason")):
        with pytest.raises(Refused, match=words):
            publish_weights(by=supervisor, **(asked | changed))
    second = publish_weights(by=supervisor, base=1, **(asked | {"points": KEPT}))
    assert list(WorkWeights.objects.values_list("number", "current")) == [(2, True), (1, False)]
    assert second.weights == USUAL
    assert [row.number for row in WorkWeights.objects.visible_to(auditor)] == [2, 1]
    assert not WorkWeights.objects.visible_to(manager).exists()
    assert {one.difference for one in effects(HEAVY, now)} == {0}

"""Control: openings are marked once, overrides and exports stand in their logs, and both can be taken along."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from participants.actions.glass_breaks import break_glass, review_opening
from participants.choices import GlassMark
from participants.models import GlassReview, HealthOverride
from participants.tests.actions.recorded import recorded
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.web.views import ScopedListView

pytestmark = pytest.mark.django_db
OPENINGS, OVERRIDES, EXPORTS = (reverse(f"control:{name}-list") for name in ("opening", "override", "export"))
REASON = "The assigned manager is away and the outage affects this unit."


def texts(client: Any, path: str, **query: str) -> str:
    return client.get(path, query).content.decode()


def test_an_opening_is_asked_about_and_then_fine(
    signed_in: Any, restricted: SimpleNamespace, manager: User, supervisor: User, auditor: User, now: datetime
) -> None:
    opening = break_glass(participant=restricted.participant, by=manager, now=now, reason=REASON)
    client, address = signed_in(supervisor), reverse("control:opening-review", args=[opening.ref])
    assert REASON in texts(client, OPENINGS)
    assert "Write what you ask." in client.post(address, {"mark": "asked"}, follow=True).content.decode()
    client.post(address, {"mark": "asked", "remark": "Which outage?"})
    assert recorded("glass.reviewed").changes["mark"] == ["", "asked"]
    told = Notification.objects.get(kind="participants.glass.asked")
    assert told.recipient == manager
    assert signed_in(manager).get(reverse("outbox:notification-list")).status_code == 200
    assert REASON not in texts(client, OPENINGS)
    assert "Which outage?" in texts(client, OPENINGS, mark="asked")
    client.post(address, {"mark": "fine", "remark": "Explained."})
    review = GlassReview.objects.get()
    assert (review.mark, review.by) == ("fine", supervisor)
    with pytest.raises(Refused, match="marked so already"):
        review_opening(glass_break=opening, by=supervisor, now=now, mark=GlassMark.FINE, remark="Explained.")
    for person in (auditor, manager):
        with pytest.raises(NotPermitted):
            review_opening(glass_break=opening, by=person, now=now, mark=GlassMark.FINE)
    assert "Explained." in texts(signed_in(auditor), OPENINGS, mark="all", export="csv")


def test_overrides_and_exports_stand_in_their_logs(
    signed_in: Any,
    lantern: SimpleNamespace,
    supervisor: User,
    auditor: User,
    now: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    given = {"participant": lantern.participant, "mark": "poor", "by": supervisor, "expires_on": now + timedelta(9)}
    HealthOverride.objects.create(comment="They stopped answering.", at=now, **given)
    client = signed_in(auditor)
    for path in (OPENINGS, OVERRIDES, EXPORTS):
        with django_assert_max_num_queries(20):
            client.get(path)
    assert "They stopped answering." in texts(client, OVERRIDES, kind="health")
    assert "They stopped answering." in texts(client, OVERRIDES, kind="health", export="csv")
    assert "They stopped answering." not in texts(client, OVERRIDES, kind="health", who="nobody")
    assert texts(client, OVERRIDES, kind="answers")
    assert texts(client, OVERRIDES, kind="levels")
    texts(client, reverse("participants:participant-list"), export="csv", q="lan", view="all")
    event = AuditEvent.objects.get(verb="participants.list.exported")
    assert (event.changes["rows"], event.changes["filter"]) == (["", 1], ["", "q=lan&view=all"])
    shown = texts(client, EXPORTS)
    assert "List of participants exported" in shown
    assert "Log of overrides exported" in shown
    assert "q=lan" in texts(client, EXPORTS, export="csv")
    assert client.get(EXPORTS, {"after": "1; drop"}).status_code == 200


def test_every_list_that_is_exported_names_the_verb_by_which_that_is_recorded() -> None:
    def below(kind: type) -> set[type]:
        return {kind, *(one for child in kind.__subclasses__() for one in below(child))}

    offered = [one for one in below(ScopedListView) if one.export_columns and one.__module__.split(".")[-2] != "tests"]
    assert offered
    assert [one.__name__ for one in offered if not one.export_verb.endswith(".exported")] == []

"""The page of what rows were: for supervisors and auditors, in words, filtered from the address, at a fixed cost."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Department, User
from participants.actions.contacts import change_contact
from participants.models import Membership
from portal.audit import history
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
PAGE = reverse("history:history-list")


def text(client: Any, **query: Any) -> str:
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.content.decode()


def ends_here() -> None:
    """What comes next is another transaction, as far as the history can tell."""
    with connection.cursor() as cursor:
        for name in ("portal.event", "portal.event_by", "portal.kept_from"):
            cursor.execute("SELECT set_config(%s, '', true)", [name])


def test_outsiders_find_nothing_and_account_managers_are_refused(
    signed_in: Any, outsider: User, manager: User, lantern: Any
) -> None:
    lantern.contact.apply(title="Head")
    assert signed_in(outsider).get(PAGE).status_code == 404
    refused = signed_in(manager).get(PAGE)
    assert refused.status_code == 403
    assert "Head" not in refused.content.decode()
    assert "control/history" not in signed_in(manager).get(lantern.participant.get_absolute_url()).content.decode()


def test_old_and_new_are_told_in_words_and_found_by_each_filter(
    signed_in: Any, lantern: Any, mesa: Any, supervisor: User, auditor: User, org_admin: User, now: datetime
) -> None:
    change_contact(contact=lantern.contact, by=supervisor, now=now, title="Head of trading")
    ends_here()
    mesa.contact.apply(phone="512-555-0199")
    Membership.objects.filter(user=org_admin).update(kind="member", suspended_at=now)
    User.objects.filter(pk=auditor.pk).update(title="Examiner")
    client = signed_in(auditor)
    everything = text(client)
    for words in (
        "<ins>Head of trading</ins>",
        "Job title",
        "Lee Supervisor",
        "Without an event",
        "512-555-0199",
        org_admin.name,
    ):
        assert words in everything, words
    event = AuditEvent.objects.get(verb="participants.contact.changed")
    assert f"/audit/?event={event.pk}" in everything
    assert "Head of trading" in client.get(reverse("audit:audit-list"), {"event": event.pk}).content.decode()
    for query, there, not_there in (
        ({"noun": "participants.contact", "field": "title"}, "Head of trading", "512-555-0199"),
        ({"of": lantern.participant.ref}, "Head of trading", "512-555-0199"),
        ({"of": mesa.contact.ref.lower()}, "512-555-0199", "Head of trading"),
        ({"who": "lee"}, "Head of trading", "512-555-0199"),
        ({"who": supervisor.email}, "Head of trading", "Examiner"),
        ({"acted": "none"}, "Examiner", "Head of trading"),
        ({"acted": "people", "until": "2090-01-01"}, "Head of trading", "Examiner"),
        ({"acted": "portal"}, "No change matches", "Examiner"),
        ({"since": "2090-01-01"}, "No change matches", "Examiner"),
        ({"noun": "accounts.user", "of": auditor.ref}, "Examiner", "Head of trading"),
        ({"noun": "nothing.such", "of": "%00", "after": "x"}, "No change matches", "Examiner"),
    ):
        found = text(client, **query)
        assert there in found, query
        assert not_there not in found, query
    exported = client.get(PAGE, {"export": "csv", "of": lantern.contact.ref}).content.decode("utf-8-sig")
    assert "Job title:  -> Head of trading" in exported
    assert AuditEvent.objects.get(verb="audit.history.exported").by == auditor


def test_rows_lead_to_their_history(signed_in: Any, lantern: Any, supervisor: User) -> None:
    client = signed_in(supervisor)
    department = Department.objects.create(code="XX", name="Tests", source="a test")
    Department.objects.filter(pk=department.pk).update(name="Trials")
    for page, row in (
        (lantern.participant.get_absolute_url(), lantern.participant),
        (lantern.qse.get_absolute_url(), lantern.qse),
        (supervisor.get_absolute_url(), supervisor),
    ):
        assert history.address_of(row).replace("&", "&amp;") in client.get(page).content.decode(), page
    for page in ("accounts:level-rights", "accounts:retention", "issues:reply-list", "accounts:topic-catalog"):
        assert "/control/history/?noun=" in client.get(reverse(page)).content.decode(), page
    admin = client.get(reverse("admin:accounts_department_history", args=[department.pk]))
    assert admin.url == history.address_of(department)
    assert "<ins>Trials</ins>" in client.get(admin.url).content.decode()


def test_many_changes_cost_no_more_than_few(
    signed_in: Any, lantern: Any, mesa: Any, supervisor: User, now: datetime
) -> None:
    def written(times: range) -> int:
        for at in times:
            for one in (lantern, mesa):
                change_contact(contact=one.contact, by=supervisor, now=now, title=f"Title {at}")
                one.representative.apply(kind="credit" if at % 2 else "retail")
        with CaptureQueriesContext(connection) as asked:
            text(client)
        return len(asked)

    client = signed_in(supervisor)
    text(client)
    few = written(range(2))
    assert written(range(2, 12)) == few
    assert few <= 16

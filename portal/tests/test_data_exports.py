"""A copy of the company's data: everything the person reads and nothing else, prepared once, gone after a week."""

import json
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.models import User
from issues.choices import Area
from issues.tests.factories import IssueFactory
from participants.actions.data_exports import KEPT, ask_for_data, drop_expired, prepare_waiting
from participants.choices import ExportState
from participants.models import DataExport, DataExportContent, Membership
from participants.tests.actions.owing import load_obligations, owe
from participants.tests.actions.recorded import recorded
from participants.tests.plan_factories import furnish_plan
from portal.lifecycle.refusals import Refused
from portal.outbox.models import Notification
from portal.testing import furnish_checklist

pytestmark = pytest.mark.django_db


@pytest.fixture
def companies(lantern: SimpleNamespace, mesa: SimpleNamespace) -> SimpleNamespace:
    load_obligations(timezone.now())
    for one, word in ((lantern, "lantern"), (mesa, "mesa")):
        one.issue = IssueFactory(participant=one.participant, area=Area.RETAIL, title=f"{word} matter")
        one.owed = owe(one.participant, registration=one.qse)
        furnish_checklist(one.qse, word)
        furnish_plan(one.participant)
    return SimpleNamespace(lantern=lantern, mesa=mesa)


def _whole(client: Client, kind: str = "json") -> bytes:
    """Ask, let the worker prepare, download."""
    assert client.post(reverse("my-data-ask"), {"format": kind}).status_code == 302
    assert prepare_waiting(now=timezone.now()) == 1
    answer = client.post(reverse("my-data-file", args=[DataExport.objects.latest("pk").ref]))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return answer.content


def test_an_administrator_takes_everything_along_and_nothing_of_others(
    companies: SimpleNamespace, signed_in, org_admin: User
) -> None:
    client = signed_in(org_admin)
    text = _whole(client).decode()
    lantern, mesa = companies.lantern, companies.mesa
    data = json.loads(text)["data"]
    assert data["issues"][0]["ref"] == lantern.issue.ref
    assert [row["ref"] for row in data["obligations"]] == [lantern.owed.ref]
    assert {"registrations", "contacts", "checklists", "checklist-items", "memberships", "plans"} <= set(data)
    for word in ("mesa", "Blue Mesa", mesa.issue.ref, mesa.owed.ref, mesa.participant.ref, mesa.contact.ref):
        assert word not in text
    export = DataExport.objects.get()
    assert export.rows == sum(len(rows) for rows in data.values())
    assert recorded("data_export.taken").changes["rows"] == ["", str(export.rows)]
    assert Notification.objects.get(kind="participants.data_export.ready").recipient == org_admin
    book = CalamineWorkbook.from_filelike(BytesIO(_whole(client, "xlsx")))
    assert {"about", "issues", "obligations"} <= set(book.sheet_names)
    cells = [str(cell) for row in book.get_sheet_by_name("issues").to_python() for cell in row]
    assert lantern.issue.ref in cells


def test_a_limited_membership_takes_along_what_it_reaches(
    companies: SimpleNamespace, signed_in, member: User, org_admin: User
) -> None:
    Membership.objects.filter(user=member).update(areas=["obligations"])
    data = json.loads(_whole(signed_in(member)))["data"]
    assert "obligations" in data
    assert not {"issues", "checklists", "checklist-items", "plans"} & set(data)
    ref = DataExport.objects.get().ref
    assert signed_in(org_admin).post(reverse("my-data-file", args=[ref])).status_code == 404


def test_one_at_a_time_and_gone_after_a_week(
    companies: SimpleNamespace, signed_in, org_admin: User, outsider: User, manager: User
) -> None:
    client, now = signed_in(org_admin), timezone.now()
    client.post(reverse("my-data-ask"), {"format": "json"})
    client.post(reverse("my-data-ask"), {"format": "json"})
    assert DataExport.objects.count() == 1
    with pytest.raises(Refused):
        ask_for_data(participant=companies.lantern.participant, format="json", by=manager, now=now)
    assert client.post(reverse("my-data-ask"), {"format": "pdf"}).status_code == 302
    assert DataExport.objects.count() == 1
    waiting = DataExport.objects.get()
    file = reverse("my-data-file", args=[waiting.ref])
    assert client.post(file).status_code == 302, "not ready yet"
    assert signed_in(outsider).post(file).status_code == 404
    assert prepare_waiting(now=now) == 1
    assert prepare_waiting(now=now) == 0
    assert drop_expired(now=now + KEPT - timedelta(minutes=1)) == 0
    assert drop_expired(now=now + KEPT) == 1
    assert not DataExportContent.objects.exists()
    assert DataExport.objects.get().state == ExportState.EXPIRED
    assert client.post(file).status_code == 302
    assert "Expired" in client.get(reverse("my-data")).content.decode()


def test_who_lost_access_meanwhile_gets_none(companies: SimpleNamespace, signed_in, member: User) -> None:
    signed_in(member).post(reverse("my-data-ask"), {"format": "json"})
    Membership.objects.filter(user=member).update(ended_at=timezone.now())
    prepare_waiting(now=timezone.now())
    assert DataExport.objects.get().state == ExportState.FAILED
    assert not DataExportContent.objects.exists()

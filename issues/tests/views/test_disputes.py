"""Pages of disputes on both sides: shown, sent, refused; and few statements however many rows."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from issues.actions.disputes import open_dispute
from issues.models import Dispute, Issue, SettlementDate
from issues.tests.actions.test_disputes import HEAD, ask  # noqa: F401 - the fixture
from portal.documents.tests.files import upload

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def test_the_calendar_is_imported_after_a_look(signed_in: SignedIn, manager: User, member: User, now: datetime) -> None:
    client, address = signed_in(manager), reverse("issues:settlement-import")
    file = SimpleUploadedFile("calendar.csv", f"{HEAD}DAM,2026-11-10,1,2026-11-12,2026-12-02\n".encode())
    page = client.post(address, {"file": file})
    assert b"1 new" in page.content
    assert not SettlementDate.objects.exists()
    form = page.context["form"]
    answer = client.post(address, {"save": "1", **{name: form[name].value() for name in ("content", "file_name")}})
    assert answer.status_code == 302
    assert SettlementDate.objects.get().source_import.file_name == "calendar.csv"
    shown = client.get(reverse("issues:settlement-list"), {"day": "2026-11-10"})
    assert b"Dec 2, 2026" in shown.content
    bad = SimpleUploadedFile("calendar.csv", b"PK\x03\x04")
    assert client.post(address, {"file": bad}).status_code == 422
    assert signed_in(member).get(address).status_code == 404


def test_a_window_is_looked_up_with_and_without_scripts(
    signed_in: SignedIn,
    manager: User,
    member: User,
    ask: Callable[..., Issue],  # noqa: F811
) -> None:
    asked = {"settlement_run": "dam", "operating_day": "2020-03-03"}
    for person, name in ((manager, "issues:dispute-window"), (member, "my-dispute-window")):
        client = signed_in(person)
        page = client.get(reverse(name), asked).content.decode()
        assert "The window closed on Thursday, March 19, 2020; the way is alternative dispute resolution (ADR)." in page
        assert "<html" in page
        piece = client.get(reverse(name), asked, headers={"HX-Request": "true"}).content.decode()
        assert "DISP-DAM" in piece
        assert "<html" not in piece
        assert client.get(reverse(name), {"settlement_run": "x", "operating_day": "y"}).status_code == 200
        assert client.get(reverse(name), asked | {"operating_day": "2999-12-31"}).status_code == 200


def test_an_inquiry_becomes_a_dispute_on_the_participants_side(
    signed_in: SignedIn,
    member: User,
    outsider: User,
    ask: Callable[..., Issue],  # noqa: F811
) -> None:
    issue, client = ask(), signed_in(member)
    page = client.get(reverse("my-dispute-open", args=[issue.ref]))
    assert page.context["form"]["statement_id"].value() == "ST-1"
    given = {field.html_name: field.value() or "" for field in page.context["form"] if field.name != "files"}
    days = {"days": "2026-11-10 100.50\n2026-11-11 20"}
    sent = client.post(reverse("my-dispute-open", args=[issue.ref]), given | days)
    dispute = Dispute.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, dispute.get_my_url())
    assert (dispute.amount, dispute.days.count()) == (Decimal("120.50"), 2)
    own = client.get(dispute.get_my_url()).content.decode()
    assert "Not filed until the operator's number is recorded." in own
    refused = client.post(reverse("my-dispute-change", args=[dispute.ref]), given | {"days": "tomorrow"})
    assert (refused.status_code, "Line 1" in refused.content.decode()) == (422, True)
    assert signed_in(outsider).get(dispute.get_my_url()).status_code == 404
    assert reverse("my-dispute-open", args=[issue.ref]) not in client.get(issue.get_my_url()).content.decode()


@pytest.mark.parametrize("name", ["issues:dispute-list", "my-disputes"])
def test_lists_take_the_same_few_statements_for_any_number(
    name: str,
    signed_in: SignedIn,
    manager: User,
    member: User,
    ask: Callable[..., Issue],  # noqa: F811
    now: datetime,
    lantern: SimpleNamespace,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = signed_in(manager if name.startswith("issues") else member)
    for many in (1, 5):
        for number in range(many):
            issue = ask(operating_day=date(2026, 11, 2 + number))
            open_dispute(issue=issue, by=manager, now=now, files=[upload("a.pdf")])
        client.get(reverse(name))
        with django_assert_max_num_queries(24):
            assert len(client.get(reverse(name), {"view": "all"}).context["page"].rows) == Dispute.objects.count()
    row = Dispute.objects.latest("id")
    with django_assert_max_num_queries(36):
        client.get(row.get_absolute_url() if name.startswith("issues") else row.get_my_url())

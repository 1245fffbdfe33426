"""Pages about questions to departments: a department learns what it must, and nothing of whose matter it is."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import DepartmentFactory
from issues.actions import answering, referrals
from issues.actions.escalations import escalate_issue
from issues.actions.systemic import open_systemic
from issues.models import Issue, Referral
from issues.tests.factories import IssueFactory
from issues.tests.referral_world import ask
from participants.timeline import events_of
from portal.documents.tests.files import upload
from portal.search.registry import search

pytestmark = pytest.mark.django_db
BUDGETS = {"referral-list": 12, "escalation-list": 12, "referral-detail": 14, "systemic-detail": 12}


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_a_department_reads_its_question_and_never_whose_matter_it_is(
    desk: SimpleNamespace, manager: User, lantern: SimpleNamespace, signed_in: Callable[[User], Client], now: datetime
) -> None:
    row = ask(desk, manager, now, needed="A storage unit of 100 MW", files=[upload("trend.pdf")])
    named = ask(
        desk, manager, now, title="With its name", name_needed=True, department=DepartmentFactory(code="X", name="X")
    )
    Referral.objects.filter(pk=named.pk).update(department=desk.ems, state="withdrawn", ended_at=now)
    client, secrets = signed_in(desk.specialist), ("Prairie Lantern", desk.issue.ref, desk.issue.title)
    api = reverse("rest:referrals-detail", args=[row.ref])
    for url in (reverse("issues:referral-list"), row.get_absolute_url(), reverse("home"), api):
        text = page(client, url)
        assert "Telemetry of a storage unit" in text
        assert not [secret for secret in secrets if secret in text], url
    text = page(client, row.get_absolute_url())
    assert "A storage unit of 100 MW" in text
    assert "its name is not needed" in text
    file = row.messages.get().files.get()
    assert client.get(reverse("issues:referral-file", args=[row.ref, file.ref])).status_code == 200
    assert "Prairie Lantern Energy" in page(client, named.get_absolute_url())
    assert desk.issue.ref not in page(client, named.get_absolute_url())
    assert [hit.title for _label, hits in search(desk.specialist, "storage unit") for hit in hits] == [row.title]
    assert not events_of(desk.specialist, [lantern.participant.pk]).filter(verb__startswith="issues.").exists()
    assert events_of(manager, [lantern.participant.pk]).filter(verb="issues.referral.asked").exists()
    assert client.get(reverse("issues:referral-ask", args=[desk.issue.ref])).status_code == 403


def test_from_asking_to_releasing_on_the_pages(
    desk: SimpleNamespace, manager: User, member: User, signed_in: Callable[[User], Client]
) -> None:
    desk_client, department = signed_in(manager), signed_in(desk.specialist)
    ask_url = reverse("issues:referral-ask", args=[desk.issue.ref])
    given = {"department": desk.ems.pk, "title": "Suspect points", "question": "Why?", "goal": "Known"}
    refused = desk_client.post(ask_url, given | {"question": "Why at Prairie Lantern Energy?"})
    assert refused.status_code == 422
    assert "names the participant" in refused.content.decode()
    assert desk_client.post(ask_url, given).status_code == 302
    row = Referral.objects.get()

    def send(client: Client, verb: str, **data: Any) -> int:
        return client.post(reverse(f"issues:referral-{verb}", args=[row.ref]), data).status_code

    assert send(department, "take") == 302
    assert send(department, "ask-back", text="Which?") == 302
    assert send(desk_client, "ask-again", text="The second.") == 302
    assert send(department, "message", text="Thanks.") == 302
    assert send(department, "answer", text="A cable.") == 302
    assert send(department, "release", text="A cable.") == 403
    assert "A cable." in page(desk_client, reverse("issues:referral-release", args=[row.ref]))
    assert send(desk_client, "release", text="It was a cable.") == 302
    assert send(desk_client, "withdraw", reason="Too late") == 422
    assert "It was a cable." in desk.issue.comments.latest("id").text


def statements(client: Client, url: str) -> int:
    page(client, url)
    with CaptureQueriesContext(connection) as captured:
        page(client, url)
    return len(captured.captured_queries)


def test_lists_and_pages_take_the_same_statements_for_two_and_for_many(
    desk: SimpleNamespace, manager: User, signed_in: Callable[[User], Client]
) -> None:
    now = timezone.now()
    client = signed_in(desk.supervisor)
    first = ask(desk, manager, now)
    cause = open_systemic(by=desk.supervisor, now=now, title="Signal", cause="A clock", issues=[desk.issue])

    def more(many: int) -> None:
        for number in range(many):
            issue = IssueFactory(ref=f"IS-2025-{many}{number:04d}", owner=manager, entered_by=manager)
            given = {"issue": issue, "by": desk.supervisor, "now": now}
            referrals.refer_issue(department=desk.ems, title="a", question="b", goal="c", **given)
            escalate_issue(level="E2", reason="d", **given)
            answering.write_on_referral(referral=first, by=manager, now=now, text="e")

    urls = {name: reverse(f"issues:{name}") for name in ("referral-list", "escalation-list")}
    urls |= {"referral-detail": first.get_absolute_url(), "systemic-detail": cause.get_absolute_url()}
    more(2)
    before = {name: statements(client, url) for name, url in urls.items()}
    more(6)
    assert {name: statements(client, url) for name, url in urls.items()} == before
    assert {name: count for name, count in before.items() if count > BUDGETS[name]} == {}
    assert Issue.objects.count() == 9

"""Issues on the participants' side: asking, following, answering, confirming; and who finds nothing."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from issues.actions.conversation import answer_issue, note_issue
from issues.actions.moves import resolve_issue
from issues.models import Comment, Issue
from issues.tests.factories import CategoryFactory
from portal.calendars.tests import clockwork
from portal.documents.tests.files import upload

pytestmark = pytest.mark.django_db
QUESTION = {"title": "Reads are missing", "text": "Hour ending 17.", "impact": "company", "urgency": "soon"}


def my(name: str, issue: Issue) -> str:
    return reverse(f"my-issue-{name}", args=[issue.ref])


def test_asking_step_by_step(
    signed_in: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, manager: User
) -> None:
    CategoryFactory(asks=["operating_day", "statement_id"], subcategories=["Estimated IDR"])
    CategoryFactory(code="PO-DISPATCH", area="power", name="Dispatch", call_the_desk=True, asks=["resource"])
    client = signed_in(member)
    start = client.get(reverse("my-issue-start")).content.decode()
    for words in (
        "Call the desk",
        "Meter data for settlement",
        "now: call",
        reverse("my-issue-ask", args=["FS-METER"]),
    ):
        assert words in start
    assert "do not write" in client.get(reverse("my-issue-ask", args=["PO-DISPATCH"])).content.decode()
    address = reverse("my-issue-ask", args=["FS-METER"])
    form = client.get(address)
    assert list(form.context["form"].fields) == [
        *("title", "text", "marking", "files", "contact", "subcategory", "registration"),
        *("operating_day", "statement_id", "impact", "urgency"),
    ]
    assert client.post(address, QUESTION | {"text": ""}).status_code == 422
    assert client.post(address, QUESTION | {"registration": mesa.qse.ref}).status_code == 422
    told = {"subcategory": "Estimated IDR", "operating_day": "2026-03-03", "registration": lantern.qse.ref}
    assert client.post(address, QUESTION | {"contact": mesa.contact.ref}).status_code == 422
    done = client.post(address, QUESTION | told | {"contact": lantern.contact.ref, "files": upload("reads.pdf")})
    issue = Issue.objects.get(reporter=member)
    assert done.url == issue.get_my_url()
    assert (issue.owner, issue.severity, issue.channel) == (manager, 2, "portal")
    assert (str(issue.operating_day), issue.registration) == ("2026-03-03", lantern.qse)
    assert Comment.objects.get(issue=issue).author_name == member.name
    page = client.get(done.url).content.decode()
    for words in (issue.ref, "Received", "Estimated IDR", "reads.pdf", "High", lantern.contact.name):
        assert words in page
    hint = client.get(reverse("my-issue-severity"), {"impact": "market", "urgency": "now"}).content.decode()
    assert ("critical" in hint, "Call the desk" in hint) == (True, True)
    assert client.get(reverse("my-issue-ask", args=["NO-SUCH"])).status_code == 404


def test_following_answering_and_confirming(
    signed_in: Any,
    lantern: SimpleNamespace,
    member: User,
    org_admin: User,
    outsider: User,
    manager: User,
    now: datetime,
) -> None:
    CategoryFactory()
    client = signed_in(member)
    client.post(reverse("my-issue-ask", args=["FS-METER"]), QUESTION)
    issue = Issue.objects.get()
    note_issue(issue=issue, by=manager, now=now, text="They always ask twice.")
    answer_issue(issue=issue, by=manager, now=now, text="Which meter?", wait=True)
    listed = client.get(reverse("my-issues"), {"view": "mine"}).content.decode()
    assert "Your answer is needed" in listed
    page = client.get(issue.get_my_url()).content.decode()
    assert ("Which meter?" in page, "always ask twice" in page) == (True, False)
    assert client.post(my("reply", issue), {"text": ""}).status_code == 422
    assert client.post(my("reply", issue), {"text": "The one at the plant."}).status_code == 302
    issue.refresh_from_db()
    assert issue.state == "open"
    resolve_issue(issue=issue, by=manager, now=now, resolution="Reloaded.", cause="operator_data")
    assert client.post(my("reopen", issue), {"reason": "Not yet"}).status_code == 302
    issue.refresh_from_db()
    resolve_issue(issue=issue, by=manager, now=now, resolution="Reloaded.", cause="operator_data")
    stranger = signed_in(outsider)
    for name in ("reply", "confirm", "reopen", "withdraw"):
        assert stranger.get(my(name, issue)).status_code == 404
        assert stranger.post(my(name, issue), {"text": "x", "reason": "x"}).status_code == 404
    assert stranger.get(issue.get_my_url()).status_code == 404
    assert issue.title not in stranger.get(reverse("my-issues"), {"view": "all"}).content.decode()
    # A colleague who is no administrator and does not follow it sees nothing; an administrator sees all of the company.
    assert client.post(my("confirm", issue)).status_code == 302
    issue.refresh_from_db()
    assert issue.state == "closed"
    assert issue.title in signed_in(org_admin).get(reverse("my-issues"), {"view": "ended"}).content.decode()
    assert Comment.objects.filter(side="participant").count() == 3


def test_withdrawing_and_searching(signed_in: Any, lantern: SimpleNamespace, member: User) -> None:
    CategoryFactory(asks=["statement_id"])
    clockwork.calendar("ercot-business")
    client = signed_in(member)
    client.post(reverse("my-issue-ask", args=["FS-METER"]), QUESTION | {"statement_id": "ST-1"})
    issue = Issue.objects.get()
    for words in ("reads", issue.ref.lower(), "st-1"):
        assert issue.title in client.get(reverse("my-issues"), {"q": words}).content.decode()
    assert "No issues match" in client.get(reverse("my-issues"), {"q": "bananas"}).content.decode()
    assert client.post(my("withdraw", issue), {"reason": "Found it"}).status_code == 302
    assert "Found it" in client.get(issue.get_my_url()).content.decode()
    assert "Nothing is open" in client.get(reverse("my-issues")).content.decode()

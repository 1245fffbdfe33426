"""The issue's page at the desk and its forms."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from issues import timeline
from issues.actions.conversation import answer_issue, note_issue, reply_to_issue
from issues.actions.opening import open_issue
from issues.models import Comment, Issue, IssueStep, Note, Verification
from issues.tests.factories import CategoryFactory
from portal.documents.tests.files import upload
from portal.scoping import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(lantern: SimpleNamespace, member: User, manager: User, now: datetime) -> Issue:
    category = CategoryFactory()
    with wall.inside(member.acting_for):
        return open_issue(
            participant=lantern.participant,
            category=category,
            title="Reads of March 3 are missing",
            text="We miss the reads of **hour ending 17**.",
            by=member,
            now=now,
            registration=lantern.qse,
            statement_id="ST-778",
            files=[upload("reads.pdf")],
        )


def at(issue: Issue, name: str) -> str:
    return reverse(f"issues:issue-{name}", args=[issue.ref])


def test_the_page_shows_what_was_said_to_whom(
    signed_in: Any, issue: Issue, manager: User, member: User, now: datetime
) -> None:
    note_issue(issue=issue, by=manager, now=now, text="Ask metering first.", files=[upload("trace.pdf")])
    client = signed_in(manager)
    html = client.get(issue.get_absolute_url()).content.decode()
    for words in ("<strong>hour ending 17</strong>", "Ask metering first.", "ST-778", "Signed in", "reads.pdf"):
        assert words in html
    assert html.count("trace.pdf") == 2
    only_notes = client.get(issue.get_absolute_url() + "?show=notes").content.decode()
    assert "Ask metering first." in only_notes
    assert "hour ending 17" not in only_notes


def test_every_move_has_its_form(signed_in: Any, issue: Issue, manager: User, colleague: User) -> None:
    client = signed_in(manager)
    sent = [
        ("take-up", {}),
        ("answer", {"text": "Which meter?", "wait": "on"}),
        ("write-down", {"text": "The one at the plant.", "channel": "phone"}),
        ("note", {"note-text": "They called.", "note-kind": "call"}),
        ("change", {"title": "Reads of March 3", "category": "FS-METER", "severity": "2", "statement_id": "ST-779"}),
        ("resolve", {"resolution": "Reloaded.", "cause": "operator_data"}),
        ("reopen", {"reason": "One is missing."}),
        ("hand-over", {"owner": colleague.ref, "reason": "On leave"}),
        ("resolve", {"resolution": "All there.", "cause": "operator_data"}),
        ("close", {"reason": "They agreed on the phone."}),
    ]
    for name, data in sent:
        assert client.get(at(issue, name)).status_code == 200, name
        response = client.post(at(issue, name), data)
        assert response.status_code == 302, (name, response.content.decode())
    issue.refresh_from_db()
    assert (issue.state, issue.severity, issue.statement_id, issue.owner) == ("closed", 2, "ST-779", colleague)
    assert Note.objects.get().kind == "call"
    refused = client.post(at(issue, "answer"), {"text": "Hello"})
    assert (refused.status_code, "This issue is closed" in refused.content.decode()) == (422, True)


def test_whoever_may_not_work_on_it_reads_why(signed_in: Any, issue: Issue, colleague: User) -> None:
    client = signed_in(colleague)
    html = client.get(issue.get_absolute_url()).content.decode()
    assert "Only its owner, the people assigned" in html
    assert 'id="note"' in html
    assert client.post(at(issue, "answer"), {"text": "Hello"}).status_code == 403
    assert client.post(at(issue, "note"), {"note-text": "I know this one.", "note-kind": "note"}).status_code == 302
    assert Comment.objects.count() == 1


def test_files_are_inert_and_found_only_by_whom_they_are_for(
    signed_in: Any, issue: Issue, manager: User, member: User, outsider: User, now: datetime
) -> None:
    note_issue(issue=issue, by=manager, now=now, text="See the trace.", files=[upload("trace.pdf")])
    public = Comment.objects.get().files.get().document
    inner = Note.objects.get().files.get().document
    for person, name, expected in (
        (manager, "issues:issue-file", {public: 200, inner: 200}),
        (member, "my-issue-file", {public: 200, inner: 404}),
        (outsider, "my-issue-file", {public: 404, inner: 404}),
        (member, "issues:issue-file", {public: 404, inner: 404}),
    ):
        client = signed_in(person)
        for document, code in expected.items():
            response = client.get(reverse(name, args=[document.ref]))
            assert response.status_code == code, (person.name, name, document.name)
            if code == 200:
                assert response["Content-Disposition"].startswith("attachment")
                assert "sandbox" in response["Content-Security-Policy"]


def test_taking_down_a_call(signed_in: Any, lantern: SimpleNamespace, manager: User, colleague: User) -> None:
    CategoryFactory()
    client = signed_in(colleague)
    address = reverse("issues:issue-add")
    assert "For somebody who called" in client.get(address).content.decode()
    assert client.get(address, {"whose": "Nobody at all"}).status_code == 422
    to_form = client.get(address, {"whose": lantern.participant.duns})
    assert to_form.url == f"{address}?participant={lantern.participant.ref}"
    form = client.get(to_form.url)
    assert lantern.contact.name in form.content.decode()
    told = {
        "channel": "desk_log",
        "contact": lantern.contact.ref,
        "proof": "called_back",
        "title": "ICCP association did not return",
        "text": "It dropped at 14:05.",
        "category": "FS-METER",
        "impact": "market",
        "urgency": "now",
    }
    lacking = client.post(to_form.url, told)
    assert (lacking.status_code, "Note the number you called back on" in lacking.content.decode()) == (422, True)
    done = client.post(to_form.url, told | {"proof_detail": "+1 512 555 0100", "may_be_told": "Everything to her"})
    issue = Issue.objects.get()
    assert done.url == issue.get_absolute_url()
    assert (issue.severity, issue.channel, issue.owner, issue.contact) == (1, "desk_log", manager, lantern.contact)
    assert Verification.objects.get().may_be_told == "Everything to her"
    assert client.get(f"{address}?participant=PT-NOBODY").status_code == 404


def test_the_timeline_goes_back_page_by_page(issue: Issue, manager: User, member: User, now: datetime) -> None:
    for count in range(7):
        answer_issue(issue=issue, by=manager, now=now, text=f"Answer {count}")
    with wall.inside(member.acting_for):
        reply_to_issue(issue=issue, by=member, now=now, text="Thank you")
    seen, before = [], ""
    while True:
        page = timeline.read(timeline.DESK, manager, issue, before=before, size=4)
        seen = [(entry.source.key, entry.row.pk) for entry in page.entries] + seen
        before = page.earlier
        if not before:
            break
    assert len(seen) == len(set(seen)) == Comment.objects.count() + IssueStep.objects.count()
    assert timeline.place("1-2") is None
    assert timeline.place("9" * 18 + "-0-1") is None

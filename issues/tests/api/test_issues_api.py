"""/api/v1/issues/ and what hangs on it: both sides' verbs, what participants are not shown, how many statements."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from issues.models import Comment, DeskWords, Issue, IssueTarget, SavedReply
from issues.tests.factories import CategoryFactory, CommentFactory, IssueFactory, NoteFactory
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.lifecycle import catalogs
from portal.outbox.models import OutboundMessage
from portal.tests.api_calls import patch, post

pytestmark = pytest.mark.django_db
# A new issue is written with its history, starts its clocks by the policies and queues its news.
BUDGETS = {"list": 8, "one": 8, "create": 16}
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SELECT set_config")
FILE = {"name": "reads.txt", "content": "UmVhZHMK"}


def test_from_the_question_to_the_end(
    signed_in: Any, lantern: SimpleNamespace, member: User, manager: User, settings: Any
) -> None:
    settings.OUTBOX_UNDO_SECONDS = 0
    CategoryFactory()
    asker, desk = signed_in(member), signed_in(manager)
    facts = {"registration": lantern.qse.ref, "operating_day": "2026-03-03", "impact": "company", "urgency": "now"}
    made = post(asker, "issues/", category="FS-METER", title="Reads missing", text="HE 17", files=[FILE], **facts)
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["severity"], told["channel"], told["turn"]) == (1, "api", "operator")
    assert told.keys() & {"owner", "cause"} == set()
    address = f"issues/{told['ref']}/"
    said = post(desk, f"{address}comments/", text="Which meter?", wait=True)
    assert (said.status_code, said.json()["side"]) == (201, "operator")
    assert post(asker, f"{address}comments/", text="Mine", wait=True).status_code == 400
    assert (
        post(asker, f"{address}comments/", text="The plant's", files=[FILE]).json()["files"][0]["name"] == "reads.txt"
    )
    assert post(desk, f"{address}notes/", text="Ask metering", kind="decision").status_code == 201
    assert post(asker, f"{address}notes/", text="x").status_code == 403
    assert patch(desk, address, esi_id="1008").json()["esi_id"] == "1008"
    assert patch(asker, address, esi_id="1").status_code == 403
    assert post(desk, f"{address}resolve/", resolution="Reloaded", cause="operator_data").json()["state"] == "resolved"
    assert post(asker, f"{address}reopen/", reason="One is missing").json()["state"] == "open"
    post(desk, f"{address}resolve/", resolution="All", cause="operator_data")
    assert post(desk, f"{address}confirm/").status_code == 403
    assert post(asker, f"{address}confirm/").json()["state"] == "closed"
    assert [one["side"] for one in asker.get("/api/v1/issue-comments/").json()["results"]].count("operator") == 3
    assert asker.get("/api/v1/issue-notes/").json()["results"] == []
    assert len(desk.get(f"/api/v1/issue-notes/?issue={told['ref']}").json()["results"]) == 1
    file = asker.get("/api/v1/issue-files/").json()["results"][0]
    content = asker.get(f"/api/v1/issue-files/{file['ref']}/content/")
    assert (content.content, content["Content-Disposition"][:10]) == (b"Reads\n", "attachment")


def test_a_saved_reply_shows_what_it_would_say_and_an_answer_is_taken_back(
    signed_in: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, manager: User, supervisor: User
) -> None:
    issue = IssueFactory(participant=lantern.participant, owner=manager, reporter=member)
    reply = SavedReply.objects.create(title="We look", text="Dear {{ person }}, {{ statement }}")
    desk, path = signed_in(manager), f"saved-replies/{reply.ref}/preview/"
    assert [one["ref"] for one in desk.get("/api/v1/saved-replies/").json()["results"]] == [reply.ref]
    filled = desk.get(f"/api/v1/{path}", {"issue": issue.ref}).json()
    assert filled == {"text": f"Dear {member.name}, [the statement ID]", "missing": ["the statement ID"]}
    foreign = IssueFactory(participant=mesa.participant)
    assert desk.get(f"/api/v1/{path}").status_code == 400
    assert desk.get(f"/api/v1/{path}", {"issue": foreign.ref}).status_code == 403
    assert signed_in(member).get("/api/v1/saved-replies/").json()["results"] == []

    said = post(desk, f"issues/{issue.ref}/comments/", text="Which meter?", wait=True).json()
    back = f"issue-comments/{said['ref']}/take-back/"
    assert post(signed_in(supervisor), back).status_code == 403
    note = post(desk, back)
    assert (note.status_code, note.json()["text"], note.json()["issue"]) == (201, "Which meter?", issue.ref)
    assert desk.get(f"/api/v1/issues/{issue.ref}/").json()["state"] == "open"
    assert post(desk, back).status_code == 404
    old = CommentFactory(issue=issue, side="operator", author=manager)
    assert "has left" in post(desk, f"issue-comments/{old.ref}/take-back/").json()["detail"]


def test_a_strangers_things_are_not_there_and_nothing_is_written(
    signed_in: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, outsider: User
) -> None:
    category = CategoryFactory()
    issue = CommentFactory(issue__participant=lantern.participant, issue__reporter=member).issue
    stranger = signed_in(outsider)
    assert stranger.get("/api/v1/issues/").json()["results"] == []
    assert stranger.get(f"/api/v1/issues/{issue.ref}/").status_code == 404
    assert post(stranger, f"issues/{issue.ref}/comments/", text="x").status_code == 404
    asked = {"category": category.code, "title": "T", "text": "T"}
    for foreign in (
        {"participant": lantern.participant.ref},
        {"registration": lantern.qse.ref},
        {"contact": lantern.contact.ref},
        {"resource": lantern.resource.ref},
        {"follows": issue.ref},
        {"parent": issue.ref},
        {"owner": member.ref},
        {"proof": "called_back"},
    ):
        assert post(stranger, "issues/", **asked, **foreign).status_code == 400, foreign
    assert (Issue.objects.count(), Comment.objects.count()) == (1, 1)


def test_calls_take_few_statements_for_any_number_of_rows(
    signed_in: Any, lantern: SimpleNamespace, manager: User, org_admin: User
) -> None:
    CategoryFactory()
    issue = IssueFactory(participant=lantern.participant)

    def counted(call: Any, page: str) -> None:
        with CaptureQueriesContext(connection) as captured:
            assert call().status_code in (200, 201)
        sent = [one["sql"] for one in captured if not one["sql"].startswith(FRAME)]
        assert len(sent) <= BUDGETS[page], "\n".join(line[:200] for line in sent)

    for count in (1, 12):
        for _ in range(count):
            NoteFactory(issue=issue)
            CommentFactory(issue=IssueFactory(participant=lantern.participant))
        for person in (manager, org_admin):
            client = signed_in(person)
            counted(lambda: client.get("/api/v1/issues/?page_size=200"), "list")  # noqa: B023 - called at once
            counted(lambda: client.get(f"/api/v1/issues/{issue.ref}/"), "one")  # noqa: B023 - called at once


def test_opening_takes_few_statements_and_its_answer_says_what_is_read_afterwards(
    signed_in: Any, lantern: SimpleNamespace, manager: User, org_admin: User, member: User
) -> None:
    CategoryFactory()
    catalogs.load_all(now=timezone.now())
    asked = {"category": "FS-METER", "title": "Reads", "text": "Of the flywheel"}
    of_company = {"registration": lantern.qse.ref, "operating_day": "2026-03-03"}
    taken_down = {"participant": lantern.participant.ref, "channel": "phone", "contact": lantern.contact.ref}
    for person, facts in ((org_admin, {}), (member, of_company), (manager, taken_down)):
        client = signed_in(person)
        post(client, "issues/", **asked, **facts)
        with CaptureQueriesContext(connection) as captured:
            made = post(client, "issues/", **asked, **facts)
        sent = [one["sql"] for one in captured if not one["sql"].startswith(FRAME)]
        assert len(sent) <= BUDGETS["create"], "\n".join(line[:200] for line in sent)
        told = made.json()
        assert told == client.get(f"/api/v1/issues/{told['ref']}/").json()
        issue = Issue.objects.get(ref=told["ref"])
        clocks = Clock.objects.filter(subject_ref=issue.ref).order_by("kind")
        assert [clock.kind for clock in clocks] == ["first-response", "resolution"]
        for clock in clocks:
            assert (clock.intervals.count(), clock.changes.count()) == (1, 1)
            assert clock.steps.count() == clock.plan.levels.count() > 0
            assert IssueTarget.objects.get(issue=issue, kind=clock.kind).due_at == clock.due_at
        assert (issue.steps.count(), issue.comments.count(), issue.watchers.count()) == (1, 1, 1)
        opened = AuditEvent.objects.get(object_ref=issue.ref, verb="issues.issue.opened")
        acting_for = None if person.is_staff else lantern.participant.pk
        assert (opened.by, opened.participant_id, opened.acting_for_id) == (person, lantern.participant.pk, acting_for)
        assert OutboundMessage.objects.filter(about_ref=issue.ref).count() == 1
        # Found by the words of its first comment: they were kept though both came in one statement.
        assert DeskWords.objects.get(issue=issue).said.count("flywheel") == 1

"""What stands around an issue, its buttons, the links of mails, surveys and the import, as pages."""

import json
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.rules import secrets
from issues import leaving
from issues.actions.taking_down import take_down_issue
from issues.models import Draft, Issue, IssueLink, MyDraft, Survey, Watcher
from issues.tests.actions.working_world import load_deadlines
from issues.tests.factories import (
    CommentFactory,
    ExternalReferenceFactory,
    IssueFactory,
    IssueStepFactory,
    WatcherFactory,
)
from participants.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def issue(lantern: SimpleNamespace, member: User, manager: User) -> Issue:
    now = timezone.now()
    load_deadlines(now)
    found = IssueFactory(
        participant=lantern.participant, registration=lantern.qse, reporter=member, owner=manager, opened_at=now
    )
    WatcherFactory(issue=found, user=member, since=now)
    return found


def test_the_surroundings_cost_the_same_for_much_and_for_little(
    issue: Issue, lantern: SimpleNamespace, manager: User, signed_in: SignIn
) -> None:
    address, client = f"/issues/{issue.ref}/around/", signed_in(manager)
    statements(client, address)  # the first page builds the calendar, which is then known
    few = statements(client, address)
    for n in range(12):
        WatcherFactory(issue=issue, contact=ContactFactory(participant=lantern.participant, name=f"Person {n}"))
        other = IssueFactory(participant=lantern.participant, parent=issue)
        IssueLink.objects.create(
            issue=issue, participant=issue.participant, other=other, kind="related", at=issue.opened_at
        )
        IssueStepFactory(issue=issue, at=issue.opened_at + timedelta(minutes=n), state=("new", "open")[n % 2])
        CommentFactory(issue=issue)
    assert statements(client, address) == few <= 22
    page = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Person 11" in page
    assert "<html" not in page
    assert "<html" in client.get(address).content.decode()


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address, headers={"HX-Request": "true"}).status_code == 200
    return len(caught)


def test_a_link_in_a_form_to_an_issue_out_of_sight_is_refused_as_not_found(
    issue: Issue, restricted: SimpleNamespace, manager: User, signed_in: SignIn
) -> None:
    hidden, client = IssueFactory(participant=restricted.participant), signed_in(manager)
    for verb, given in (("link", {"other": hidden.ref, "kind": "related"}), ("parent", {"parent": hidden.ref}),
                        ("merge", {"into": hidden.ref})):  # fmt: skip
        unknown = given | {name: "IS-2026-99999" for name, value in given.items() if value == hidden.ref}
        answers = [client.post(f"/issues/{issue.ref}/{verb}/", told) for told in (given, unknown)]
        assert [answer.status_code for answer in answers] == [422, 422]
        assert "There is no such issue among those you may see." in answers[0].content.decode()
    api = {"data": json.dumps({"other": hidden.ref, "kind": "related"}), "content_type": "application/json"}
    assert client.post(f"/api/v1/issues/{issue.ref}/link/", **api).status_code == 400
    assert not IssueLink.objects.exists()


def test_drafts_are_kept_by_post_and_read_by_get_alone(
    issue: Issue, manager: User, member: User, outsider: User, signed_in: SignIn
) -> None:
    desk, my = f"/issues/{issue.ref}/drafts/", f"/my/issues/{issue.ref}/drafts/"
    ours, theirs = signed_in(manager), signed_in(member)
    assert ours.get(desk).json()["drafts"] == {}
    assert ours.post(desk, {"kind": "answer", "text": "Dear"}).json()["saved_at"]
    assert ours.get(desk).json()["drafts"]["answer"]["text"] == "Dear"
    assert ours.post(desk, {"kind": "poem", "text": "x"}).status_code == 409
    assert theirs.post(my, {"kind": "reply", "text": "It was"}).status_code == 200
    assert theirs.get(my).json()["drafts"]["reply"]["text"] == "It was"
    assert theirs.post("/my/issues/drafts/", {"text": "New", "title": "A title"}).status_code == 200
    assert theirs.get("/my/issues/drafts/").json()["drafts"]["ask"]["more"] == {"title": "A title"}
    assert signed_in(outsider).post(my, {"kind": "reply", "text": "x"}).status_code == 404
    taken = f"/issues/new/draft/?participant={issue.participant.ref}"
    assert ours.post(taken, {"text": "", "kind": "taken_down", "title": "Reads"}).json()["saved_at"]
    assert ours.get(taken).json()["drafts"]["taken_down"]["more"] == {"title": "Reads"}
    assert ours.post(desk, {"kind": "taken_down", "text": "x"}).status_code == 409
    assert ours.post(f"/issues/drafts/{Draft.objects.get(issue=None).ref}/drop/").status_code == 404
    assert ours.get("/issues/new/draft/?participant=PA-none").status_code == 404
    assert (Draft.objects.count(), MyDraft.objects.count()) == (2, 2)
    asks = {"participant": issue.participant, "category": issue.category, "title": "Reads", "text": "Missing"}
    take_down_issue(by=manager, now=timezone.now(), **asks)
    assert Draft.objects.get().kind == "answer", "what was sent is no draft any more"


def test_who_else_is_here_is_told_and_counts_as_nobodys_activity(
    issue: Issue, manager: User, supervisor: User, specialist: User, signed_in: SignIn
) -> None:
    address = f"/issues/{issue.ref}/presence/"
    assert signed_in(manager).post(address, {"doing": "writing"}).json() == {"others": []}
    others = signed_in(supervisor).post(address).json()["others"]
    assert others == [{"name": manager.name, "words": "is writing an answer"}]
    assert signed_in(specialist).post(address).status_code == 403
    assert signed_in(supervisor).get(address).status_code == 405


def test_one_follows_leaves_and_is_led_away_from_what_one_sees_no_more(
    issue: Issue, org_admin: User, member: User, colleague: User, signed_in: SignIn
) -> None:
    client = signed_in(org_admin)
    assert client.post(f"/my/issues/{issue.ref}/follow/")["Location"] == issue.get_my_url()
    assert client.post(f"/my/issues/{issue.ref}/leave/")["Location"] == issue.get_my_url()
    other = IssueFactory(participant=issue.participant)
    WatcherFactory(issue=other, user=member)
    left = signed_in(member).post(f"/my/issues/{other.ref}/leave/")
    assert left["Location"] == "/my/issues/"
    signed_in(colleague).post(f"/issues/{issue.ref}/follow/")
    assert Watcher.objects.watching().filter(issue=issue, user=colleague, side="operator").exists()


def test_the_link_of_a_mail_asks_first_and_shows_nothing(issue: Issue, member: User, outsider: User) -> None:
    watcher = Watcher.objects.get(issue=issue)
    path = leaving.url_for(watcher.pk).removeprefix("http://localhost:8000")
    path = path[path.index("/issues/") :]
    client = Client(enforce_csrf_checks=True)
    asked = client.get(path).content.decode()
    assert not any(told in asked for told in (issue.ref, issue.title, member.name))
    assert client.post(path).status_code == 403
    watcher.refresh_from_db()
    assert watcher.left_at is None
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    watcher.refresh_from_db()
    assert watcher.left_at is not None
    assert client.get(path[:-9] + "AAAAAAAA/").status_code == 404


def test_a_survey_is_answered_by_link_once_and_read_by_the_staff(
    issue: Issue, lantern: SimpleNamespace, manager: User, specialist: User, member: User, signed_in: SignIn
) -> None:
    now = timezone.now()
    sent = {"due_at": now, "sent_at": now, "expires_at": now + timedelta(days=1), "owner": manager}
    shared = {"issue": issue, "participant": issue.participant, **sent}
    Survey.objects.create(**shared, contact=lantern.contact, digest=secrets.digest("one-time"))
    own = Survey.objects.create(**shared, person=member)
    nobody = Client()
    asked = nobody.get("/issues/survey/one-time/")
    assert asked["Referrer-Policy"] == "no-referrer"
    assert not any(told in asked.content.decode() for told in (issue.ref, issue.title, lantern.participant.name))
    assert nobody.post("/issues/survey/one-time/", {}).status_code == 422
    assert "Thank you" in nobody.post("/issues/survey/one-time/", {"score": 4}).content.decode()
    assert nobody.get("/issues/survey/one-time/").status_code == 404
    address = f"/my/issues/surveys/{own.ref}/"
    assert issue.title not in signed_in(member).get(address).content.decode()
    assert signed_in(member).post(address, {"score": 1, "comment": "Slow"}).status_code == 302
    assert signed_in(member).get(address).status_code == 404
    page = signed_in(manager).get("/issues/surveys/").content.decode()
    assert "2.5" in page
    assert "Slow" in page
    assert "Slow" not in signed_in(manager).get("/issues/surveys/?score=4").content.decode()
    assert signed_in(specialist).get("/issues/surveys/").status_code == 403
    told = signed_in(manager).get("/api/v1/issue-surveys/").json()
    assert {row["score"] for row in told["results"]} == {1, 4}
    assert signed_in(member).get("/api/v1/issue-surveys/").json()["results"][0].keys().isdisjoint({"issue", "owner"})


def test_a_file_is_looked_at_before_it_is_written(
    lantern: SimpleNamespace, issue: Issue, manager: User, signed_in: SignIn
) -> None:
    content = "company,category,title,text,number\n111111111,FS-METER,<b>Bold</b>,Text,M-1\n"
    client, before = signed_in(manager), Issue.objects.count()
    preview = client.post("/issues/import/", {"content": content}).content.decode()
    assert "&lt;b&gt;Bold" in preview
    assert "Import 1 issue" in preview
    assert Issue.objects.count() == before
    assert client.post("/issues/import/", {"content": content, "save": "1"}).status_code == 302
    assert Issue.objects.count() == before + 1
    assert "known already" in client.post("/issues/import/", {"content": content}).content.decode()
    assert client.get("/issues/import/template.csv").content.startswith(b"\xef\xbb\xbfcompany,category")


def test_the_api_does_the_same_and_shows_participants_their_own_side(
    issue: Issue, lantern: SimpleNamespace, manager: User, member: User, outsider: User, signed_in: SignIn
) -> None:
    other = IssueFactory(participant=issue.participant)
    ExternalReferenceFactory(issue=issue)

    def call(by: User, verb: str, **given: object) -> tuple[int, dict]:
        address = f"/api/v1/issues/{issue.ref}/{verb}/"
        answer = signed_in(by).post(address, json.dumps(given), content_type="application/json")
        return answer.status_code, answer.json() if answer.content else {}

    assert call(manager, "tag", tags=["storm"])[1]["tags"] == ["storm"]
    assert call(manager, "place", parent=other.ref)[1]["parent"] == other.ref
    linked = call(manager, "link", other=other.ref, kind="related")[1]["links"][0]
    assert call(manager, "unlink", link=linked["ref"])[1]["links"] == []
    assert call(manager, "verify", proof="known_mail")[1]["proof"] == "known_mail"
    assert call(manager, "add-follower", contact=lantern.contact.ref)[0] == 200
    status, seen = call(member, "follow")
    assert status == 200
    assert seen.keys().isdisjoint({"tags", "links", "proof", "may_be_told"})
    assert {row["name"] for row in seen["followers"]} == {member.name, lantern.contact.name}
    assert call(member, "merge", into=other.ref)[0] == 403
    assert call(outsider, "follow")[0] == 404
    assert call(manager, "place", parent=None)[1]["parent"] is None
    assert call(manager, "merge", into=other.ref)[1]["merged_into"] == other.ref
    assert call(manager, "unmerge")[1]["state"] == "open"
    comment = CommentFactory(issue=issue, author=member, author_name=member.name)
    status, new = call(manager, "split", comment=comment.ref, title="A part")
    assert (status, new["links"][0]["kind"]) == (201, "split_from")

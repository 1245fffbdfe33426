"""The list of somebody's day over all apps: whose lines, in which order, what rests, and what it costs."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.mentorings import start_mentoring
from accounts.models import Absence, User
from issues.actions.improvements import propose_improvement
from issues.choices import IssueState
from issues.models import Guidance, GuidanceReview, HeldAnswer, Issue
from issues.tests.factories import IssueFactory
from participants.actions.contacting import note_contact
from participants.actions.meetings import plan_meeting
from participants.actions.snoozing import snooze_line, wake_line
from participants.choices import ContactChannel, PlanState
from participants.models import FollowUp, Participant, PlanReview, Snooze
from participants.tests.checklist_factories import ChecklistFactory, ChecklistItemFactory
from participants.tests.factories import AssignmentFactory, FollowUpFactory, ParticipantFactory
from participants.tests.plan_factories import AccountPlanFactory, PlanTaskFactory, PlanVersionFactory
from participants.worklist_reading import Line, Wanted, Worklist, pressing
from portal.audit.models import AuditEvent
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock
from portal.calendars.tests.clockwork import calendar, version
from portal.lifecycle.refusals import Refused
from training.choices import EnrollmentState
from training.models import SessionInstructor
from training.tests.factories import EnrollmentFactory, SessionFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
LONG_AGO = datetime.fromisoformat("2026-03-02T15:00:00+00:00")


def one_of_each(rows: SimpleNamespace, person: User, now: datetime) -> None:
    """Of one company a line of every kind, all of them a matter of `person` or of whoever looks after it."""
    company = rows.participant
    IssueFactory(participant=company, owner=person, title="Reads missing", severity=2)
    FollowUpFactory(participant=company, responsible=person, title="Call back", due_on=TODAY)
    item = ChecklistItemFactory(checklist=ChecklistFactory(registration=rows.qse), state="submitted", submitted_at=now)
    item.requirement.reviewers = ["CS"]
    item.requirement.save()
    agreed = PlanVersionFactory(plan=AccountPlanFactory(participant=company, owner=person), state=PlanState.AGREED)
    PlanTaskFactory(version=agreed, title="Send the sample", due_on=TODAY + timedelta(2))
    PlanTaskFactory(version=agreed, title="Done", state="done", done_at=now)
    session = SessionFactory(starts_at=now + timedelta(days=3), title="Settlement 101")
    SessionInstructor.objects.create(session=session, person=person, name=person.name)
    EnrollmentFactory(session=session, contact=rows.contact, state=EnrollmentState.REQUESTED, seated_at=None)
    Participant.objects.filter(pk=company.pk).update(created_at=LONG_AGO)


def lines_of(user: User, now: datetime, **wanted: str) -> list[Line]:
    return Worklist(user, now, Wanted(**wanted)).page().rows


def kinds(rows: list[Line]) -> list[str]:
    return [row.kind for row in rows]


@pytest.fixture
def work(lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, senior: User, now: datetime) -> None:
    one_of_each(lantern, manager, now)
    one_of_each(mesa, senior, now)


def test_every_kind_of_ones_own_participants_stands_in_one_list_and_nothing_of_others(
    work: None, manager: User, supervisor: User, lantern: SimpleNamespace, now: datetime
) -> None:
    page = Worklist(manager, now).page()
    assert sorted(kinds(page.rows)) == sorted(
        ["enrollment", "follow-up", "issue", "item", "plan-task", "quiet", "session"]
    )
    assert {row.participant_ref for row in page.rows} <= {lantern.participant.ref, ""}
    assert page.total == page.open == 7
    assert page.kinds["issue"] == 1
    assert page.pressing == 1
    assert kinds(lines_of(supervisor, now)) == ["enrollment", "enrollment"], "whoever decides sees what was asked for"
    assert [row.title for row in page.rows][:2] == ["Call back", "Reads missing"]
    assert [row.score for row in page.rows] == sorted((row.score for row in page.rows), reverse=True)
    assert all(sum(reason.points for reason in row.reasons) == row.score for row in page.rows)


def test_meetings_answers_to_release_differing_guidance_and_own_improvements_are_lines_too(
    lantern: SimpleNamespace, manager: User, senior: User, colleague: User, supervisor: User, now: datetime
) -> None:
    company = lantern.participant
    note_contact(participant_id=company.pk, channel=ContactChannel.CALL, by=manager, at=now)
    given = {"participant": company, "by": manager, "contacts": [lantern.contact]}
    for title, starts in (("Soon", now + timedelta(days=2)), ("Far away", now + timedelta(days=40))):
        guests = {"colleagues": [colleague], "starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        plan_meeting(title=title, now=now, **given, **guests)
    plan = AccountPlanFactory(participant=company, owner=manager)
    ended = {"starts_at": now - timedelta(days=2), "ends_at": now - timedelta(days=2, hours=-1)}
    PlanReview.objects.create(plan=plan, participant=company, title="Quarter", created_by=manager, **ended)
    assert [(row.kind, row.title, row.next_step.words) for row in lines_of(manager, now)] == [
        ("plan-review", "Quarter", "Write down what came of it"),
        ("meeting", "Soon", "Prepare and hold it"),
    ]
    assert [row.title for row in lines_of(colleague, now)] == ["Soon"]
    assert {(row.title, row.next_step.words) for row in lines_of(manager, now + timedelta(days=3))} == {
        ("Quarter", "Write down what came of it"),
        ("Soon", "Write down what came of it"),
    }
    assert lines_of(colleague, now + timedelta(days=3)) == [], "the organizer writes it down"

    start_mentoring(mentor=senior, colleague=colleague, by=supervisor, now=now, starts_on=TODAY)
    issue = IssueFactory(participant=company, owner=colleague, title="CRR question")
    told = {"participant": company, "author": colleague, "text": "x", "because": "complex", "held_at": now}
    HeldAnswer.objects.create(issue=issue, **told)
    first = Guidance.objects.create(
        participant=company, document="NP", section="16.12", path="NP/16/12/", wording="Two forms.",
        given_by=colleague, given_at=now, way="call", stand="first",
    )  # fmt: skip
    row = Guidance.objects.create(
        participant=company, document="NP", section="16.12", path="NP/16/12/", wording="One form.",
        given_by=supervisor, given_at=now, way="call", stand="differs", earlier=first, because="Other facts",
    )  # fmt: skip
    GuidanceReview.objects.create(guidance=row, earlier=first, opened_at=now)
    idea = {"title": "Fewer forms", "problem": "Slow", "measure": "Days", "unit": "days", "due_on": TODAY}
    propose_improvement(by=senior, now=now, **idea)
    assert sorted((row.kind, row.title) for row in lines_of(senior, now)) == [
        ("guidance-review", "Guidance on 16.12"),
        ("held-answer", "CRR question"),
        ("improvement", "Fewer forms"),
    ]
    assert "guidance-review" not in kinds(lines_of(supervisor, now)), "who gave one of the two does not judge them"
    assert sorted(kinds(lines_of(colleague, now))) == ["issue", "meeting"]


def test_it_is_narrowed_by_kind_participant_and_day(
    work: None, manager: User, lantern: SimpleNamespace, mesa: SimpleNamespace, now: datetime
) -> None:
    assert kinds(lines_of(manager, now, kind="follow-up")) == ["follow-up"]
    assert kinds(lines_of(manager, now, due="today")) == ["follow-up"]
    assert set(kinds(lines_of(manager, now, due="week"))) == {"plan-task", "session", "enrollment"}
    assert len(lines_of(manager, now, participant=lantern.participant.ref)) == 6
    assert lines_of(manager, now, participant=mesa.participant.ref) == []
    assert Wanted.of({"kind": "x'; --", "due": "never", "group": "1", "participant": "\x00"}) == Wanted()


def test_whoever_stands_in_sees_the_colleagues_lines_too(
    work: None, manager: User, colleague: User, now: datetime
) -> None:
    assert lines_of(colleague, now) == []
    Absence.objects.create(person=manager, stand_in=colleague, starts_on="2020-01-01", ends_on="2099-01-01")
    assert len(lines_of(colleague, now)) == 7


def test_a_promise_that_was_missed_comes_first_and_what_rests_with_the_participant_last(
    manager: User, lantern: SimpleNamespace, now: datetime
) -> None:
    note_contact(participant_id=lantern.participant.pk, channel=ContactChannel.CALL, by=manager, at=now)
    late, waits = (IssueFactory(participant=lantern.participant, title=one, owner=manager) for one in ("Late", "Waits"))
    Issue.objects.filter(pk=waits.pk).update(state=IssueState.WAITING, awaiting_since=None)
    FollowUpFactory(participant=lantern.participant, responsible=manager, title="Overdue", due_on=TODAY - timedelta(9))
    promised(late, now - timedelta(hours=2))
    found = lines_of(manager, now)
    assert [row.title for row in found] == ["Late", "Overdue", "Waits"]
    assert found[0].missed
    assert found[0].why.startswith("A promised time was missed")
    assert [row.next_step.words for row in found][2] == "The participant answers"


def promised(issue: Issue, due_at: datetime) -> None:
    kept = version(calendar("bh"))
    Clock.objects.create(
        subject_type="issues.issue",
        subject_ref=issue.ref,
        participant_id=issue.participant_id,
        kind="resolution",
        label="Resolution",
        calendar=kept.calendar,
        calendar_version=kept,
        amount=8,
        started_at=due_at - timedelta(days=1),
        due_at=due_at,
        state=ClockState.RUNNING,
    )


def test_a_line_rests_until_its_day_and_comes_back_by_itself(
    manager: User, colleague: User, lantern: SimpleNamespace, now: datetime
) -> None:
    note_contact(participant_id=lantern.participant.pk, channel=ContactChannel.CALL, by=manager, at=now)
    FollowUpFactory(participant=lantern.participant, responsible=manager, title="Call", due_on=TODAY + timedelta(20))
    [line] = lines_of(manager, now)
    with pytest.raises(Refused, match="after today"):
        snooze_line(line=line, by=manager, now=now, until_on=TODAY, reason="Later")
    with pytest.raises(Refused, match="90 days"):
        snooze_line(line=line, by=manager, now=now, until_on=TODAY + timedelta(91), reason="Later")
    with pytest.raises(Refused, match="why"):
        snooze_line(line=line, by=manager, now=now, until_on=TODAY + timedelta(7), reason=" ")
    snooze = snooze_line(line=line, by=manager, now=now, until_on=TODAY + timedelta(7), reason="Board meets first")
    assert AuditEvent.objects.get(verb="participants.snooze.set").participant_id == lantern.participant.pk
    assert lines_of(manager, now) == []
    [resting] = lines_of(manager, now, view="snoozed")
    assert (resting.snooze_until, resting.snooze_reason) == (TODAY + timedelta(7), "Board meets first")
    assert len(lines_of(manager, now + timedelta(days=7))) == 1, "back on its day"
    assert Worklist(manager, now).page().snoozed == 1
    with pytest.raises(Refused, match="own list"):
        wake_line(snooze=snooze, by=colleague, now=now)
    wake_line(snooze=snooze, by=manager, now=now)
    assert len(lines_of(manager, now)) == 1
    with pytest.raises(Refused, match="already"):
        wake_line(snooze=snooze, by=manager, now=now)


def test_what_is_missed_meanwhile_breaks_through_a_snooze(
    manager: User, lantern: SimpleNamespace, now: datetime
) -> None:
    note_contact(participant_id=lantern.participant.pk, channel=ContactChannel.CALL, by=manager, at=now)
    issue = IssueFactory(participant=lantern.participant, owner=manager)
    promised(issue, now - timedelta(hours=1))
    FollowUpFactory(participant=lantern.participant, responsible=manager, due_on=TODAY + timedelta(1))
    for line in lines_of(manager, now):
        snooze_line(line=line, by=manager, now=now, until_on=TODAY + timedelta(30), reason="They are on leave")
    assert lines_of(manager, now) == [], "what was missed before may rest"
    assert kinds(lines_of(manager, now + timedelta(days=3))) == ["follow-up"]
    Clock.objects.update(due_at=now + timedelta(hours=1))
    later = lines_of(manager, now + timedelta(hours=2))
    assert kinds(later) == ["issue"]
    assert later[0].came_back
    assert pressing(manager, now + timedelta(hours=2)) == 1


@pytest.mark.parametrize("group", ["rank", "participant", "date"])
def test_pages_follow_each_other_without_a_gap_in_every_order(
    group: str, manager: User, lantern: SimpleNamespace, now: datetime
) -> None:
    companies = [lantern.participant, *ParticipantFactory.create_batch(2)]
    for company in companies[1:]:
        AssignmentFactory(participant=company, person=manager)
    for number in range(11):
        due_on = TODAY + timedelta(number % 4 - 2)
        FollowUpFactory(participant=companies[number % 3], responsible=manager, due_on=due_on)
    mine = Worklist(manager, now, Wanted(group=group))
    whole = [row.ref for row in mine.page().rows]
    pages = [mine.page(size=5)]
    while pages[-1].has_next:
        pages.append(mine.page(after=pages[-1].last, size=5))
    assert [row.ref for page in pages for row in page.rows] == whole
    assert len(set(whole)) == 11
    back = mine.page(before=pages[-1].first, size=5)
    assert [row.ref for row in back.rows] == [row.ref for row in pages[-2].rows]
    assert back.has_next
    assert not pages[0].has_previous
    assert [row.ref for row in mine.page(after="FU-GONE", size=5).rows] == whole[:5]


def test_the_page_costs_as_many_statements_for_two_lines_as_for_twenty(
    signed_in, manager: User, lantern: SimpleNamespace
) -> None:
    client = signed_in(manager)

    def statements(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as heard:
            assert client.get(address).status_code == 200
        return len(heard.captured_queries)

    FollowUpFactory.create_batch(2, participant=lantern.participant, responsible=manager, due_on=date(2020, 1, 6))
    few = statements("/today/")
    FollowUpFactory.create_batch(18, participant=lantern.participant, responsible=manager, due_on=date(2020, 1, 6))
    assert statements("/today/") == few <= 6
    assert statements("/today/?group=participant") == statements("/today/?group=date&kind=follow-up") == few


def test_the_page_snoozes_and_takes_back(
    signed_in, manager: User, colleague: User, outsider: User, lantern: SimpleNamespace
) -> None:
    row = FollowUpFactory(
        participant=lantern.participant, responsible=manager, title="Call back", due_on=date(2099, 1, 5)
    )
    client = signed_in(manager)
    page = client.get("/today/?group=participant").content.decode()
    assert "Call back" in page
    assert "Prairie Lantern Energy" in page
    address = f"/today/{row.ref}/snooze/"
    assert signed_in(colleague).post(address, {"when": "7", "reason": "x"}).status_code == 404
    assert signed_in(outsider).get(address).status_code == 404
    client = signed_in(manager)
    assert client.post(address, {"when": "day", "reason": "Later"}).status_code == 422
    assert client.post(address, {"when": "7", "reason": "Later", "next": "/today/?group=date"}).url == (
        "/today/?group=date"
    )
    assert client.get("/today/?kind=follow-up").context["page"].rows == []
    assert "Later" in client.get("/today/?view=snoozed").content.decode()
    assert client.post(f"/today/{row.ref}/wake/").url == "/today/"
    assert not Snooze.objects.exists()
    FollowUp.objects.update(due_on=date(2020, 1, 6))
    assert client.get("/today/first/").context["page"].pressing == 1
    answer = client.get("/today/count/")
    assert answer.content.decode() == "1"
    assert answer["Cache-Control"] == "private, max-age=20"


def test_the_api_tells_the_same_and_lets_lines_rest(
    signed_in, manager: User, colleague: User, outsider: User, lantern: SimpleNamespace
) -> None:
    rows = FollowUpFactory.create_batch(
        3, participant=lantern.participant, responsible=manager, due_on=date(2099, 1, 5)
    )
    client, address = signed_in(manager), "/api/v1/worklist/"
    body = client.get(f"{address}?kind=follow-up&page_size=2").json()
    assert (body["total"], len(body["results"]), body["previous"]) == (3, 2, None)
    assert sum(reason["points"] for reason in body["results"][0]["reasons"]) == body["results"][0]["score"]
    assert body["results"][0]["participant"] == lantern.participant.ref
    rest = client.get(body["next"]).json()
    refs = [row["ref"] for row in body["results"] + rest["results"]]
    assert sorted(refs) == sorted(row.ref for row in rows)
    assert [row["ref"] for row in client.get(rest["previous"]).json()["results"]] == refs[:2]
    for wrong in ("kind=nothing", "colour=blue", "page_size=0", "due=never", "after=a&before=b", "after=MP-00000000"):
        assert client.get(f"{address}?{wrong}").status_code == 400, wrong
    until = (timezone.now() + timedelta(days=5)).date().isoformat()
    line = f"{address}{refs[0]}/"

    def send(client, verb: str, **told: str):
        return client.post(f"{line}{verb}/", told, content_type="application/json")

    assert send(client, "snooze", until_on="2020-01-01", reason="Later").status_code == 409
    snoozed = send(client, "snooze", until_on=until, reason="Later").json()
    assert (snoozed["snoozed"], snoozed["snooze_until"], snoozed["snooze_reason"]) == (True, until, "Later")
    assert client.get(f"{address}?view=snoozed").json()["total"] == 1
    assert send(client, "wake").json()["snoozed"] is False
    assert send(client, "wake").status_code == 404
    assert send(signed_in(colleague), "snooze", until_on=until, reason="x").status_code == 404
    assert signed_in(outsider).get(address).json()["results"] == []

"""After the resolution: the time to object, the survey, and a matter that comes up again."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.actions import ending
from issues.actions.continuing import follow_up_issue
from issues.actions.conversation import answer_issue
from issues.actions.deliveries import not_delivered
from issues.actions.dispatching import take_back_answer
from issues.actions.ending import close_due_issues
from issues.actions.moves import confirm_issue, reopen_issue, resolve_issue
from issues.actions.opening import open_issue
from issues.actions.surveying import answer_survey, behind, send_due_surveys
from issues.choices import IssueState
from issues.models import Dispatch, Issue, Survey
from issues.patterns import cases
from issues.tests.actions.working_world import load_deadlines, raised
from issues.tests.factories import CategoryFactory, IssueFactory
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification, OutboundMessage
from portal.outbox.sealing import unseal
from portal.scoping import wall
from training.models import ArticleUse
from training.tests.article_factories import ArticleFactory, PublishedFactory

pytestmark = pytest.mark.django_db
DONE = {"resolution": "Reads were reloaded.", "cause": "training"}
HALF_HOUR = timedelta(minutes=30)


@pytest.fixture
def issue(lantern: SimpleNamespace, member: User, now: datetime) -> Issue:
    load_deadlines(now)
    return raised(lantern, member, now)


def clock_of(issue: Issue) -> Clock:
    return Clock.objects.of(issue).filter(kind="auto-close").latest("cycle")


def test_it_closes_by_itself_when_nobody_objects(issue: Issue, manager: User, now: datetime) -> None:
    resolve_issue(issue=issue, by=manager, now=now, **DONE)
    clock = clock_of(issue)
    assert [(step.audience, step.message_kind) for step in clock.steps.all()] == [("asker", "issues.issue.closing")]
    assert close_due_issues(now=clock.due_at - timedelta(seconds=1)) == 0
    assert close_due_issues(now=clock.due_at + timedelta(seconds=1)) == 1
    issue.refresh_from_db()
    assert issue.state == IssueState.CLOSED
    assert issue.steps.last().by is None
    assert clock_of(issue).stopped_at is not None
    assert close_due_issues(now=clock.due_at + timedelta(minutes=1)) == 0


def test_a_resolution_that_did_not_arrive_closes_nothing_by_itself(issue: Issue, manager: User, now: datetime) -> None:
    resolve_issue(issue=issue, by=manager, now=now, **DONE)
    due = clock_of(issue).due_at
    not_delivered(ref=issue.comments.last().ref, now=now + HALF_HOUR)
    assert close_due_issues(now=due + HALF_HOUR) == 0
    assert clock_of(issue).outcome == "canceled"


def test_those_that_must_wait_keep_no_other_from_closing(
    issue: Issue, lantern: SimpleNamespace, manager: User, member: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ending, "BATCH", 1)
    resolve_issue(issue=issue, by=manager, now=now, **DONE)
    IssueFactory(participant=lantern.participant, parent=issue)
    other = raised(lantern, member, now, "Hour 18")
    resolve_issue(issue=other, by=manager, now=now + HALF_HOUR, **DONE)
    due = clock_of(other).due_at + HALF_HOUR
    assert close_due_issues(now=due) == 1
    other.refresh_from_db()
    issue.refresh_from_db()
    assert (issue.state, other.state) == (IssueState.RESOLVED, IssueState.CLOSED)


def test_reopening_stops_the_closing_and_the_survey_and_a_new_resolution_begins_them_anew(
    issue: Issue, manager: User, member: User, now: datetime
) -> None:
    resolve_issue(issue=issue, by=manager, now=now, **DONE)
    with wall.inside(member.acting_for):
        reopen_issue(issue=issue, by=member, now=now + timedelta(minutes=29), reason="Hour 18 is missing.")
    assert send_due_surveys(now=now + HALF_HOUR) == 0
    assert (clock_of(issue).outcome, Survey.objects.get().canceled_at) == ("canceled", now + timedelta(minutes=29))
    later = now + timedelta(hours=1)
    resolve_issue(issue=issue, by=manager, now=later, **DONE)
    assert clock_of(issue).cycle == 2
    assert send_due_surveys(now=later + timedelta(minutes=29)) == 0
    assert send_due_surveys(now=later + HALF_HOUR) == 1
    assert send_due_surveys(now=later + HALF_HOUR) == 0
    survey = Survey.objects.get(sent_at__isnull=False)
    with wall.inside(member.acting_for):
        reopen_issue(issue=issue, by=member, now=later + timedelta(hours=1), reason="Still not.")
    with pytest.raises(Refused, match="no longer open"), wall.inside(member.acting_for):
        answer_survey(survey=survey, by=member, now=later + timedelta(hours=2), score=1)


def test_the_person_asked_answers_once_signed_in(
    issue: Issue, manager: User, member: User, org_admin: User, outsider: User, now: datetime
) -> None:
    resolve_issue(issue=issue, by=manager, now=now, **DONE)
    with wall.inside(member.acting_for):
        confirm_issue(issue=issue, by=member, now=now)
        assert not Survey.objects.visible_to(member).shown().exists()
    asked = now + HALF_HOUR
    send_due_surveys(now=asked)
    survey = Survey.objects.get()
    assert Notification.objects.get(kind="issues.survey.asked").recipient == member
    for other in (org_admin, outsider):
        with pytest.raises(NotPermitted), wall.inside(other.acting_for):
            assert not Survey.objects.visible_to(other).shown().exists()
            answer_survey(survey=survey, by=other, now=asked, score=5)
    with wall.inside(member.acting_for):
        own = Survey.objects.visible_to(member).shown().get()
        with pytest.raises(Refused, match="how satisfied"):
            answer_survey(survey=own, by=member, now=asked, score=None)
        answer_survey(survey=own, by=member, now=asked, score=2, comment="Slow")
        with pytest.raises(Refused, match="no longer open"):
            answer_survey(survey=own, by=member, now=asked, score=5)
    survey.refresh_from_db()
    assert (survey.score, survey.comment, survey.owner) == (2, "Slow", manager)
    assert Notification.objects.get(kind="issues.survey.poor").recipient == manager


def test_who_has_no_account_answers_by_a_link_that_works_once_and_is_stored_nowhere(
    lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    load_deadlines(now)
    issue = open_issue(
        participant=lantern.participant, category=CategoryFactory(), title="By phone", text="They called.", by=manager,
        now=now, contact=lantern.contact, proof="called_back",
    )  # fmt: skip
    resolve_issue(issue=issue, by=manager, now=now, **DONE)
    assert send_due_surveys(now=now + HALF_HOUR) == 1
    message = OutboundMessage.objects.get(kind="issues.survey.by_link")
    mail = unseal(message.sealed, message.address)
    assert message.address == lantern.contact.email
    assert not any(told in mail.subject + mail.body for told in (issue.ref, issue.title, lantern.participant.name))
    secret = next(line for line in mail.body.splitlines() if line.startswith("http")).split("/")[-2]
    survey = behind(secret, now + HALF_HOUR)
    assert secret not in str(Survey.objects.values().get())
    assert behind(secret, now + timedelta(days=31)) is None
    answer_survey(survey=survey, by=None, now=now + HALF_HOUR, score=5)
    assert behind(secret, now + HALF_HOUR) is None
    assert behind("", now) is None


def test_a_closed_issue_reopens_within_ten_business_days_then_goes_on_in_a_new_one(
    issue: Issue, manager: User, member: User, outsider: User, now: datetime
) -> None:
    resolve_issue(issue=issue, by=manager, now=now, **DONE)
    with wall.inside(member.acting_for):
        confirm_issue(issue=issue, by=member, now=now)
    late = now + timedelta(days=30)
    for by in (member, manager):
        with pytest.raises(Refused, match="follow-up issue"):
            reopen_issue(issue=issue, by=by, now=late, reason="Again")
    with pytest.raises(NotPermitted, match="no such issue"), wall.inside(outsider.acting_for):
        follow_up_issue(issue=issue, by=outsider, now=late, text="Again")
    with wall.inside(member.acting_for):
        new = follow_up_issue(issue=issue, by=member, now=late, text="Again, hour 17.")
        with pytest.raises(Refused, match="still open"):
            follow_up_issue(issue=new, by=member, now=late, text="Again")
    assert (new.follows, new.reporter, new.registration) == (issue, member, issue.registration)
    issue.refresh_from_db()
    assert issue.state == IssueState.CLOSED
    reopen_issue(issue=issue, by=manager, now=now + timedelta(days=9), reason="Found more")


def test_answers_count_the_articles_they_cite_and_causes_tell_of_training(
    issue: Issue, manager: User, now: datetime
) -> None:
    article, draft = PublishedFactory().article, ArticleFactory()
    answer_issue(issue=issue, by=manager, now=now, text=f"See {article.ref} and {article.ref}, not {draft.ref}.")
    answer_issue(issue=issue, by=manager, now=now, text=f"As said: https://x.example/library/{article.ref}/")
    article.refresh_from_db()
    assert article.uses == 2
    take_back_answer(issue=issue, answer=Dispatch.objects.latest("pk"), by=manager, now=now)
    article.refresh_from_db()
    assert article.uses == ArticleUse.objects.count() == 1
    assert list(cases(now - HALF_HOUR, now + HALF_HOUR)) == []
    resolve_issue(issue=issue, by=manager, now=now, **DONE)
    with pytest.raises(Refused, match="Reopen it to go on"):
        answer_issue(issue=issue, by=manager, now=now, text="One more thing.")
    told = [(f"issues:{issue.category.code}", issue.participant_id, now, issue.ref)]
    assert list(cases(now - HALF_HOUR, now + HALF_HOUR)) == told

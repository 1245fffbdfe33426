"""Answers on complex matters wait for the mentor until their writer is signed off, whichever way they are given."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.actions.absences import record_absence
from accounts.actions.mentorings import start_mentoring
from accounts.actions.topics import load_topics, sign_off_topic, withdraw_sign_off
from accounts.mentors import who_may_release_for
from accounts.models import Topic, User
from issues.actions.answering import answer_referral, take_referral
from issues.actions.bulk import WAITS_FOR_RELEASE, advance, begin_bulk
from issues.actions.conversation import answer_issue
from issues.actions.held_answers import release_answer, return_answer, withdraw_answer
from issues.actions.moves import resolve_issue
from issues.actions.referrals import release_answer as release_referral
from issues.actions.saved_replies import add_reply, use_reply
from issues.choices import HeldState, IssueState, ReferralState
from issues.models import Category, Comment, CommentFile, Dispatch, Draft, HeldAnswer, Issue
from issues.rules.holding import RIGHT
from issues.tests.factories import CategoryFactory, IssueFactory
from issues.tests.referral_world import ask, fresh
from participants.actions.complexity import mark_complexity
from participants.choices import Degree
from portal.audit.models import AuditEvent
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(now: datetime) -> Topic:
    load_topics(now=now)
    return Topic.objects.get(code="crr")


@pytest.fixture
def issue(lantern: SimpleNamespace, manager: User, member: User, topic: Topic) -> Issue:
    category = CategoryFactory(code="WM-CRR", name="CRR", complex=True, topic=topic)
    return IssueFactory(participant=lantern.participant, owner=manager, reporter=member, category=category)


@pytest.fixture
def mentored(manager: User, senior: User, supervisor: User, now: datetime) -> User:
    start_mentoring(mentor=senior, colleague=manager, by=supervisor, now=now, starts_on=now.date() - timedelta(days=9))
    return manager


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_a_held_answer_leaves_as_the_mentor_changed_it(
    issue: Issue, mentored: User, senior: User, colleague: User, member: User, now: datetime
) -> None:
    given = {"files": [upload("bids.pdf")], "wait": True}
    held = answer_issue(issue=issue, by=mentored, now=now, text="Use the old format.", **given)
    assert isinstance(held, HeldAnswer)
    assert (held.mentor, held.topic.code) == (senior, "crr")
    assert held.because == "“CRR” is marked complex; not signed off for CRR"
    assert not Comment.objects.exists()
    assert (again(issue).state, again(issue).first_answered_at) == (IssueState.OPEN, None), "the clocks run on"
    assert Notification.objects.filter(kind="issues.heldanswer.held", recipient=senior).count() == 1
    with wall.inside(member.acting_for):
        assert not HeldAnswer.objects.visible_to(member).exists()
    with pytest.raises(Refused, match="take it back first"):
        answer_issue(issue=issue, by=mentored, now=now, text="Another one.")
    for other in (mentored, colleague):
        with pytest.raises(NotPermitted):
            release_answer(held=held, by=other, now=now)
    done = release_answer(held=held, by=senior, now=now, text="Use the new format.", coaching="Look at the handbook.")
    comment = Comment.objects.get()
    assert (comment.author, comment.text, done.comment) == (mentored, "Use the new format.", comment)
    assert CommentFile.objects.get().document.inner is False
    assert again(issue).state == IssueState.WAITING
    assert Dispatch.objects.get().by == mentored, "the author may take it back while it waits"
    assert Notification.objects.filter(kind="issues.heldanswer.released", recipient=mentored).count() == 1
    event = AuditEvent.objects.get(verb="issues.issue.answer_released")
    assert event.changes["text"] == ["Use the old format.", "Use the new format."]
    with pytest.raises(Refused, match="decided already"):
        return_answer(held=held, by=senior, now=now, coaching="Too late.")


def test_what_is_returned_or_taken_back_is_a_draft_again(
    issue: Issue, mentored: User, senior: User, now: datetime
) -> None:
    held = answer_issue(issue=issue, by=mentored, now=now, text="Use the old format.")
    with pytest.raises(Refused, match="what to do better"):
        return_answer(held=held, by=senior, now=now, coaching=" ")
    return_answer(held=held, by=senior, now=now, coaching="Quote the section.")
    assert Draft.objects.get(person=mentored).text == "Use the old format."
    second = resolve_issue(issue=issue, by=mentored, now=now, resolution="By section 7.", cause="question")
    assert isinstance(second, HeldAnswer)
    with pytest.raises(NotPermitted):
        withdraw_answer(held=second, by=senior, now=now)
    withdraw_answer(held=second, by=mentored, now=now)
    third = resolve_issue(issue=issue, by=mentored, now=now, resolution="By section 7.5.", cause="question")
    release_answer(held=third, by=senior, now=now)
    assert (again(issue).state, again(issue).resolution) == (IssueState.RESOLVED, "By section 7.5.")
    states = [HeldState.RETURNED, HeldState.WITHDRAWN, HeldState.RELEASED]
    assert [row.state for row in HeldAnswer.objects.order_by("id")] == states


def test_no_way_of_answering_goes_around_it(
    issue: Issue, mentored: User, senior: User, supervisor: User, now: datetime
) -> None:
    reply = add_reply(title="Done", text="It is done.", move="resolve", cause="question", by=supervisor, now=now)
    many = begin_bulk(issues=[issue], act="answer", told={"text": "We look."}, by=mentored, now=now)
    ways = {
        "a macro": lambda: use_reply(issue=issue, reply=reply, by=mentored, now=now),
        "a deed to many": lambda: advance(run=many, now=now),
    }
    for name, way in ways.items():
        way()
        held = HeldAnswer.objects.waiting().get()
        assert not Comment.objects.exists(), name
        withdraw_answer(held=held, by=mentored, now=now)
    assert many.rows.get().reason == WAITS_FOR_RELEASE
    for person in (senior, supervisor):
        assert RIGHT in person.capabilities
    assert isinstance(answer_issue(issue=issue, by=supervisor, now=now, text="By the supervisor."), Comment)


def test_a_department_s_answer_is_released_with_the_held_one(
    desk: SimpleNamespace, mentored: User, senior: User, topic: Topic, now: datetime
) -> None:
    Category.objects.update(complex=True, topic=topic)
    referral = ask(desk, mentored, now)
    take_referral(referral=referral, by=desk.specialist, now=now)
    answer_referral(referral=referral, by=desk.specialist, now=now, text="The breaker is open.")
    release_referral(referral=referral, by=mentored, now=now, text="Please close your breaker.")
    assert fresh(referral).state == ReferralState.ANSWERED, "the participant was told nothing yet"
    release_answer(held=HeldAnswer.objects.get(), by=senior, now=now)
    assert fresh(referral).state == ReferralState.RELEASED
    assert fresh(referral).released_in.text == "Please close your breaker."


def test_sign_off_lifts_the_limit_for_its_topic_alone(
    issue: Issue,
    lantern: SimpleNamespace,
    mentored: User,
    senior: User,
    colleague: User,
    supervisor: User,
    now: datetime,
) -> None:
    topic = issue.category.topic
    for other in (mentored, colleague):
        with pytest.raises(NotPermitted):
            sign_off_topic(person=mentored, topic=topic, by=other, now=now)
    signed = sign_off_topic(person=mentored, topic=topic, by=senior, now=now)
    assert isinstance(answer_issue(issue=issue, by=mentored, now=now, text="Alone."), Comment)
    plain = IssueFactory(participant=lantern.participant, owner=mentored)
    assert isinstance(answer_issue(issue=plain, by=mentored, now=now, text="Not complex."), Comment)
    mark = {"participant": lantern.participant, "by": supervisor, "now": now}
    mark_complexity(degree=Degree.HIGH, reason="Five registrations", **mark)
    held = answer_issue(issue=plain, by=mentored, now=now, text="Complex now.")
    assert held.because == "The participant is marked high complexity; not signed off for General"
    mark_complexity(degree=Degree.LOW, reason="One registration left", **mark)
    withdraw_sign_off(sign_off=signed, by=senior, now=now, reason="The rules changed")
    assert isinstance(answer_issue(issue=issue, by=mentored, now=now, text="No more."), HeldAnswer)
    verbs = set(AuditEvent.objects.filter(object_ref=mentored.ref).values_list("verb", flat=True))
    assert {"accounts.user.signed_off", "accounts.user.sign_off_withdrawn"} <= verbs


def test_who_releases_while_the_mentor_is_away_or_nobody_is(
    mentored: User, senior: User, colleague: User, supervisor: User, now: datetime
) -> None:
    assert who_may_release_for(mentored, now) == [senior]
    days = {"starts_on": now.date(), "ends_on": now.date()}
    record_absence(person=senior, stand_in=supervisor, by=supervisor, now=now, **days)
    assert who_may_release_for(mentored, now) == [supervisor, senior]
    assert who_may_release_for(colleague, now) == [senior], "without a mentor the seniors"

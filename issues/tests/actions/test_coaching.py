"""Answers are drawn once a week, reviewed by somebody else, and read by nobody but the few whom it concerns."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from accounts.actions.mentorings import start_mentoring
from accounts.actions.topics import load_topics
from accounts.models import Topic, User
from accounts.tests.factories import StaffFactory
from issues.actions import coaching as actions
from issues.actions.coaching_catalog import change_policy, load_reviews
from issues.actions.coaching_draw import ask_review, draw_for, draw_reviews, replace_reviewers
from issues.choices.coaching import AnswerReviewState as S
from issues.coaching_figures import by_criterion, by_person, by_topic, topics_of
from issues.coaching_people import reviewer_for
from issues.models import AnswerReview, ReviewDraw, ReviewPolicy
from issues.tests.factories import CategoryFactory, CommentFactory, IssueFactory
from participants.models import Letter
from participants.timeline import events_of
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db
WEEK = date(2026, 11, 9)
GOOD = {"marks": {"right": 3, "clear": 4}}


@pytest.fixture
def team(
    answer_deadlines: None, lantern: SimpleNamespace, manager: User, senior: User, supervisor: User, now: datetime
) -> SimpleNamespace:
    """The manager gave ten answers in the week before, on CRR, and one that has not left yet."""
    load_topics(now=now)
    load_reviews(now=now)
    ReviewPolicy.objects.update(created_at=now - timedelta(days=60))
    start_mentoring(mentor=senior, colleague=manager, by=supervisor, now=now, starts_on=date(2026, 11, 1))
    category = CategoryFactory(code="WM-CRR", name="CRR", topic=Topic.objects.get(code="crr"))
    issue = IssueFactory(participant=lantern.participant, owner=manager, category=category, title="Bid file rejected")
    given = {"issue": issue, "side": "operator", "author": manager}
    at = now - timedelta(days=7)
    said = [CommentFactory(text=f"Answer {number}", at=at + timedelta(hours=number), **given) for number in range(10)]
    CommentFactory(text="Not left", at=at, seen_from=now + timedelta(days=900), **given)
    CommentFactory(text="An absence note", at=at, automatic=True, **given)
    CommentFactory(issue=issue, text="Their own", at=at)
    return SimpleNamespace(issue=issue, said=said, company=lantern.participant)


def seen_by(person: User) -> set[str]:
    return set(AnswerReview.objects.visible_to(person).values_list("ref", flat=True))


def test_a_week_is_drawn_from_once_and_the_same_by_whoever_draws(
    team: SimpleNamespace, manager: User, senior: User, supervisor: User, colleague: User, member: User, now: datetime
) -> None:
    policy = ReviewPolicy.objects.get(level=manager.level)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        draw_for(person=manager, week=WEEK, policy=policy, now=now)
        lost = set(AnswerReview.objects.values_list("comment", flat=True))
        raise ZeroDivisionError  # the worker is killed before it commits
    assert not ReviewDraw.objects.exists()
    assert draw_reviews(now=now) == len(lost) > 0
    rows = list(AnswerReview.objects.select_related("topic"))
    assert {row.comment_id for row in rows} == lost <= {one.pk for one in team.said}
    assert draw_reviews(now=now + timedelta(hours=1)) == 0, "another beat finds it done"
    draw = ReviewDraw.objects.get(person=manager, week=WEEK)
    assert (draw.answers, draw.drawn) == (10, len(rows))
    assert {(row.author, row.reviewer, row.week, row.topic.code) for row in rows} == {(manager, senior, WEEK, "crr")}
    assert Clock.objects.filter(subject_ref__in=[row.ref for row in rows]).count() == len(rows)
    assert Notification.objects.filter(kind="issues.answerreview.drawn", recipient=senior).count() == len(rows)
    assert seen_by(senior) == seen_by(supervisor) == {row.ref for row in rows}
    assert seen_by(manager) == seen_by(colleague) == set(), "the author learns of it once it is made"
    with wall.inside(member.acting_for):
        assert seen_by(member) == set()
    told = events_of(colleague, [team.company.pk]).filter(object_type="issues.answerreview")
    assert not told.exists()
    assert AuditEvent.objects.filter(verb="issues.answerreview.drawn").count() == len(rows)


def test_letters_are_drawn_where_the_policy_says_so(
    team: SimpleNamespace, manager: User, senior: User, supervisor: User, now: datetime
) -> None:
    policy = ReviewPolicy.objects.get(level=manager.level)
    with pytest.raises(NotPermitted):
        change_policy(policy=policy, by=senior, now=now, share=0, least=1, most=1, kinds=["letter"])
    for wrong in ({"kinds": []}, {"least": 3}, {"share": 101}):
        with pytest.raises(Refused):
            change_policy(**{"policy": policy, "by": supervisor, "now": now, "share": 0, "least": 1, "most": 1,
                             "kinds": ["letter"]} | wrong)  # fmt: skip
    policy = change_policy(policy=policy, by=supervisor, now=now, share=0, least=1, most=1, kinds=["letter"])
    assert load_reviews(now=now) == 0, "a corrected policy stays"
    assert draw_for(person=manager, week=WEEK, policy=policy, now=now) == 0
    Letter.objects.create(participant=team.company, text="Dear all", written_by=manager, written_at=now)
    assert ReviewDraw.objects.get().answers == 0, "a letter none of whose copies left is none"


def test_a_review_is_made_taken_up_and_counted(
    team: SimpleNamespace, manager: User, senior: User, supervisor: User, colleague: User, now: datetime
) -> None:
    draw_reviews(now=now)
    review, other, *_ = AnswerReview.objects.order_by("pk")
    for stranger in (manager, colleague):
        with pytest.raises(NotPermitted):
            actions.record_review(review=review, by=stranger, now=now, **GOOD)
    for wrong, words in (
        ({"marks": {}}, "one criterion"),
        ({"marks": {"unheard-of": 3}}, "not in use"),
        ({"marks": {"right": 9}}, "one of the marks"),
        ({"marks": {"right": 1}, "points": [("keep", "Nice", None)]}, "needs a coaching point"),
    ):
        with pytest.raises(Refused, match=words):
            actions.record_review(review=review, by=senior, now=now, **wrong)
    done = actions.record_review(
        review=review,
        by=senior,
        now=now,
        marks={"right": 1, "clear": 4},
        points=[("change", "Name the section.", None), ("change", " ", None)],
        summary="Almost.",
    )
    assert (done.state, done.points.get().topic.code, done.marks.count()) == (S.REVIEWED, "crr", 2)
    assert seen_by(manager) == {review.ref}
    assert not Clock.objects.filter(subject_ref=review.ref).open().exists()
    with pytest.raises(IllegalMove):
        actions.record_review(review=review, by=senior, now=now, **GOOD)
    with pytest.raises(NotPermitted):
        actions.acknowledge_review(review=review, by=senior, now=now)
    actions.acknowledge_review(review=review, by=manager, now=now, reply="I will.")
    assert Notification.objects.filter(kind="issues.answerreview.discussed", recipient=senior).count() == 1
    with pytest.raises(IllegalMove):
        actions.close_review(review=review, by=senior, now=now, reason="Late")
    actions.skip_review(review=other, by=senior, now=now, reason="One line")
    assert seen_by(manager) == {review.ref}, "what was skipped is not told"
    (row,) = by_person(supervisor, now)
    assert (row["made"], row["skipped"], row["mean"]) == (1, 1, 2.5)
    assert {one["name"]: one["all"] for one in by_criterion(supervisor, now)} == {"Right": 1, "Clear and courteous": 1}
    assert [(one["topic__code"], one["points"], one["people"]) for one in by_topic(supervisor, now)] == [("crr", 1, 1)]
    assert [(one["topic__name"], one["reviews"], one["good"]) for one in topics_of(manager)] == [("CRR", 1, 0)]


def test_whoever_asks_gets_a_review_by_somebody_who_may(
    team: SimpleNamespace, manager: User, senior: User, supervisor: User, colleague: User, now: datetime
) -> None:
    first, second, *_ = team.said
    asked = ask_review(comment=first, by=manager, now=now, because="Is the tone right?")
    assert (asked.reviewer, asked.asked_by, asked.week) == (senior, manager, None)
    assert seen_by(manager) == {asked.ref}
    with pytest.raises(Refused, match="only once"):
        ask_review(comment=first, by=senior, now=now, because="Again")
    with pytest.raises(NotPermitted):
        ask_review(comment=second, by=colleague, now=now, because="Out of curiosity")
    guided = ask_review(comment=second, by=senior, now=now, because="A hard one")
    assert guided.reviewer == senior
    handed = actions.hand_on_review(review=guided, by=senior, now=now, reviewer=supervisor)
    assert (handed.reviewer, seen_by(senior)) == (supervisor, {asked.ref})
    with pytest.raises(Refused, match="can't review this"):
        actions.hand_on_review(review=asked, by=senior, now=now, reviewer=manager)
    User.objects.filter(pk=senior.pk).update(is_active=False)
    assert replace_reviewers(now=now) == 1
    asked.refresh_from_db()
    assert asked.reviewer == supervisor


def test_a_restricted_participant_is_reviewed_by_those_to_whom_it_is_open(
    team: SimpleNamespace, restricted: SimpleNamespace, manager: User, senior: User, supervisor: User, now: datetime
) -> None:
    company: Any = restricted.participant
    assert reviewer_for(manager, company, "CO-1", now) == senior, "the mentor is assigned to it"
    assert reviewer_for(senior, company, "CO-1", now) == supervisor
    restricted.participant.assignments.all().delete()
    assert reviewer_for(manager, company, "CO-1", now) == supervisor, "the mentor may not see it any more"
    StaffFactory(name="Another Senior", level="senior")
    assert reviewer_for(supervisor, company, "CO-1", now) is None

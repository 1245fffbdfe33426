"""A newcomer's plan: begun by the mentor, counted from facts, vouched for where no fact can."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.learning import (
    add_goal,
    begin_learning_plan,
    end_learning_plan,
    give_word,
    move_goal,
    take_word_back,
)
from accounts.actions.learning_catalog import load_learning
from accounts.actions.learning_days import follow_facts
from accounts.actions.mentorings import start_mentoring
from accounts.actions.shadowings import end_shadowing, note_shadowing
from accounts.actions.topics import load_topics, sign_off_topic
from accounts.learning import steps_of, summed_up
from accounts.learning_news import LEARNER, MENTOR, SUPERVISORS, people_for
from accounts.models import LearningPlan, Shadowing, Topic, User
from issues.actions.coaching import record_review
from issues.actions.coaching_catalog import load_reviews
from issues.actions.coaching_draw import ask_review
from issues.tests.factories import CommentFactory, IssueFactory
from participants.actions.shadowings import arrange_shadowing
from participants.tests.factories import ParticipantFactory
from portal.calendars.actions.catalog import load_calendars
from portal.calendars.actions.plans import load_plans
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(manager: User, senior: User, supervisor: User, now: datetime) -> LearningPlan:
    for load in (load_calendars, load_plans, load_topics, load_learning):
        load(now=now)
    start_mentoring(mentor=senior, colleague=manager, by=supervisor, now=now, starts_on=market_day(now))
    return begin_learning_plan(person=manager, by=senior, now=now, starts_on=date(2026, 11, 20))


def test_a_plan_begins_with_the_steps_of_the_level(
    plan: LearningPlan, manager: User, senior: User, colleague: User, supervisor: User, specialist: User, now: datetime
) -> None:
    days = {goal.title: goal.target_on for goal in plan.goals.all()}
    assert days["Walk through the portal, the teams and the departments"] == date(2026, 11, 25), "Business Days"
    assert len(days) == 9
    assert load_learning(now=now) == 0
    for stranger in (manager, colleague):
        with pytest.raises(NotPermitted):
            begin_learning_plan(person=manager, by=stranger, now=now)
    with pytest.raises(Refused, match="running learning plan already"):
        begin_learning_plan(person=manager, by=supervisor, now=now)
    with pytest.raises(Refused, match="for active account managers"):
        begin_learning_plan(person=specialist, by=supervisor, now=now)
    visible = LearningPlan.objects.visible_to
    assert [visible(one).count() for one in (manager, senior, supervisor, colleague)] == [1, 1, 1, 0]


def test_facts_count_and_words_only_where_there_are_none(
    plan: LearningPlan, manager: User, senior: User, now: datetime
) -> None:
    terms = {"by": senior, "now": now}
    goals = {goal.kind: goal for goal in plan.goals.order_by("-order")}
    with pytest.raises(Refused, match="counted from facts"):
        give_word(goal=goals["sign_off"], word="I saw it", **terms)
    with pytest.raises(Refused, match="counted from facts"):
        give_word(goal=goals["quiz"], word="I saw it", **terms)
    with pytest.raises(Refused, match="rest your word"):
        give_word(goal=goals["word"], word=" ", **terms)
    with pytest.raises(NotPermitted):
        give_word(goal=goals["word"], word="I did it", by=manager, now=now)
    sign_off_topic(person=manager, topic=Topic.objects.get(code="registration"), **terms)
    give_word(goal=goals["word"], word="Led the call well", **terms)
    added = add_goal(plan=plan, kind="sign_off", title="Two topics", target_on=date(2027, 1, 4), times=2, **terms)
    steps = {step.goal.title: step for step in steps_of(plan, today=date(2026, 12, 31))}
    assert summed_up(list(steps.values())) == {"all": 10, "done": 2, "late": 3}
    signed = steps["Signed off for registration and access"].standing
    assert (signed.state, signed.reached_on) == ("done", market_day(now))
    assert (steps[added.title].standing.done, steps[added.title].standing.state) == (1, "open")
    goals["word"].refresh_from_db()
    take_word_back(goal=goals["word"], reason="Mixed up", **terms)
    for wrong in ({"kind": "magic"}, {"kind": "sign_off", "subject": "nothing"}, {"kind": "word", "times": 0}):
        with pytest.raises(Refused):
            add_goal(plan=plan, title="Wrong", target_on=date(2027, 1, 4), **wrong, **terms)
    ended = end_learning_plan(plan=plan, reason="All learned", **terms)
    with pytest.raises(Refused, match="has ended"):
        give_word(goal=goals["word"], word="Late", **terms)
    assert begin_learning_plan(person=manager, level="II", **terms).pk != ended.pk


def test_the_deadline_is_that_of_the_earliest_open_step(
    plan: LearningPlan, manager: User, senior: User, supervisor: User, now: datetime
) -> None:
    """One after the other; what a fact reaches is noticed by the sweep, and what was missed stays missed."""
    terms = {"by": senior, "now": now}

    def clocks() -> list[tuple[date, str]]:
        rows = Clock.objects.of(plan).order_by("cycle")
        return [(market_day(row.due_at), row.outcome) for row in rows]

    first, second = plan.goals.all()[:2]
    assert clocks() == [(first.target_on, "")]
    give_word(goal=first, word="Walked with me", **terms)
    assert clocks() == [(first.target_on, "met"), (second.target_on, "")]
    move_goal(goal=second, target_on=date(2026, 12, 9), **terms)
    assert clocks()[2:] == [(date(2026, 12, 9), "")]
    late = date(2026, 12, 2)
    added = add_goal(plan=plan, kind="sign_off", subject="crr", title="Signed off for CRR", target_on=late, **terms)
    assert clocks()[3:] == [(late, "")], "an earlier step comes first"
    sign_off_topic(person=manager, topic=Topic.objects.get(code="crr"), **terms)
    assert follow_facts(now=now) == 1
    assert clocks()[3:] == [(late, "met"), (date(2026, 12, 9), "")]
    assert follow_facts(now=now) == 1
    assert len(clocks()) == 5, "a second look changes nothing"
    assert added.plan_id == plan.pk
    refs = [plan.ref]
    people = {word: people_for(word, refs, now)[plan.ref] for word in (LEARNER, MENTOR, SUPERVISORS)}
    assert people == {LEARNER: [manager], MENTOR: [senior], SUPERVISORS: [supervisor]}
    end_learning_plan(plan=plan, reason="Another one follows", **terms)
    assert clocks()[-1] == (date(2026, 12, 9), "canceled")


def test_the_page_is_for_the_person_the_mentor_supervisors_and_auditors(
    plan: LearningPlan, manager: User, senior: User, colleague: User, auditor: User, signed_in: Callable[[User], Client]
) -> None:
    address = f"/staff/{manager.ref}/learning/"
    client = signed_in(senior)
    assert [signed_in(one).get(address).status_code for one in (manager, auditor, colleague)] == [200, 200, 403]
    goal = plan.goals.filter(kind="word").first()
    assert signed_in(manager).post(address, {"then": "done", "goal": goal.ref, "words": "x"}).status_code == 403
    assert client.post(address, {"then": "done", "goal": goal.ref, "words": "Walked with me"}).status_code == 302
    assert client.post(address, {"then": "move", "goal": goal.ref, "target_on": "2026-01-01"}).status_code == 422
    assert client.post(address, {"then": "done"}).status_code == 422
    new = {"then": "add", "what": "sign_off:crr", "title": "CRR", "times": "1", "target_on": "2027-01-04"}
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert "Walked with me" in client.get(address).content.decode()
        counts.append(len(asked))
        for place in range(8):
            assert client.post(address, new | {"title": f"CRR {place}"}).status_code == 302
    assert counts[0] == counts[1] <= 18, counts


def test_shadowings_and_reviewed_answers_count_by_themselves(
    plan: LearningPlan, lantern: SimpleNamespace, manager: User, senior: User, supervisor: User, now: datetime
) -> None:
    """Only what has ended with a note, and what was found good in every criterion, since the plan's first day."""
    today, later = market_day(now), market_day(now) + timedelta(days=30)
    terms = {"by": senior, "now": now}
    load_reviews(now=now)

    def starts(day: date) -> None:
        LearningPlan.objects.filter(pk=plan.pk).update(starts_on=day)
        plan.refresh_from_db()

    starts(today)

    def standing(kind: str) -> tuple[str, int, date | None]:
        step = next(one for one in steps_of(plan, today=later) if one.goal.kind == kind)
        return step.standing.state, step.standing.done, step.standing.reached_on

    rows = [
        arrange_shadowing(
            participant=ParticipantFactory(), person=manager, by=supervisor, now=now, purpose="See a review",
            starts_on=today, ends_on=today + timedelta(days=9),
        )
        for _ in range(4)
    ]  # fmt: skip
    for row in rows[:3]:
        note_shadowing(shadowing=row, by=manager, now=now, text="The plan comes first.")
    Shadowing.objects.filter(pk=rows[2].pk).update(ends_on=date(2999, 1, 1))
    for row in (rows[0], rows[1], rows[3]):
        end_shadowing(shadowing=row, by=supervisor, now=now, reason="Seen enough")
    assert standing("shadowing") == ("done", 2, today), "one runs still, one has no note"
    starts(today + timedelta(days=1))
    assert standing("shadowing")[:2] == ("open", 0), "what was before the plan does not count"
    starts(today)
    issue = IssueFactory(participant=lantern.participant, owner=manager)
    for number, mark in enumerate((4, 2, 3, 3)):
        said = CommentFactory(issue=issue, side="operator", author=manager, text=f"Answer {number}", at=now)
        review = ask_review(comment=said, by=manager, now=now, because="Was it clear?")
        record_review(review=review, marks={"right": 3, "clear": mark}, **terms | {"by": review.reviewer})
        if number == 2:
            assert standing("reviewed_answer")[:2] == ("open", 2)
    assert standing("reviewed_answer") == ("done", 3, today)


def test_the_api_begins_moves_vouches_and_tells_how_far(
    plan: LearningPlan, manager: User, senior: User, colleague: User, signed_in: Callable[[User], Client]
) -> None:
    client, base = signed_in(senior), "/api/v1/learning-"

    def send(address: str, **data: str) -> tuple[int, dict]:
        answer = client.post(f"{base}{address}", data, content_type="application/json")
        return answer.status_code, answer.json()

    assert send(f"plans/{plan.ref}/end/", reason="Again, from the start")[1]["end_reason"] == "Again, from the start"
    code, begun = send("plans/", person=manager.ref, level="II", starts_on="2026-11-20")
    assert (code, begun["person"], begun["level"]) == (201, manager.ref, "II")
    code, goal = send("goals/", plan=begun["ref"], kind="word", title="Lead a call", target_on="2027-01-04")
    assert (code, goal["plan"], goal["done_on"]) == (201, begun["ref"], None)
    assert send(f"goals/{goal['ref']}/move/", target_on="2027-01-11")[1]["target_on"] == "2027-01-11"
    assert send(f"goals/{goal['ref']}/give-word/", word="Led it well")[1]["word"] == "Led it well"
    steps = client.get(f"{base}plans/{begun['ref']}/progress/").json()
    assert [(one["standing"], one["done"]) for one in steps if one["goal"] == goal["ref"]] == [("done", 1)]
    assert {one["by_word"] for one in steps} == {True, False}
    assert send(f"goals/{goal['ref']}/take-word-back/", reason="Mixed up")[1]["done_on"] is None
    facts = client.get(f"{base}goals/?plan={begun['ref']}").json()["results"]
    counted = next(one for one in facts if one["kind"] == "sign_off")
    assert send(f"goals/{counted['ref']}/give-word/", word="I saw it")[0] == 409
    client.force_login(manager)
    assert client.get(f"{base}plans/?running=true").json()["results"][0]["ref"] == begun["ref"]
    assert send("plans/", person=colleague.ref)[0] == 403
    assert send(f"goals/{goal['ref']}/give-word/", word="I did it")[0] == 403
    client.force_login(colleague)
    assert client.get(f"{base}plans/{begun['ref']}/progress/").status_code == 404
    assert client.get(f"{base}goals/").json()["results"] == []

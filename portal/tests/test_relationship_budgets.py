"""Lists of held answers, topics, guidance, improvements and hand-overs: the same few statements for any rows."""

import random
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions.topics import load_topics
from accounts.models import Expertise, Topic, User
from accounts.tests.factories import DepartmentFactory, StaffFactory
from issues.actions.scale_guidance import SHARE, Maker, load_guidance
from issues.models import Guidance, GuidanceReview, HeldAnswer, Improvement, ImprovementIssue
from issues.tests.factories import IssueFactory
from participants.actions.scale_hand_overs import load_hand_overs
from participants.models import HandOver, HandOverLine, HandOverNote
from participants.tests.factories import AssignmentFactory, FollowUpFactory

pytestmark = pytest.mark.django_db
# Session and person are one of them.
BUDGETS = {
    "issues:held-list": 7,
    "accounts:topic-list": 6,
    "issues:guidance-list": 8,
    "issues:guidance-reviews": 7,
    "issues:approved-list": 6,
    "issues:improvement-board": 7,
    "participants:hand-over-list": 7,
    "participants:coverage-list": 8,
}


def furnish(count: int, person: User) -> None:
    now, other = timezone.now(), StaffFactory()
    maker = Maker(random.Random(count), now, [person, other])
    told = []
    for _ in range(count):
        issue = IssueFactory(owner=person)
        given = {"text": "Yes.", "because": "complex", "held_at": now}
        HeldAnswer.objects.create(issue=issue, participant=issue.participant, author=other, mentor=person, **given)
        told.append((issue.pk, issue.participant_id, person.pk))
        Expertise.objects.create(
            topic=Topic.objects.order_by("pk")[count % 3], person=StaffFactory(), marked_by=person, marked_at=now
        )
        AssignmentFactory(person=StaffFactory(), participant=issue.participant)
        FollowUpFactory(participant=issue.participant, responsible=person)
    load_guidance(participants=0, seed=count, now=now, issues=count * SHARE)
    rows = list(Guidance.objects.order_by("-pk")[:count])
    for row in rows:
        review = {"guidance": row, "earlier": rows[0], "opened_at": now}
        if row.stand != "differs":
            GuidanceReview.objects.create(**review)
    maker.answers(count)
    maker.items(count)
    for item, (issue, participant, _owner) in zip(Improvement.objects.order_by("-pk"), told, strict=False):
        item.departments.add(DepartmentFactory())
        ImprovementIssue.objects.create(item=item, issue_id=issue, participant_id=participant, by=person, at=now)
    load_hand_overs(participants=0, seed=count, now=now, plans=1)
    HandOver.objects.update(trouble="It could not begin.", starts_on="2020-01-06")


def statements(client: Any, name: str) -> list[str]:
    url = reverse(name)
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_lists_cost_the_same_for_2_rows_and_for_20(signed_in: Any, supervisor: User, lantern: SimpleNamespace) -> None:
    load_topics(now=timezone.now())
    client = signed_in(supervisor)
    furnish(2, supervisor)
    assert HandOverNote.objects.exists()
    assert HandOverLine.objects.exists()
    few = {name: statements(client, name) for name in BUDGETS}
    furnish(18, supervisor)
    many = {name: statements(client, name) for name in BUDGETS}
    for name, most in BUDGETS.items():
        assert len(few[name]) == len(many[name]) <= most, f"{name}: {len(few[name])}, " + "\n".join(many[name])

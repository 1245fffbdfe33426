"""The pages of hand-overs and of coverage: what they show, and that more rows cost no more statements."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from issues.tests.factories import IssueFactory
from participants.actions.coverage import check_coverage
from participants.actions.hand_over_steps import go_on
from participants.actions.hand_overs import prepare_hand_over
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory, FollowUpFactory, ParticipantFactory, RegistrationFactory
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db


def company_of(person, number):
    participant = AssignmentFactory(person=person, participant__name=f"Company {number:02d}").participant
    FollowUpFactory.create_batch(2, participant=participant, responsible=person, due_on=market_day(timezone.now()))
    IssueFactory(participant=participant, owner=person)


def test_a_hand_over_takes_as_few_statements_for_many_participants_as_for_two(
    signed_in, manager, colleague, supervisor, django_assert_max_num_queries
):
    now = timezone.now()
    load_deadlines(now)
    for number in range(2):
        company_of(manager, number)
    today = market_day(now)
    given = {"person": manager, "receiver": colleague, "by": supervisor, "now": now}
    hand_over = prepare_hand_over(kind="temporary", starts_on=today, ends_on=today, **given)
    client = signed_in(colleague)
    page = client.get(hand_over.get_absolute_url())
    assert page.status_code == 200
    assert page.content.count(b"Call about matter") == 4
    go_on(now=now + timedelta(days=2))
    others = AssignmentFactory(participant__name="Elsewhere").person
    for number in range(19):
        company_of(others, number)
    many = prepare_hand_over(kind="permanent", starts_on=today, **given | {"person": others})
    for row in (hand_over, many):
        with django_assert_max_num_queries(14):
            assert client.get(row.get_absolute_url()).status_code == 200
    with django_assert_max_num_queries(9):
        listed = client.get(reverse("participants:hand-over-list"), {"view": "returned"})
    assert manager.name in listed.content.decode()


def test_coverage_lists_who_has_nobody_and_leads_to_assigning(signed_in, supervisor, django_assert_max_num_queries):
    now = timezone.now()
    load_deadlines(now)
    for number in range(12):
        RegistrationFactory(participant=ParticipantFactory(name=f"Alone {number:02d}"))
    check_coverage(now=now)
    client = signed_in(supervisor)
    client.get(reverse("participants:coverage-list"))
    with django_assert_max_num_queries(10):
        page = client.get(reverse("participants:coverage-list"))
    assert page.content.count(b"Nobody is assigned") == 12
    assert b"Everybody is looked after" not in page.content
    assert (
        b"Nothing was settled lately" in client.get(reverse("participants:coverage-list"), {"view": "closed"}).content
    )

"""Reviews of answers: pages cost the same for two rows and for twenty, and made-up ones keep the constraints."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Shadowing, User
from issues.actions.coaching_catalog import load_reviews
from issues.actions.coaching_scale import load_many_reviews
from issues.models import AnswerReview
from issues.tests.factories import CommentFactory, IssueFactory
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db
BUDGETS = {"issues:review-list": 9, "issues:review-overview": 10, "participants:shadowing-list": 5}


def made(company: SimpleNamespace, author: User, host: User, now: datetime, count: int) -> None:
    for _ in range(count):
        issue = IssueFactory(participant=company.participant)
        CommentFactory(issue=issue, side="operator", author=author, at=now - timedelta(days=9))
        Shadowing.objects.create(
            participant_id=company.participant.pk,
            person=author,
            host=host,
            arranged_by=host,
            arranged_at=now,
            purpose="See it",
            starts_on=market_day(now) - timedelta(days=200 + Shadowing.objects.count()),
            ends_on=market_day(now) - timedelta(days=190),
        )
    load_many_reviews(participants=1, seed=1, now=now, issues=50 * count)


def test_lists_and_overview_cost_the_same_for_any_number_of_rows(
    signed_in: Callable[[User], Client], supervisor: User, lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    load_reviews(now=now)
    client = signed_in(supervisor)
    counts = []
    for more in (2, 20):
        made(lantern, manager, supervisor, now, more)
        found = {}
        for name in BUDGETS:
            client.get(reverse(name) + "?view=all")
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(reverse(name) + "?view=all").status_code == 200
            found[name] = len(asked)
        counts.append(found)
    assert AnswerReview.objects.count() == 22
    assert counts[0] == counts[1]
    assert {name: count for name, count in counts[1].items() if count > BUDGETS[name]} == {}

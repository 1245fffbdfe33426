"""The demo's issues that belong together are made by the same actions as everybody's."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.actions.catalog import load_categories
from issues.actions.demo_working import fill_working
from issues.models import Draft, Issue, IssueLink, Survey
from issues.tests.actions.working_world import load_deadlines

pytestmark = pytest.mark.django_db


def test_the_demo_shows_what_belongs_together(
    lantern: SimpleNamespace, manager: User, member: User, supervisor: User, now: datetime
) -> None:
    load_deadlines(now)
    load_categories(now=now)
    fill_working(now=now)
    flood = Issue.objects.get(title__startswith="Switch-hold removals")
    assert flood.children.count() == 2
    assert Issue.objects.filter(state="merged").count() == 1
    assert set(Survey.objects.answered().values_list("score", flat=True)) == {3, 5}
    assert IssueLink.objects.exists()
    assert Draft.objects.get().person == manager

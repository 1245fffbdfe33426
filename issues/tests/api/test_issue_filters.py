"""The filters of the API's list of issues, tried without an endpoint."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict

from accounts.models import User
from issues.api.issue_filters import IssueFilters
from issues.models import Issue
from issues.tests.factories import IssueFactory

pytestmark = pytest.mark.django_db


def test_several_values_are_alternatives_and_filters_add_up(manager: User, lantern: SimpleNamespace) -> None:
    first = IssueFactory(participant=lantern.participant, severity=1, owner=manager)
    second = IssueFactory(participant=lantern.participant, severity=2, settlement_run="dam", title="Odessa reads")
    IssueFactory(severity=3)

    def found(query: str) -> set[Issue]:
        filters = IssueFilters(QueryDict(query), Issue.objects.all(), request=SimpleNamespace(user=manager))
        assert filters.is_valid(), filters.errors
        return set(filters.qs)

    assert found("severity=1&severity=2") == {first, second}
    assert found("severity=1&severity=2&owner=me") == {first}
    assert found(f"number={first.ref}&number={second.ref}&settlement_run=dam") == {second}
    assert found(f"participant={lantern.participant.ref}&q=odessa") == {second}
    assert found("open=false") == set()
    assert not IssueFilters(QueryDict("severity=9"), Issue.objects.all()).is_valid()

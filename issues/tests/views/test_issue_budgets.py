"""How many statements the pages of issues may take, and that more rows take no more of them."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from issues.models import Issue
from issues.tests.factories import (
    A_MOMENT,
    CommentFactory,
    ExternalReferenceFactory,
    IssueFactory,
    IssueStepFactory,
    NoteFactory,
    WatcherFactory,
)
from issues.tests.filling import fill, promised

pytestmark = pytest.mark.django_db
# Session and person are one of them.
BUDGETS = {"desk": 11, "mine": 13, "my-list": 8}


def statements(client: Any, url: str) -> list[str]:
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def entries(issue: Issue, count: int) -> None:
    for number in range(count):
        at = A_MOMENT + timedelta(minutes=number)
        CommentFactory(issue=issue, at=at)
        NoteFactory(issue=issue, at=at)
        IssueStepFactory(issue=issue, at=at)
        ExternalReferenceFactory(issue=issue)


def within(page: str, client: Any, url: str, grow: Any) -> None:
    grow(2)
    few = statements(client, url)
    grow(18)
    many = statements(client, url)
    assert len(few) == len(many) <= BUDGETS[page], "\n".join(many)


@pytest.mark.parametrize("persona", ["manager", "colleague", "supervisor"])
def test_an_issues_page_costs_the_same_for_any_number_of_entries(
    signed_in: Any, request: Any, desk: SimpleNamespace, manager: User, persona: str
) -> None:
    """With every panel there is; whoever looks after the company, helps out, or oversees all."""
    now = timezone.now()
    issue = promised(desk, manager, now)
    fill(desk, issue, manager, now)
    Issue.objects.filter(pk=issue.pk).update(severity=1)
    client = signed_in(request.getfixturevalue(persona))
    page = client.get(issue.get_absolute_url())
    shown = [
        "First answer", "Next: ", "Telemetry of a storage unit", "Desk of Telemetry Support", "E2: ", "Belongs to",
        "Not filed until", "closes on", "someone@nowhere.example", "Switch Hold", "switches.pdf",
    ]  # fmt: skip
    assert [words for words in shown if words not in page.content.decode()] == []
    assert ("leaves in" in page.content.decode()) == (persona == "manager")
    within("desk", client, issue.get_absolute_url(), lambda count: entries(issue, count))


def test_ones_own_issues_page_and_list_do_too(signed_in: Any, lantern: SimpleNamespace, member: User) -> None:
    issue = IssueFactory(participant=lantern.participant, reporter=member)

    def grow(count: int) -> None:
        entries(issue, count)
        for _ in range(count):
            WatcherFactory(issue=IssueFactory(participant=lantern.participant), user=member)

    within("mine", signed_in(member), issue.get_my_url(), grow)
    within("my-list", signed_in(member), reverse("my-issues"), grow)

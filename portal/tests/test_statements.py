"""The statements of the pages whose speed is promised, against the file that reviewers see."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import SavedView, User
from issues.models import Issue
from issues.tests.factories import CommentFactory, IssueFactory, NoteFactory
from issues.tests.referral_world import answer_deadlines, desk  # noqa: F401 - fixtures
from issues.tests.targeting import TARGETS, policy
from portal.bench.counting import statements_of
from portal.bench.pages import Page
from portal.bench.targets import PAGES
from portal.testing import furnish_checklist
from portal.tests.test_page_budgets import company, more  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

FILE: Final = Path(__file__).with_name("statements.txt")
ROWS: Final = 30


def pinned() -> dict[str, int]:
    lines = [line.split() for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {name: int(count) for name, count in lines}


def asked(issue: Issue, checklist: Any, company_page: str, view: SavedView) -> list[Page]:
    """The pages by the names they have in the targets."""
    queue, word = reverse("issues:issue-list"), {"q": "flywheel", "in": "issues"}
    filters = f"severity=3&area={issue.area}&not_state=waiting&whose=all&saved={view.ref}"
    search = f"{reverse('search')}?q={word['q']}&in=issues"
    new = {"participant": issue.participant.ref, "category": issue.category.code, "channel": "phone"}
    new |= {"title": "Reads", "text": "Of the flywheel", "contact": issue.participant.contacts.order_by("pk")[0].ref}
    later = Issue.objects.still_open().order_by("opened_at", "pk")[2]
    return [
        Page("queue", "manager", [queue]),
        Page("queue-later", "manager", [f"{queue}?sort=opened&after={later.ref}"]),
        Page("queue-filtered", "manager", [f"{queue}?{filters}"]),
        Page("issue", "manager", [issue.get_absolute_url()]),
        Page("search-rare", "manager", [search]),
        Page("participant", "manager", [company_page]),
        Page("checklist", "supervisor", [checklist.get_absolute_url()]),
        Page("my-issues", "member", [reverse("my-issues")]),
        Page("my-home", "member", [reverse("my-home")]),
        Page("home", "manager", [reverse("home")]),
        Page("dashboard", "supervisor", [reverse("admin:index")]),
        Page("api-list", "manager", ["/api/v1/issues/"]),
        Page("api-one", "manager", [f"/api/v1/issues/{issue.ref}/"]),
        Page("api-create", "manager", ["/api/v1/issues/"], method="POST", body=new, status=201),
    ]


def test_each_page_takes_the_statements_that_the_file_names(
    signed_in: Any,
    company: SimpleNamespace,  # noqa: F811
    mesa: SimpleNamespace,
    manager: User,
    member: User,
    org_admin: User,
    supervisor: User,
) -> None:
    policy(targets=TARGETS, calendar="ercot-business", plan="referral")
    more(company, manager, member, 4)
    issue = company.issue
    for _ in range(ROWS):
        CommentFactory(issue=issue, text="About a flywheel")
        NoteFactory(issue=issue)
    IssueFactory.create_batch(ROWS, participant=company.rows.participant, owner=manager, category=issue.category)
    checklist = furnish_checklist(mesa.qse, "mesa", ROWS).checklist
    view = SavedView.objects.create(noun="issues", name="Measured", owner=manager, query="severity=3")
    clients: dict[str, Client] = {
        name: signed_in(person)
        for name, person in {"manager": manager, "member": org_admin, "supervisor": supervisor}.items()
    }
    pages = asked(issue, checklist, company.rows.participant.get_absolute_url(), view)
    found = {page.key: statements_of(page, clients[page.persona], {}) for page in pages}
    counts = {key: len(statements) for key, statements in found.items()}
    assert counts == pinned(), "\n".join(f"{key} {count}" for key, count in counts.items())
    assert {key: count for key, count in counts.items() if count > PAGES[key].statements} == {}

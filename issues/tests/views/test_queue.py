"""The queue: whose it is, what narrows it, how its pages hang together, and what they cost."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.actions.saved_views import save_view
from accounts.models import User
from issues.actions.bulk import advance
from issues.measuring import listening
from issues.models import BulkRun, Issue
from issues.tests.factories import CommentFactory, ExternalReferenceFactory, IssueFactory
from participants.tests.factories import AssignmentFactory, ParticipantFactory

pytestmark = pytest.mark.django_db

BUDGET = 7


@pytest.fixture
def client(signed_in: Any, manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture
def rows(lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User) -> SimpleNamespace:
    now = timezone.now()
    given = {"participant": lantern.participant, "opened_at": now, "last_spoken_at": now}
    return SimpleNamespace(
        mine=IssueFactory(title="Ours", severity=2, **given),
        quiet=IssueFactory(title="Silent", **given | {"last_spoken_at": now - timedelta(days=40)}),
        waiting=IssueFactory(title="Their turn", state="waiting", channel="mail", owner=manager, **given),
        over=IssueFactory(title="Past", state="withdrawn", ended_at=now, **given),
        other=IssueFactory(title="Foreign", participant=mesa.participant, opened_at=now, last_spoken_at=now),
    )


def titles(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{reverse('issues:issue-list')}?{query}")
    assert response.status_code == 200
    return sorted(row.title for row in response.context["page"].rows)


def test_ones_own_come_first_and_every_tab_shows_its_own(client: Client, rows: SimpleNamespace) -> None:
    assert titles(client) == ["Ours", "Silent", "Their turn"]
    assert titles(client, "whose=all") == ["Foreign", "Ours", "Silent", "Their turn"]
    assert titles(client, "view=quiet") == ["Silent"]
    assert titles(client, "view=participant") == ["Their turn"]
    assert titles(client, "view=ended") == ["Past"]
    assert titles(client, "view=unowned&whose=all") == ["Foreign", "Ours", "Silent"]
    assert titles(client, "view=nonsense&sort=nonsense") == titles(client)


def test_filters_add_up_and_turn_round(client: Client, rows: SimpleNamespace, lantern: SimpleNamespace) -> None:
    ExternalReferenceFactory(issue=rows.quiet, number="3104455")
    company = lantern.participant.ref
    assert titles(client, "severity=2&severity=1") == ["Ours"]
    assert titles(client, "not_severity=2&channel=portal") == ["Silent"]
    assert titles(client, "owner=me") == ["Their turn"]
    assert titles(client, "owner=none&not_severity=2") == ["Silent"]
    assert titles(client, f"participant={company}&whose=all&number=3104455") == ["Silent"]
    assert titles(client, f"whose=all&not_participant={company}") == ["Foreign"]
    assert titles(client, "role=QSE&turn=channel&channel=mail") == ["Ours", "Silent"]
    assert titles(client, "state=withdrawn") == ["Past"]
    assert titles(client, "q=silent") == ["Silent"]
    page = client.get(f"{reverse('issues:issue-list')}?severity=2&owner=me&participant={company}")
    assert [(chip.label, chip.told) for chip in page.context["chips"]] == [
        ("Severity", "High"),
        ("Owner", "Dana Manager"),
        ("Participant", lantern.participant.name),
    ]


def test_pages_hang_together_in_every_order(client: Client, lantern: SimpleNamespace) -> None:
    now = timezone.now()
    for number in range(60):
        IssueFactory(participant=lantern.participant, severity=number % 3 + 1, opened_at=now, last_spoken_at=now)
    for sort in ("severity", "opened", "-opened", "spoken", "-spoken"):
        seen: list[str] = []
        after = ""
        while True:
            page = client.get(reverse("issues:issue-list"), {"sort": sort, "after": after}).context["page"]
            seen += [row.ref for row in page.rows]
            if not page.has_next:
                break
            after = page.last
        assert len(seen) == len(set(seen)) == 60
    query = "view=open&whose=mine&sort=opened"
    first, second = list(Issue.objects.order_by("opened_at", "id").values_list("ref", flat=True)[:2])
    step = {"queue": query, "of": first, "to": "next"}
    assert f"/issues/{second}/?queue=" in client.get(reverse("issues:issue-step"), step)["Location"]
    here = f"/issues/{first}/?{urlencode({'queue': query})}"
    page = client.get(here).content.decode()
    for name in ("issue-answer", "issue-note", "issue-resolve", "reply-choose"):
        assert f"{reverse(f'issues:{name}', args=[first])}?{urlencode({'queue': query})}" in page
    answered = client.post(here.replace("/?", "/answer/?"), {"text": "Which meter?"})
    assert answered["Location"] == f"{here}#latest", "the place in the list is kept"
    assert f"/take-back/?{urlencode({'queue': query})}" in client.get(here).content.decode()
    back = client.get(reverse("issues:issue-step"), step | {"to": "previous"})
    assert back["Location"].startswith(reverse("issues:issue-list"))


def test_counts_come_in_one_statement_and_are_remembered(client: Client, rows: SimpleNamespace, manager: User) -> None:
    view = save_view(noun="issues", name="Mail", query="channel=mail&whose=mine", by=manager, now=timezone.now())
    address = reverse("issues:issue-counts") + "?severity=2"
    client.get(reverse("search"))
    with listening() as first:
        told = client.get(address).content.decode()
    with listening() as second:
        assert client.get(address).content.decode() == told
    for key, count in (("open", 3), ("participant", 1), (view.ref, 1), ("here", 1), ("unowned", 2)):
        assert f'id="count-{key}" hx-swap-oob="true">{count}<' in told
    # Who asks; whose companies, the calendar where it is not known yet, the views, and all counts in one.
    assert len(first.statements) <= 6
    assert len(second.statements) == 1


@pytest.mark.parametrize(
    "query", ["whose=all", "severity=2&area=settlement&not_channel=mail&owner=me&saved=SV-X", "q=reads"]
)
def test_a_page_costs_the_same_for_2_rows_and_for_20(
    client: Client, manager: User, lantern: SimpleNamespace, query: str
) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            company = ParticipantFactory()
            AssignmentFactory(participant=company, person=manager)
            CommentFactory(issue=IssueFactory(participant=company, owner=manager, severity=2))
            save_view(noun="issues", name=company.ref, query="severity=2", by=manager, now=timezone.now())

    def cost() -> int:
        client.get(f"{reverse('issues:issue-list')}?{query}")
        with listening() as heard:
            client.get(f"{reverse('issues:issue-list')}?{query}")
        return len(heard.statements)

    more(2)
    few = cost()
    more(18)
    assert cost() == few <= BUDGET


def test_columns_and_the_switch_are_kept(client: Client, rows: SimpleNamespace, manager: User) -> None:
    client.post(
        reverse("accounts:list-columns"), {"noun": "issues", "columns": ["opened", "owner"], "next": "/issues/"}
    )
    page = client.get(reverse("issues:issue-list"))
    assert page.context["columns"] == ("owner", "opened")
    client.post(reverse("accounts:shortcuts"), {})
    assert 'data-shortcuts="off"' in client.get(reverse("issues:issue-list")).content.decode()


def test_many_are_chosen_confirmed_and_watched(client: Client, rows: SimpleNamespace, manager: User) -> None:
    address = reverse("issues:bulk-add")
    ticked = {"act": "severity", "issues": [rows.mine.ref, rows.over.ref, rows.other.ref]}
    page = client.get(address, ticked)
    assert (page.context["over"], page.context["foreign"], page.context["companies"]) == (1, 1, 2)
    assert not BulkRun.objects.exists()
    sent = client.post(address, {"act": "severity", "severity": "1", "all": "1", "queue": "view=open&whose=mine"})
    run = BulkRun.objects.get()
    assert (sent.status_code, run.total) == (302, 3)
    assert "Waiting for a worker" in client.get(run.get_absolute_url()).content.decode()
    advance(run=run, now=timezone.now())
    assert client.get(reverse("issues:bulk-progress", args=[run.ref]))["HX-Refresh"] == "true"
    shown = client.get(run.get_absolute_url()).content.decode()
    assert "All 3 done" in shown
    assert "Take back" in shown
    client.post(reverse("issues:bulk-undo", args=[run.ref]))
    assert BulkRun.objects.filter(undoes=run).exists()


def test_who_else_may_look(
    signed_in: Any, rows: SimpleNamespace, member: User, specialist: User, auditor: User
) -> None:
    assert signed_in(member).get(reverse("issues:issue-list")).status_code == 404
    assert signed_in(specialist).get(reverse("issues:issue-list")).status_code == 403
    page = signed_in(auditor).get(reverse("issues:issue-list"))
    assert not page.context["may_work"]
    assert len(page.context["page"].rows) == 4

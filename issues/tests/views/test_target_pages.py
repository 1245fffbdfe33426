"""Service targets at the desk: reading, changing with a preview, the roster, grid events; and both sides' panels."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from issues.actions.conversation import answer_issue
from issues.actions.grid_events import declare_event
from issues.actions.opening import open_issue
from issues.actions.target_runs import finish_run
from issues.clocks import of_page
from issues.forms.policies import ROWS
from issues.models import DutyShift, GridEvent, Issue, PolicyVersion, ServicePolicy
from issues.rules.target_rules import DEFAULT_RULES
from issues.tests.factories import CategoryFactory
from issues.tests.targeting import clock_of, policy
from issues.views.target_panels import clocks_of, targets_of
from portal.calendars.tests import clockwork
from portal.scoping import wall

pytestmark = pytest.mark.django_db
# A Saturday.
CLOSED = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)


@pytest.fixture
def standard(db: None) -> ServicePolicy:
    clockwork.calendar("ercot-business")
    clockwork.plan()
    return policy(calendar="ercot-business", plan="ladder")


@pytest.fixture
def opened(lantern: SimpleNamespace, member: User, manager: User, standard: ServicePolicy) -> Callable[..., Issue]:
    category = CategoryFactory()

    def open_(now: datetime) -> Issue:
        with wall.inside(member.acting_for):
            return open_issue(
                participant=lantern.participant, category=category, title="Reads missing", text="?", by=member, now=now
            )

    return open_


def fields_of(response: Any) -> dict[str, Any]:
    """What a browser would send from the form of a policy."""
    form, targets, rules = (response.context[name] for name in ("form", "targets", "rules"))
    bound = [*form, *rules, *targets.management_form, *(field for one in targets.forms for field in one)]
    values = {field.html_name: field.value() for field in bound}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_a_policy_is_changed_by_preview_and_note(
    signed_in: Any, supervisor: User, manager: User, standard: ServicePolicy, opened: Callable[..., Issue]
) -> None:
    issue = opened(timezone.now())
    client, change = signed_in(supervisor), reverse("issues:policy-change", args=[standard.ref])
    page = client.get(change)
    given = fields_of(page)
    assert given["targets-TOTAL_FORMS"] == ROWS == 12
    unchanged = client.post(change, given)
    assert unchanged.status_code == 200, unchanged.context["form"].errors
    assert unchanged.context["moves"].changed == 0
    wrong = client.post(change, given | {"targets-6-amount": "1.5", "targets-6-unit": "day"})
    assert wrong.status_code == 422
    assert "Days are counted whole" in wrong.content.decode()
    given["targets-8-amount"] = "40"
    preview = client.post(change, given)
    assert [one["clock"].kind for one in preview.context["examples"]] == ["resolution"]
    assert "1 clock moves" in preview.content.decode()
    assert PolicyVersion.objects.count() == 1, "a preview writes nothing"
    publish = reverse("issues:policy-publish", args=[standard.ref])
    posted = QueryDict(mutable=True)
    for name, value in preview.context["posted"]:
        posted.appendlist(name, value)
    silent = client.post(publish, posted.dict() | rules_as_sent())
    assert silent.status_code == 422
    assert silent.templates[0].name == "issues/policy_preview.html"
    done = client.post(publish, posted.dict() | rules_as_sent() | {"note": "Twice the time"}, follow=True)
    assert done.status_code == 200
    assert "Waiting for a worker" in done.content.decode()
    finish_run(run=standard.runs.get(), now=timezone.now())
    assert clock_of(issue, "resolution").amount == 40
    again = client.post(change, posted.dict() | rules_as_sent() | {"again": "1"})
    assert again.status_code == 200
    late = client.post(publish, posted.dict() | rules_as_sent() | {"note": "Once more"})
    assert "another version" in late.content.decode()
    assert signed_in(manager).get(change).status_code == 403


def rules_as_sent() -> dict[str, Any]:
    return {f"{kind}-{word}": list(which) for kind, rule in DEFAULT_RULES.items() for word, which in rule.items()}


def test_a_new_policy_for_one_participant(
    signed_in: Any, supervisor: User, standard: ServicePolicy, lantern: SimpleNamespace
) -> None:
    client, add = signed_in(supervisor), reverse("issues:policy-add")
    given = fields_of(client.get(add)) | {"name": "Key account", "code": "key", "order": 1, "targets-0-amount": "15"}
    given |= {"targets-0-unit": "minute", "participant": "Nobody Inc."}
    assert "No participant open to you" in client.post(add, given).content.decode()
    given["participant"] = lantern.participant.duns
    assert client.post(add, given).templates[0].name == "issues/policy_preview.html"
    client.post(add, given | {"publish": "1", "note": "Agreed in March"})
    made = PolicyVersion.objects.get(policy__code="key")
    assert (made.participant, made.targets.get().amount) == (lantern.participant, 15)
    assert "Prairie Lantern Energy" in client.get(made.policy.get_absolute_url()).content.decode()
    twice = client.post(add, given | {"publish": "1", "note": "Again"})
    assert "code already" in twice.content.decode()


def test_policies_and_their_switch(signed_in: Any, supervisor: User, auditor: User, standard: ServicePolicy) -> None:
    page = signed_in(auditor).get(reverse("issues:policy-list")).content.decode()
    assert "Nobody is on duty now" in page
    assert "8 hours" in page
    assert reverse("issues:policy-add") not in page
    client = signed_in(supervisor)
    client.post(reverse("issues:policy-deactivate", args=[standard.ref]), {"reason": "Old"})
    standard.refresh_from_db()
    assert not standard.active
    shown = client.get(standard.get_absolute_url()).content.decode()
    assert "Starts when the issue is opened" in shown
    assert "Rests while waiting on participant" in shown
    assert reverse("issues:policy-activate", args=[standard.ref]) in shown


def test_the_roster_marks_gaps(signed_in: Any, supervisor: User, manager: User, colleague: User) -> None:
    client, add, roster = signed_in(supervisor), reverse("issues:duty-add"), reverse("issues:duty-roster")
    local = timezone.localtime()
    times = {"starts_at": f"{local:%Y-%m-%dT%H:%M}", "ends_at": f"{local + timedelta(days=2):%Y-%m-%dT%H:%M}"}
    assert client.post(add, {"person": colleague.ref} | times).status_code == 302
    assert "Somebody else is on duty" in client.post(add, {"person": manager.ref} | times).content.decode()
    page = client.get(roster)
    assert [entry["shift"] is None for entry in page.context["entries"]] == [False, True]
    assert not page.context["uncovered"]
    shift = DutyShift.objects.get()
    remove = reverse("issues:duty-remove", args=[shift.ref])
    assert signed_in(manager).post(remove).status_code == 403
    client.post(remove)
    assert client.get(roster).context["uncovered"]


def test_a_grid_event_shows_on_both_sides(
    signed_in: Any,
    supervisor: User,
    member: User,
    opened: Callable[..., Issue],
    django_capture_on_commit_callbacks: Any,
) -> None:
    issue = opened(timezone.now() - timedelta(minutes=5))
    client = signed_in(supervisor)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("issues:grid-event-declare"), {"reason": "Winter storm"})
    event = GridEvent.objects.get()
    finish_run(run=event.runs.get(), now=timezone.now())
    assert "Grid event: Winter storm." in signed_in(member).get("/my/").content.decode()
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Grid event: Winter storm." in page
    assert "2 clocks of 1 issue" in page
    assert issue.ref in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("issues:grid-event-end", args=[event.ref]))
    assert "Grid event: Winter storm." not in signed_in(member).get("/my/").content.decode()
    assert "Over" in client.get(reverse("issues:grid-event-list")).content.decode()


def test_what_each_side_reads_beside_an_issue(
    opened: Callable[..., Issue], manager: User, member: User, outsider: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("issues.views.target_panels.timezone.now", lambda: CLOSED)
    issue = opened(CLOSED)
    answered = opened(CLOSED - timedelta(days=4))
    answer_issue(issue=answered, by=manager, now=CLOSED - timedelta(days=4), text="Which meter?", wait=True)
    theirs = drawn("my-issue", member, issue)
    assert "Nov 23, 2026" in theirs
    assert "The desk is closed now. Opens Monday, Nov 23, 2026, 08:00 CST" in theirs
    assert "/deadlines/" not in theirs, "the clock itself is the desk's own"
    waits = drawn("my-issue", member, answered)
    assert "It is your turn" in waits
    assert "The desk is closed" not in waits
    assert drawn("my-issue", outsider, issue) == "", "another company reads nothing"
    ours = drawn("issue", manager, issue)
    assert ours.count("/deadlines/CK-") == 2, "every clock leads to why this date"
    assert "Next: Level 1" in ours


def test_statements_do_not_grow_with_rows(
    signed_in: Any, supervisor: User, opened: Callable[..., Issue], standard: ServicePolicy, manager: User
) -> None:
    event = declare_event(by=supervisor, now=timezone.now(), reason="Winter storm")
    opened(timezone.now())
    client = signed_in(supervisor)
    pages = [reverse("issues:policy-list"), standard.get_absolute_url(), reverse("issues:duty-roster")]
    pages += [reverse("issues:grid-event-list"), event.get_absolute_url()]
    few = [statements(client, page) for page in pages]
    assert max(few) <= 16
    for number in range(5):
        opened(timezone.now())
        policy(f"more-{number}", calendar="ercot-business", order=number)
    assert [statements(client, page) for page in pages] == few


def statements(client: Client, page: str) -> int:
    assert client.get(page).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def drawn(page: str, person: User, issue: Issue) -> str:
    """The panel about targets alone; empty where the page leaves it out."""
    request = RequestFactory().get("/")
    request.user = person
    if person.is_staff:
        issue.page_clocks = of_page([issue.ref])
        return render_to_string("issues/_issue_clocks.html", clocks_of(request, issue))
    with wall.inside(person.acting_for):
        context = targets_of(request, issue)
        return render_to_string("issues/_my_issue_targets.html", context) if context is not None else ""

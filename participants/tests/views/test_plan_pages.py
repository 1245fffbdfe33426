"""Pages of account plans: drafting one from first to last, the list, the statements they take."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.actions.plans import open_plan
from participants.models import (
    AccountPlan,
    PlanMilestone,
    PlanObjective,
    PlanProposal,
    PlanRisk,
    PlanStakeholder,
    PlanTask,
    PlanVersion,
)
from participants.tests.actions.following_up import load_deadlines
from participants.tests.plan_factories import (
    AccountPlanFactory,
    PlanMilestoneFactory,
    PlanObjectiveFactory,
    PlanProposalFactory,
    PlanRemarkFactory,
    PlanRiskFactory,
    PlanStakeholderFactory,
    PlanTaskFactory,
    PlanVersionFactory,
)
from participants.tests.views.test_budgets import statements
from portal.scoping.today import market_day

# Session and person are two of them.
VERSION_BUDGET, LIST_BUDGET = 18, 12


@pytest.fixture
def plan(lantern: SimpleNamespace, manager: User) -> AccountPlan:
    now = datetime.now(UTC)
    load_deadlines(now)
    day = market_day(now)
    days = {"starts_on": day, "ends_on": day + timedelta(300)}
    return open_plan(participant=lantern.participant, title="The year", by=manager, now=now, **days)


def url(name: str, *args: str) -> str:
    return reverse(f"participants:plan-{name}", args=args)


def sent(client: Client, address: str, **data: object) -> str:
    """Where the form led to; the form was accepted."""
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()[:3000]
    return response["Location"]


def test_a_plan_is_drafted_from_first_to_last(signed_in, plan, manager, lantern) -> None:
    client, version = signed_in(manager), plan.versions.get()
    ref, day = version.ref, plan.starts_on.isoformat()
    sent(client, url("version-write", ref), summary="Steady growth", assessment="They pay late")
    sent(
        client,
        url("line-add", ref, "objective"),
        title="Fewer",
        measure="Returns",
        baseline="9",
        target="2",
        shared="on",
    )
    sent(client, url("line-add", ref, "risk"), title="Storm", likelihood="2", impact="3", state="open")
    sent(client, url("line-add", ref, "stakeholder"), contact=lantern.contact.ref, part="decides", interest="3")
    sent(client, url("line-add", ref, "milestone"), title="Half-time", on=day, shared="on")
    term = {"when": "days", "begins_on": day, "days": "5", "calendar": "ercot-business", "shared": "on"}
    sent(client, url("line-add", ref, "task"), title="Call", side="operator", **term)
    sent(client, url("line-add", ref, "task"), title="Send", side="participant", contact=lantern.contact.ref, **term)
    goal, risk = PlanObjective.objects.get(), PlanRisk.objects.get()
    call, send = PlanTask.objects.get(title="Call"), PlanTask.objects.get(title="Send")
    assert (goal.target, risk.shared, PlanStakeholder.objects.get().title) == (2, False, lantern.contact.name)
    assert (call.owner, send.owner, send.contact, send.days) == (manager, None, lantern.contact, 5)
    sent(client, url("task-place", send.ref), after=call.ref)
    refused = client.post(url("task-place", call.ref), {"after": send.ref})
    assert refused.status_code == 422
    assert "“Call” → “Send” → “Call”" in refused.content.decode()
    assert client.post(url("line-add", ref, "task"), {"title": "No day", "side": "operator"}).status_code == 422
    assert client.get(url("line-add", ref, "wish")).status_code == 404
    for kind, line in (("objective", goal), ("risk", risk), ("task", send)):
        page = client.get(url("line-change", kind, line.ref))
        assert f'value="{line.title}"' in page.content.decode()
    sent(
        client, url("line-change", "risk", risk.ref), title="Ice", likelihood="1", impact="3", state="open", shared="on"
    )
    sent(client, url("line-remove", "milestone", PlanMilestone.objects.get().ref))
    assert not PlanMilestone.objects.exists()
    text = client.get(url("version", ref)).content.decode()
    for words in ("Steady growth", "They pay late", "Ice", "waits for Call", "5 days after", "This is a draft"):
        assert words in text, words
    preview = client.get(url("task-preview"), term).content.decode()
    assert f"{call.due_on:%B} {call.due_on.day}, {call.due_on.year}" in preview
    sent(client, url("remark", plan.ref), text="Ask Lee first")
    assert "Ask Lee first" in client.get(plan.get_absolute_url()).content.decode()
    assert "The year" in client.get(reverse("search") + "?q=year").content.decode()


def test_proposals_are_taken_in_or_rejected(signed_in, plan, manager, lantern) -> None:
    client, ref = signed_in(manager), plan.versions.get().ref
    goal, task = (
        PlanProposalFactory(participant=lantern.participant),
        PlanProposalFactory(participant=lantern.participant, kind="task", title="Book courses"),
    )
    assert "Book courses" in client.get(url("version", ref)).content.decode()
    sent(client, url("proposal-accept", ref, task.ref), title="Book two courses", side="participant")
    made = PlanTask.objects.get()
    assert (made.title, made.side, made.days) == ("Book two courses", "participant", 20)
    until = (plan.starts_on + timedelta(30)).isoformat()
    sent(client, url("proposal-reject", goal.ref), reason="Not now", quiet_until=until)
    states = dict(PlanProposal.objects.values_list("title", "state"))
    assert states == {"Book courses": "accepted", "Fewer returned forms": "rejected"}
    assert client.get(url("proposal-reject", goal.ref)).status_code == 404


def test_the_list_tells_who_has_none_and_what_is_drafted(signed_in, plan, manager, supervisor, mesa) -> None:
    client = signed_in(supervisor)

    def shown(view: str, **more: str) -> list[str]:
        response = client.get(url("list"), {"view": view} | more)
        return [str(row) for row in response.context["page"].rows]

    assert shown("current") == shown("draft") == ["The year"]
    assert shown("review") == shown("ends") == []
    assert shown("none") == ["Blue Mesa Trading"]
    assert shown("current", responsible=manager.ref) == ["The year"]
    assert shown("none", responsible=manager.ref) == []
    assert "The year" in client.get(plan.participant.get_absolute_url()).content.decode()


def test_a_participants_page_shows_its_plan_of_today_with_figures(signed_in, plan, manager, colleague, lantern) -> None:
    before = {"starts_on": plan.starts_on - timedelta(90), "ends_on": plan.starts_on - timedelta(1)}
    after = {"starts_on": plan.ends_on + timedelta(1), "ends_on": plan.ends_on + timedelta(90)}
    for title, days in (("The year before", before), ("The year after", after)):
        AccountPlanFactory(participant=lantern.participant, title=title, **days)
    of = {"version": PlanVersionFactory(plan=plan, number=2, state="agreed")}
    day = timedelta(1)
    for state, due_on in (("open", -day), ("open", day), ("done", -day), ("dropped", -day)):
        closed = {} if state == "open" else {"done_at": datetime.now(UTC)}
        PlanTaskFactory(**of, state=state, due_on=plan.starts_on + due_on, **closed)
    for person in (manager, colleague):
        html = signed_in(person).get(lantern.participant.get_absolute_url()).content.decode()
        panel = html.split('id="plans"')[1].split("</section>")[0]
        shown, others = panel.split("card-foot")
        assert f'{plan.get_absolute_url()}">The year</a>' in shown
        assert plan.owner.name in shown
        assert "1 of 3 tasks done" in shown
        assert "1 overdue" in shown
        assert "Agreed" in shown
        assert "Draft" in shown
        assert others.index("The year after") < others.index("The year before")
        assert ("Open a plan" in panel) == (person == manager)


def test_pages_take_the_same_statements_however_much_there_is(signed_in, plan, supervisor, lantern) -> None:
    client, version = signed_in(supervisor), plan.versions.get()

    def grow() -> tuple[list[str], list[str]]:
        of = {"version": version}
        for factory in (PlanObjectiveFactory, PlanRiskFactory, PlanStakeholderFactory, PlanMilestoneFactory):
            factory.create_batch(3, **of)
        PlanTaskFactory.create_batch(3, **of, due_on=plan.starts_on + timedelta(20))
        PlanProposalFactory.create_batch(3, participant=lantern.participant)
        PlanRemarkFactory.create_batch(3, plan=plan)
        return statements(client, url("version", version.ref)), statements(client, url("list"))

    few, many = grow(), grow()
    for first, then, budget in zip(few, many, (VERSION_BUDGET, LIST_BUDGET), strict=True):
        assert len(first) == len(then), "\n".join(then)
        assert len(then) <= budget, "\n".join(then)
    assert PlanVersion.objects.get() == version

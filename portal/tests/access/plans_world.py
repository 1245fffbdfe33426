"""Account plans of the world that the walks happen among: of each company one that is agreed, and the next draft."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.models import User
from participants.actions.plan_clocks import start_task_clocks
from participants.actions.plan_lines import add_line
from participants.actions.plan_tasks import add_task
from participants.actions.plans import draft_version, open_plan, remark_plan
from participants.models import PlanMilestone, PlanObjective, PlanRisk, PlanStakeholder, PlanTask
from participants.tests.plan_factories import PlanProposalFactory


def furnish_plans(*companies: SimpleNamespace, now: datetime, by: User) -> None:
    given = {"by": by, "now": now}
    for rows in companies:
        name, person = rows.contact.name, rows.assignment.person
        today = now.date()
        rows.plan = open_plan(
            participant=rows.participant,
            title=f"Plan with {name}",
            owner=person,
            starts_on=today,
            ends_on=today + timedelta(364),
            **given,
        )
        agreed = rows.plan.versions.get()
        rows.plan_goal = add_line(
            version=agreed, kind=PlanObjective, title=f"Fewer calls of {name}", measure="Calls", **given
        )
        due = {"due_on": today + timedelta(30), "objective": rows.plan_goal}
        rows.plan_task = add_task(version=agreed, title=f"Visit {name}", **due, **given)
        signed = {"signed_by_id": person.pk, "confirmed_by_id": rows.user.pk}
        agreed.apply(state="agreed", sent_at=now, signed_at=now, confirmed_at=now, **signed)
        start_task_clocks(agreed, **given)
        rows.plan_agreed = agreed
        rows.plan_version = draft_version(plan=rows.plan, **given)
        own = {"version": rows.plan_version}
        rows.plan_line = add_line(kind=PlanRisk, title=f"{name} leaves", shared=False, **own, **given)
        rows.plan_stakeholder = add_line(kind=PlanStakeholder, title=f"{name} decides", **own, **given)
        day = today + timedelta(60)
        rows.plan_milestone = add_line(kind=PlanMilestone, title=f"{name} is ready", on=day, **own, **given)
        rows.plan_draft_task = PlanTask.objects.get(version=rows.plan_version)
        rows.plan_remark = remark_plan(plan=rows.plan, text=f"{name} is new", **given)
        rows.plan_proposal = PlanProposalFactory(participant=rows.participant, title=f"Train {name}")

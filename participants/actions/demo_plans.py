"""The demo world's account plans: drafted, waiting for sign-off, agreed and worked on, by the same actions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from participants.access import acting_as
from participants.actions.plan_lines import add_line, measure_objective
from participants.actions.plan_proposals import accept_proposal, find_proposals, reject_proposal
from participants.actions.plan_signing import confirm_plan, send_for_signing, sign_plan
from participants.actions.plan_templates import use_template
from participants.actions.plan_work import finish_task
from participants.actions.plans import draft_version, gather_facts, open_plan, remark_plan, write_version
from participants.choices import ProposalState
from participants.models import (
    AccountPlan,
    Contact,
    Participant,
    PlanMilestone,
    PlanObjective,
    PlanProposal,
    PlanRisk,
    PlanStakeholder,
    PlanTask,
    PlanTemplate,
    PlanVersion,
)
from participants.plan_audiences import whole_members
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "plans.yaml"
At = Callable[[int], datetime]


def fill_plans(*, now: datetime) -> None:
    """What the file tells, each thing on its day; after everything else, so that the facts are there."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))["plans"]
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    known = {row.name: row for row in Participant.objects.filter(name__in=[row["participant"] for row in told])}
    find_proposals(now=now)
    for row in told:
        if row["participant"] in known:
            _plan(row, known[row["participant"]], staff, lambda days: now + timedelta(days=days))


def _plan(row: dict[str, Any], participant: Participant, staff: dict[str, User], at: At) -> None:
    by = staff[row["by"]]
    who = {"by": by, "now": at(row["opened"])}
    plan = open_plan(
        participant=participant,
        title=row["title"],
        starts_on=market_day(at(row["starts"])),
        ends_on=market_day(at(row["ends"])),
        owner=by,
        **who,
    )
    version = plan.versions.get()
    for code in row["templates"]:
        use_template(version=version, template=PlanTemplate.objects.get(code=code), **who)
    write_version(version=version, summary=row["summary"], assessment=row.get("assessment", ""), **who)
    _lines(row, version, participant, who, at)
    _decide(row, version, who, at)
    for remark in row.get("remarks", ()):
        remark_plan(plan=plan, text=remark["text"], by=staff[remark["by"]], now=at(remark["days"]))
    if "sent" in row or "agreed" in row:
        _sign(version, plan, row, at)
    _work(row, version, by, at)
    if "draft" in row:
        draft_version(plan=plan, by=by, now=at(row["draft"]))


def _lines(row: dict[str, Any], version: PlanVersion, participant: Participant, who: dict, at: At) -> None:
    people = list(Contact.objects.active().of(participant).order_by("pk"))
    for told in row.get("objectives", ()):
        numbers = {name: Decimal(told[name]) for name in ("baseline", "target")}
        texts = {name: told[name] for name in ("title", "why", "measure", "unit")}
        add_line(version=version, kind=PlanObjective, **texts, **numbers, **who)
    for told in row.get("stakeholders", ()):
        contact = people[told["contact"]] if "contact" in told else None
        fields = {name: told[name] for name in ("part", "interest", "cares_for", "shared") if name in told}
        title = contact.name if contact else told["title"]
        add_line(version=version, kind=PlanStakeholder, title=title, contact=contact, **fields, **who)
    for told in row.get("risks", ()):
        add_line(version=version, kind=PlanRisk, **told, **who)
    for told in row.get("milestones", ()):
        day = market_day(at(told["day"]))
        add_line(version=version, kind=PlanMilestone, title=told["title"], on=day, **who)


def _decide(row: dict[str, Any], version: PlanVersion, who: dict, at: At) -> None:
    """The first proposals are taken in, the next one is rejected; the others wait for somebody."""
    rows = PlanProposal.objects.filter(participant=version.participant, state=ProposalState.OPEN).order_by("pk")
    proposals = list(rows)
    taken = row.get("accept", 0)
    for proposal in proposals[:taken]:
        accept_proposal(proposal=proposal, version=version, **who)
    for proposal in proposals[taken : taken + 1] if "reject" in row else ():
        until = market_day(at(row["reject"]["days"]))
        reject_proposal(proposal=proposal, reason=row["reject"]["reason"], quiet_until=until, **who)
    if taken:
        gather_facts(version=version, **who)


def _sign(version: PlanVersion, plan: AccountPlan, row: dict[str, Any], at: At) -> None:
    """Sent and signed by the owner; confirmed by somebody of the company where both agreed on a day."""
    sent, today = at(row.get("agreed", row.get("sent"))), at(0)
    version = send_for_signing(version=version, by=plan.owner, now=sent)
    version = sign_plan(version=version, by=plan.owner, now=sent)
    if "agreed" in row:
        person = whole_members([version.participant_id], market_day(today))[version.participant_id][0]
        with acting_as(person, version.participant_id, now=today):
            confirm_plan(version=version, by=person, now=sent)


def _work(row: dict[str, Any], version: PlanVersion, by: User, at: At) -> None:
    for told in row.get("done", ()):
        task = PlanTask.objects.get(version=version, title=told["title"])
        finish_task(task=task, by=by, now=at(told["days"]), outcome=told.get("outcome", ""))
    for told in row.get("measures", ()):
        objective = PlanObjective.objects.get(version=version, title=told["title"])
        now = at(told["days"])
        measure_objective(objective=objective, latest=Decimal(told["latest"]), by=by, now=now)

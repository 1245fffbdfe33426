"""Taking the duties of an announced change of ownership into the draft of a company's plan."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.acquisitions import part_of, roles_of, template_on
from participants.actions.plan_templates import take_lines
from participants.actions.plans import locked_draft
from participants.models import Affiliation, PlanVersion
from participants.rules.acquisitions import BUSINESS, duties, tasks_for
from portal.audit import trail
from portal.calendars import loading
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NO_TEMPLATE: Final = "The catalog of plan templates holds no list of these duties any more."
NOT_ANNOUNCED: Final = "Only an announced change of ownership has duties."
OF_NEITHER: Final = "This is the plan of a company that takes no part in it."


@transaction.atomic
def take_duties(*, affiliation: Affiliation, version: PlanVersion, by: User, now: datetime) -> int:
    """The tasks for the company's part, with their days from the closing day; people, risks and milestones with them.

    Days before the plan begins become its first day. What stands in the draft already is left out; returns how many
    lines were added.
    """
    version = locked_draft(version, by)
    row = Affiliation.objects.visible_to(by).filter(pk=affiliation.pk).first()
    if row is None or row.announced_on is None:
        raise Refused(NOT_ANNOUNCED)
    if version.participant_id not in (row.participant_id, row.other_id):
        raise Refused(OF_NEITHER)
    template = template_on(market_day(now))
    if template is None:
        raise Refused(NO_TEMPLATE)
    tasks = tasks_for(template.content, part_of(row, version.participant), roles_of(version.participant))
    calendars = loading.current_of({task.get("calendar", BUSINESS) for task in tasks})
    told = duties(tasks, row.starts_on, calendars, source=template.source, tag=template.tag)
    first = version.plan.starts_on
    content: dict[str, Any] = template.content | {
        "tasks": [task | {"detail": _detail(task, told)} for task in tasks],
    }
    days = {duty.key: max(duty.due_on, first) for duty in told}
    added = take_lines(version=version, content=content, closing=row.starts_on, days=days, by=by, now=now)
    changes = {"closing day": ["", row.starts_on.isoformat()], "lines": ["", str(added)]}
    trail.record("participants.affiliation.duties_taken", of=version, by=by, at=now, changes=changes)
    return added


def _detail(task: dict[str, Any], told: list[Any]) -> str:
    """What exactly, how the day follows, and where the duty is written."""
    duty = next(duty for duty in told if duty.key == task["key"])
    sure = "" if duty.verified else " (not verified)"
    return f"{duty.detail} Due {duty.term}. Source: {duty.source}{sure}.".strip()

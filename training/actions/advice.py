"""The matrix course x market role: which course is advised to whom, cell by cell."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from participants.models import MarketRole
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from training import permissions
from training.choices import Advice
from training.models import Course, Recommendation

NONE = ""


@transaction.atomic
def advise(*, course: Course, cells: Mapping[str, str], by: User, now: datetime) -> Course:
    """Set cells of a course's row, by code of the market role; "" takes the advice away. Others stay as they are."""
    course = Course.objects.lock(course.pk)
    permissions.can_edit_course(by, course).enforce()
    _require_advice(cells)
    roles = {role.code: role for role in MarketRole.objects.filter(code__in=cells)}
    if unknown := sorted(set(cells) - set(roles)):
        raise Refused(f"There is no market role {unknown[0]}.")
    held = {cell.role.code: cell for cell in course.recommendations.select_related("role")}
    changes = {}
    for code, advice in cells.items():
        before = held[code].advice if code in held else NONE
        if before != advice:
            _write(course, roles[code], advice)
            changes[code] = [before, advice]
    if changes:
        course.apply(edited=True)
        trail.record("training.course.advised", of=course, by=by, at=now, changes=changes)
    return course


def _write(course: Course, role: MarketRole, advice: str) -> None:
    cells = Recommendation.objects.filter(course=course, role=role)
    if advice == NONE:
        cells.delete()
    elif not cells.update(advice=advice, edited=True):
        Recommendation.objects.create(course=course, role=role, advice=advice, edited=True)


def _require_advice(cells: Mapping[str, str]) -> None:
    if unknown := sorted(set(cells.values()) - {NONE, *Advice.values}):
        raise Refused(f"“{unknown[0]}” is no advice: {', '.join(Advice.values)}, or nothing.")

"""Which templates of plans suit a participant, by its market roles and segments."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from participants.choices import RegistrationStatus
from participants.models import Participant, PlanTemplate, Registration
from participants.rules.plan_segments import segments_of
from participants.rules.plan_templates import COUNTS_FROM

GONE = (RegistrationStatus.TERMINATED, RegistrationStatus.WITHDRAWN)


def templates_for(participant: Participant, user: Any, day: date) -> Iterable[PlanTemplate]:
    """Those for its roles first, then for its segments, then for everybody; two statements."""
    rows = Registration.objects.visible_to(user).of(participant).exclude(status__in=GONE)
    held = list(rows.order_by().values_list("role__code", "role__parent__code").distinct())
    codes = {code for pair in held for code in pair if code}
    segments = segments_of(code for code, _parent in held)
    suits = Q(role__code__in=codes) | Q(role=None, segment="") | Q(segment__in=segments)
    found = PlanTemplate.objects.visible_to(user).holding(day).filter(suits).exclude(content__has_key=COUNTS_FROM)
    found = found.select_related("role")
    return sorted(found, key=lambda one: (one.role_id is None, one.segment == "", one.order))

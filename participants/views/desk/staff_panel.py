"""On a colleague's page: the participants that colleague is responsible for today."""

from typing import Any

from django.http import HttpRequest

from participants import permissions
from participants.models import Assignment

SHOWN = 20


def assignments_of(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """None for people nobody is ever assigned to, so that the panel stays away."""
    rows = Assignment.objects.visible_to(request.user).today().filter(person=person).select_related("participant")
    found = list(rows.order_by("participant__name", "id")[: SHOWN + 1])
    if not found and person.role not in ("account_manager", "supervisor"):
        return None
    return {
        "person": person,
        "assignments": found[:SHOWN],
        "more": len(found) > SHOWN,
        "may_assign": permissions.can_assign(request.user),
    }

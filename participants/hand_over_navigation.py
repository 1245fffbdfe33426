"""Hand-overs and coverage in the menus, and on the page of a colleague."""

from typing import Any

from django.http import HttpRequest

from participants import permissions
from participants.models import HandOver
from portal.web import navigation, panels

SHOWN = 5


def register() -> None:
    """Called when the app is ready."""
    navigation.register(
        "desk",
        "hand-overs",
        "Hand-overs",
        "arrow-right-left",
        "participants:hand-over-list",
        visible=lambda user: user.can("participants.edit_assigned") or user.can("participants.see_restricted"),
        order=33,
        section="Relationship",
        match=("participants:hand-over",),
    )
    navigation.register(
        "desk",
        "coverage",
        "Coverage",
        "user-x",
        "participants:coverage-list",
        visible=lambda user: user.can("participants.view"),
        order=34,
        section="Relationship",
        match=("participants:coverage",),
    )
    navigation.register(
        "desk",
        "access-reviews",
        "Access reviews",
        "user-search",
        "participants:access-review-list",
        visible=lambda user: user.can("participants.view"),
        order=35,
        section="Relationship",
        match=("participants:access-review",),
    )
    navigation.register(
        "desk",
        "company-sign-in",
        "Company sign-in",
        "log-in",
        "participants:sign-in-list",
        visible=lambda user: user.can("participants.restrict"),
        order=36,
        section="Relationship",
        match=("participants:sign-in",),
    )
    panels.register("staff", "hand-overs", template="participants/_staff_hand_overs.html", context=hand_overs_of)


def hand_overs_of(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """What is prepared and runs of a colleague, as far as one may read it; None where nobody could prepare any."""
    may_prepare = permissions.can_prepare_hand_over(request.user, person)
    rows = HandOver.objects.visible_to(request.user).live().filter(person=person)
    found = list(rows.select_related("person", "receiver").order_by("starts_on", "id")[:SHOWN])
    if person.role not in ("account_manager", "supervisor") or not (found or may_prepare):
        return None
    return {"person": person, "hand_overs": found, "may_prepare": may_prepare}

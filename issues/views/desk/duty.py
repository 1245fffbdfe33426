"""The duty roster: who is on duty, who comes next, and when nobody is."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from issues.actions.duty import add_shift, remove_shift
from issues.forms.duty import ShiftForm
from issues.models import DutyShift
from issues.permissions.targets import ONLY_SUPERVISORS, can_oversee
from issues.rules.rosters import gaps
from issues.views.desk.policies import CRUMB
from issues.views.desk.target_pages import OverseersForm
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton

AHEAD: Final = timedelta(days=14)
MOST: Final = 100


class DutyRosterView(DeskDoor, TemplateView):
    capability = "issues.view"
    template_name = "issues/duty_roster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, user = timezone.now(), self.request.user
        shifts = DutyShift.objects.visible_to(user).not_over(now).select_related("person")
        rows = list(shifts.order_by("starts_at", "id")[:MOST])
        past = DutyShift.objects.visible_to(user).filter(ends_at__lte=now).select_related("person")
        return super().get_context_data(
            entries=in_order(rows, gaps(rows, now, now + AHEAD)),
            uncovered=any(start <= now for start, _end in gaps(rows, now, now + AHEAD)),
            now=now,
            past=past.order_by("-ends_at", "-id")[:10],
            days=AHEAD.days,
            may_edit=can_oversee(user),
            **kwargs,
        )


def in_order(shifts: list[DutyShift], holes: list[tuple[datetime, datetime]]) -> list[dict[str, Any]]:
    """Shifts and gaps as they follow each other."""
    found = [{"shift": shift, "starts_at": shift.starts_at, "ends_at": shift.ends_at} for shift in shifts]
    found += [{"shift": None, "starts_at": start, "ends_at": end} for start, end in holes]
    return sorted(found, key=lambda entry: entry["starts_at"])


class ShiftAddView(OverseersForm):
    form_class = ShiftForm
    title = "Add a shift"
    lead = "Whoever is on duty hears of critical issues at once, at any hour, and may work on them."
    submit_label = "Add"
    success_message = "Added: {done.person.name} is on duty then."

    def crumbs(self) -> list[tuple[str, str]]:
        return [(CRUMB, reverse("issues:policy-list")), ("Duty roster", reverse("issues:duty-roster"))]

    def get_initial(self) -> dict[str, Any]:
        last = DutyShift.objects.visible_to(self.request.user).not_over(timezone.now()).order_by("-ends_at").first()
        return {"starts_at": last.ends_at, "ends_at": last.ends_at + timedelta(days=7)} if last is not None else {}

    def act(self, data: dict[str, Any], **who: Any) -> DutyShift:
        return add_shift(**data, **who)


class ShiftRemoveView(DeskDoor, ActionButton):
    """The button beside a shift."""

    capability = "issues.oversee"
    denial = ONLY_SUPERVISORS
    model = DutyShift
    success_message = "Removed."

    def act(self, data: dict[str, Any], **who: Any) -> None:
        remove_shift(shift=self.object, **who)

    def get_success_url(self) -> str:
        return reverse("issues:duty-roster")

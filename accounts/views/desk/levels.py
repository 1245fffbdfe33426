"""What each level of account managers adds: read by whoever oversees the staff, decided by supervisors."""

from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts import permissions
from accounts.actions import level_rights as actions
from accounts.forms.levels import SAVE, LevelRightsForm, fingerprint
from accounts.models import LevelRights
from accounts.rules import level_rights as rules
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

HISTORY: Final = 30


class LevelRightsView(DeskDoor, ActionFormView):
    """One table of ticks; its effects are shown first, and only what was shown is saved."""

    form_class = LevelRightsForm
    template_name = "accounts/level_rights.html"
    success_message = "The rights are changed; they count from everybody's next click."

    def permission(self) -> Answer:
        asks = permissions.can_oversee_staff if self.request.method != "POST" else permissions.can_change_levels
        return asks(self.request.user)

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        if data["then"] == SAVE and data["looked_at"] == fingerprint(data["wanted"]):
            return super().form_valid(form)
        return self.render_to_response(self.get_context_data(form=form))

    def act(self, data: dict[str, Any], **who: Any) -> list[LevelRights]:
        return actions.change_levels(wanted=data["wanted"], seen=data["seen"], reason=data["reason"], **who)

    def get_success_url(self) -> str:
        return reverse("accounts:level-rights")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, levels = self.request.user, LevelRights.objects.visible_to(self.request.user).of_all()
        held = {row.level: row.held for row in levels}
        ticked, outlook = held, None
        form = kwargs.get("form")
        if form is not None and form.is_bound and "wanted" in getattr(form, "cleaned_data", {}):
            ticked = form.cleaned_data["wanted"]
            outlook = actions.outlook(ticked, now=timezone.now())
        elif "default" in self.request.GET:
            ticked = rules.defaults()
        refs = [row.ref for row in levels if row.pk is not None]
        return super().get_context_data(
            levels=levels,
            rows=_table(held, ticked),
            outlook=outlook,
            fingerprint=fingerprint(ticked),
            otherwise=any(row.edited for row in levels),
            events=[told(event) for event in AuditEvent.objects.filter(object_ref__in=refs)[:HISTORY]],
            may_change=permissions.can_change_levels(user),
            may_oversee=permissions.can_oversee_staff(user),
            **kwargs,
        )


def _table(held: dict[str, frozenset[str]], ticked: dict[str, frozenset[str]]) -> list[dict[str, Any]]:
    """One line a right, with a cell for each level: whether it is ticked, held today, and held by default."""
    default = rules.defaults()
    return [
        {
            "code": code,
            "right": right,
            "cells": [
                {
                    "level": level,
                    "label": label,
                    "on": code in ticked[level],
                    "changed": (code in ticked[level]) != (code in held[level]),
                    "otherwise": (code in held[level]) != (code in default[level]),
                }
                for level, label in rules.LABELS.items()
            ],
        }
        for code, right in rules.OFFERED.items()
    ]

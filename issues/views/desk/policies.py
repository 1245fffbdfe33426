"""Service policies: the list in the order they are asked, one with its targets and versions, and the switch."""

from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from issues import policy_words
from issues.actions import policies as actions
from issues.choices import TargetKind
from issues.duty import on_duty
from issues.forms.policies import SwitchForm
from issues.models import PolicyVersion, ServicePolicy
from issues.permissions.targets import can_oversee
from issues.views.desk.target_pages import OverseersForm
from participants.models import Participant
from portal.calendars.choices import RecomputeState
from portal.calendars.models import Calendar
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView

CRUMB: Final = "Service targets"
RUNS: Final = 10
VERSIONS: Final = 30


class PolicyListView(DeskDoor, TemplateView):
    capability = "issues.view"
    template_name = "issues/policy_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, user = timezone.now(), self.request.user
        versions = PolicyVersion.objects.visible_to(user).current().select_related("policy")
        rows = list(versions.prefetch_related("targets").order_by("policy__order", "policy__code"))
        known, calendars = participants_of(rows, user), calendar_names()
        for row in rows:
            row.line = policy_words.in_a_line(row, known.get(row.participant_id))
            row.table = policy_words.table_of(row, calendars)
        return super().get_context_data(
            rows=rows,
            kinds=TargetKind,
            duty=on_duty(now),
            may_edit=can_oversee(user),
            **kwargs,
        )


class PolicyDetailView(DeskDoor, ScopedDetailView):
    """While clocks move, the card about the runs asks again by itself."""

    capability = "issues.view"
    model = ServicePolicy
    template_name = "issues/policy_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        policy, user = self.object, self.request.user
        versions = list(
            policy.versions.select_related("published_by").prefetch_related("targets").order_by("-number")[:VERSIONS]
        )
        version = next(row for row in versions if row.current)
        known = participants_of([version], user)
        runs = list(policy.runs.order_by("-started_at", "-id")[:RUNS])
        return super().get_context_data(
            version=version,
            versions=versions,
            conditions=policy_words.conditions_of(version, known.get(version.participant_id)),
            table=policy_words.table_of(version, calendar_names()),
            rules=policy_words.rules_of(version.rules),
            kinds=TargetKind,
            runs=runs,
            working=is_working(runs),
            may_edit=can_oversee(user),
            **kwargs,
        )


class PolicySwitchView(OverseersForm):
    model: Any = ServicePolicy
    form_class = SwitchForm

    def crumbs(self) -> list[tuple[str, str]]:
        return [(CRUMB, reverse("issues:policy-list")), (self.object.name, self.object.get_absolute_url())]


class PolicyDeactivateView(PolicySwitchView):
    title = "Deactivate"
    lead = "Its clocks stop with the reason you give, and nothing of them escalates any more. Breaches stay recorded."
    submit_label = "Deactivate"
    danger = True
    success_message = "Deactivated; its clocks are being stopped."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return actions.deactivate_policy(policy=self.object, **data, **who)


class PolicyActivateView(PolicySwitchView):
    title = "Activate"
    lead = "It covers issues again from now on. Clocks that it stopped stay stopped."
    submit_label = "Activate"
    success_message = "Active again."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return actions.activate_policy(policy=self.object, **data, **who)


def participants_of(versions: list[PolicyVersion], user: Any) -> dict[int, Participant]:
    """The participants that these versions name, as far as the person may see them."""
    wanted = {row.participant_id for row in versions} - {None}
    return Participant.objects.visible_to(user).in_bulk(wanted) if wanted else {}


def calendar_names() -> dict[str, str]:
    return dict(Calendar.objects.values_list("code", "name"))


def is_working(runs: Any) -> bool:
    return any(run.state in (RecomputeState.QUEUED, RecomputeState.RUNNING) for run in runs)

"""The frame of a participant's pages: the same head and tabs over each section."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.report_permissions import can_see_report
from participants import permissions
from participants.choices import AssignmentKind
from participants.matching import with_match
from participants.models import Assignment, GlassBreak, Participant, Registration
from participants.participant_reading import for_section
from participants.permissions.complexity import marks_complexity
from participants.querysets.health import SEES
from participants.report_scope import OVERSEES
from portal.lifecycle.refusals import Answer
from portal.reporting import registry
from portal.scoping.prepared import Prepared, PreparedFor
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, Scoped

# The report about one participant, which another app brings.
OF_ONE = "participant"
SECTIONS = {
    "detail": "Overview",
    "health": "Health",
    "checklists": "Checklists",
    "people": "People",
    "resources": "Resources",
    "relationships": "Relationships",
    "agencies": "Agencies",
    "assignments": "Assignments",
    "timeline": "Timeline",
}

HELD_TODAY = Prepared(
    lambda participant: Assignment.objects.filter(participant=participant).today().select_related("person")
)


def _registrations(user: Any, participant: Any) -> QuerySet:
    rows = Registration.objects.visible_to(user).of(participant).select_related("role", "successor_of")
    return rows.order_by("role__order", "short_name", "id")[:200]


REGISTRATIONS_OF = PreparedFor(_registrations)


def by_kind(assignment: Assignment) -> int:
    """The account manager first, then as the kinds are declared."""
    return AssignmentKind.values.index(assignment.kind)


def assigned_today(participant_id: int) -> list[Assignment]:
    """Who looks after a participant; call it for one already scoped."""
    return sorted(HELD_TODAY.rows(participant=participant_id), key=by_kind)


def mark_of_page(participant: Participant, today: date) -> tuple[str, int | None, bool] | None:
    """The mark that the head of a page shows, the score, and whether somebody set it; read with the participant."""
    health = getattr(participant, "health", None)
    if health is None or health.day is None:
        return None
    held = health.holding(today)
    return (held.mark if held is not None else health.mark), health.score, held is not None


def section_url(participant: Participant, section: str) -> str:
    return reverse(f"participants:participant-{section}", args=[participant.ref])


def report_url(user: Any, participant: Participant) -> str:
    """Where the report about the one participant stands, for whoever looks after it or oversees all."""
    report = registry.get(OF_ONE)
    if report is None or not can_see_report(user, report) or not (user.can(OVERSEES) or participant.assigned):
        return ""
    return f"{reverse('accounts:report-detail', args=[report.key])}?participant={participant.ref}"


class ParticipantPage(DeskDoor, Scoped, TemplateView):
    """One section of a participant's page; a restricted one is found only by those it is open to."""

    capability = "participants.view"
    model = Participant
    section = "detail"

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def today(self) -> Any:
        return market_day(self.now)

    @cached_property
    def participant(self) -> Participant:
        return get_object_or_404(for_section(self.scope(), self.request.user), ref=self.kwargs["ref"])

    @cached_property
    def registrations(self) -> list[Registration]:
        return REGISTRATIONS_OF.rows(self.request.user, participant=self.participant.pk)

    @cached_property
    def assigned_today(self) -> list[Assignment]:
        return with_match(assigned_today(self.participant.pk), self.participant)

    @cached_property
    def may_edit(self) -> Answer:
        return permissions.can_edit(self.request.user, self.participant, assigned=self.participant.assigned)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        participant = self.participant
        standing = [row for row in self.registrations if row.status not in ("terminated", "withdrawn")]
        return super().get_context_data(
            participant=participant,
            object=participant,
            section=self.section,
            sections=[
                (key, label, section_url(participant, key))
                for key, label in SECTIONS.items()
                if key != "health" or user.can(SEES)
            ],
            health_shown=mark_of_page(participant, self.today) if user.can(SEES) else None,
            registrations=self.registrations,
            role_codes=list(dict.fromkeys(row.role.code for row in standing)),
            manager=next((row.person for row in self.assigned_today if row.kind == "primary"), None),
            assigned_today=self.assigned_today,
            glass_break=self._glass_break(),
            may_edit=self.may_edit,
            may_assign=permissions.can_assign(user),
            may_mark_complexity=marks_complexity(user),
            may_restrict=permissions.can_restrict(user),
            report_url=report_url(user, participant),
            today=self.today,
            **kwargs,
        )

    def _glass_break(self) -> GlassBreak | None:
        """The opening that lets this person read a restricted participant, if that is why."""
        if not self.participant.restricted:
            return None
        rows = GlassBreak.objects.filter(participant=self.participant, person=self.request.user)
        return rows.filter(expires_at__gt=self.now).order_by("-expires_at").first()


class DeskForm(DeskDoor, ActionFormView):
    """A form about a participant (`model = Participant`) or one of its rows; ends at the section it came from."""

    capability = "participants.view"
    template_name = "participants/form.html"
    model: Any = Participant
    section = "detail"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def scope(self) -> Any:
        rows = super().scope()
        return rows if self.model is Participant else rows.select_related("participant")

    @property
    def participant(self) -> Participant:
        return self.object if isinstance(self.object, Participant) else self.object.participant

    def permission(self) -> Answer:
        return permissions.can_edit(self.request.user, self.participant)

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {"user": self.request.user, "participant": self.participant, "row": self.object}
        return super().get_form_kwargs() | own

    def get_success_url(self) -> str:
        return section_url(self.participant, self.section)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "participant": self.participant,
            "title": self.title.format(row=self.object),
            "lead": self.lead.format(row=self.object),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "section_label": SECTIONS[self.section],
            "back": self.get_success_url(),
        }
        return super().get_context_data(**page | kwargs)

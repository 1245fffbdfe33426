"""Who is and was responsible for a participant, and the forms that change it."""

from typing import Any

from django import forms

from participants import permissions
from participants.actions import assignments
from participants.forms.assignments import AssignForm, EndAssignmentForm, ReplaceForm
from participants.forms.base import DayField
from participants.models import Assignment
from participants.views.desk.pages import DeskForm, ParticipantPage, by_kind
from portal.lifecycle.refusals import Answer

SHOWN = 100


class DayForm(forms.Form):
    """ "Who was responsible on ...?"; the answer stands in the same page, the day in its address."""

    on = DayField(label="Who was responsible on")


class AssignmentsView(ParticipantPage):
    template_name = "participants/participant_assignments.html"
    section = "assignments"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Assignment.objects.of(self.participant).select_related("person")
        every = list(rows.order_by("-starts_on", "-id")[:SHOWN])
        form = DayForm(self.request.GET) if "on" in self.request.GET else DayForm(initial={"on": self.today})
        asked = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
        return super().get_context_data(
            current=sorted((row for row in every if row.holds(self.today)), key=by_kind),
            coming=[row for row in every if row.starts_on > self.today],
            past=[row for row in every if row.ends_on is not None and row.ends_on < self.today],
            day_form=form,
            asked=asked,
            answer=sorted(rows.on(asked), key=by_kind) if asked else [],
            **kwargs,
        )


class OfAssignments(DeskForm):
    section = "assignments"

    def permission(self) -> Answer:
        return permissions.can_assign(self.request.user)


class AssignView(OfAssignments):
    form_class = AssignForm
    title = "Assign someone"
    lead = "On any day one person of each kind is responsible."
    submit_label = "Assign"
    success_message = "{done.person.name} is assigned."

    def act(self, data: dict[str, Any], **who: Any) -> Assignment:
        return assignments.assign(participant=self.participant, **data, **who)


class OfAssignment(OfAssignments):
    model = Assignment

    def scope(self) -> Any:
        return super().scope().select_related("person")


class AssignmentReplaceView(OfAssignment):
    form_class = ReplaceForm
    title = "Replace {row.person.name}"
    lead = "The successor takes over without a gap."
    submit_label = "Replace"
    success_message = "{done.person.name} takes over."

    def act(self, data: dict[str, Any], **who: Any) -> Assignment:
        return assignments.replace_assignment(assignment=self.object, **data, **who)


class AssignmentEndView(OfAssignment):
    form_class = EndAssignmentForm
    title = "End the assignment of {row.person.name}"
    lead = "An account manager is replaced rather than ended: a participant is not left without one."
    submit_label = "End assignment"
    danger = True
    success_message = "The assignment ends."

    def act(self, data: dict[str, Any], **who: Any) -> Assignment:
        return assignments.end_assignment(assignment=self.object, **data, **who)

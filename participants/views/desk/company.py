"""Forms about the company itself: adding, changing, restricting, opening a restricted one."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from participants import permissions
from participants.actions import glass_breaks, participants
from participants.forms.base import ReasonForm
from participants.forms.participants import BreakGlassForm, ParticipantForm, RestrictForm
from participants.models import GlassBreak, Participant
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer


class ParticipantAddView(DeskForm):
    form_class = ParticipantForm
    template_name = "participants/participant_add.html"
    title = "Add a participant"
    lead = "A company that is not on the official list yet, for instance a prospect."
    submit_label = "Add participant"
    success_message = "{done.name} was added. It has no account manager yet."
    participant = None

    def permission(self) -> Answer:
        return permissions.can_add(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Participant:
        return participants.add_participant(**data, **who)

    def get_success_url(self) -> str:
        done = getattr(self, "done", None)
        return done.get_absolute_url() if done else reverse("participants:participant-list")


class ParticipantChangeView(DeskForm):
    form_class = ParticipantForm
    title = "Change facts"
    success_message = "Saved."

    def scope(self) -> Any:
        return super().scope().select_related("parent")

    def get_initial(self) -> dict[str, Any]:
        return ParticipantForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Participant:
        return participants.change_participant(participant=self.object, **data, **who)


class ParticipantRestrictView(DeskForm):
    form_class = RestrictForm
    title = "Restrict this participant"
    lead = (
        "Only those assigned to it, their stand-ins, supervisors and auditors keep seeing its data. Others see"
        " its name, roles and account manager, and may open it for some hours with a reason."
    )
    submit_label = "Restrict"
    danger = True
    success_message = "{object.name} is restricted now."

    def permission(self) -> Answer:
        return permissions.can_restrict(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Participant:
        return participants.restrict_participant(participant=self.object, **data, **who)


class ParticipantUnrestrictView(DeskForm):
    form_class = ReasonForm
    title = "Lift the restriction"
    lead = "The whole department sees this participant's data again."
    submit_label = "Lift the restriction"
    success_message = "{object.name} is open to the department again."

    def permission(self) -> Answer:
        return permissions.can_restrict(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Participant:
        return participants.unrestrict_participant(participant=self.object, **data, **who)


class BreakGlassView(DeskForm):
    """Opens a stub for some hours; the address is that of a row the person cannot otherwise reach."""

    form_class = BreakGlassForm
    template_name = "participants/participant_stub.html"
    success_message = "Open to you for a few hours. Supervisors see that you opened it, and why."

    def scope(self) -> Any:
        return Participant.objects.listed_to(self.request.user).with_summary()

    def permission(self) -> Answer:
        return permissions.can_break_glass(self.request.user, self.participant)

    def act(self, data: dict[str, Any], **who: Any) -> GlassBreak:
        return glass_breaks.break_glass(participant=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stub = get_object_or_404(self.scope(), pk=self.object.pk)
        return super().get_context_data(stub=stub, may_break_glass=self.permission(), **kwargs)

"""The desk's forms about people in a session: enter them, decide, take them out."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from participants.models import Contact, Participant
from portal.lifecycle.refusals import Answer
from training import permissions
from training.actions import enrolling, groups, offers, withdrawing
from training.forms.enrollments import (
    ChooseCompanyForm,
    NothingForm,
    OptionalReasonForm,
    StaffPeopleForm,
    ToldReasonForm,
    who_can_be_entered,
)
from training.models import CourseSession, Enrollment
from training.session_lists import described
from training.views.desk.pages import TrainingForm


class SessionEnrollView(TrainingForm):
    """First the participant, then its people; one is entered alone, several as a group."""

    model = CourseSession
    template_name = "training/session_enroll.html"
    title = "Enroll people in {row}"
    submit_label = "Enroll"

    def scope(self) -> QuerySet:
        return super().scope().select_related("course")

    def crumbs(self) -> list[tuple[str, str]]:
        above = ("Sessions", reverse("training:session-list"))
        return [above, (str(self.object), self.object.get_absolute_url())]

    def permission(self) -> Answer:
        if self.participant is None:
            return permissions.can_enroll_people(self.request.user)
        return permissions.can_enroll(self.request.user, self.participant, None)

    @cached_property
    def participant(self) -> Participant | None:
        ref = self.request.GET.get("participant", "")
        rows = Participant.objects.visible_to(self.request.user)
        return get_object_or_404(rows, ref=ref[:40]) if ref else None

    @property
    def form_class(self) -> Any:
        return ChooseCompanyForm if self.participant is None else StaffPeopleForm

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.participant is None:
            return super().get_form_kwargs() | {"user": self.request.user}
        people = Contact.objects.visible_to(self.request.user).of(self.participant)
        return super().get_form_kwargs() | {"people": who_can_be_entered(people, self.object)}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.participant is None:
            return self.to_people(form.cleaned_data["company"])
        return super().form_valid(form)

    def to_people(self, participant: Participant) -> HttpResponse:
        address = f"{self.request.path}?participant={participant.ref}"
        return HttpResponse(status=302, headers={"Location": address})

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return enter(self.object, self.participant, data, **who)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        described([self.object], timezone.now())
        return super().get_context_data(participant=self.participant, **kwargs)


def enter(session: CourseSession, participant: Participant, data: dict[str, Any], **who: Any) -> Any:
    """One person alone, several as a group."""
    people, reason = data["contacts"], data.get("reason", "")
    given = {"session": session, "participant": participant, "reason": reason, **who}
    if len(people) == 1:
        return enrolling.enroll(contact=people[0], **given)
    return groups.enroll_group(contacts=people, together=data["together"], **given)


class OfEnrollment(TrainingForm):
    """About one enrollment; ends on the session's page."""

    model = Enrollment

    def scope(self) -> QuerySet:
        return super().scope().select_related("session__course", "participant", "contact")

    def crumbs(self) -> list[tuple[str, str]]:
        row = self.object
        return [
            ("Sessions", reverse("training:session-list")),
            (str(row.session), row.session.get_absolute_url()),
            (row.contact.name, row.get_absolute_url()),
        ]

    def get_success_url(self) -> str:
        return self.object.session.get_absolute_url()


class Deciding(OfEnrollment):
    def permission(self) -> Answer:
        return permissions.can_manage_training(self.request.user)


class EnrollmentApproveView(Deciding):
    form_class = NothingForm
    title = "Approve {row.contact.name}"
    lead = "{row.contact.name} gets a seat in {row.session}, or a place in its line if there is none."
    submit_label = "Approve"
    success_message = "Approved: {done.contact.name}."

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return enrolling.approve_enrollment(enrollment=self.object, **who)


class EnrollmentDeclineView(Deciding):
    form_class = ToldReasonForm
    title = "Decline {row.contact.name}"
    lead = "For {row.session}. The participant reads why."
    submit_label = "Decline"
    danger = True
    success_message = "Declined."

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return enrolling.decline_enrollment(enrollment=self.object, **data, **who)


class Entering(OfEnrollment):
    def permission(self) -> Answer:
        return permissions.can_withdraw(self.request.user, self.object)


class EnrollmentWithdrawView(Entering):
    form_class = ToldReasonForm
    title = "Withdraw {row.contact.name}"
    lead = "From {row.session}. A seat that becomes free is offered to the next one in line."
    submit_label = "Withdraw"
    danger = True
    success_message = "{done.contact.name} is withdrawn."

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return withdrawing.withdraw(enrollment=self.object, **data, **who)


class EnrollmentAcceptOfferView(Entering):
    form_class = NothingForm
    title = "Accept the offered seat for {row.contact.name}"
    lead = "On behalf of {row.participant.name}, in {row.session}."
    submit_label = "Accept offer"
    success_message = "{done.contact.name} is enrolled."

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return offers.accept_offer(enrollment=self.object, **who)


class EnrollmentDeclineOfferView(Entering):
    form_class = OptionalReasonForm
    title = "Decline the offered seat for {row.contact.name}"
    lead = "On behalf of {row.participant.name}, in {row.session}. It goes to the next one in line."
    submit_label = "Decline offer"
    danger = True
    success_message = "Declined; the seat goes to the next one in line."

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return offers.decline_offer(enrollment=self.object, **data, **who)

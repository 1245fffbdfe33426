"""What participants do with a session: take a seat, answer an offer, withdraw; administrators for their people."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from participants.models import Contact
from participants.views.my.pages import MyForm
from portal.lifecycle.refusals import Allowed, Answer
from training import permissions
from training.actions import enrolling, groups, offers, withdrawing
from training.choices import EnrollmentState
from training.forms.enrollments import (
    NothingForm,
    OptionalReasonForm,
    PeopleForm,
    ToldReasonForm,
    who_can_be_entered,
)
from training.models import CourseSession, Enrollment
from training.rules.enrolling import outcome
from training.session_lists import described

EXPECTED = {
    EnrollmentState.SEATED: "A seat is free: you have it at once.",
    EnrollmentState.REQUESTED: "The training department looks at each enrollment; you hear what it decides.",
    EnrollmentState.WAITING: "It is full. You join the waiting list after {waiting} others; a seat that becomes free "
    "is offered to the next one in line.",
}


class Training(MyForm):
    """About a session or an enrollment: ends on the session's page."""

    template_name = "training/my_form.html"
    members_only = True

    @property
    def session(self) -> CourseSession:
        return self.object if isinstance(self.object, CourseSession) else self.object.session

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        for name in ("user", "participant", "row"):
            kwargs.pop(name)
        return kwargs

    def get_success_url(self) -> str:
        return self.session.get_my_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=str(self.session), **kwargs)


class OfSession(Training):
    model = CourseSession

    def scope(self) -> QuerySet[CourseSession]:
        return CourseSession.objects.visible_to(self.request.user).select_related("course")

    def expected(self, people: int = 1) -> str:
        """What becomes of whoever enrolls now, in words."""
        row = self.object
        approval = row.need_approval or row.course.need_approval
        state = outcome(approval=approval, seats_left=row.seats_left, waiting=row.waiting, wanted=people)
        words = EXPECTED[state].format(waiting=row.waiting)
        return words.replace("after 0 others", "as the first one")


class MyEnrollView(OfSession):
    form_class = NothingForm
    title = "Enroll in {row}"
    submit_label = "Enroll"

    def permission(self) -> Answer:
        return Allowed()

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return enrolling.enroll(session=self.object, participant=self.participant, **who)

    @property
    def success_message(self) -> str:
        return became(self.done)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        label = "Join the waiting list" if self.expected().startswith("It is full") else "Enroll"
        return super().get_context_data(lead=self.expected(), submit_label=label, **kwargs)


class MyEnrollPeopleView(OfSession):
    """Several people of the company at once, by its administrators."""

    form_class = PeopleForm
    template_name = "training/my_enroll_people.html"
    title = "Enroll people in {row}"
    submit_label = "Enroll"

    def permission(self) -> Answer:
        return permissions.can_enroll_colleagues(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        people = Contact.objects.visible_to(self.request.user).of(self.participant)
        return super().get_form_kwargs() | {"people": who_can_be_entered(people, self.object)}

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        given = {"session": self.object, "participant": self.participant, **who}
        if len(data["contacts"]) == 1:
            return enrolling.enroll(contact=data["contacts"][0], **given)
        return groups.enroll_group(contacts=data["contacts"], together=data["together"], **given)

    @property
    def success_message(self) -> str:
        return "Entered. Where each of them stands is shown below."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        described([self.object], timezone.now())
        return super().get_context_data(**kwargs)


class OfEnrollment(Training):
    model = Enrollment

    def scope(self) -> QuerySet[Enrollment]:
        return super().scope().select_related("session__course", "contact")

    def permission(self) -> Answer:
        return permissions.can_withdraw(self.request.user, self.object)


class MyWithdrawView(OfEnrollment):
    form_class = ToldReasonForm
    title = "Withdraw {row.contact.name}"
    lead = "From {row.session}. A seat that becomes free is offered to the next one in line."
    submit_label = "Withdraw"
    danger = True
    success_message = "Withdrawn."

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return withdrawing.withdraw(enrollment=self.object, **data, **who)


class MyAcceptOfferView(OfEnrollment):
    form_class = NothingForm
    title = "Accept the seat for {row.contact.name}"
    lead = "In {row.session}."
    submit_label = "Accept seat"
    success_message = "{done.contact.name} has the seat."

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return offers.accept_offer(enrollment=self.object, **who)


class MyDeclineOfferView(OfEnrollment):
    form_class = OptionalReasonForm
    title = "Decline the seat for {row.contact.name}"
    lead = "In {row.session}. It goes to the next one in line, and the place in the line ends."
    submit_label = "Decline seat"
    danger = True
    success_message = "Declined; the seat goes to the next one in line."

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return offers.decline_offer(enrollment=self.object, **data, **who)


def became(row: Enrollment) -> str:
    """Where somebody just entered stands."""
    words = {
        EnrollmentState.SEATED: "Enrolled: the seat is yours.",
        EnrollmentState.WAITING: "You are on the waiting list.",
        EnrollmentState.REQUESTED: "Asked for; the training department decides.",
    }
    return words.get(row.state, "Saved.")

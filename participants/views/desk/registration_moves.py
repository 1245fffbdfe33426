"""The forms that move a registration along; each calls one action, and a refusal names what stands in the way."""

from typing import Any

from participants import permissions
from participants.actions import qualifying, registration_ends, registration_reviews
from participants.forms.registration_moves import (
    ConfirmForm,
    IncompleteForm,
    QualifyForm,
    ReadReasonForm,
    ReceiveForm,
    SuspendForm,
    TerminateForm,
)
from participants.models import OfficialLetter, Registration
from participants.rules import registration_moves as rules
from participants.views.desk.registrations import OfRegistration
from portal.lifecycle.refusals import Answer


class MoveView(OfRegistration):
    """One move; `action` is called with what the form asked for."""

    move = ""
    form_class: Any = ConfirmForm
    action: Any = None

    def permission(self) -> Answer:
        return permissions.can_move(self.request.user, self.participant, self.move)

    @property
    def submit_label(self) -> str:
        return rules.BY_NAME[self.move].label

    @property
    def success_message(self) -> str:
        return rules.BY_NAME[self.move].told

    def act(self, data: dict[str, Any], **who: Any) -> Registration:
        return type(self).action(registration=self.object, **data, **who)


class ReceiveView(MoveView):
    move = rules.RECEIVE
    form_class = ReceiveForm
    action = staticmethod(registration_reviews.receive_application)
    title = "The application for {row} has arrived"
    lead = "It came in on the checklist, or outside the portal on a day you record."


class DeclareIncompleteView(MoveView):
    move = rules.DECLARE_INCOMPLETE
    form_class = IncompleteForm
    action = staticmethod(registration_reviews.declare_incomplete)
    title = "{row} is incomplete"
    lead = "The review waits until what is missing has arrived. The participant's people hear of it."


class BeginReviewView(MoveView):
    move = rules.BEGIN_REVIEW
    action = staticmethod(registration_reviews.begin_review)
    title = "Begin the review of {row}"
    lead = "The application is complete; the departments review it. The participant's people hear of it."


class ApproveView(MoveView):
    move = rules.APPROVE
    action = staticmethod(registration_reviews.approve_registration)
    title = "Approve {row}, pending qualification"
    lead = "What makes up the registration is settled: application, fee, agreement, attestation. Tests may be open."


class QualifyView(MoveView):
    move = rules.QUALIFY
    form_class = QualifyForm
    action = staticmethod(qualifying.qualify_registration)
    title = "Qualify {row}"
    lead = "Every mandatory item of its checklist must be settled."

    def get_initial(self) -> dict[str, Any]:
        """The operating day that the certification letter names, where it was issued already."""
        letters = OfficialLetter.objects.visible_to(self.request.user).filter(registration=self.object)
        issued = letters.exclude(effective_on=None).order_by("-issued_at", "-id").first()
        return {"effective_on": issued.effective_on} if issued is not None else {}


class SuspendView(MoveView):
    move = rules.SUSPEND
    form_class = SuspendForm
    action = staticmethod(qualifying.suspend_registration)
    title = "Suspend {row}"
    lead = "Out of the market for now. The participant's people hear of it and read reason and section."
    danger = True


class ReinstateView(MoveView):
    move = rules.REINSTATE
    form_class = ReadReasonForm
    action = staticmethod(qualifying.reinstate_registration)
    title = "Reinstate {row}"
    lead = "Say what has cured the ground of the suspension. Every mandatory item of its checklist must be settled."


class TerminateView(MoveView):
    move = rules.TERMINATE
    form_class = TerminateForm
    action = staticmethod(registration_ends.terminate_registration)
    title = "Terminate {row}"
    lead = "It ends for good and is never reopened: whoever comes back gets a new registration, linked to this one."
    danger = True


class WithdrawView(MoveView):
    move = rules.WITHDRAW
    form_class = ReadReasonForm
    action = staticmethod(registration_ends.withdraw_registration)
    title = "Withdraw {row}"
    lead = "The company no longer wants this registration. It ends for good; a new one can be added any time."
    danger = True

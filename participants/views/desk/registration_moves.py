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
    def lead(self) -> str:
        return rules.BY_NAME[self.move].effect

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


class DeclareIncompleteView(MoveView):
    move = rules.DECLARE_INCOMPLETE
    form_class = IncompleteForm
    action = staticmethod(registration_reviews.declare_incomplete)
    title = "{row} is incomplete"


class BeginReviewView(MoveView):
    move = rules.BEGIN_REVIEW
    action = staticmethod(registration_reviews.begin_review)
    title = "Begin the review of {row}"


class ApproveView(MoveView):
    move = rules.APPROVE
    action = staticmethod(registration_reviews.approve_registration)
    title = "Approve {row}, pending qualification"


class QualifyView(MoveView):
    move = rules.QUALIFY
    form_class = QualifyForm
    action = staticmethod(qualifying.qualify_registration)
    title = "Qualify {row}"

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
    danger = True


class ReinstateView(MoveView):
    move = rules.REINSTATE
    form_class = ReadReasonForm
    action = staticmethod(qualifying.reinstate_registration)
    title = "Reinstate {row}"


class TerminateView(MoveView):
    move = rules.TERMINATE
    form_class = TerminateForm
    action = staticmethod(registration_ends.terminate_registration)
    title = "Terminate {row}"
    danger = True


class WithdrawView(MoveView):
    move = rules.WITHDRAW
    form_class = ReadReasonForm
    action = staticmethod(registration_ends.withdraw_registration)
    title = "Withdraw {row}"
    danger = True

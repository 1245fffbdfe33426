"""Invitations of staff: sent, watched, sent again, revoked."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts import permissions
from accounts.actions import invitations
from accounts.forms.staff import StaffInviteForm
from accounts.models import Invitation
from accounts.rules.invitation_states import OPEN, state_of
from accounts.views.desk.pages import StaffButton, StaffForm, StaffSideList
from portal.lifecycle.refusals import Answer


class InvitationListView(StaffSideList):
    capability = "staff.view"
    denial = "Only supervisors, senior account managers and auditors."
    model = Invitation
    template_name = "accounts/invitation_list.html"
    orders = {"-created": ("-created_at", "-id")}

    def scope(self) -> QuerySet:
        return super().scope().for_staff().select_related("invited_by", "department", "accepted_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        for invitation in kwargs["page"].rows:
            invitation.state = state_of(invitation, now)
            invitation.can_end = invitation.state == OPEN
            invitation.can_resend = invitation.accepted_at is None
        return super().get_context_data(**kwargs)


class StaffInviteView(StaffForm):
    model = None
    form_class = StaffInviteForm
    title = "Invite to staff"
    lead = "The link in the mail works once, for this address only, for a limited time."
    submit_label = "Send invitation"
    success_message = "The invitation is on its way."

    def act(self, data: dict[str, Any], **who: Any) -> Invitation:
        return invitations.invite(**data, **who)[0]

    def get_success_url(self) -> str:
        return reverse("accounts:invitation-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs | {"back_label": "Invitations"})


class InvitationButton(StaffButton):
    model = Invitation

    def scope(self) -> QuerySet:
        return super().scope().for_staff()

    def permission(self) -> Answer:
        return permissions.can_revoke_invitation(self.request.user, self.object)

    def get_success_url(self) -> str:
        return reverse("accounts:invitation-list")


class InvitationRevokeView(InvitationButton):
    success_message = "The invitation is revoked; its link no longer works."

    def act(self, data: dict[str, Any], **who: Any) -> Invitation:
        return invitations.revoke_invitation(invitation=self.object, **who)


class InvitationResendView(InvitationButton):
    success_message = "A new invitation is on its way; the former link no longer works."

    def act(self, data: dict[str, Any], **who: Any) -> Invitation:
        return invitations.resend_invitation(invitation=self.object, **who)[0]

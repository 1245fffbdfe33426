"""What both sides do with people: each class joins one form with one action.

Desk and participants' side combine them with their own door, scope and frame.
"""

from typing import Any

from accounts.actions import invitations as account_invitations
from accounts.models import Invitation
from participants import permissions
from participants.actions import contact_roles, contacts, invitations, memberships, suspending
from participants.forms.base import EndForm, OfParticipantForm, OptionalReasonForm, ReasonForm
from participants.forms.contacts import ContactForm, RoleForm
from participants.forms.memberships import InviteForm, MembershipForm
from participants.models import Contact, ContactRole, Membership
from portal.lifecycle.refusals import Answer


class ForPeople:
    section = "people"

    def permission(self) -> Answer:
        return permissions.can_edit_people(self.request.user, self.participant)


class AddContact(ForPeople):
    form_class = ContactForm
    title = "Add a contact"
    lead = "A person the operator may call or write to. Access to the portal is given separately."
    submit_label = "Add contact"
    success_message = "{done.name} is now a contact."

    def act(self, data: dict[str, Any], **who: Any) -> Contact:
        return contacts.add_contact(participant=self.participant, **data, **who)


class ChangeContact(ForPeople):
    model = Contact
    form_class = ContactForm
    title = "Change {row.name}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return ContactForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Contact:
        return contacts.change_contact(contact=self.object, **data, **who)


class RemoveContact(ForPeople):
    model = Contact
    form_class = OptionalReasonForm
    title = "Remove {row.name}"
    lead = "The contact's roles end with it. What was recorded stays in the timeline."
    submit_label = "Remove contact"
    danger = True
    success_message = "{object.name} is no longer a contact."

    def act(self, data: dict[str, Any], **who: Any) -> Contact:
        return contacts.remove_contact(contact=self.object, **data, **who)


class GiveRole(ForPeople):
    model = Contact
    form_class = RoleForm
    title = "Give {row.name} a role"
    lead = "Authority to sign follows from these roles."
    submit_label = "Give role"
    success_message = "The role was given to {object.name}."

    def act(self, data: dict[str, Any], **who: Any) -> ContactRole:
        return contact_roles.give_role(contact=self.object, **data, **who)


class EndRole(ForPeople):
    model = ContactRole
    form_class = EndForm
    title = "End a role: {row}"
    lead = "A company is never without an authorized representative and a user security administrator."
    submit_label = "End role"
    danger = True
    success_message = "The role ends."

    def act(self, data: dict[str, Any], **who: Any) -> ContactRole:
        return contact_roles.end_role(contact_role=self.object, **data, **who)


class InviteMember:
    section = "people"
    form_class = InviteForm
    title = "Invite someone"
    lead = "The person gets an e-mail with a link that works once, for this address only."
    submit_label = "Send invitation"
    success_message = "The invitation is on its way to {done.email}."

    def permission(self) -> Answer:
        return permissions.can_invite(self.request.user, self.participant)

    def act(self, data: dict[str, Any], **who: Any) -> Invitation:
        return invitations.invite_to_participant(participant=self.participant, **data, **who)


class RevokeInvitation(ForPeople):
    """The invitation names its participant by a number only, so the address names the participant too."""

    form_class = OfParticipantForm
    title = "Revoke an invitation"
    lead = "The link in the e-mail stops working at once."
    submit_label = "Revoke invitation"
    danger = True
    success_message = "The invitation no longer works."

    def permission(self) -> Answer:
        """An invitation that is not there is not asked about either."""
        return super().permission() if self.invitation else permissions.NOT_FOUND

    def act(self, data: dict[str, Any], **who: Any) -> Invitation:
        return account_invitations.revoke_invitation(invitation=self.invitation, **who)


class ChangeMembership(ForPeople):
    model = Membership
    form_class = MembershipForm
    title = "Change access of {row.user.name}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return MembershipForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Membership:
        return memberships.change_membership(membership=self.object, **data, **who)


class SuspendMembership(ForPeople):
    model = Membership
    form_class = ReasonForm
    title = "Suspend access of {row.user.name}"
    lead = "Access stops at once and can be resumed; tokens made under it end for good."
    submit_label = "Suspend access"
    danger = True
    success_message = "{object.user.name} has no access until you resume it."

    def act(self, data: dict[str, Any], **who: Any) -> Membership:
        return suspending.suspend_membership(membership=self.object, **data, **who)


class ResumeMembership(ForPeople):
    model = Membership
    form_class = OfParticipantForm
    title = "Resume access of {row.user.name}"
    lead = "The person may act again, as far as before."
    submit_label = "Resume access"
    success_message = "{object.user.name} has access again."

    def act(self, data: dict[str, Any], **who: Any) -> Membership:
        return suspending.resume_membership(membership=self.object, **who)


class EndMembership(ForPeople):
    model = Membership
    form_class = OptionalReasonForm
    title = "End access of {row.user.name}"
    lead = "Access ends at once, and so do tokens made under it."
    submit_label = "End access"
    danger = True
    success_message = "{object.user.name} no longer has access."

    def act(self, data: dict[str, Any], **who: Any) -> Membership:
        return memberships.end_membership(membership=self.object, **data, **who)

"""The people of a participant: contacts with their roles, users with access, invitations."""

from functools import cached_property
from typing import Any

from django.db.models import Count
from django.shortcuts import get_object_or_404

from accounts.models import Invitation
from participants import permissions
from participants.models import Letter, Membership, Participant
from participants.views import people
from participants.views.contacts import contacts_with_roles, gaps_of
from participants.views.desk.pages import DeskForm, ParticipantPage
from portal.outbox.troubles import give_troubles

SHOWN = 100
LATEST = 5


class PeopleView(ParticipantPage):
    template_name = "participants/participant_people.html"
    section = "people"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        contacts = contacts_with_roles(user, self.participant, self.today)
        memberships = Membership.objects.visible_to(user).of(self.participant).standing_on(self.today)
        invitations = Invitation.objects.filter(participant_id=self.participant.pk).open_at(self.now)
        memberships = list(
            memberships.select_related("user", "agency")
            .prefetch_related("registrations__role")
            .order_by("user__name", "id")[:SHOWN]
        )
        give_troubles({"email": contacts, "user.email": memberships})
        return super().get_context_data(
            contacts=contacts,
            gaps=gaps_of(contacts, self.today),
            memberships=memberships,
            invitations=list(invitations.select_related("invited_by").order_by("-created_at", "-id")[:SHOWN]),
            letters=self._letters(),
            may_edit_people=self.may_edit,
            may_invite=permissions.can_invite(user, self.participant),
            **kwargs,
        )

    def _letters(self) -> list[Letter]:
        rows = Letter.objects.visible_to(self.request.user).of(self.participant).annotate(addressees=Count("copies"))
        return list(rows.select_related("written_by").order_by("-written_at", "-id")[:LATEST])


class ContactAddView(people.AddContact, DeskForm):
    pass


class ContactChangeView(people.ChangeContact, DeskForm):
    pass


class ContactRemoveView(people.RemoveContact, DeskForm):
    pass


class RoleGiveView(people.GiveRole, DeskForm):
    pass


class RoleEndView(people.EndRole, DeskForm):
    pass


class MemberInviteView(people.InviteMember, DeskForm):
    pass


class MembershipChangeView(people.ChangeMembership, DeskForm):
    def scope(self) -> Any:
        return super().scope().select_related("user")


class MembershipSuspendView(people.SuspendMembership, DeskForm):
    def scope(self) -> Any:
        return super().scope().select_related("user")


class MembershipResumeView(people.ResumeMembership, DeskForm):
    def scope(self) -> Any:
        return super().scope().select_related("user")


class MembershipEndView(people.EndMembership, DeskForm):
    def scope(self) -> Any:
        return super().scope().select_related("user")


class InvitationRevokeView(people.RevokeInvitation, DeskForm):
    model = Participant

    @cached_property
    def invitation(self) -> Invitation:
        rows = Invitation.objects.filter(participant_id=self.participant.pk)
        return get_object_or_404(rows, ref=self.kwargs["invitation"])

"""The own company's contacts, their roles, and who may sign in for it."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from accounts.models import Invitation
from participants.models import Membership
from participants.views import people
from participants.views.contacts import contacts_with_roles, gaps_of
from participants.views.my.pages import SHOWN, MyForm, MyPage, with_card


def memberships_with_people(rows: Any) -> Any:
    """Memberships with the people's cards and, for agents, the agent's name."""
    fields = (
        "kind",
        "sight",
        "areas",
        "participant",
        "starts_on",
        "ends_on",
        "narrowed",
        "ended_at",
        "suspended_at",
        "agency",
        "agency__agent_name",
    )
    return with_card(rows.select_related("agency"), *fields, person="user")


class MyPeopleView(MyPage):
    template_name = "my/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        contacts = contacts_with_roles(user, self.participant, self.today)
        rows = Membership.objects.visible_to(user).of(self.participant).standing_on(self.today)
        members = list(
            memberships_with_people(rows).prefetch_related("registrations__role").order_by("user__name", "id")[:SHOWN]
        )
        invitations = Invitation.objects.visible_to(user).open_at(self.now).defer("digest")
        admins = [row.user.name for row in members if row.is_whole_admin]
        return super().get_context_data(
            contacts=contacts,
            gaps=gaps_of(contacts, self.today),
            memberships=members,
            administrators=admins,
            invitations=list(invitations.order_by("-created_at", "-id")[:SHOWN]),
            **kwargs,
        )


class MyContactAddView(people.AddContact, MyForm):
    pass


class MyContactChangeView(people.ChangeContact, MyForm):
    pass


class MyContactRemoveView(people.RemoveContact, MyForm):
    pass


class MyRoleGiveView(people.GiveRole, MyForm):
    pass


class MyRoleEndView(people.EndRole, MyForm):
    pass


class MyInviteView(people.InviteMember, MyForm):
    pass


class OfMembership(MyForm):
    def scope(self) -> Any:
        return memberships_with_people(super().scope())


class MyMembershipChangeView(people.ChangeMembership, OfMembership):
    pass


class MyMembershipSuspendView(people.SuspendMembership, OfMembership):
    pass


class MyMembershipResumeView(people.ResumeMembership, OfMembership):
    pass


class MyMembershipEndView(people.EndMembership, OfMembership):
    pass


class MyInvitationRevokeView(people.RevokeInvitation, MyForm):
    @cached_property
    def invitation(self) -> Invitation:
        rows = Invitation.objects.visible_to(self.request.user).defer("digest")
        return get_object_or_404(rows, ref=self.kwargs["invitation"])

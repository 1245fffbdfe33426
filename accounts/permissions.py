"""Who may do what to people. Each answer carries its reason in one sentence."""

from accounts.choices import Role, Sharing
from accounts.models import ApiToken, Invitation, SavedView, User
from portal.lifecycle.refusals import Allowed, Answer, Denied

AWAY = (Role.ACCOUNT_MANAGER, Role.SUPERVISOR, Role.SPECIALIST, Role.TRAINING_COORDINATOR)


def can_manage_staff(user: User) -> Answer:
    return Allowed() if user.can("staff.manage") else Denied("Only supervisors manage staff.")


def can_edit_catalog(user: User) -> Answer:
    return Allowed() if user.can("catalog.edit") else Denied("Only supervisors correct the catalog.")


def can_see_configuration(user: User) -> Answer:
    return Allowed() if user.can("admin.enter") else Denied("Only supervisors and auditors see the configuration.")


def can_oversee_staff(user: User) -> Answer:
    """Read what managing staff leaves behind: invitations, work to hand over."""
    return Allowed() if user.can("staff.view") else Denied("Only supervisors, senior account managers and auditors.")


def can_change_levels(user: User) -> Answer:
    """What the levels add; whoever decides it is of no level."""
    return Allowed() if user.can("staff.manage") else Denied("Only supervisors decide what the levels may do.")


def can_change_profile(user: User, person: User) -> Answer:
    if user.pk == person.pk:
        return Allowed()
    return can_manage_staff(user) if person.is_staff else Denied("Everyone keeps their own profile.")


def can_change_standing(user: User, person: User) -> Answer:
    """Role, level and whether the account is open at all; nobody decides about oneself."""
    if user.pk == person.pk:
        return Denied("Nobody changes their own role or access; ask another supervisor.")
    return can_manage_staff(user)


def can_record_absence(user: User, person: User) -> Answer:
    if person.role not in AWAY:
        return Denied("Absences are kept for those who work at the desk.")
    if user.pk == person.pk:
        return Allowed()
    return can_manage_staff(user)


def can_revoke_invitation(user: User, invitation: Invitation) -> Answer:
    """Whoever sent it, and supervisors; a participant's administrators for those to their own company."""
    if user.can("staff.manage") or invitation.invited_by_id == user.pk:
        return Allowed()
    acting = user.acting_for
    if acting and acting.kind == "admin" and not acting.narrowed and acting.participant_id == invitation.participant_id:
        return Allowed()
    return Denied("Only whoever sent the invitation, or a supervisor.")


def can_use_tokens(user: User, owner: User) -> Answer:
    if user.pk != owner.pk:
        return Denied("Tokens are made by their owner only.")
    if owner.is_staff or owner.acting_for is not None:
        return Allowed()
    return Denied("A token works for one company; your account belongs to none at the moment.")


def can_revoke_token(user: User, token: ApiToken) -> Answer:
    if user.pk == token.user_id or user.can("staff.manage"):
        return Allowed()
    return Denied("Tokens are revoked by their owner or a supervisor.")


def can_share_view(user: User, sharing: str) -> Answer:
    """Everybody keeps views for oneself and shares them with the own team; supervisors share with the whole desk."""
    if sharing == Sharing.TEAM and user.team_id is None:
        return Denied("You are in no team that a view could be shared with.")
    if sharing == Sharing.ALL and not user.can("staff.manage"):
        return Denied("Only supervisors share a view with everybody.")
    return Allowed()


def can_change_view(user: User, view: SavedView) -> Answer:
    """One's own; supervisors also tidy up what is shared."""
    if view.owner_id == user.pk or (view.sharing != Sharing.OWN and user.can("staff.manage")):
        return Allowed()
    return Denied("Only whoever saved this view changes it.")

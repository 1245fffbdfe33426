"""Taking an application up: it becomes a prospect, or belongs to a participant that is known already."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import application_deadlines as deadlines
from participants import permissions
from participants.actions.applications import begin_decision
from participants.actions.assignments import begin_assignment
from participants.actions.contacts import add_contact
from participants.actions.invitations import invite_to_participant
from participants.actions.locks import lock_participant
from participants.actions.participants import add_participant
from participants.actions.registrations import add_registration
from participants.choices import ApplicationState, AssignmentKind, MembershipKind, Origin
from participants.models import Application, Assignment, Contact, MarketRole, Participant, Registration
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NOBODY: Final = "Name the account manager first: a newcomer is looked after from its first day."
NO_ROLE: Final = "Choose at least one market role; ask the company which one it intends."


@transaction.atomic
def take_up_application(
    *,
    application: Application,
    by: User,
    now: datetime,
    roles: Iterable[MarketRole] | None = None,
    participant: Participant | None = None,
    name: str = "",
) -> Application:
    """Make it a prospect with prospective registrations, its contact and its account manager.

    With `participant` it belongs to that company, which keeps its account manager and the registrations it holds.
    `roles` are those agreed on, else those the company named; `name` corrects how it is called.
    """
    application = begin_decision(application, ApplicationState.ACCEPTED, by)
    roles = list(application.roles.all() if roles is None else roles)
    if not roles:
        raise Refused(NO_ROLE)
    if application.account_manager is None:
        raise Refused(NOBODY)
    if participant is None:
        participant = add_participant(by=by, now=now, name=name or application.company, origin=Origin.APPLIED)
    else:
        participant = lock_participant(participant.pk)
        permissions.can_edit(by, participant).enforce()
    _look_after(participant, application.account_manager, by, now)
    _register(participant, roles, by, now)
    _know(participant, application, by, now)
    application.apply(
        state=ApplicationState.ACCEPTED, decided_at=now, decided_by_id=by.pk, participant_id=participant.pk
    )
    application.participant = participant
    deadlines.stop(application, by=by, now=now)
    changes = {"participant": ["", participant.name], "roles": ["", ", ".join(role.code for role in roles)]}
    trail.record("participants.application.accepted", of=application, by=by, at=now, changes=changes)
    return application


@transaction.atomic
def invite_applicant(*, application: Application, by: User, now: datetime) -> Application:
    """Whoever applied may sign in, as the company's first organization administrator."""
    application = Application.objects.lock(application.pk)
    permissions.can_invite_applicant(by, application).enforce()
    invite_to_participant(
        participant=application.participant,
        email=application.email,
        name=application.contact_name,
        kind=MembershipKind.ADMIN,
        by=by,
        now=now,
    )
    return application


def _look_after(participant: Participant, manager: User, by: User, now: datetime) -> None:
    """From today on, unless somebody does already. Who it is was decided when the application was assigned."""
    today = market_day(now)
    held = Assignment.objects.of(participant).not_over(today).filter(kind=AssignmentKind.PRIMARY)
    if not held.exists():
        begin_assignment(
            participant=participant, person=manager, kind=AssignmentKind.PRIMARY, by=by, now=now, starts_on=today
        )


def _register(participant: Participant, roles: list[MarketRole], by: User, now: datetime) -> None:
    """A prospective registration for each role the company does not hold or apply for already."""
    standing = Registration.objects.of(participant).standing().order_by()
    held = set(standing.values_list("role", flat=True))
    for role in roles:
        if role.pk not in held:
            add_registration(participant=participant, role=role, by=by, now=now, origin=Origin.APPLIED)


def _know(participant: Participant, application: Application, by: User, now: datetime) -> None:
    """Whoever wrote is a contact, unless known by that address."""
    known = Contact.objects.active().of(participant).filter(email=application.email)
    if not known.exists():
        person = {"name": application.contact_name, "email": application.email, "phone": application.phone}
        add_contact(participant=participant, by=by, now=now, **person)

"""The demo world's contacts, users, agencies and their small dramas of the past year."""

import random
from datetime import datetime, timedelta
from typing import Any, Final

from accounts.actions.demo import add_person
from accounts.models import User
from participants.actions.agencies import grant_agency, withdraw_agency
from participants.actions.assignments import replace_assignment
from participants.actions.contact_roles import end_role, give_role
from participants.actions.contacts import add_contact, change_contact
from participants.actions.glass_breaks import break_glass, review_opening
from participants.actions.memberships import add_membership
from participants.choices import AssignmentKind, ContactRoleKind, GlassMark, MembershipKind
from participants.models import Assignment, Contact, Participant
from portal.lifecycle.demo import hashed_password
from portal.scoping.today import market_day

# The first contacts of a company hold these, in this order; small companies lack the later ones.
USUAL_ROLES: Final = [
    [ContactRoleKind.AUTHORIZED_REPRESENTATIVE],
    [ContactRoleKind.SECURITY_ADMINISTRATOR],
    [ContactRoleKind.BACKUP_AUTHORIZED_REPRESENTATIVE, ContactRoleKind.COMPLIANCE],
    [ContactRoleKind.SETTLEMENT],
    [ContactRoleKind.OPERATIONS_24X7],
    [ContactRoleKind.BACKUP_SECURITY_ADMINISTRATOR],
    [ContactRoleKind.CREDIT],
    [ContactRoleKind.REGULATORY],
]


def fill_contacts(
    participant: Participant, count: int, names: dict[str, Any], chance: random.Random, *, by: User, at: datetime
) -> None:
    """`count` contacts with invented names and the regulated roles every company needs."""
    domain = "".join(letter for letter in participant.name.lower() if letter.isalnum()) + ".example"
    firsts = chance.sample(names["first_names"], count)
    for first, kinds in zip(firsts, USUAL_ROLES[:count], strict=True):
        last = chance.choice(names["last_names"])
        contact = add_contact(
            participant=participant,
            by=by,
            now=at,
            name=f"{first} {last}",
            email=f"{first}.{last}@{domain}".lower(),
            phone=f"+1 512 555 {chance.randrange(200, 10000):04d}",
            title=chance.choice(names["titles"]),
        )
        for kind in kinds:
            give_role(contact=contact, kind=kind, by=by, now=at, starts_on=market_day(at))


def fill_users(told: dict[str, Any], known: dict[str, Participant], *, by: User, now: datetime) -> None:
    """The companies' users, the consultants with their agencies, and what changed over the year."""
    hashed = hashed_password()
    begin = now - timedelta(days=210)
    for row in told["users"]:
        _user(row, known[row["participant"]], hashed, by=by, at=begin)
    for row in told["agencies"]:
        consultant = add_person(
            email=row["user"], name=row["name"], title=f"Consultant, {row['agent']}", hashed=hashed, at=begin
        )
        for name in row["principals"]:
            _act_for(known[name], consultant, row, by=by, at=begin)
    for row in told["withdrawn_agencies"]:
        agency = grant_agency(
            participant=known[row["principal"]],
            agent_name=row["agent"],
            scope=row["scope"],
            by=by,
            now=begin,
            starts_on=market_day(begin),
        )
        withdraw_agency(agency=agency, by=by, now=now - timedelta(days=90), reason="The work is done")
    _year_of_changes(known, by=by, now=now)


def _user(row: dict[str, Any], participant: Participant, hashed: str, *, by: User, at: datetime) -> None:
    person = add_person(email=row["email"], name=row["name"], title=row["title"], hashed=hashed, at=at)
    add_membership(
        participant=participant,
        user=person,
        kind=row["kind"],
        by=by,
        now=at,
        starts_on=market_day(at),
        registrations=list(participant.registrations.filter(short_name__in=row.get("narrowed", []))),
    )
    add_contact(participant=participant, by=by, now=at, name=person.name, email=person.email, user=person)


def _act_for(participant: Participant, consultant: User, row: dict[str, Any], *, by: User, at: datetime) -> None:
    day = market_day(at)
    agency = grant_agency(
        participant=participant, agent_name=row["agent"], scope=row["scope"], by=by, now=at, starts_on=day
    )
    add_membership(
        participant=participant,
        user=consultant,
        kind=MembershipKind.AGENT,
        agency=agency,
        by=by,
        now=at,
        starts_on=day,
    )


def _year_of_changes(known: dict[str, Participant], *, by: User, now: datetime) -> None:
    """Account managers changed, a settlement contact was replaced, a restricted participant was opened."""
    manager = User.objects.get(email="manager@iso.example")
    moved = ["Bluestem Retail", "Caprock Solar Fields", "Sandhill Analytics"]
    for days, name in zip([150, 95, 48], moved, strict=True):
        at = now - timedelta(days=days)
        held = Assignment.objects.get(participant=known[name], kind=AssignmentKind.PRIMARY)
        former = User.objects.get(email="manager2@iso.example")
        later = replace_assignment(
            assignment=held,
            successor=former,
            by=by,
            now=at,
            starts_on=market_day(at),
            reason="Covering the retail team",
        )
        back = at + timedelta(days=30)
        replace_assignment(
            assignment=later, successor=manager, by=by, now=back, starts_on=market_day(back), reason="Back from cover"
        )
    _replace_settlement_contact(known["Prairie Lantern Energy"], by=by, at=now - timedelta(days=20))
    contact = Contact.objects.filter(participant=known["High Plains Municipal"]).first()
    change_contact(contact=contact, by=by, now=now - timedelta(days=9), phone="+1 512 555 0199")
    earlier = now - timedelta(days=41)
    opening = break_glass(
        participant=known["Silver Fern Retail"],
        by=manager,
        now=earlier,
        reason="Its deposit was due on the same day and nobody of the team on duty was assigned.",
    )
    marked = {"mark": GlassMark.FINE, "remark": "The on-call list names her as the stand-in."}
    review_opening(glass_break=opening, by=by, now=earlier + timedelta(days=1), **marked)
    break_glass(
        participant=known["Silver Fern Retail"],
        by=manager,
        now=now - timedelta(days=16),
        reason="Asked by the participant's controller to confirm a filing date while Omar was away.",
    )


def _replace_settlement_contact(participant: Participant, *, by: User, at: datetime) -> None:
    held = participant.contact_roles.get(kind=ContactRoleKind.SETTLEMENT)
    analyst = participant.contacts.get(user__isnull=False, email__startswith="analyst")
    end_role(contact_role=held, by=by, now=at, ends_on=market_day(at))
    give_role(
        contact=analyst,
        kind=ContactRoleKind.SETTLEMENT,
        by=by,
        now=at,
        starts_on=market_day(at) + timedelta(days=1),
    )

"""The demo world's participants: an invented market with a year of history, written by the same actions."""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.actions.demo import see_off_leavers
from accounts.models import User
from participants.actions.assignments import assign
from participants.actions.demo_applications import fill_applications
from participants.actions.demo_changes import fill_changes
from participants.actions.demo_checklists import fill_checklists
from participants.actions.demo_follow_ups import fill_follow_ups
from participants.actions.demo_obligations import fill_obligations
from participants.actions.demo_people import fill_contacts, fill_users
from participants.actions.participants import add_participant, change_participant, restrict_participant
from participants.actions.registrations import add_registration
from participants.actions.representations import start_representation
from participants.actions.resources import add_resource
from participants.choices import AssignmentKind, Origin, RegistrationStatus
from participants.models import (
    Agency,
    Application,
    Assignment,
    Change,
    Contact,
    FollowUp,
    Letter,
    MarketRole,
    Membership,
    Obligation,
    Participant,
    Registration,
    Representation,
    Resource,
)
from portal.audit.models import AuditEvent
from portal.scoping.today import market_day

FOLDER: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo"
YEAR: Final = timedelta(days=365)
SEED: Final = 1302


def fill_participants(*, now: datetime) -> None:
    """Companies, registrations, resources, who represents and who looks after them, and their people."""
    told = yaml.safe_load((FOLDER / "market.yaml").read_text(encoding="utf-8"))["participants"]
    people = yaml.safe_load((FOLDER / "people.yaml").read_text(encoding="utf-8"))
    chance = random.Random(SEED)  # noqa: S311 invented rows, the same ones each time
    by = User.objects.get(email="supervisor@iso.example")
    roles = {role.code: role for role in MarketRole.objects.all()}
    known: dict[str, Participant] = {}
    for number, row in enumerate(told):
        at = now - YEAR + timedelta(days=3 * number, hours=number % 8)
        known[row["name"]] = _participant(row, by, at, roles)
        _look_after(row, known[row["name"]], by, at)
        fill_contacts(known[row["name"]], row["contacts"], people, chance, by=by, at=at)
    for row in told:
        _represent(row, known[row["name"]], by, now)
        _relate(row, known, by, now)
    fill_users(people, known, by=by, now=now)
    fill_follow_ups(known, now=now)
    fill_applications(known, now=now)
    fill_obligations(now=now)
    fill_checklists(known, now=now)
    fill_changes(known, now=now)
    see_off_leavers(now=now)
    _date_back(now)


def _participant(row: dict[str, Any], by: User, at: datetime, roles: dict[str, MarketRole]) -> Participant:
    participant = add_participant(name=row["name"], duns=row["duns"], by=by, now=at, origin=_origin(row))
    registrations = [_registration(participant, told, roles, by, at) for told in row.get("registrations", [])]
    for code, _ in row.get("applying", []):
        add_registration(participant=participant, role=roles[code], by=by, now=at)
    generation = next((one for one in registrations if one.role.code == "RE"), None)
    for code, station, kind, megawatts in row.get("resources", []):
        add_resource(
            participant=participant,
            registration=generation,
            by=by,
            now=at,
            code=code,
            station=station,
            type=kind,
            name=f"{station} {code.rpartition('_')[2]}",
            capacity_mw=Decimal(str(megawatts)),
        )
    return participant


def _origin(row: dict[str, Any]) -> str:
    return Origin.LISTED if "registrations" in row else Origin.ENTERED


def _registration(
    participant: Participant, told: list[Any], roles: dict[str, MarketRole], by: User, at: datetime
) -> Registration:
    code, suffix, short_name, years = told
    registration = add_registration(
        participant=participant,
        role=roles[code],
        by=by,
        now=at,
        duns=suffix if len(suffix) == 13 else participant.duns[:9] + suffix,
        short_name=short_name,
        agreement_date=market_day(at - years * YEAR),
        status=RegistrationStatus.QUALIFIED,
        origin=Origin.LISTED,
    )
    registration.apply(listed_name=participant.name, listed_on=market_day(at))
    return registration


def _look_after(row: dict[str, Any], participant: Participant, by: User, at: datetime) -> None:
    for key, kind in (("manager", AssignmentKind.PRIMARY), ("backup", AssignmentKind.BACKUP)):
        if key in row:
            person = User.objects.get(email=f"{row[key]}@iso.example")
            assign(participant=participant, person=person, kind=kind, by=by, now=at, starts_on=market_day(at))


def _represent(row: dict[str, Any], participant: Participant, by: User, now: datetime) -> None:
    """The company's resources and load are represented by the QSE it names."""
    if "qse" not in row:
        return
    qse = Registration.objects.get(role__code="QSE", short_name=row["qse"])
    begin = now - timedelta(days=230)
    things: list[dict[str, Any]] = [{"resource": one} for one in participant.resources.all()]
    things += [{"registration": one} for one in participant.registrations.filter(role__code="LSE")]
    for thing in things:
        start_representation(representative_registration=qse, by=by, now=begin, starts_on=market_day(begin), **thing)


def _relate(row: dict[str, Any], known: dict[str, Participant], by: User, now: datetime) -> None:
    participant = known[row["name"]]
    if "parent" in row:
        change_participant(participant=participant, by=by, now=now - timedelta(days=200), parent=known[row["parent"]])
    if "restricted" in row:
        restrict_participant(participant=participant, by=by, now=now - timedelta(days=35), reason=row["restricted"])
    if "missing" in row:
        day = market_day(now - timedelta(days=row["missing"]))
        for registration in participant.registrations.all():
            registration.apply(missing_since=day)


def _date_back(now: datetime) -> None:
    """Rows are as old as what the audit trail first tells of them, not as this load."""
    first = AuditEvent.objects.filter(object_ref=OuterRef("ref")).order_by("at", "id").values("at")[:1]
    begin = now - YEAR
    people = (User, Change, Contact, Agency, Membership, Assignment, FollowUp, Letter, Application, Obligation)
    for model in (Participant, Registration, Resource, Representation, *people):
        model.objects.update(created_at=Coalesce(Subquery(first), begin))

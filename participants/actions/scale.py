"""Made-up participants in bulk, through the same constraints: for measuring, never for showing."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml
from allauth.account.models import EmailAddress

from accounts.choices import Level, Role
from accounts.models import User
from participants.actions.scale_checklists import ChecklistMaker
from participants.actions.scale_follow_ups import FollowUpMaker
from participants.actions.scale_interactions import InteractionMaker
from participants.choices import ContactRoleKind, Origin, RegistrationStatus, ResourceType
from participants.models import (
    Assignment,
    Contact,
    ContactRole,
    CounterParty,
    MarketRole,
    Participant,
    Registration,
    Representation,
    Resource,
)
from participants.rules.registration_moves import CREDIT_ROLES
from portal.audit import trail
from portal.lifecycle import demo
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day

BATCH: Final = 2000
MANAGERS: Final = 30
# Has most of what is open.
BUSIEST: Final = "scale-manager-0@iso.example"
WORDS: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "company_words.yaml"
ROLES: Final = ("QSE", "LSE", "RE", "CRRAH", "IMRE", "TDSP")
PREFIXES: Final = {"QSE": "Q", "LSE": "L", "RE": "R", "CRRAH": "X", "IMRE": "I", "TDSP": "T"}


@dataclass
class Rows:
    """One batch, in the order it has to be written."""

    participants: list[Participant] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    counter_parties: list[CounterParty] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    contact_roles: list[ContactRole] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    representations: list[Representation] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)

    def write(self) -> int:
        for rows in vars(self).values():
            if rows:
                type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)
        return sum(len(rows) for rows in vars(self).values())


def load_participants(*, participants: int, seed: int, now: datetime) -> int:
    """Add `participants` companies with what belongs to them; returns the number of rows in all."""
    chance = random.Random(seed)  # noqa: S311 repeatable on purpose
    maker = Maker(chance, seed, now, managers(chance))
    # Choices of their own, so that the companies of a seed stay the same.
    follow_ups = FollowUpMaker(random.Random(f"follow-ups of {seed}"), now)  # noqa: S311 repeatable on purpose
    checklists = ChecklistMaker(random.Random(f"checklists of {seed}"), now)  # noqa: S311 repeatable on purpose
    interactions = InteractionMaker(random.Random(f"interactions of {seed}"), now)  # noqa: S311 repeatable on purpose
    written = 0
    for numbers in _batches(participants):
        rows = Rows()
        for number in numbers:
            maker.add(rows, number)
        written += rows.write() + follow_ups.write(rows.assignments) + checklists.write(rows.assignments)
        written += interactions.write(rows.assignments)
        trail.record_many(
            trail.build("participants.participant.added", of=one, by=None, at=now) for one in rows.participants
        )
    return written


def _batches(count: int) -> Iterator[range]:
    for begin in range(0, count, BATCH):
        yield range(begin, min(begin + BATCH, count))


def managers(chance: random.Random) -> list[User]:
    """The account managers of made-up participants, made once; they sign in with the demo's password."""
    wanted = [f"scale-manager-{number}@iso.example" for number in range(MANAGERS)]
    User.objects.bulk_create(
        (
            User(
                ref=new_reference(User.REF_PREFIX, chance),
                email=email,
                name=f"Account Manager {number + 1}",
                password=demo.hashed_password(),
                is_staff=True,
                role=Role.ACCOUNT_MANAGER,
                level=Level.TWO,
            )
            for number, email in enumerate(wanted)
        ),
        ignore_conflicts=True,
    )
    people = list(User.objects.filter(email__in=wanted).order_by("email"))
    confirmed = {"verified": True, "primary": True}
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=person, email=person.email, **confirmed) for person in people), ignore_conflicts=True
    )
    return people


class Maker:
    """Builds unsaved rows; every choice comes from one seeded source."""

    def __init__(self, chance: random.Random, seed: int, now: datetime, people: list[User]) -> None:
        self.chance = chance
        self.seed = seed
        self.today = market_day(now)
        self.people = people
        self.words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
        self.roles = {role.code: role for role in MarketRole.objects.filter(code__in=ROLES)}
        self.qse: Registration | None = None

    def row(self, model: Any, **fields: Any) -> Any:
        return model(ref=new_reference(model.REF_PREFIX, self.chance), **fields)

    def days_ago(self, most: int) -> date:
        return self.today - timedelta(days=self.chance.randrange(most))

    def add(self, rows: Rows, number: int) -> None:
        chance = self.chance
        duns = f"7{self.seed % 100:02d}{number:06d}"
        name = " ".join(chance.choice(self.words[place]) for place in ("first", "second", "third"))
        participant = self.row(Participant, name=f"{name} {self.seed}-{number}", duns=duns, origin=Origin.LISTED)
        rows.participants.append(participant)
        codes = ["QSE"] if number == 0 else chance.sample(ROLES, chance.choice((1, 1, 2, 3)))
        for code in codes:
            self._register(rows, participant, code, number)
        if CREDIT_ROLES & set(codes):
            rows.counter_parties.append(self.row(CounterParty, participant=participant, since=self.days_ago(3000)))
        self._people(rows, participant, number)
        if number % 50:
            person = chance.choice(self.people)
            rows.assignments.append(
                self.row(Assignment, participant=participant, person=person, starts_on=self.days_ago(700))
            )

    def _register(self, rows: Rows, participant: Participant, code: str, number: int) -> None:
        suffix = f"{4000 + 100 * ROLES.index(code)}"
        registration = self.row(
            Registration,
            participant=participant,
            role=self.roles[code],
            duns=participant.duns + suffix,
            short_name=f"{PREFIXES[code]}{self.seed % 100:02d}{number:06d}",
            listed_name=participant.name,
            agreement_date=self.days_ago(6000),
            status=RegistrationStatus.QUALIFIED,
            origin=Origin.LISTED,
            listed_on=self.today,
        )
        rows.registrations.append(registration)
        if code == "QSE":
            self.qse = registration
        if code == "RE":
            self._resources(rows, participant, registration, number)

    def _resources(self, rows: Rows, participant: Participant, registration: Registration, number: int) -> None:
        for unit in range(self.chance.randrange(1, 4)):
            resource = self.row(
                Resource,
                participant=participant,
                registration=registration,
                code=f"U{self.seed % 100:02d}{number:06d}_{unit}",
                station=f"Station {number}",
                type=self.chance.choice(ResourceType.values),
                capacity_mw=self.chance.randrange(5, 500),
            )
            rows.resources.append(resource)
            if self.qse is not None:
                rows.representations.append(self._representation(resource, self.qse))

    def _representation(self, resource: Resource, qse: Registration) -> Representation:
        return self.row(
            Representation,
            participant=resource.participant,
            resource=resource,
            representative=qse.participant,
            representative_registration=qse,
            represented_name=f"{resource.code} of {resource.participant.name}",
            representative_name=qse.participant.name,
            starts_on=self.days_ago(900),
        )

    def _people(self, rows: Rows, participant: Participant, number: int) -> None:
        kinds = (
            ContactRoleKind.AUTHORIZED_REPRESENTATIVE,
            ContactRoleKind.SECURITY_ADMINISTRATOR,
            ContactRoleKind.SETTLEMENT,
        )
        for position, kind in enumerate(kinds):
            contact = self.row(
                Contact,
                participant=participant,
                name=f"{self.chance.choice(self.words['second'])} {self.chance.choice(self.words['first'])}",
                email=f"contact{position}@c{self.seed}-{number}.example",
            )
            rows.contacts.append(contact)
            rows.contact_roles.append(
                self.row(
                    ContactRole, participant=participant, contact=contact, kind=kind, starts_on=self.days_ago(1500)
                )
            )

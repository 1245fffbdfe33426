"""Who of a participant still needs what: the page of one, and the figures of all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from django.db.models import F

from participants.models import Contact, MarketRole, Participant, Registration, Representation
from portal.scoping.today import market_day
from training.models import Certificate, Course, Enrollment, Recommendation
from training.rules.coverage import HOLDS, NEEDS, Figures, Proof, Seat, Standing, figures, latest, standing, wanted
from training.rules.enrollment_moves import LIVE
from training.rules.recommending import Advised, advised_for

SHOWN: Final = 200
QSE, WITH_RESOURCES, WITHOUT_RESOURCES = "QSE", "QSE-R", "QSE-L"


@dataclass(frozen=True, slots=True)
class One:
    """A person with a course: how it stands, and until when the certificate counts."""

    person: Contact
    course: Course
    standing: Standing
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CourseLine:
    course: Course
    advised: Advised
    of_people: list[One]
    covered: bool

    @property
    def having(self) -> list[One]:
        return [one for one in self.of_people if one.standing in HOLDS]

    @property
    def enrolled(self) -> list[One]:
        return [one for one in self.of_people if one.standing == Standing.ENROLLED]

    @property
    def without(self) -> list[One]:
        return [one for one in self.of_people if one.standing in NEEDS]


@dataclass(frozen=True, slots=True)
class PersonLine:
    person: Contact
    of_courses: list[One]

    @property
    def having(self) -> list[One]:
        return [one for one in self.of_courses if one.standing == Standing.VALID]

    @property
    def expiring(self) -> list[One]:
        return [one for one in self.of_courses if one.standing == Standing.EXPIRING]

    @property
    def enrolled(self) -> list[One]:
        return [one for one in self.of_courses if one.standing == Standing.ENROLLED]

    @property
    def without(self) -> list[One]:
        return [one for one in self.of_courses if one.standing in NEEDS]


class Matrix:
    """The recommendation matrix, read once for any number of companies."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._known: dict[frozenset[str], dict[int, Advised]] = {}

    @cached_property
    def courses(self) -> dict[int, Course]:
        """Those that are taught today, in the catalog's order."""
        rows = Course.objects.offered().holding(self.today).order_by("order", "code")
        return {row.pk: row for row in rows.only("ref", "code", "title", "order")}

    @cached_property
    def cells(self) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for course, role, advice in Recommendation.objects.values_list("course", "role__code", "advice"):
            found[course][role] = advice
        return found

    @cached_property
    def parents(self) -> dict[str, str | None]:
        return dict(MarketRole.objects.values_list("code", "parent__code"))

    def wanted(self, roles: Iterable[str]) -> dict[int, Advised]:
        """The courses that whoever holds these roles needs, in the catalog's order."""
        held = frozenset(roles)
        if held not in self._known:
            found = {key: advised_for(sorted(held), self.cells.get(key, {}), self.parents) for key in self.courses}
            self._known[held] = wanted({key: one for key, one in found.items() if one is not None})
        return self._known[held]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One participant: its roles, and each course it needs by its people. `more_people` stand beyond what is shown."""

    roles: list[str]
    courses: list[CourseLine]
    people: list[PersonLine]
    figures: Figures
    more_people: bool


def coverage_of(user: Any, participant: Participant, now: datetime) -> Coverage:
    """What the person may see of one participant's coverage; eight statements."""
    today = market_day(now)
    matrix = Matrix(today)
    roles = _roles(user, participant, today)
    needed = matrix.wanted(roles)
    people = list(Contact.objects.visible_to(user).of(participant).there(today).order_by("name", "id")[: SHOWN + 1])
    proofs, seats = _proofs(user, participant, needed, today), _seats(user, participant, needed, now)
    held = _by_person(proofs)
    taking = set(seats)
    shown = people[:SHOWN]

    def one(person: Contact, key: int) -> One:
        until = held.get((person.pk, key), [])
        found = standing(until, enrolled=Seat(person.pk, key) in taking, today=today)
        return One(person, matrix.courses[key], found, latest(until) if found in HOLDS else None)

    counted = figures(needed, proofs, seats, today)
    having = {proof.course for proof in proofs if proof.until is None or proof.until >= today}
    return Coverage(
        roles=roles,
        courses=[
            CourseLine(matrix.courses[key], advised, [one(person, key) for person in shown], key in having)
            for key, advised in needed.items()
        ],
        people=[PersonLine(person, [one(person, key) for key in needed]) for person in shown],
        figures=counted,
        more_people=len(people) > SHOWN,
    )


def figures_of_all(now: datetime) -> dict[int, Figures]:
    """The figures of every participant that needs any course; the same few statements for any number."""
    today = market_day(now)
    matrix = Matrix(today)
    proofs: dict[int, list[Proof]] = defaultdict(list)
    for owner, *proof in _standing_certificates(today).values_list("participant", "contact", "course", "expires_on"):
        proofs[owner].append(Proof(*proof))
    seats: dict[int, list[Seat]] = defaultdict(list)
    for owner, *seat in _seats_ahead(now).values_list("participant", "contact", "session__course"):
        seats[owner].append(Seat(*seat))
    found = {}
    for owner, roles in _roles_of_all(today).items():
        if needed := matrix.wanted(roles):
            found[owner] = figures(needed, proofs[owner], seats[owner], today)
    return found


def missing_of(participants: Iterable[int], now: datetime) -> dict[int, list[Course]]:
    """Of these participants the courses that they need, that nobody there has and nobody is enrolled in.

    The same few statements for any number.
    """
    today, ids = market_day(now), list(participants)
    matrix = Matrix(today)
    having: dict[int, set[int]] = defaultdict(set)
    certificates = _standing_certificates(today).filter(participant__in=ids)
    for owner, course, until in certificates.values_list("participant", "course", "expires_on"):
        if until is None or until >= today:
            having[owner].add(course)
    seats = _seats_ahead(now).filter(participant__in=ids)
    for owner, course in seats.values_list("participant", "session__course"):
        having[owner].add(course)
    found = {}
    for owner, roles in _roles_of_all(today, ids).items():
        if missing := [matrix.courses[key] for key in matrix.wanted(roles) if key not in having[owner]]:
            found[owner] = missing
    return found


def _roles(user: Any, participant: Participant, today: date) -> list[str]:
    """Codes of the roles it holds or asks for. A QSE that represents a resource is one with resources."""
    rows = Registration.objects.visible_to(user).of(participant).standing().select_related("role")
    roles = list(dict.fromkeys(rows.order_by("role__order", "role__code").values_list("role__code", flat=True)))
    if QSE in roles:
        represents = Representation.objects.visible_to(user).filter(representative=participant, resource__isnull=False)
        roles.append(WITH_RESOURCES if represents.on(today).exists() else WITHOUT_RESOURCES)
    return roles


def _roles_of_all(today: date, participants: list[int] | None = None) -> dict[int, set[str]]:
    held: dict[int, set[str]] = defaultdict(set)
    rows = Registration.objects.standing().filter(participant__joined_into=None).order_by()
    if participants is not None:
        rows = rows.filter(participant__in=participants)
    for owner, role in rows.values_list("participant", "role__code").distinct():
        held[owner].add(role)
    represents = Representation.objects.filter(resource__isnull=False).on(today).order_by()
    with_resources = set(represents.values_list("representative", flat=True).distinct())
    for owner, roles in held.items():
        if QSE in roles:
            roles.add(WITH_RESOURCES if owner in with_resources else WITHOUT_RESOURCES)
    return held


def _proofs(user: Any, participant: Participant, courses: Iterable[int], today: date) -> list[Proof]:
    rows = _standing_certificates(today, Certificate.objects.visible_to(user)).filter(participant=participant)
    found = rows.filter(course__in=list(courses)).values_list("contact", "course", "expires_on")
    return [Proof(*proof) for proof in found]


def _seats(user: Any, participant: Participant, courses: Iterable[int], now: datetime) -> list[Seat]:
    rows = _seats_ahead(now, Enrollment.objects.visible_to(user)).filter(participant=participant)
    found = rows.filter(session__course__in=list(courses)).annotate(taught=F("session__course"))
    return [Seat(*seat) for seat in found.values_list("contact", "taught")]


def _standing_certificates(today: date, rows: Any = None) -> Any:
    """Not revoked, of people who are still there."""
    rows = Certificate.objects.all() if rows is None else rows
    return rows.standing().filter(contact__in=Contact.objects.there(today)).order_by()


def _seats_ahead(now: datetime, rows: Any = None) -> Any:
    rows = Enrollment.objects.all() if rows is None else rows
    return rows.filter(state__in=LIVE, session__ends_at__gt=now, contact__active=True).order_by()


def _by_person(proofs: Iterable[Proof]) -> dict[tuple[int, int], list[date | None]]:
    held: dict[tuple[int, int], list[date | None]] = defaultdict(list)
    for proof in proofs:
        held[proof.person, proof.course].append(proof.until)
    return held

"""Who hears of questions to departments and of escalations. Any number of rows, the same few statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from accounts.choices import Role
from accounts.models import Department, User
from issues.models import Escalation, Referral
from participants.audiences import seniors, supervisors
from participants.models import Participant
from participants.permissions.checklists import TRAINING
from portal.scoping.today import market_day

ANSWERING: Final = "answering"
LEAD: Final = "lead"
OWNER: Final = "owner"
SENIOR: Final = "senior"
SUPERVISORS: Final = "supervisors"
REFERRAL_AUDIENCES: Final = (ANSWERING, LEAD, OWNER, SENIOR, SUPERVISORS)
ESCALATION_AUDIENCES: Final = (OWNER, SENIOR, SUPERVISORS)
# Whoever answers for a department: these roles hold the capability.
ROLES: Final = (Role.SPECIALIST, Role.TRAINING_COORDINATOR, Role.SUPERVISOR)

People = dict[str, list[User]]


@dataclass(frozen=True, slots=True)
class Looked:
    """A row of a participant with whoever looks after it, as the audiences of follow-ups take it."""

    ref: str
    responsible: User | None
    participant: Participant

    @property
    def responsible_id(self) -> int | None:
        return self.responsible.pk if self.responsible is not None else None

    @property
    def participant_id(self) -> int:
        return self.participant.pk


def people_for_referrals(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The active people of an audience for each question. Where it is empty the supervisors hear: nothing falls silent.

    Raises KeyError for an unknown audience.
    """
    rows = list(
        Referral.objects.filter(ref__in=set(refs)).select_related(
            "department__lead", "taken_by", "asked_by", "issue__owner", "participant"
        )
    )
    resolve: dict[str, Callable[[list[Referral], date], People]] = {
        ANSWERING: _answering,
        LEAD: _leads,
        OWNER: lambda rows, day: {row.ref: _owner(row) for row in rows},
        SENIOR: lambda rows, day: seniors_of(_looked_after(rows), day),
        SUPERVISORS: lambda rows, day: supervisors_of(_looked_after(rows), day),
    }
    return _or_supervisors(rows, resolve[audience](rows, market_day(now)), market_day(now))


def people_for_escalations(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The same of escalations: who owns the issue, the senior colleagues, the supervisors."""
    rows = list(Escalation.objects.filter(ref__in=set(refs)).select_related("issue__owner", "participant", "opened_by"))
    day = market_day(now)
    looked = [Looked(row.ref, active(row.issue.owner) or active(row.opened_by), row.participant) for row in rows]
    resolve: dict[str, Callable[[], People]] = {
        OWNER: lambda: {one.ref: [one.responsible] if one.responsible else [] for one in looked},
        SENIOR: lambda: seniors_of(looked, day),
        SUPERVISORS: lambda: supervisors_of(looked, day),
    }
    found = resolve[audience]()
    return found | supervisors_of([one for one in looked if not found.get(one.ref)], day)


def seniors_of(rows: list[Looked], day: date) -> People:
    """The senior colleagues of whoever looks after it; where nobody does, the supervisors."""
    held = [row for row in rows if row.responsible is not None]
    return seniors(held, day) | supervisors_of([row for row in rows if row.responsible is None], day)


def supervisors_of(rows: list[Looked], day: date) -> People:
    """The supervisors of that person's team; where nobody looks after it, all of them."""
    held = [row for row in rows if row.responsible is not None]
    left = [row for row in rows if row.responsible is None]
    return supervisors(held, day) | ({row.ref: every_supervisor() for row in left} if left else {})


def every_supervisor() -> list[User]:
    return list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))


def people_of(departments: Iterable[Department]) -> dict[int, list[User]]:
    """Everybody who answers for each department; training coordinators without one answer for Training."""
    wanted = {department.pk: department.code for department in departments}
    training = {pk for pk, code in wanted.items() if code == TRAINING}
    found: dict[int, list[User]] = defaultdict(list)
    for person in User.objects.active().filter(role__in=ROLES).order_by("name", "id"):
        if person.department_id in wanted:
            found[person.department_id].append(person)
        elif person.department_id is None and person.role == Role.TRAINING_COORDINATOR:
            for pk in training:
                found[pk].append(person)
    return found


def owner_of(referral: Referral) -> list[User]:
    """Who waits for the answer: the owner of the issue, else whoever asked, else all supervisors."""
    return _owner(referral) or every_supervisor()


def active(person: User | None) -> User | None:
    return person if person is not None and person.is_active else None


def _owner(row: Referral) -> list[User]:
    person = active(row.issue.owner) or active(row.asked_by)
    return [person] if person is not None else []


def _answering(rows: list[Referral], day: date) -> People:
    """Whoever took it; until then, or once that account is closed, everybody of the department."""
    people = people_of({row.department for row in rows})
    return {row.ref: [row.taken_by] if active(row.taken_by) is not None else people[row.department_id] for row in rows}


def _leads(rows: list[Referral], day: date) -> People:
    return {row.ref: [lead] if (lead := active(row.department.lead)) is not None else [] for row in rows}


def _looked_after(rows: Iterable[Referral]) -> list[Looked]:
    return [Looked(row.ref, next(iter(_owner(row)), None), row.participant) for row in rows]


def _or_supervisors(rows: list[Referral], found: People, day: date) -> People:
    left = [row for row in rows if not found.get(row.ref)]
    return found | supervisors_of(_looked_after(left), day)

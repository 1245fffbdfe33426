"""Whether a person may be entered into a session, and where the person then stands. Pure.

Some objections may be overruled by the operator's staff, who then say why; the others hold for everybody.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from training.choices import EnrollmentState, Format, SessionState

DRAFT: Final = "This session is not announced yet."
CANCELED: Final = "This session was canceled."
OVER: Final = "This session is over."
CLOSED: Final = "Enrollment for this session is closed."
INACTIVE: Final = "This person was removed from the company's contacts."
ENROLLED: Final = "This person is enrolled in this session, or waits for it, already."
OTHER_COMPANY: Final = "This person is not a contact of this company."
NOT_FOR: Final = "This session is for companies registered as {roles}; this company is not."


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the rules look at: `closes_at` is None where nobody set one; `self_paced` sessions are windows."""

    state: str
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime | None
    self_paced: bool
    audience: frozenset[str]

    @classmethod
    def of(cls, row: object) -> "Session":
        """Read off a row of a session."""
        return cls(
            state=row.state,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            closes_at=row.closes_at,
            self_paced=row.format == Format.SELF_PACED,
            audience=frozenset(row.audience),
        )

    @property
    def begun_at(self) -> datetime:
        """From when on nobody withdraws or is offered a seat: the start; of a window its end."""
        return self.ends_at if self.self_paced else self.starts_at

    @property
    def open_until(self) -> datetime:
        """Until when people may be entered."""
        return min(self.closes_at or self.begun_at, self.begun_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is to be entered: `roles` are the company's market roles, `enrolled` what that person has already."""

    own_company: bool
    active: bool
    enrolled: bool
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Objection:
    reason: str
    may_be_overruled: bool = False


def objection_to(session: Session, person: Person, now: datetime) -> Objection | None:
    """Why this person can't be entered now; None where nothing speaks against it."""
    return _of_session(session, now) or _of_person(person) or _of_time_and_roles(session, person, now)


def _of_session(session: Session, now: datetime) -> Objection | None:
    if session.state == SessionState.DRAFT:
        return Objection(DRAFT)
    if session.state == SessionState.CANCELED:
        return Objection(CANCELED)
    if session.state == SessionState.FINISHED or session.ends_at <= now:
        return Objection(OVER)
    return None


def _of_person(person: Person) -> Objection | None:
    if not person.own_company:
        return Objection(OTHER_COMPANY)
    if not person.active:
        return Objection(INACTIVE)
    return Objection(ENROLLED) if person.enrolled else None


def _of_time_and_roles(session: Session, person: Person, now: datetime) -> Objection | None:
    if now > session.open_until:
        return Objection(CLOSED, may_be_overruled=True)
    if session.audience and not session.audience & person.roles:
        return Objection(NOT_FOR.format(roles=", ".join(sorted(session.audience))), may_be_overruled=True)
    return None


def outcome(*, approval: bool, seats_left: int | None, waiting: int, wanted: int = 1) -> EnrollmentState:
    """Where so many people who belong together stand: nobody overtakes whoever waits already.

    `seats_left` None: there is no limit.
    """
    if approval:
        return EnrollmentState.REQUESTED
    if seats_left is None or (seats_left >= wanted and not waiting):
        return EnrollmentState.SEATED
    return EnrollmentState.WAITING

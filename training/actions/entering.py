"""Entering people into a session: the part that one person and a group share.

Call under the locks of session and participant, as the operator, once it is permitted for each person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from accounts.models import User
from participants.models import Contact, Participant, Registration
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training import enrollment_news as news
from training.actions.seats import draw_numbers, log, move, recount
from training.audience_roles import belonging, market_roles
from training.choices import EnrolledAs, EnrollmentState
from training.models import CourseSession, Enrollment, EnrollmentGroup
from training.prerequisites import missing_prerequisites
from training.rules import enrolling
from training.rules.enrolling import Person, Session

FREE: Final = "A seat was free."
FULL: Final = "All seats are taken."
BEHIND: Final = "Others wait already."
TOO_FEW: Final = "{wanted} seats are wanted together, and fewer are free."
APPROVAL: Final = "Each enrollment is approved first."
OVERRULED: Final = "Entered by the staff: {reason} (“{objection}”)"
NOT_TAKEN: Final = "Meant to be taken before, without a certificate in force: {codes}."


def enter(
    session: CourseSession,
    participant: Participant,
    contacts: Sequence[Contact],
    *,
    by: User,
    now: datetime,
    reason: str = "",
    group: EnrollmentGroup | None = None,
) -> list[Enrollment]:
    """Write the enrollments of people in the order given; refused for all where something speaks against one."""
    overruled = _require_sound(session, participant, contacts, by=by, now=now, reason=reason.strip())
    advice = missing_prerequisites(session.course, contacts, market_day(now))
    together = group is not None and group.together
    seated_or_not = _stands(session, len(contacts), together)
    found = []
    for contact, state in zip(contacts, seated_or_not, strict=True):
        found.append(
            Enrollment(
                session=session, participant=participant, contact=contact, group=group, state=state, entered_by=by,
                entered_as=entered_as(by, contact), entered_at=now,
                seated_at=now if state == EnrollmentState.SEATED else None,
            )
        )  # fmt: skip
    why = _reason(session, found, together)
    _number(session, found)
    Enrollment.objects.bulk_create(found)
    by_reason: dict[str, list[Enrollment]] = defaultdict(list)
    for row in found:
        codes = ", ".join(advice[row.contact_id])
        words = [why[row.state], overruled, NOT_TAKEN.format(codes=codes) if codes else ""]
        by_reason[" ".join(filter(None, words))].append(row)
    for words, rows in by_reason.items():
        log(rows, by=by, now=now, reason=words)
    recount(session)
    _tell(found, by=by, now=now)
    return found


def place(session: CourseSession, rows: Sequence[Enrollment], *, by: User, now: datetime, reason: str) -> None:
    """Approved requests take seats, or join the line; several rows are people who belong together."""
    [state] = set(_stands(session, len(rows), together=True, approved=True))
    if state == EnrollmentState.WAITING:
        for row, number in zip(rows, draw_numbers(session, len(rows)), strict=True):
            move([row], state, by=by, now=now, reason=reason, queued=number)
    else:
        move(rows, state, by=by, now=now, reason=reason)
    recount(session)
    _tell(rows, by=by, now=now)


def entered_as(by: User, contact: Contact) -> EnrolledAs:
    if by.is_staff:
        return EnrolledAs.STAFF
    return EnrolledAs.SELF if contact.user_id == by.pk else EnrolledAs.ADMINISTRATOR


def _require_sound(
    session: CourseSession, participant: Participant, contacts: Sequence[Contact], *, by: User, now: datetime,
    reason: str,
) -> str:  # fmt: skip
    """Refuse what speaks against any of the people; returns what the staff overruled, in words for the log."""
    asked = Session.of(session)
    roles = _roles_of(participant) if asked.audience else frozenset()
    enrolled = set(Enrollment.objects.live().filter(session=session, contact__in=contacts).values_list("contact"))
    overruled = ""
    for contact in contacts:
        person = Person(
            own_company=contact.participant_id == participant.pk,
            active=contact.active,
            enrolled=(contact.pk,) in enrolled,
            roles=roles,
        )
        objection = enrolling.objection_to(asked, person, now)
        if objection is None:
            continue
        if not (objection.may_be_overruled and by.is_staff and reason):
            raise Refused(objection.reason if len(contacts) == 1 else f"{contact.name}: {objection.reason}")
        overruled = OVERRULED.format(reason=reason, objection=objection.reason)
    return overruled


def _roles_of(participant: Participant) -> frozenset[str]:
    """The market roles the company holds or applies for, and those that these belong to."""
    standing = Registration.objects.of(participant).standing()
    return belonging(standing.values_list("role__code", flat=True), market_roles())


def _stands(session: CourseSession, count: int, together: bool, approved: bool = False) -> list[EnrollmentState]:
    """Where each of so many people stands, in their order."""
    approval = not approved and (session.need_approval or session.course.need_approval)
    left, waiting = session.seats_left, session.waiting
    if together:
        state = enrolling.outcome(approval=approval, seats_left=left, waiting=waiting, wanted=count)
        return [state] * count
    found = []
    for _one in range(count):
        state = enrolling.outcome(approval=approval, seats_left=left, waiting=waiting)
        if state == EnrollmentState.SEATED and left is not None:
            left -= 1
        waiting += state == EnrollmentState.WAITING
        found.append(state)
    return found


def _reason(session: CourseSession, rows: Sequence[Enrollment], together: bool) -> dict[str, str]:
    """The words for each state; read before the counters change."""
    waits = FULL if session.seats_left == 0 else BEHIND
    if together and session.seats_left and not session.waiting:
        waits = TOO_FEW.format(wanted=len(rows))
    elif session.seats_left and not session.waiting:
        waits = FULL
    return {
        EnrollmentState.SEATED: FREE,
        EnrollmentState.WAITING: waits,
        EnrollmentState.REQUESTED: APPROVAL,
    }


def _number(session: CourseSession, rows: Iterable[Enrollment]) -> None:
    waiting = [row for row in rows if row.state == EnrollmentState.WAITING]
    for row, number in zip(waiting, draw_numbers(session, len(waiting)), strict=True):
        row.queued = number


def _tell(rows: Sequence[Enrollment], *, by: User, now: datetime) -> None:
    for state in (EnrollmentState.SEATED, EnrollmentState.WAITING):
        if told := [row for row in rows if row.state == state]:
            news.tell(state.value, told, by=by, now=now)
    if asked := [row for row in rows if row.state == EnrollmentState.REQUESTED]:
        news.tell_deciders(asked, now=now)

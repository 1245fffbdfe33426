"""Issuing, revoking and reissuing certificates. What they prove follows in the same transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participant
from participants.actions.participants import tidy
from participants.actions.shape import require_reason, require_shape
from participants.models import Contact
from portal.audit import trail
from portal.documents import storing
from portal.documents.choices import Place
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training import certificate_news as news
from training import certificate_papers, completions, permissions
from training.actions.certificate_numbers import next_numbers
from training.actions.proving import prove_items, unprove_items
from training.choices import CertificateSource, Format
from training.models import Certificate, Course, CourseVersion, Enrollment
from training.rules.certificate_days import last_day
from training.rules.scores import passed

AHEAD: Final = "A course cannot have been completed on a day that is still to come."
FOREIGN: Final = "This enrollment is of somebody else or of another course."
FAILED: Final = "The score is below the {mark} percent of this course."
TWICE: Final = "This person has a certificate of this course and day already."
REVOKED: Final = "This certificate was revoked already."
SAME_NAME: Final = "The certificate bears this name already."
TAKEN: Final = {"certificate_once_a_day": TWICE, "certificate_once_an_enrollment": TWICE}
LONGEST_REASON: Final = 300


@dataclass(frozen=True, slots=True)
class Completion:
    """What a certificate tells of a completed course, beside whose it is."""

    completed_on: date
    source: str
    version: CourseVersion | None = None
    enrollment: Enrollment | None = None
    percent: Decimal | None = None
    hours: Decimal = Decimal(0)
    outside_number: str = ""


@transaction.atomic
def issue_certificate(
    *,
    contact: Contact,
    course: Course,
    by: User,
    now: datetime,
    enrollment: Enrollment | None = None,
    completed_on: date | None = None,
    percent: Decimal | None = None,
    hours: Decimal | None = None,
) -> Certificate:
    """Certify that a person completed a course, with a paper of its own; the person and the company hear of it.

    With an enrollment it is about that session: refused unless the person was there and passed where there is a test.
    Without one it is about a course taken alone, completed today unless said otherwise; continuing-education hours are
    only those given, since nobody saw the person attend.
    """
    lock_participant(contact.participant_id)
    permissions.can_issue_certificates(by).enforce()
    if enrollment is None:
        if course.tested and percent is not None and not passed(percent, course.passing_percent):
            raise Refused(FAILED.format(mark=course.passing_percent))
        day = completed_on or market_day(now)
        told = Completion(
            day, CertificateSource.SELF_PACED, version_on(course, day), percent=percent, hours=hours or Decimal(0)
        )
    else:
        if (enrollment.contact_id, enrollment.session.course_id) != (contact.pk, course.pk):
            raise Refused(FOREIGN)
        told = completed_session(enrollment, completed_on or market_day(now))
    return write_certificate(contact=contact, course=course, told=told, by=by, now=now)


def completed_session(enrollment: Enrollment, day: date) -> Completion:
    """What somebody with a seat completed; refused in words while something is missing. `day`: see `completion_of`."""
    seat = completions.seat_of(enrollment)
    if seat is None:
        raise Refused("This person has no seat in the session.")
    return completion_of(seat, day)


def completion_of(seat: completions.Seat, day: date) -> Completion:
    """A session is completed on its last day, or with the test passed later; what is taken alone, with the test.

    `day` is when somebody completed what is taken alone and has no test.
    """
    session = seat.enrollment.session
    if seat.missing:
        raise Refused(f"{seat.enrollment.contact.name}: {seat.missing[:1].lower()}{seat.missing[1:]}.")
    alone = session.format == Format.SELF_PACED
    best = seat.best
    last = session.ends_at.astimezone(ZoneInfo(session.zone)).date()
    passed_on = min((result.taken_on for result in seat.counted if result.passed), default=None)
    if alone:
        completed_on = passed_on or day
    else:
        completed_on = max(last, passed_on or last)
    return Completion(
        completed_on,
        CertificateSource.SELF_PACED if alone else CertificateSource.SESSION,
        session.version,
        seat.enrollment,
        best.percent if best is not None else None,
        seat.hours,
    )


def write_certificate(
    *,
    contact: Contact,
    course: Course,
    told: Completion,
    by: User,
    now: datetime,
    holder_name: str = "",
    replaces: Certificate | None = None,
    drawn: bool = True,
    telling: bool = True,
) -> Certificate:
    """Number, draw and store it; call while holding the participant's lock, once it is permitted."""
    today = market_day(now)
    if told.completed_on > today:
        raise Refused(AHEAD)
    certificate = Certificate(
        participant=contact.participant,
        contact=contact,
        course=course,
        version=told.version,
        enrollment=told.enrollment,
        source=told.source,
        holder_name=holder_name or contact.name,
        course_title=replaces.course_title if replaces is not None else course.title,
        completed_on=told.completed_on,
        issued_on=today,
        expires_on=_last_day(told.completed_on, course, replaces),
        percent=told.percent,
        hours=told.hours,
        outside_number=told.outside_number,
        replaces=replaces,
        issued_by=by,
    )
    require_shape(certificate, "holder_name", "percent", "hours", "outside_number")
    certificate.number = next_numbers(today.year, 1)[0]
    if drawn:
        certificate.document = _paper(certificate, by=by, now=now)
    with refusing(TAKEN):
        certificate.save(force_insert=True)
    changes = {"course": ["", course.code], "person": ["", certificate.holder_name]}
    if certificate.expires_on is not None:
        changes["counts until"] = ["", certificate.expires_on.isoformat()]
    trail.record("training.certificate.issued", of=certificate, by=by, at=now, changes=changes)
    prove_items(certificate, by=by, now=now)
    if telling:
        news.tell("issued", certificate, now=now)
    return certificate


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, by: User, now: datetime, reason: str) -> Certificate:
    """It counts no more, for a reason that its holder reads; whoever verifies the number learns only that."""
    reason = _reason(reason)
    certificate = _locked(certificate, by)
    _revoke(certificate, by=by, now=now, reason=reason)
    unprove_items(certificate, by=by, now=now)
    news.tell("revoked", certificate, now=now)
    return certificate


@transaction.atomic
def reissue_certificate(
    *, certificate: Certificate, by: User, now: datetime, holder_name: str, reason: str
) -> Certificate:
    """The same completion with the name as it should be, under a new number; the old one is revoked."""
    reason = _reason(reason)
    holder_name = tidy(holder_name)
    old = _locked(certificate, by)
    if not holder_name:
        raise Refused("Give the name as it should be printed.")
    if holder_name == old.holder_name:
        raise Refused(SAME_NAME)
    _revoke(old, by=by, now=now, reason=reason)
    told = Completion(
        old.completed_on, old.source, old.version, old.enrollment, old.percent, old.hours, old.outside_number
    )
    return write_certificate(
        contact=old.contact,
        course=old.course,
        told=told,
        by=by,
        now=now,
        holder_name=holder_name,
        replaces=old,
        drawn=old.document_id is not None,
    )


def version_on(course: Course, day: date) -> CourseVersion | None:
    """The version that was taught on a day."""
    return CourseVersion.objects.filter(course=course).in_effect(day).order_by("-effective_from", "-number").first()


def _last_day(completed_on: date, course: Course, replaces: Certificate | None) -> date | None:
    """A corrected paper counts as long as the one it replaces, whatever the course says by now."""
    return replaces.expires_on if replaces is not None else last_day(completed_on, course.validity_months)


def _reason(reason: str) -> str:
    reason = require_reason(reason)
    if len(reason) > LONGEST_REASON:
        raise Refused(f"The reason has at most {LONGEST_REASON} characters.")
    return reason


def _locked(certificate: Certificate, by: User) -> Certificate:
    lock_participant(certificate.participant_id)
    rows = Certificate.objects.select_related("participant", "contact__participant", "course", "version", "enrollment")
    certificate = rows.lock(certificate.pk)
    permissions.can_issue_certificates(by).enforce()
    if certificate.revoked_at is not None:
        raise Refused(REVOKED)
    return certificate


def _revoke(certificate: Certificate, *, by: User, now: datetime, reason: str) -> None:
    certificate.apply(revoked_at=now, revoked_by_id=by.pk, revoke_reason=reason)
    trail.record("training.certificate.revoked", of=certificate, by=by, at=now, reason=reason)


def _paper(certificate: Certificate, *, by: User, now: datetime) -> Any:
    enrollment, replaces = certificate.enrollment, certificate.replaces
    told = certificate_papers.facts(
        certificate,
        session=enrollment.session if enrollment is not None else None,
        replaces=replaces.number if replaces is not None else "",
    )
    return storing.store_bytes(
        name=f"certificate-{certificate.number}.pdf",
        content=certificate_papers.pdf(told, at=now),
        participant_id=certificate.participant_id,
        by=by,
        now=now,
        place=Place.CERTIFICATE,
    )

"""The views of the list of certificates, the same for pages and counts, and a person's transcript."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from participants.models import Contact
from training.choices import EnrollmentState
from training.models import Attendance, Certificate, Enrollment, TestResult
from training.permissions import can_manage_training

SOON: Final = timedelta(days=90)
NAMED: Final = ("participant", "contact", "course", "document")
SHOWN: Final = 200


def in_view(rows: QuerySet[Certificate], view: str, today: date) -> QuerySet[Certificate]:
    reads = {
        "force": lambda: rows.in_force(today),
        "expiring": lambda: rows.expiring(today, today + SOON),
        "expired": lambda: rows.expired(today),
        "revoked": lambda: rows.exclude(revoked_at=None),
        "all": lambda: rows,
    }
    return reads[view]()


def standings(rows: list[Certificate], today: date) -> list[Certificate]:
    """Each with its `standing` on the day and whether it ends `soon`, for the templates."""
    for row in rows:
        row.standing = row.standing_on(today)
        row.soon = row.standing == "valid" and row.expires_on is not None and row.expires_on <= today + SOON
    return rows


def learners_open_to(user: Any) -> QuerySet[Contact]:
    """People of participants the person may see; who runs the training also sees whoever was enrolled or certified."""
    seen = Contact.objects.visible_to(user)
    if not can_manage_training(user):
        return seen
    enrolled = Exists(Enrollment.objects.filter(contact=OuterRef("pk")))
    certified = Exists(Certificate.objects.filter(contact=OuterRef("pk")))
    return Contact.objects.filter(Q(pk__in=seen.order_by().values("pk")) | enrolled | certified)


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything a person took and what came of it; hours are of certificates that were not revoked."""

    contact: Contact
    certificates: list[Certificate]
    seats: list[Enrollment]
    hours: Decimal


def transcript_of(contact: Contact, user: Any, today: date) -> Transcript:
    """As the person may see it; the same few statements however much there is."""
    own = Certificate.objects.visible_to(user).filter(contact=contact)
    certificates = list(own.select_related(*NAMED).order_by("-completed_on", "-id")[:SHOWN])
    results = TestResult.objects.visible_to(user).order_by("attempt")
    marks = Attendance.objects.visible_to(user).select_related("day").order_by("day__starts_at")
    seats = Enrollment.objects.visible_to(user).filter(contact=contact, state=EnrollmentState.SEATED)
    seats = seats.select_related("session__course").prefetch_related(
        Prefetch("results", results), Prefetch("attendance", marks)
    )
    hours = own.standing().aggregate(hours=Sum("hours"))["hours"] or Decimal(0)
    rows = list(seats.order_by("-session__starts_at", "-id")[:SHOWN])
    return Transcript(contact, standings(certificates, today), rows, hours)

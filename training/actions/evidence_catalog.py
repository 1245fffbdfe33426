"""Loading which requirements training proves, and correcting it."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.models import MarketRole, Requirement
from portal.audit import trail
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import Refused
from training import permissions
from training.models import Course, TrainingEvidence

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "evidence.yaml"
BY_HAND: Final = "entered in the portal"


@transaction.atomic
def load_evidence(*, now: datetime) -> int:
    """Add what is missing, once its course is known; rows edited or put out of use here stay. Returns how many."""
    courses = dict(Course.objects.values_list("code", "pk"))
    roles = dict(MarketRole.objects.values_list("code", "pk"))
    added = 0
    for row in read_rows(FILE):
        if row["course"] not in courses:
            continue
        _, new = TrainingEvidence.objects.get_or_create(
            requirement_code=row["requirement"],
            course_id=courses[row["course"]],
            role_id=roles[row["role"]] if "role" in row else None,
            defaults={"source": row["source"]},
        )
        added += new
    return added


@transaction.atomic
def add_evidence(
    *, requirement_code: str, course: Course, by: User, now: datetime, role: MarketRole | None = None
) -> TrainingEvidence:
    """From now on certificates of the course prove the requirement, together with the others named for it."""
    permissions.can_issue_certificates(by).enforce()
    code = requirement_code.strip().upper()
    if not Requirement.objects.filter(code=code).exists():
        raise Refused("There is no requirement with this code.")
    row = TrainingEvidence.objects.filter(requirement_code=code, course=course, role=role).first()
    if row is not None and row.active:
        raise Refused(f"{course.code} proves {code} already.")
    if row is None:
        row = TrainingEvidence(requirement_code=code, course=course, role=role, source=BY_HAND)
    row.active, row.edited = True, True
    row.save()
    _note(row, "added", by, now)
    return row


@transaction.atomic
def end_evidence(*, evidence: TrainingEvidence, by: User, now: datetime) -> TrainingEvidence:
    """Certificates issued from now on do not prove it; what is accepted stays accepted until it ends."""
    permissions.can_issue_certificates(by).enforce()
    evidence = TrainingEvidence.objects.select_for_update(of=("self",)).select_related("course").get(pk=evidence.pk)
    if not evidence.active:
        raise Refused("It is out of use already.")
    evidence.active, evidence.edited = False, True
    evidence.save(update_fields=["active", "edited"])
    _note(evidence, "ended", by, now)
    return evidence


def _note(row: TrainingEvidence, verb: str, by: User, now: datetime) -> None:
    changes = {"requirement": ["", row.requirement_code], "course": ["", row.course.code]}
    trail.record(f"training.trainingevidence.{verb}", of=row, by=by, at=now, changes=changes)

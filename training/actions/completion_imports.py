"""Completions of another learning system become certificates: all rows of a file, or none."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participants
from participants.rules.imports.outcome import UnreadableFile
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training import certificate_news as news
from training import permissions
from training.actions.certificate_numbers import next_numbers
from training.actions.certificates import TAKEN
from training.actions.proving import prove_items
from training.choices import CertificateSource
from training.completion_plans import NEW, CompletionPlan, PlannedCompletion, plan
from training.models import Certificate, TrainingEvidence
from training.rules.certificate_days import last_day
from training.rules.completion_rows import read

REFUSED_ROWS: Final = "Some rows cannot be imported, so none was; the list says why."
NOTHING_NEW: Final = "Everything in this file is known already."


def plan_completions(*, data: bytes, by: User, now: datetime) -> CompletionPlan:
    """The preview: what importing would do. Writes nothing; refused in words where the file is no such table."""
    permissions.can_issue_certificates(by).enforce()
    try:
        rows, bad = read(data)
    except UnreadableFile as error:
        raise Refused(error.reason) from error
    return plan(rows, bad, market_day(now))


@transaction.atomic
def import_completions(*, data: bytes, by: User, now: datetime) -> list[Certificate]:
    """Write what the preview showed, planned anew under the participants' locks. Known completions are left out.

    These certificates have no paper of ours: the other system's number stands beside the own one.
    """
    first = plan_completions(data=data, by=by, now=now)
    lock_participants({line.contact.participant_id for line in first.lines if line.contact is not None})
    planned = plan_completions(data=data, by=by, now=now)
    if planned.counts["refused"]:
        raise Refused(REFUSED_ROWS)
    lines = planned.of(NEW)
    if not lines:
        raise Refused(NOTHING_NEW)
    today = market_day(now)
    numbers = next_numbers(today.year, len(lines))
    made = [_certificate(line, number, by, now) for line, number in zip(lines, numbers, strict=True)]
    with refusing(TAKEN):
        Certificate.objects.bulk_create(made, batch_size=500)
    trail.record_many(
        [
            trail.build(
                "training.certificate.issued",
                of=row,
                by=by,
                at=now,
                changes={"course": ["", row.course.code], "imported from": ["", row.outside_number]},
            )
            for row in made
        ]
    )
    proving = set(TrainingEvidence.objects.in_use().values_list("course", flat=True))
    for row in made:
        if row.course_id in proving:
            prove_items(row, by=by, now=now)
    news.tell_many("issued", made, now=now)
    return made


def _certificate(line: PlannedCompletion, number: str, by: User, now: datetime) -> Certificate:
    row, course = line.row, line.of_course
    return Certificate(
        number=number,
        participant=line.contact.participant,
        contact=line.contact,
        course=course,
        source=CertificateSource.IMPORT,
        holder_name=line.contact.name,
        course_title=course.title,
        completed_on=row.completed_on,
        issued_on=market_day(now),
        expires_on=last_day(row.completed_on, course.validity_months),
        percent=row.percent,
        hours=line.hours,
        outside_number=row.outside_number,
        issued_by=by,
    )

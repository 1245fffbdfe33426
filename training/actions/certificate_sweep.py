"""What happens by itself: reminders before certificates end, and questions after a session."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from participants.models import Membership
from portal.outbox import posting
from portal.outbox.posting import Draft
from portal.scoping.today import market_day
from training import certificate_news as news
from training.actions.attendance import HELD
from training.choices import EnrollmentState
from training.models import Certificate, CheckInTry, CourseSession, SeatToEvaluate
from training.rules.certificate_days import REMIND_DAYS, reminder_due

BATCH: Final = 500
ASKED_WITHIN: Final = timedelta(days=2)
KEEP_TRIES: Final = timedelta(days=1)
EVALUATE: Final = "training.seattoevaluate.asked"


@transaction.atomic
def remind_of_ends(*, now: datetime) -> int:
    """Tell holders and administrators 60 and 30 days before a certificate ends, once each; returns how many.

    Not where a newer one of the same person and course counts longer.
    """
    today = market_day(now)
    rows = Certificate.objects.expiring(today, today + timedelta(days=max(REMIND_DAYS)))
    # Who heard already and whose next reminder is still to come must not fill the batch before those who are due.
    near = today + timedelta(days=min(REMIND_DAYS))
    rows = rows.filter(Q(reminded=None) | Q(reminded__gt=min(REMIND_DAYS), expires_on__lte=near))
    rows = rows.select_related("contact").select_for_update(of=("self",), skip_locked=True)
    due: dict[int, list[Certificate]] = {days: [] for days in REMIND_DAYS}
    for row in rows.order_by("expires_on", "id")[:BATCH]:
        days = reminder_due(row.expires_on, row.reminded, today)
        if days is not None:
            due[days].append(row)
    for days, certificates in due.items():
        Certificate.objects.filter(pk__in=[row.pk for row in certificates]).update(reminded=days)
        news.tell_many("expiring", _not_renewed(certificates), now=now, of=days)
    return sum(len(certificates) for certificates in due.values())


def _not_renewed(certificates: list[Certificate]) -> list[Certificate]:
    people = {row.contact_id for row in certificates}
    others = Certificate.objects.standing().filter(contact__in=people)
    known = list(others.values_list("contact", "course", "expires_on"))

    def renewed(row: Certificate) -> bool:
        ends = [end for person, course, end in known if (person, course) == (row.contact_id, row.course_id)]
        return any(end is None or end > row.expires_on for end in ends)

    return [row for row in certificates if not renewed(row)]


def forget_tries(*, now: datetime) -> int:
    """Codes that somebody typed are counted for an hour and kept for a day."""
    old, _ = CheckInTry.objects.filter(at__lt=now - KEEP_TRIES).delete()
    return old


@transaction.atomic
def ask_for_evaluations(*, now: datetime) -> int:
    """Ask who had a seat and was not marked absent, once a session is over, what it was worth; returns new e-mails."""
    over = CourseSession.objects.filter(state__in=HELD, ends_at__lte=now, ends_at__gt=now - ASKED_WITHIN)
    rows = SeatToEvaluate.objects.filter(session__in=over, state=EnrollmentState.SEATED, contact__user__is_active=True)
    rows = list(rows.not_absent().exclude(evaluation__isnull=False).select_related("contact__user").order_by("pk"))
    held = Membership.objects.valid_on(market_day(now)).filter(user__in={row.contact.user_id for row in rows})
    members = set(held.values_list("user", "participant"))
    drafts = [
        Draft(EVALUATE, row.contact.user, row, dedupe=f"{EVALUATE}:{row.ref}", participant_id=row.participant_id)
        for row in rows
        if (row.contact.user_id, row.participant_id) in members
    ]
    return posting.post_many(drafts, now=now)

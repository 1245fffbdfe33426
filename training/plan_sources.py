"""What training knows for account plans: facts of one participant, and what it suggests for many."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.urls import reverse

from participants import acquisitions, facts, proposals
from participants.choices import ProposalKind
from participants.facts import Fact
from participants.models import Participant
from participants.proposals import Evidence, Found
from portal.scoping.today import market_day
from training.coverage import missing_of
from training.models import Certificate

YEAR: Final = timedelta(days=365)
# A certificate that ends within so many days is worth a task; a later one stands among the facts.
SOON: Final = timedelta(days=120)
GAPS, ENDING = "training-gaps", "certificates-ending"


def register() -> None:
    """Called when the app is ready."""
    facts.register("training-gaps", "Training gaps", gaps, order=40, shared=True)
    facts.register("certificates", "Certificates ending within 12 months", ending, order=45, shared=True)
    acquisitions.register("certificates", ending_while_ownership_changes)
    proposals.register(GAPS, "Training gaps", propose_courses)
    proposals.register(ENDING, "Certificates that end soon", propose_renewals)


def gaps(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """Courses the participant needs that nobody there has or will take."""
    for course in missing_of([participant.pk], now).get(participant.pk, []):
        yield Fact(f"{course.code} {course.title}: nobody has it", course.ref, course.get_absolute_url())


def ending(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    today = market_day(now)
    rows = Certificate.objects.visible_to(user).of(participant).expiring(today, today + YEAR)
    for row in rows.order_by("expires_on", "id"):
        urgent = row.expires_on <= today + SOON
        yield Fact(f"{row.course_title}: {row.holder_name}", row.ref, row.get_absolute_url(), row.expires_on, urgent)


def ending_while_ownership_changes(ids: list[int], user: Any, today: date, until: date) -> Iterable[Fact]:
    """Certificates of a family's people that end until then; the first fifty."""
    rows = Certificate.objects.visible_to(user).filter(participant__in=ids).expiring(today, until)
    for row in rows.select_related("participant").order_by("expires_on", "id")[: acquisitions.MOST_LAPSES]:
        words = f"{row.participant.name}: certificate of {row.holder_name} for {row.course_title} ends"
        yield Fact(words, row.ref, row.get_absolute_url(), row.expires_on)


def propose_courses(participants: Collection[int], now: datetime) -> Iterable[Found]:
    """One task for all courses that are missing, however many."""
    today = market_day(now)
    for owner, courses in missing_of(participants, now).items():
        count = len(courses)
        yield Found(
            owner,
            "courses",
            "Close the training gap: one course nobody has" if count == 1 else f"Close {count} training gaps",
            ProposalKind.TASK,
            "Book the courses that the company's roles need and nobody there has taken.",
            [
                Evidence(f"{one.code} {one.title}: nobody has it", one.ref, today, one.get_absolute_url())
                for one in courses
            ],
        )


def propose_renewals(participants: Collection[int], now: datetime) -> Iterable[Found]:
    """One task for all certificates of a participant that end soon; the day told is the day they end."""
    today = market_day(now)
    rows = Certificate.objects.filter(participant__in=participants).expiring(today, today + SOON)
    held: dict[int, list[Certificate]] = defaultdict(list)
    for row in rows.order_by("participant", "expires_on", "id"):
        held[row.participant_id].append(row)
    for owner, certificates in held.items():
        count = len(certificates)
        yield Found(
            owner,
            "renewals",
            f"Renew {count} certificates that end soon" if count > 1 else "Renew a certificate that ends soon",
            ProposalKind.TASK,
            "Book the renewal before the last day on which the certificate counts.",
            [
                Evidence(
                    f"{one.course_title}: {one.holder_name}",
                    one.ref,
                    one.expires_on,
                    reverse("training:certificate-detail", args=[one.ref]),
                )
                for one in certificates
            ],
        )

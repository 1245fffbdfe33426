"""What participants itself judges of a relationship: obligations handed in on time, and how often one is in touch."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from participants import health
from participants.health import Asked, Judged, Tally
from participants.models import Obligation, Participant
from participants.models.obligation import FILED
from participants.obligation_deadlines import KIND
from participants.proposals import Evidence
from participants.rules.health import linear
from participants.rules.health_terms import LEAST, STALE, WINDOW, Term
from participants.rules.obligation_moves import OWED
from participants.working_days import WorkingDays
from portal.calendars.models import Clock
from portal.scoping.today import market_day

OBLIGATIONS: Final = "obligations"
CONTACT: Final = "contact"
FRESH: Final = Term("Full marks up to so many Business Days", 1, 120)
SILENT: Final = Term("No marks from so many Business Days on", 2, 240)
FEW: Final = "{total} came due so far, judged from {least} on"
# Twice as many calendar days hold that many Business Days in any year.
CALENDAR_DAYS: Final = 2


def register() -> None:
    """Called when the app is ready."""
    health.register(OBLIGATIONS, obligations, {"window_days": WINDOW, "least": LEAST, "stale_days": STALE})
    health.register(CONTACT, contact, {"fresh_days": FRESH, "silent_days": SILENT})


def obligations(asked: Asked) -> Mapping[int, Judged]:
    """Those whose day came within the window: filed without a missed deadline, or late; one statement.

    What is overdue still counts however old it is; what was excused or came back with a day ahead is not judged.
    """
    today, since = asked.today, market_day(asked.since)
    missed = Clock.objects.filter(subject_ref=OuterRef("ref"), kind=KIND, breached_at__isnull=False)
    came = Q(state__in=FILED, due_on__gte=since) | Q(state__in=OWED, due_on__lt=today)
    rows = Obligation.objects.filter(came, participant__in=asked.ids).annotate(missed=Exists(missed))
    rows = rows.select_related("type").only(
        "ref", "participant_id", "period", "due_on", "state", "submitted_at", "type__code", "type__name"
    )
    found: dict[int, Tally] = defaultdict(Tally)
    for row in rows.order_by("-due_on", "-id"):
        overdue = row.state in OWED
        late = overdue or row.missed or market_day(row.submitted_at) > row.due_on
        words = f"{row.type.code} {row.type.name}, {row.period}: {'overdue' if overdue else 'handed in late'}"
        fact = Evidence(words, row.ref, row.due_on, row.get_absolute_url()) if late else None
        found[row.participant_id].add(not late, min(row.due_on, today), fact)
    told = f"{{good}} of {{total}} handed in on time within {asked.terms['window_days']} days"
    return {owner: tally.judged(asked.terms["least"], told, FEW) for owner, tally in found.items()}


def contact(asked: Asked) -> Mapping[int, Judged]:
    """How long nobody was in touch, either way; one statement. Whoever is new is not judged before it could be late."""
    fresh, silent = asked.terms["fresh_days"], asked.terms["silent_days"]
    days = WorkingDays(asked.now, silent * CALENDAR_DAYS)
    rows = Participant.objects.filter(pk__in=asked.ids).select_related("last_contact")
    found = {}
    for row in rows.only("ref", "created_at", "last_contact__at", "last_contact__who", "last_contact__about"):
        last = getattr(row, "last_contact", None)
        since = market_day(last.at if last is not None else row.created_at)
        passed = days.between(since, asked.today)
        if last is None and passed <= fresh:
            continue
        count = f"{'more than ' if passed >= silent else ''}{min(passed, silent)} Business Day{'s' * (passed != 1)}"
        url = reverse("participants:participant-timeline", args=[row.ref])
        if last is not None:
            ago = f"{count} ago" if passed else "within the last Business Day"
            words, fact = f"Last in touch {ago}", f"{last.who} spoke last"
        else:
            words, fact = f"No contact on record in {count}", "No contact on record"
        facts = [Evidence(fact, last.about if last is not None else "", since, url)]
        value = linear(passed, fresh, silent)
        found[row.pk] = Judged(value, words, 1, since if last is not None else None, facts)
    return found

"""Each Friday every account manager hears what is still missing."""

from collections import Counter, defaultdict
from datetime import datetime, time
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.choices import AssignmentKind
from participants.models import Assignment
from participants.obligation_audiences import every_supervisor
from participants.reports import missing_by_participant
from portal.outbox import posting
from portal.scoping.today import MARKET_ZONE, market_day

KIND: Final = "participants.obligation.missing"
FRIDAY: Final = 5
FROM: Final = time(8)


@transaction.atomic
def tell_what_is_missing(*, now: datetime) -> int:
    """From Friday morning on, once a week; returns how many new e-mails that makes. Six statements and those of mail.

    What belongs to nobody goes to the supervisors.
    """
    local = now.astimezone(MARKET_ZONE)
    if local.isoweekday() < FRIDAY or (local.isoweekday() == FRIDAY and local.time() < FROM):
        return 0
    year, week, _day = local.isocalendar()
    missing, late, people = _by_person(now)
    drafts = [
        posting.Draft(
            KIND,
            people[person_id],
            dedupe=f"{KIND}:{year}-{week}:{people[person_id].ref}",
            facts={"count": counts.total(), "late": late[person_id], "lines": _lines(counts)},
        )
        for person_id, counts in missing.items()
    ]
    return posting.post_many(drafts, now=now)


def _by_person(now: datetime) -> tuple[dict[int, Counter[str]], Counter[int], dict[int, User]]:
    """What each person has missing by type and period, how much of it is late, and the people."""
    rows = missing_by_participant(market_day(now))
    held = Assignment.objects.on(market_day(now)).filter(kind=AssignmentKind.PRIMARY, person__is_active=True)
    wanted = {row["participant_id"] for row in rows}
    managers = {one.participant_id: one.person for one in held.filter(participant__in=wanted).select_related("person")}
    missing: dict[int, Counter[str]] = defaultdict(Counter)
    late: Counter[int] = Counter()
    people: dict[int, User] = {}
    supervisors = every_supervisor()
    for row in rows:
        manager = managers.get(row["participant_id"])
        for person in [manager] if manager else supervisors:
            people[person.pk] = person
            missing[person.pk][f"{row['code']} {row['period_name']}"] += row["count"]
            late[person.pk] += row["late"]
    return missing, late, people


def _lines(counts: Counter[str]) -> list[str]:
    return [f"{name}: {count}" for name, count in counts.items()]

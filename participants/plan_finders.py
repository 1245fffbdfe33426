"""What participants itself suggests for plans: steps that failed, obligations that were late, roles nobody holds."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse

from participants import proposals
from participants.choices import ProposalKind, RoundOutcome
from participants.models import ContactRole, ItemRound, Obligation, Registration
from participants.proposals import Evidence, Found
from participants.rules.gaps import gaps
from portal.calendars.models import Clock
from portal.scoping.today import market_day

YEAR: Final = timedelta(days=365)
OFTEN: Final = 2  # a step that came back so often failed
OWED: Final = "obligation"


def register() -> None:
    """Called when the app is ready."""
    proposals.register("failed-steps", "Qualification steps that came back", failed_steps)
    proposals.register("late-obligations", "Obligations that were late", late_obligations)
    proposals.register("missing-roles", "Regulated roles nobody holds", missing_roles)


def failed_steps(participants: Collection[int], now: datetime) -> Iterable[Found]:
    """An objective for each requirement whose evidence was returned twice within a year; one statement."""
    rows = ItemRound.objects.filter(
        participant__in=participants, outcome=RoundOutcome.RETURNED, reviewed_at__gte=now - YEAR
    ).select_related("item__requirement")
    held: dict[tuple[int, str], list[ItemRound]] = defaultdict(list)
    for row in rows.order_by("-reviewed_at", "-id"):
        held[row.participant_id, row.item.code].append(row)
    for (owner, code), rounds in held.items():
        if len(rounds) >= OFTEN:
            title = rounds[0].item.requirement.title
            yield Found(
                owner,
                code,
                f"{code} right at the first attempt: returned {len(rounds)} times",
                detail=f"{title}: go through what was missing, and who prepares it.",
                evidence=[
                    Evidence(
                        f"Returned: {one.comment or title}"[:200],
                        one.item.ref,
                        market_day(one.reviewed_at),
                        one.item.get_absolute_url(),
                    )
                    for one in rounds
                ],
            )


def late_obligations(participants: Collection[int], now: datetime) -> Iterable[Found]:
    """An objective for each obligation whose deadline was missed within a year; two statements."""
    clocks = Clock.objects.filter(participant_id__in=participants, kind=OWED, breached_at__gte=now - YEAR)
    missed = dict(clocks.order_by("breached_at").values_list("subject_ref", "breached_at"))
    held: dict[tuple[int, int], list[Obligation]] = defaultdict(list)
    rows = Obligation.objects.filter(ref__in=list(missed)).select_related("type").order_by("-due_on", "-id")
    for row in rows if missed else ():
        held[row.participant_id, row.type_id].append(row)
    for (owner, _type), late in held.items():
        type_ = late[0].type
        yield Found(
            owner,
            type_.code,
            f"{type_.code} on time: late {len(late)} times last year"
            if len(late) > 1
            else f"{type_.code} on time: late last year",
            detail=f"{type_.name}: agree who prepares it, and by when before it is due.",
            evidence=[
                Evidence(f"{one} missed {market_day(missed[one.ref])}", one.ref, one.due_on, one.get_absolute_url())
                for one in late
            ],
        )


def missing_roles(participants: Collection[int], now: datetime) -> Iterable[Found]:
    """A task where a role that must be held is held by nobody; of companies with a standing registration."""
    today = market_day(now)
    standing = Registration.objects.standing().filter(participant__in=participants).select_related("participant")
    owners = {row.participant_id: row.participant.ref for row in standing.order_by()}
    held: dict[int, set[str]] = defaultdict(set)
    roles = ContactRole.objects.filter(participant__in=owners).on(today).order_by()
    for owner, kind in roles.values_list("participant", "kind"):
        held[owner].add(kind)
    for owner, ref in owners.items():
        missing = [gap for gap in gaps(held[owner]) if gap.needed]
        if missing:
            url = reverse("participants:participant-people", args=[ref])
            yield Found(
                owner,
                "roles",
                "Name somebody for each role that must be held",
                ProposalKind.TASK,
                evidence=[Evidence(f"Nobody holds: {gap.label}", ref, today, url) for gap in missing],
            )

"""What the actions of disputes share: the lock, the step in its history, and the checks of what is given."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from accounts.models import User
from issues.actions.releasing import require_silence
from issues.actions.rows import lock_issue
from issues.choices import Side
from issues.models import Dispute, DisputeDay, DisputeFile, DisputeStep
from issues.rules.dispute_elements import ELEMENTS, sound_days
from issues.rules.dispute_moves import MOVES
from participants.actions.participants import tidy
from participants.actions.shape import only_fields, require_shape
from portal.documents.choices import Place
from portal.documents.storing import store
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

GIVEN: Final = frozenset(ELEMENTS) | {
    "interval_start",
    "interval_end",
    "sub_type",
    "charge_type",
    "short_text",
    "confidentiality_expired",
}
FREE: Final = frozenset({"long_text"})
NO_SUCH: Final = "There is no such dispute among those you may see."
FUTURE: Final = "Choose a day until today."
NEGATIVE: Final = "Amounts are not negative."


def lock_dispute(dispute: Dispute) -> Dispute:
    """The dispute with its issue, both locked until the transaction ends; the issue's participant is compared."""
    issue = lock_issue(dispute.issue)
    with wall.as_operator("lock a dispute of the participant acted for"):
        locked = Dispute.objects.lock(dispute.pk)
    if locked.issue_id != issue.pk:
        raise Refused(NO_SUCH)
    locked.issue = issue
    return locked


def side_of(by: User) -> str:
    return Side.OPERATOR if by.is_staff else Side.PARTICIPANT


def require_discreet(dispute: Dispute, text: str, by: User) -> None:
    """What the staff write stands on the dispute's page, and must not tell the participant of another company."""
    if by.is_staff and text.strip():
        require_silence(dispute.issue, text)


def move_dispute(
    dispute: Dispute, status: str, *, what: str, by: User, now: datetime, reason: str = "", **changes: Any
) -> dict[str, list[str]]:
    """Into another status, if the table of moves allows it; call it while holding the lock, as the operator."""
    MOVES.require(dispute.status, status)
    changed = dispute.apply(status=status, changed_at=now, **changes)
    add_dispute_step(dispute, what=what, by=by, now=now, reason=reason)
    changed.pop("changed_at", None)
    return changed


def add_dispute_step(
    dispute: Dispute, *, what: str, by: User, now: datetime, reason: str = "", resolution: str = ""
) -> None:
    DisputeStep.objects.create(
        dispute=dispute,
        participant_id=dispute.participant_id,
        status=dispute.status,
        resolution=resolution or dispute.resolution,
        what=what,
        reason=reason.strip()[:1000],
        side=side_of(by),
        at=now,
        by=by,
        by_name=by.name[:120],
    )


def sound_elements(given: Mapping[str, Any], days: Mapping[date, Decimal] | None) -> dict[str, Any]:
    """The elements as they are stored; `Refused` in words for what cannot be."""
    only_fields(dict(given), GIVEN)
    values = dict(given)
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = value.strip() if name in FREE else tidy(value)
    if days is not None:
        require_amounts(*days.values())
        values["amount"] = sound_days(days, values.get("amount"))
    require_amounts(values.get("amount"))
    starts, ends = values.get("interval_start"), values.get("interval_end")
    if starts is not None and ends is not None and ends < starts:
        raise Refused("The end interval is before the start interval.")
    if ends is not None and starts is None:
        raise Refused("Give the start interval as well.")
    require_shape(Dispute(**values), *sorted(values))
    return values


def require_amounts(*amounts: Decimal | None) -> None:
    """Amounts of money: finite, not negative, to the cent."""
    for amount in amounts:
        if amount is None:
            continue
        if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")):
            raise Refused("Give amounts to the cent.")
        if amount < 0:
            raise Refused(NEGATIVE)


def require_past(day: date, now: datetime) -> date:
    """A day that has come."""
    if day > market_day(now):
        raise Refused(FUTURE)
    return day


def write_days(dispute: Dispute, days: Mapping[date, Decimal]) -> None:
    """These days in place of those before."""
    DisputeDay.objects.filter(dispute=dispute).delete()
    DisputeDay.objects.bulk_create(
        DisputeDay(dispute=dispute, participant_id=dispute.participant_id, operating_day=day, amount=amount)
        for day, amount in sorted(days.items())
    )


def attach(dispute: Dispute, files: Iterable[Any], *, by: User, now: datetime) -> int:
    """Store the files as parts of the dispute; returns how many."""
    count = 0
    for upload in files:
        document = store(
            upload=upload,
            participant_id=dispute.participant_id,
            registration_id=dispute.registration_id,
            by=by,
            now=now,
            place=Place.DISPUTE,
        )
        DisputeFile(
            dispute=dispute, participant_id=dispute.participant_id, document=document, side=side_of(by), at=now
        ).save(force_insert=True)
        count += 1
    return count

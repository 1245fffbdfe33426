"""Setting a mark beside the reckoned one for some time, taking it back, and its end when the time is over."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participant
from participants.actions.shape import require_reason, require_shape
from participants.choices.health import HealthMark
from participants.deadlines import due
from participants.models import Health, HealthOverride, Participant
from participants.permissions.health import can_override_health
from participants.rules.follow_up_days import Term
from participants.scorecard import Scorecard
from participants.working_days import days_ahead
from portal.audit import trail
from portal.lifecycle.bulk import update_many
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NO_MARK: Final = "Choose the mark that the relationship deserves."
TOO_LONG: Final = "A mark set by hand holds {days} Business Days at most."
NONE_HOLDS: Final = "No mark set by hand holds here any more."
SET, TAKEN_BACK, RAN_OUT = (f"participants.healthoverride.{verb}" for verb in ("set", "taken_back", "ran_out"))
BATCH: Final = 500


@transaction.atomic
def override_health(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    mark: str,
    comment: str,
    expires_on: date | None = None,
    in_days: int | None = None,
) -> HealthOverride:
    """Show another mark beside the score until a working day, given as a day or as so many Business Days from now.

    One that holds already is replaced. The score goes on being reckoned, and its drops are followed all the same.
    """
    comment = require_reason(comment)
    term = Term(expires_on, in_days)
    health = _locked_health(participant)
    participant = lock_participant(participant.pk)
    can_override_health(by, participant).enforce()
    if mark not in HealthMark.values:
        raise Refused(NO_MARK)
    until = due(term, now).day
    longest = Scorecard.read(market_day(now)).scale.longest_days
    if until > days_ahead(now, longest):
        raise Refused(TOO_LONG.format(days=longest))
    _end(_in_force(participant), by=by, now=now)
    override = HealthOverride(
        participant=participant, mark=mark, comment=comment, by=by, at=now, score=health.score, expires_on=until
    )
    require_shape(override, "comment")
    override.save(force_insert=True)
    Health.objects.filter(pk=health.pk).update(override=override)
    changes = {"mark": [health.get_mark_display(), override.get_mark_display()], "last day": ["", str(until)]}
    trail.record(SET, of=override, by=by, at=now, changes=changes, reason=comment)
    return override


@transaction.atomic
def take_back_override(*, participant: Participant, by: User, now: datetime, reason: str = "") -> HealthOverride:
    """The reckoned mark alone is shown again."""
    health = _locked_health(participant)
    participant = lock_participant(participant.pk)
    can_override_health(by, participant).enforce()
    override = _in_force(participant)
    if override is None or override.expires_on < market_day(now):
        raise Refused(NONE_HOLDS)
    _end(override, by=by, now=now)
    Health.objects.filter(pk=health.pk).update(override=None)
    trail.record(TAKEN_BACK, of=override, by=by, at=now, reason=reason.strip()[:300])
    return override


@transaction.atomic
def end_run_out(*, now: datetime) -> int:
    """Close those whose last day is over; no page has shown them since. Returns how many, five hundred at most."""
    day = market_day(now)
    rows = Health.objects.filter(override__ended_at=None, override__expires_on__lt=day).order_by("participant_id")
    held = list(rows.select_related("override").select_for_update(skip_locked=True, of=("self",))[:BATCH])
    found = [health.override for health in held]
    for override in found:
        override.ended_at = now
    if found:
        update_many(HealthOverride, ["ended_at"], found)
        Health.objects.filter(pk__in=[health.pk for health in held]).update(override=None)
        trail.record_many(trail.build(RAN_OUT, of=override, by=None, at=now) for override in found)
    return len(found)


def _locked_health(participant: Participant) -> Health:
    """The participant's row, made where none was reckoned yet; locked before the participant, as the sweep does."""
    Health.objects.bulk_create([Health(participant=participant)], ignore_conflicts=True)
    return Health.objects.select_for_update(of=("self",)).get(participant=participant)


def _in_force(participant: Participant) -> HealthOverride | None:
    rows = HealthOverride.objects.select_for_update(of=("self",))
    return rows.filter(participant=participant, ended_at=None).first()


def _end(override: HealthOverride | None, *, by: User, now: datetime) -> None:
    if override is not None:
        override.apply(ended_at=now, ended_by_id=by.pk)

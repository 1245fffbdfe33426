"""The Counter-Party comes with the first QSE or CRRAH registration."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.models import CounterParty, Participant
from participants.rules.fiscal_years import YearEnd
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day


@transaction.atomic
def ensure_counter_party(*, participant: Participant, by: User | None, now: datetime) -> CounterParty:
    """The participant's Counter-Party, created where there is none; call while holding the participant's lock."""
    counter_party, created = CounterParty.objects.get_or_create(
        participant=participant, defaults={"since": market_day(now)}
    )
    if created:
        trail.record("participants.counter_party.added", of=counter_party, by=by, at=now)
    return counter_party


@transaction.atomic
def set_fiscal_year_end(*, counter_party: CounterParty, by: User, now: datetime, month: int, day: int) -> CounterParty:
    """On which day its fiscal year ends. Statements that are owed already keep their days."""
    participant = lock_participant(counter_party.participant_id)
    counter_party = CounterParty.objects.lock(counter_party.pk)
    permissions.can_edit(by, participant).enforce()
    try:
        YearEnd(month, day)
    except ValueError as error:
        raise Refused(str(error)) from error
    changes = counter_party.apply(year_end_month=month, year_end_day=day)
    if changes:
        trail.record("participants.counter_party.changed", of=counter_party, by=by, at=now, changes=changes)
    return counter_party

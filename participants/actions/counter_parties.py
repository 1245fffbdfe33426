"""The Counter-Party comes with the first QSE or CRRAH registration."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from participants.models import CounterParty, Participant
from portal.audit import trail
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

"""Of whom a company asks a second factor: set by its administrator, told ahead, reminded of before the day."""

from datetime import date, datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.access import FACTORS
from accounts.models import User
from participants import permissions
from participants import signing_in_news as news
from participants.actions.locks import lock_participant
from participants.choices import FactorDemand
from participants.models import FactorPolicy, Membership, Participant
from participants.rules import signing_in as rules
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

AHEAD: Final = timedelta(days=3)
AT_ONCE: Final = 200


@transaction.atomic
def set_factor_policy(
    *, participant: Participant, demand: str, starts_on: date | None, by: User, now: datetime
) -> FactorPolicy:
    """From a day on; less than the operator asks of everybody is refused. Those without a factor are told."""
    participant = lock_participant(participant.pk)
    permissions.can_set_up_sign_in(by, participant).enforce()
    today = market_day(now)
    starts_on = starts_on or today
    if demand not in FactorDemand.values:
        raise Refused("That is not one of the available choices.")
    if rules.stricter(demand, settings.PARTICIPANTS_SECOND_FACTOR) != demand:
        raise Refused("The operator asks more of everybody; a company can ask more, never less.")
    if starts_on < today:
        raise Refused("The day is today or later.")
    with wall.as_operator("set the second factor that the participant acted for asks"):
        policy = FactorPolicy.objects.filter(participant=participant).first()
        if policy is None:
            policy = FactorPolicy(participant=participant, starts_on=starts_on)
            policy.save(force_insert=True)
        changes = policy.apply(demand=demand, starts_on=starts_on, reminded_on=None)
        people = people_without(policy, today)
    changes.pop("reminded_on", None)
    if changes:
        trail.record("participants.sign_in.factor_set", of=policy, by=by, at=now, changes=changes)
        news.tell_factor(policy, people, now=now)
    return policy


def people_without(policy: FactorPolicy, day: date) -> list[User]:
    """Those of whom it is asked and who have set up none."""
    factor = Authenticator.objects.filter(user=OuterRef("user"), type__in=FACTORS)
    held = Membership.objects.valid_on(day).filter(
        ~Exists(factor), participant=policy.participant_id, user__is_active=True
    )
    asked = [one for one in held.select_related("user").order_by("id") if rules.is_asked(policy.demand, one.kind)]
    return [one.user for one in asked]


def remind_ahead(*, now: datetime, most: int = AT_ONCE) -> int:
    """Remind, some days before, whoever has still to set one up; returns of how many companies. Once for each day."""
    today = market_day(now)
    due = FactorPolicy.objects.exclude(demand=FactorDemand.NONE).filter(
        reminded_on=None, starts_on__gt=today, starts_on__lte=today + AHEAD
    )
    reminded = 0
    for pk in due.order_by("starts_on", "pk").values_list("pk", flat=True)[:most]:
        with transaction.atomic():
            if not due.filter(pk=pk).update(reminded_on=today):
                continue
            policy = FactorPolicy.objects.get(pk=pk)
            news.tell_factor(policy, people_without(policy, today), now=now)
            reminded += 1
    return reminded

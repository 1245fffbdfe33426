"""The single duty that follows from an event, such as a new attestation after a change of ownership."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from participants.actions.obligations.owners import Owner
from participants.actions.obligations.writing import write_new
from participants.choices import OwnerKind
from participants.models import CounterParty, Obligation, ObligationType, Participant, Registration, Resource
from participants.obligation_deadlines import calendars_named
from participants.rules.obligation_periods import Period, next_period
from participants.rules.obligations import Due, Facts
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

# Owed by the participant where it is owed for contacts or holders: those are no owners here.
OWNERS: Final = {
    OwnerKind.REGISTRATION: "registration",
    OwnerKind.RESOURCE: "resource",
    OwnerKind.COUNTER_PARTY: "counter_party",
}


@transaction.atomic
def owe(
    *,
    type_code: str,
    participant: Participant,
    since: date,
    by: Any,
    now: datetime,
    registration: Registration | None = None,
    resource: Resource | None = None,
    due_on: date | None = None,
) -> Obligation:
    """What follows from the event of a day, once: a second call for the same day returns the same row.

    The calling action has asked for permission and holds the participant's lock. `due_on` is needed where the catalog
    gives no day.
    """
    with wall.as_operator("a duty follows from what a participant's user did"):
        type_ = ObligationType.objects.get(code=type_code)
        owner = _owner(type_, participant, registration, resource)
        period = _period(type_, since, due_on)
        wanted = Obligation(
            type=type_,
            period=period.name,
            opens_on=period.due.opens_on,
            due_on=period.due.due_on,
            by_rule=period.due.by_rule,
            period_end=period.due.period_end,
            **owner.columns(),
        )
        write_new([wanted], by=by, now=now)
        return Obligation.objects.get(type=type_, period=period.name, **owner.columns())


def _owner(
    type_: ObligationType, participant: Participant, registration: Registration | None, resource: Resource | None
) -> Owner:
    """What the catalog says it is owed for. Raises TypeError where the caller did not give it."""
    given: dict[str, Any] = {"registration": registration, "resource": resource}
    if type_.owner_kind == OwnerKind.COUNTER_PARTY:
        given["counter_party"] = CounterParty.objects.filter(participant=participant).first()
    name = OWNERS.get(type_.owner_kind)
    if name is None:
        return Owner(participant.pk)
    if given[name] is None:
        raise TypeError(f"{type_.code} is owed for a {type_.get_owner_kind_display()}.")
    return Owner(participant.pk, **{name: given[name]})


def _period(type_: ObligationType, since: date, due_on: date | None) -> Period:
    if due_on is not None:
        return Period(since.isoformat(), Due(due_on, due_on))
    facts = Facts(since=since, calendars=calendars_named([type_.schedule]))
    found = next_period(type_.schedule, since, facts)
    if found is None:
        raise Refused(f"No day follows from the rule of {type_.code}.")
    return found

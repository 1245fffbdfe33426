"""What the actions on one obligation share: its locked row, its clock, who hears of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from accounts.models import User
from participants import obligation_audiences as audiences
from participants.actions.locks import lock_participant
from participants.choices import Decision, Verdict
from participants.models import ExtensionRequest, Obligation, ObligationRound
from participants.obligation_deadlines import KIND, UNTIL_THE_END
from portal.audit import trail
from portal.calendars.actions.clocks import change_target, restart_clock, stop_clock
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.models import Clock
from portal.outbox import posting
from portal.scoping import wall
from portal.scoping.today import market_day


def locked(obligation: Obligation) -> Obligation:
    """The row with its participant and type, participant and row locked until the transaction ends."""
    participant = lock_participant(obligation.participant_id)
    type_ = obligation.type
    obligation = Obligation.objects.lock(obligation.pk)
    obligation.type = type_
    if obligation.participant_id == participant.pk:
        obligation.participant = participant
    return obligation


def open_round(obligation: Obligation) -> ObligationRound:
    """The submission that somebody is to look at."""
    return ObligationRound.objects.select_for_update(of=("self",)).get(obligation=obligation, verdict="")


def end_round(obligation: Obligation, verdict: Verdict, *, by: Any, now: datetime, comment: str = "") -> None:
    """What became of the open submission. Only the staff write a comment."""
    ended: dict[str, Any] = {"verdict": verdict, "ended_at": now, "ended_by_id": by.pk if by is not None else None}
    open_round(obligation).apply(**ended | ({"comment": comment} if comment else {}))


def drop_extension(obligation: Obligation, *, by: Any, now: datetime, reason: str) -> None:
    """An open request for more time is answered by what happened meanwhile."""
    for request in ExtensionRequest.objects.filter(obligation=obligation, decision=""):
        request.apply(decision=Decision.DROPPED, reason=reason, decided_at=now, decided_by_id=by.pk if by else None)


def stop(obligation: Obligation, *, by: Any, now: datetime, reason: str = "", outcome: Outcome | None = None) -> None:
    """The clock ends: met or missed when something was filed, canceled when nothing needs to be."""
    with wall.as_operator("stop the clock of an obligation"):
        for clock in Clock.objects.of(obligation).filter(kind=KIND).open():
            stop_clock(clock=clock, by=by, now=now, outcome=outcome, reason=reason)


def run_until(obligation: Obligation, day: date, *, by: Any, now: datetime, reason: str) -> None:
    """The clock runs until a day: again where it had stopped, otherwise with that day instead of its own.

    What was late, or what people have been reminded of, begins a new cycle with reminders of its own.
    """
    with wall.as_operator("run the clock of an obligation on"):
        clock = Clock.objects.of(obligation).filter(kind=KIND).latest("cycle")
        stopped = clock.state == ClockState.STOPPED
        late = clock.due_at is not None and clock.due_at < now
        anew = stopped or late or clock.steps.filter(fired_at__isnull=False).exists()
        move = restart_clock if anew else change_target
        move(clock=clock, by=by, now=now, reason=reason, fixed_day=day, **UNTIL_THE_END)


def record(
    verb: str, obligation: Obligation, *, by: Any, now: datetime, changes: dict[str, Any], reason: str = ""
) -> None:
    told = {name: change for name, change in changes.items() if name not in ("submitted_at", "settled_at", "reason")}
    trail.record(f"participants.obligation.{verb}", of=obligation, by=by, at=now, changes=told, reason=reason)


def tell(
    verb: str, obligation: Obligation, *, by: Any, now: datetime, audience: str, also: Iterable[User] = ()
) -> None:
    """News for an audience, except for who did it."""
    with wall.as_operator("find who hears of an obligation"):
        people = {one.pk: one for one in also}
        for word in filter(None, audience.split("+")):
            rows = [Obligation.objects.select_related("resource").get(pk=obligation.pk)]
            found = {
                audiences.FILERS: audiences.filers,
                audiences.ACCOUNT_MANAGER: audiences.managers,
            }[word](rows, market_day(now))
            people |= {one.pk: one for one in found[obligation.ref]}
        people.pop(by.pk if by is not None else None, None)
        posting.post(
            f"participants.obligation.{verb}",
            to=people.values(),
            about=obligation,
            dedupe=f"participants.obligation.{verb}:{obligation.ref}:{now.isoformat()}",
            now=now,
            facts={"due_on": obligation.due_on.isoformat()},
        )


SAME_PERSON: Final = "Whoever handed it in does not look at it: ask a colleague."

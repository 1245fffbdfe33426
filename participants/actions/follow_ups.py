"""Writing follow-ups: what somebody promised to do about a participant, with a clock that says when and why.

What moves one along (postponing, waiting, finishing) stands in `follow_up_steps`.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.choices import AssignmentKind
from participants.deadlines import CALENDAR, KIND, LABEL, PLAN, due
from participants.models import Assignment, FollowUp, Participant
from participants.rules.assigning import may_be_assigned
from participants.rules.follow_up_days import Term
from participants.rules.follow_up_moves import STILL_OPEN
from portal.audit import trail
from portal.calendars.actions.clocks import start_clock
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.lifecycle.refusals import Refused
from portal.outbox import posting

UNTITLED = "Say in a few words what is to be done."
ENDED = "This follow-up is over; add a new one for what is left to do."
NOBODY = "This participant has no account manager: say who is responsible."


@transaction.atomic
def add_follow_up(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    title: str,
    note: str = "",
    responsible: User | None = None,
    due_on: date | None = None,
    in_days: int | None = None,
) -> FollowUp:
    """Promise something by a working day, given as a day or as so many Business Days from now.

    The account manager is responsible unless somebody else is named; that person hears of it.
    """
    term = Term(due_on, in_days)
    participant = lock_participant(participant.pk)
    permissions.can_edit(by, participant).enforce()
    return promise(
        participant=participant,
        by=by,
        now=now,
        term=term,
        title=title,
        note=note,
        responsible=responsible or account_manager(participant),
    )


def promise(
    *, participant: Participant, by: User, now: datetime, term: Term, title: str, note: str, responsible: User
) -> FollowUp:
    """Write the follow-up and start its clock; call while holding the participant's lock, once it is permitted."""
    texts = _sound({"title": title, "note": note})
    require_able(responsible, participant)
    found = due(term, now)
    follow_up = FollowUp(participant=participant, responsible=responsible, due_on=found.day, created_by=by, **texts)
    follow_up.save(force_insert=True)
    clock = start_clock(
        subject=follow_up, kind=KIND, label=LABEL, calendar=CALENDAR, plan=PLAN, by=by, now=now, **rule_of(term)
    )
    changes = {"title": ["", follow_up.title], "responsible": ["", responsible.name], "due": ["", str(found.day)]}
    trail.record("participants.followup.added", of=follow_up, by=by, at=now, changes=changes)
    tell(follow_up, clock, by=by, now=now)
    return follow_up


@transaction.atomic
def change_follow_up(
    *, follow_up: FollowUp, by: User, now: datetime, title: str | None = None, note: str | None = None
) -> FollowUp:
    """Correct the title or the note. The date, the state and who is responsible have verbs of their own."""
    follow_up = locked(follow_up)
    permissions.can_work_on(by, follow_up).enforce()
    require_open(follow_up)
    given = {"title": title, "note": note}
    changes = follow_up.apply(**_sound({name: text for name, text in given.items() if text is not None}))
    if "note" in changes:
        # A note stays on its own page: the trail tells only that it was written anew.
        changes["note"] = ["", "written anew"] if follow_up.note else ["", "removed"]
    if changes:
        trail.record("participants.followup.changed", of=follow_up, by=by, at=now, changes=changes)
    return follow_up


@transaction.atomic
def hand_over_follow_up(
    *, follow_up: FollowUp, by: User, now: datetime, responsible: User, reason: str = ""
) -> FollowUp:
    """Somebody else becomes responsible, and hears of it; the date stays."""
    follow_up = locked(follow_up)
    permissions.can_work_on(by, follow_up).enforce()
    require_open(follow_up)
    if responsible.pk == follow_up.responsible_id:
        raise Refused(f"{responsible.name} is responsible already.")
    require_able(responsible, follow_up.participant)
    changes = {"responsible": [follow_up.responsible.name, responsible.name]}
    follow_up.apply(responsible_id=responsible.pk)
    follow_up.responsible = responsible
    trail.record(
        "participants.followup.handed_over", of=follow_up, by=by, at=now, changes=changes, reason=reason.strip()
    )
    tell(follow_up, open_clock(follow_up), by=by, now=now)
    return follow_up


def _sound(texts: dict[str, str]) -> dict[str, str]:
    """Without surrounding space and fit to be stored; a title says something."""
    tidied = {name: tidy(text) if name == "title" else text.strip() for name, text in texts.items()}
    if tidied.get("title") == "":
        raise Refused(UNTITLED)
    require_shape(FollowUp(**tidied), *tidied)
    return tidied


def locked(follow_up: FollowUp) -> FollowUp:
    """The row with its participant, both locked until the transaction ends."""
    participant = lock_participant(follow_up.participant_id)
    follow_up = FollowUp.objects.lock(follow_up.pk)
    if follow_up.participant_id == participant.pk:
        follow_up.participant = participant
    return follow_up


def require_open(follow_up: FollowUp) -> None:
    if follow_up.state not in STILL_OPEN:
        raise Refused(ENDED)


def account_manager(participant: Participant) -> User:
    """Whoever looks after the participant today; refused where nobody does."""
    held = Assignment.objects.of(participant).today().filter(kind=AssignmentKind.PRIMARY).select_related("person")
    if (assignment := held.first()) is None:
        raise Refused(NOBODY)
    return assignment.person


def require_able(responsible: User, participant: Participant) -> None:
    """Only who could act on it: active account managers and supervisors who may see the participant."""
    if not may_be_assigned(responsible.role, responsible.is_active):
        raise Refused("Only active account managers and supervisors can be responsible for a follow-up.")
    if not permissions.can_view(responsible, participant):
        raise Refused(f"{responsible.name} may not see this restricted participant.")


def rule_of(term: Term) -> dict[str, object]:
    """The term as a clock keeps it: until close of business, and on the next working day where nobody works."""
    if term.in_days is not None:
        return {"target": Target(term.in_days, "day", due_time="close")}
    return {"fixed_day": term.day, "due_time": "close", "roll": "next"}


def open_clock(follow_up: FollowUp) -> Clock:
    """The one clock that has not stopped."""
    return Clock.objects.of(follow_up).filter(kind=KIND).open().get()


def tell(follow_up: FollowUp, clock: Clock, *, by: User, now: datetime) -> None:
    """Whoever is responsible hears of it when somebody else decided so."""
    if follow_up.responsible_id == by.pk:
        return
    posting.post(
        "participants.followup.assigned",
        to=[follow_up.responsible],
        about=follow_up,
        dedupe=f"participants.followup.assigned:{follow_up.ref}:{now.isoformat()}",
        now=now,
        facts={"deadline": clock.ref, "due_at": clock.due_at.isoformat() if clock.due_at else ""},
        participant_id=follow_up.participant_id,
    )

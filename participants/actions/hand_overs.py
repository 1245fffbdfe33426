"""Preparing a hand-over, writing down what whoever takes over should know, calling it off, closing it.

What begins it and brings it back stands in `hand_over_steps`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.actions.absences import record_absence
from accounts.models import Absence, User
from participants import hand_over_news as news
from participants import permissions
from participants.actions import hand_over_lines as lines
from participants.actions import hand_over_steps as steps
from participants.actions.complexity import require_match
from participants.actions.shape import require_order, require_shape
from participants.choices import HandOverKind, HandOverState
from participants.models import HandOver, HandOverNote, Participant
from participants.models.period import overlapping
from participants.rules.assigning import may_be_assigned, some_names
from participants.rules.hand_over_moves import MOVES, REVIEW_DAYS, left_undecided
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

THEMSELVES: Final = "Choose somebody else to take over."
UNABLE: Final = "Only active account managers and supervisors can take over."
PAST: Final = "Choose a first day from today on."
NO_END: Final = "Give the last day, after which everything comes back."
FOR_GOOD: Final = "A permanent hand-over has no last day."
NOTHING: Final = "{name} looks after none of these participants in those days."
LEFT: Final = "This account is closed: what it holds can only be handed over for good."
STANDS: Final = "Whoever prepared it still stands by it."
NOT_RUNNING: Final = "It is not running."
NOT_BACK: Final = "It is not over yet."
OVER: Final = "This hand-over is over."
END_ABSENCE: Final = "End the absence on the colleague's page: then everything comes back."


@transaction.atomic
def prepare_hand_over(
    *,
    person: User,
    receiver: User,
    kind: str,
    by: User,
    now: datetime,
    starts_on: date,
    ends_on: date | None = None,
    note: str = "",
    participants: Iterable[Participant] | None = None,
    accepted_because: str = "",
) -> HandOver:
    """Write down what is open and falls due in those days; it begins by itself on the first one, today at once.

    For an absence the stand-in is the one of the absence, which is recorded where it is not yet. `participants`
    limits it to some of the person's.
    """
    person = User.objects.lock(person.pk)
    permissions.can_prepare_hand_over(by, person, kind).enforce()
    _require_sound(person, receiver, kind, starts_on, ends_on, now)
    chosen = None if participants is None else list(participants)
    absence = _absence(person, receiver, kind, starts_on, ends_on, by=by, now=now)
    hand_over = HandOver(
        kind=kind, person=person, receiver=receiver, absence=absence, whole=not chosen, note=note.strip(),
        starts_on=starts_on, ends_on=ends_on, prepared_by=by, prepared_at=now,
    )  # fmt: skip
    require_shape(hand_over, "kind", "note")
    if absence is not None and kind == HandOverKind.ABSENCE:
        hand_over.starts_on, hand_over.ends_on = absence.starts_on, absence.ends_on
    held = set(lines.held_by(hand_over).values_list("participant_id", flat=True))
    if chosen:
        held &= {participant.pk for participant in chosen}
    if not held:
        raise Refused(NOTHING.format(name=person.name))
    # Whoever stands in is assigned to nothing; who takes over, for days or for good, has the level or is accepted.
    if kind != HandOverKind.ABSENCE and require_match(held, receiver, accepted_because=accepted_because):
        permissions.can_assign(by).enforce()
    _require_once(hand_over, held)
    hand_over.save(force_insert=True)
    HandOverNote.objects.bulk_create(HandOverNote(hand_over=hand_over, participant_id=pk) for pk in sorted(held))
    count = lines.write_lines(hand_over, held, now=now)
    changes = {"person": [person.name, receiver.name], "from": ["", str(hand_over.starts_on)]}
    because = accepted_because.strip()
    trail.record("participants.handover.prepared", of=hand_over, by=by, at=now, changes=changes, reason=because)
    if hand_over.starts_on <= market_day(now):
        return steps.begin(hand_over, by=by, now=now)
    news.tell_prepared(hand_over, count, by=by, now=now)
    return hand_over


@transaction.atomic
def gather_anew(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """The lines as things are now; notes stay. It is done by itself when the hand-over begins."""
    hand_over = _locked(hand_over)
    permissions.can_change_hand_over(by, hand_over).enforce()
    if hand_over.state != HandOverState.PREPARED:
        raise Refused("It has begun: its lines stay as they were then.")
    lines.write_lines(hand_over, lines.participants_of(hand_over), now=now)
    trail.record("participants.handover.gathered", of=hand_over, by=by, at=now)
    return hand_over


@transaction.atomic
def note_on_hand_over(*, note: HandOverNote, by: User, now: datetime, text: str | None = None) -> HandOverNote:
    """What whoever takes over should know of one participant; what is not given stays."""
    hand_over = _locked(note.hand_over)
    permissions.can_change_hand_over(by, hand_over).enforce()
    if hand_over.state == HandOverState.CLOSED:
        raise Refused(OVER)
    note = HandOverNote.objects.lock(note.pk)
    wanted = note.note if text is None else text.strip()
    require_shape(HandOverNote(note=wanted), "note")
    note.hand_over = hand_over
    if note.apply(note=wanted):
        trail.record("participants.handover.noted", of=hand_over, participant_id=note.participant_id, by=by, at=now)
    return note


@transaction.atomic
def call_off_hand_over(*, hand_over: HandOver, by: User, now: datetime, reason: str = "") -> HandOver:
    """It does not take place; only before it begins."""
    hand_over = _locked(hand_over)
    permissions.can_change_hand_over(by, hand_over).enforce()
    if hand_over.state != HandOverState.PREPARED:
        raise Refused("It has begun already.")
    return steps.call_off(hand_over, by=by, now=now, reason=reason.strip())


@transaction.atomic
def stand_by_hand_over(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """Whoever prepared it no longer may: somebody who may has it begin under the own name, today where its day has
    come."""
    hand_over = _locked(hand_over)
    permissions.can_stand_by_hand_over(by, hand_over).enforce()
    if hand_over.state != HandOverState.PREPARED:
        raise Refused("It has begun already.")
    if permissions.may_begin(hand_over):
        raise Refused(STANDS)
    before = hand_over.prepared_by
    hand_over.apply(prepared_by_id=by.pk, trouble="")
    hand_over.prepared_by = by
    changes = {"prepared by": [before.name, by.name]}
    trail.record("participants.handover.stood_by", of=hand_over, by=by, at=now, changes=changes)
    return steps.begin(hand_over, by=by, now=now) if hand_over.starts_on <= market_day(now) else hand_over


@transaction.atomic
def come_back(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """Back before the last day: everything comes back now. Of an absence, the absence is ended instead."""
    hand_over = _locked(hand_over)
    permissions.can_change_hand_over(by, hand_over).enforce()
    if hand_over.state != HandOverState.RUNNING or not hand_over.comes_back:
        raise Refused(NOT_RUNNING)
    if hand_over.absence_id is not None and hand_over.absence.ends_on >= market_day(now):
        raise Refused(END_ABSENCE)
    return steps.bring_back(hand_over, by=by, now=now)


@transaction.atomic
def close_hand_over(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """The summary is read; or the successor has decided about every day that is due soon."""
    hand_over = _locked(hand_over)
    permissions.can_close_hand_over(by, hand_over).enforce()
    permanent = hand_over.kind == HandOverKind.PERMANENT
    if hand_over.state == HandOverState.PREPARED or (not permanent and hand_over.state == HandOverState.RUNNING):
        raise Refused(NOT_BACK)
    MOVES.require(hand_over.state, HandOverState.CLOSED)
    decided = list(hand_over.lines.values_list("to_decide", "choice"))
    if left := left_undecided(decided):
        days = f"{left} day" if left == 1 else f"{left} days"
        raise Refused(f"Decide first about {days} due within {REVIEW_DAYS} Business Days.")
    hand_over.apply(state=HandOverState.CLOSED, closed_at=now)
    trail.record("participants.handover.closed", of=hand_over, by=by, at=now)
    if permanent:
        figures = {"moved": sum(choice == "moved" for _, choice in decided)}
        figures["kept"] = sum(choice == "kept" for _, choice in decided)
        news.tell_decided(hand_over, figures, by=by, now=now)
    return hand_over


def _locked(hand_over: HandOver) -> HandOver:
    rows = HandOver.objects.select_for_update(of=("self",))
    return rows.select_related("person", "receiver", "absence", "prepared_by").get(pk=hand_over.pk)


def _require_sound(
    person: User, receiver: User, kind: str, starts_on: date, ends_on: date | None, now: datetime
) -> None:
    if kind not in HandOverKind.values:
        raise Refused("This kind of hand-over is not one of the available choices.")
    if receiver.pk == person.pk:
        raise Refused(THEMSELVES)
    if not may_be_assigned(receiver.role, receiver.is_active):
        raise Refused(UNABLE)
    if kind == HandOverKind.PERMANENT and ends_on is not None:
        raise Refused(FOR_GOOD)
    if kind != HandOverKind.PERMANENT and ends_on is None:
        raise Refused(NO_END)
    if kind != HandOverKind.PERMANENT and not person.is_active:
        raise Refused(LEFT)
    require_order(starts_on, ends_on)
    if starts_on < market_day(now) and kind != HandOverKind.ABSENCE:
        raise Refused(PAST)
    if kind == HandOverKind.TEMPORARY:
        away = receiver.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
        if away.exists():
            raise Refused(f"{receiver.name} is away in that time, too.")


def _absence(
    person: User, receiver: User, kind: str, starts_on: date, ends_on: date | None, *, by: User, now: datetime
) -> Absence | None:
    """The absence these days belong to; one is recorded where a stand-in is prepared for and there is none."""
    if kind == HandOverKind.PERMANENT:
        return None
    held = person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).order_by("starts_on").first()
    if kind == HandOverKind.TEMPORARY:
        return held
    if held is None:
        days = {"starts_on": starts_on, "ends_on": ends_on}
        return record_absence(person=person, stand_in=receiver, by=by, now=now, **days)
    if held.stand_in_id != receiver.pk:
        raise Refused(f"{held.stand_in.name} stands in in those days, not {receiver.name}.")
    return held


def _require_once(hand_over: HandOver, participants: set[int]) -> None:
    """No participant is handed over twice in the same days."""
    others = HandOver.objects.live().filter(overlapping(hand_over.starts_on, hand_over.ends_on))
    others = others.filter(person=hand_over.person).exclude(kind=HandOverKind.PERMANENT, state=HandOverState.RUNNING)
    twice = HandOverNote.objects.filter(hand_over__in=others, participant__in=participants)
    names = list(twice.order_by("participant__name").values_list("participant__name", flat=True))
    if names:
        raise Refused(f"A hand-over in those days is prepared already: {some_names(names)}.")

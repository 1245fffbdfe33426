"""Writing down how companies belong together, correcting it, and ending it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_families, lock_participants
from participants.actions.parents import keep_parent, require_no_circle
from participants.actions.participants import tidy
from participants.actions.shape import only_fields, require_order, require_shape
from participants.choices import Certainty, TieKind, TieSource
from participants.models import Affiliation, Participant
from participants.permissions.affiliations import can_change_affiliation
from participants.rules.families import Tie
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

CHANGEABLE: Final = frozenset({"starts_on", "ends_on", "share", "source", "certainty", "announced_on"})
ALREADY: Final = "This is on file for some of these days already: change or end that."
TAKEN: Final = {"affiliation_once": ALREADY, "affiliation_once_outside": ALREADY}
NOT_OFFERED: Final = "The other company is not one of the available choices."
ITSELF: Final = "A company does not belong to itself."
UNNAMED: Final = "Name the other company."
ONLY_OWNERSHIP: Final = "Only a change of ownership is announced: choose parent or subsidiary."
BEFORE_IT_BEGAN: Final = "It has not begun by that day: correct its first day instead."
OVER: Final = "It has ended already."


@transaction.atomic
def add_affiliation(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    kind: str,
    starts_on: date,
    source: str,
    other: Participant | None = None,
    other_name: str = "",
    ends_on: date | None = None,
    share: Decimal | None = None,
    certainty: str = Certainty.CERTAIN,
    announced_on: date | None = None,
) -> Affiliation:
    """What another company is to the participant. Declared means: by the participant itself.

    Between two participants an ownership is written as the child's parent, whichever page it was entered on. With
    `announced_on` it is a change of ownership whose closing day is `starts_on`.
    """
    lock_families()
    rows = {row.pk: row for row in lock_participants({participant.pk, other.pk} if other else {participant.pk})}
    participant, other = rows[participant.pk], rows[other.pk] if other else None
    permissions.can_edit(by, participant).enforce()
    if other is not None:
        _require_choice(other, participant, by)
    require_order(starts_on, ends_on)
    row = Affiliation(
        participant=participant,
        other=other,
        participant_name=participant.name,
        other_name=other.name if other else tidy(other_name),
        kind=kind,
        share=share,
        source=source,
        certainty=certainty,
        told_by=participant if source == TieSource.DECLARED else None,
        starts_on=starts_on,
        ends_on=ends_on,
        announced_on=announced_on,
    )
    _written_by_the_child(row)
    if not row.other_name:
        raise Refused(UNNAMED)
    _require_sound(row)
    row.other_key = "" if row.other_id else row.other_name.casefold()[:200]
    _require_no_circle(row, by)
    with refusing(TAKEN):
        row.save(force_insert=True)
    keep_parent([row.participant_id], now)
    verb = "announced" if announced_on else "added"
    # The trail names no other participant: whoever reads the one's timeline may not be allowed to see the other.
    told = {"kind": row.get_kind_display(), "company": "" if row.other_id else row.other_name, "from": str(starts_on)}
    _record(verb, row, by, now, {name: ["", value] for name, value in told.items() if value})
    return row


@transaction.atomic
def change_affiliation(*, affiliation: Affiliation, by: User, now: datetime, **fields: Any) -> Affiliation:
    """Correct days, share, source or how sure it is; another kind or company is another affiliation."""
    only_fields(fields, CHANGEABLE)
    row = _locked(affiliation, by)
    wanted = Affiliation.objects.select_related("participant", "other").get(pk=row.pk)
    for name, value in fields.items():
        setattr(wanted, name, value)
    require_order(wanted.starts_on, wanted.ends_on)
    _require_sound(wanted)
    _require_no_circle(wanted, by, without=row.pk)
    told_by = _teller(row, wanted)
    with refusing(TAKEN):
        changes = row.apply(**fields, told_by_id=told_by)
    changes.pop("told_by_id", None)
    if changes:
        keep_parent([row.participant_id], now)
        _record("changed", row, by, now, changes)
    return row


@transaction.atomic
def end_affiliation(*, affiliation: Affiliation, by: User, now: datetime, ends_on: date) -> Affiliation:
    """It holds until that day, the day included."""
    row = _locked(affiliation, by)
    if row.ends_on is not None and row.ends_on <= ends_on:
        raise Refused(OVER)
    if ends_on < row.starts_on:
        raise Refused(BEFORE_IT_BEGAN)
    changes = row.apply(ends_on=ends_on)
    keep_parent([row.participant_id], now)
    _record("ended", row, by, now, changes)
    return row


def _locked(affiliation: Affiliation, by: User) -> Affiliation:
    lock_families()
    lock_participants({affiliation.participant_id, affiliation.other_id} - {None})
    row = Affiliation.objects.select_related("participant", "other").lock(affiliation.pk)
    can_change_affiliation(by, row).enforce()
    return row


def _require_choice(other: Participant, participant: Participant, by: User) -> None:
    if other.pk == participant.pk:
        raise Refused(ITSELF)
    if not permissions.can_view(by, other):
        raise Refused(NOT_OFFERED)


def _written_by_the_child(row: Affiliation) -> None:
    """A subsidiary that is a participant itself has the row, with its parent; who told it stays."""
    if row.kind == TieKind.SUBSIDIARY and row.other is not None:
        row.participant, row.other = row.other, row.participant
        row.kind, row.participant_name, row.other_name = TieKind.PARENT, row.participant.name, row.other.name


def _require_sound(row: Affiliation) -> None:
    require_shape(row, "other_name", "kind", "share", "source", "certainty", "starts_on", "ends_on", "announced_on")
    if row.share is not None and not 0 < row.share <= 100:
        raise Refused("A share is more than 0 and at most 100 percent.")
    if row.announced_on is not None:
        if row.kind != TieKind.PARENT:
            raise Refused(ONLY_OWNERSHIP)
        if row.announced_on > row.starts_on:
            raise Refused("A change of ownership is announced before it closes, or on the day itself.")


def _require_no_circle(row: Affiliation, by: User, without: int | None = None) -> None:
    if row.kind == TieKind.PARENT and row.other_id is not None:
        require_no_circle(Tie(row.participant_id, row.other_id, row.starts_on, row.ends_on), by=by, without=without)


def _teller(row: Affiliation, wanted: Affiliation) -> int | None:
    """Whoever declared it stays; what is now said to be declared was declared by the company it stands with."""
    if wanted.source != TieSource.DECLARED:
        return None
    return row.told_by_id or row.participant_id


def _record(verb: str, row: Affiliation, by: User, now: datetime, changes: dict[str, Any]) -> None:
    """On the timeline of each of the two companies."""
    for participant_id in {row.participant_id, row.other_id} - {None}:
        trail.record(
            f"participants.affiliation.{verb}", of=row, participant_id=participant_id, by=by, at=now, changes=changes
        )

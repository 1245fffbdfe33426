"""Rooms for auditors: opened, changed and closed early by a supervisor. A room ends by itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts import audit_room_news as news
from accounts import audit_room_permissions as permissions
from accounts.choices import RoomNoun
from accounts.models import AuditRoom, AuditRoomParticipant, AuditRoomReader, User
from accounts.rules.audit_rooms import RoomPlan
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

OVER: Final = "This room is closed or has ended. Open another one."
WHY: Final = "Say why."
NO_AUDITOR: Final = "Only active auditors read in a room."
ALIKE: Final = "Nothing of it is different."
FIELDS: Final = (
    "title",
    "purpose",
    "basis",
    "starts_on",
    "ends_on",
    "everybody",
    "records_from",
    "records_until",
    "with_notes",
    "with_protected",
)


@transaction.atomic
def open_audit_room(*, plan: RoomPlan, by: User, now: datetime) -> AuditRoom:
    """The auditors hear of it by a mail that names nobody in its subject."""
    permissions.can_open_rooms(by).enforce()
    _require_sound(plan, now)
    room = AuditRoom.objects.create(**_fields(plan), opened_by=by, opened_at=now)
    _let_in(room, plan.readers)
    _put_in(room, plan.participants)
    trail.record("accounts.auditroom.opened", of=room, by=by, at=now, changes=_told(plan), reason=room.purpose)
    news.tell(news.OPENED, room, plan.readers, now=now)
    return room


@transaction.atomic
def change_audit_room(*, room: AuditRoom, plan: RoomPlan, by: User, now: datetime) -> AuditRoom:
    """From the next click on, the room is what the plan says; whoever is no longer named is out."""
    room = AuditRoom.objects.lock(room.pk)
    permissions.can_open_rooms(by).enforce()
    if room.closed_at is not None or room.ends_on < market_day(now):
        raise Refused(OVER)
    _require_sound(plan, now)
    before = room.issue_refs, room.nouns
    changes = room.apply(**_fields(plan))
    for name, row, was in (("issue_refs", "issues", before[0]), ("nouns", "nouns", before[1])):
        if changes.pop(name, None):
            changes |= _differing(row, was, getattr(room, name))
    readers = {one.person_id: one.person for one in room.readers.select_related("person")}
    wanted = {one.pk: one for one in plan.readers}
    changes |= _differing("readers", map(str, readers.values()), map(str, wanted.values()))
    held = set(room.participants.values_list("participant_id", flat=True))
    changes |= _differing("participants", map(str, sorted(held)), map(str, sorted(plan.participants)))
    if not changes:
        raise Refused(ALIKE)
    room.readers.exclude(person__in=wanted).delete()
    room.participants.exclude(participant_id__in=plan.participants).delete()
    _let_in(room, [one for pk, one in wanted.items() if pk not in readers])
    _put_in(room, plan.participants.keys() - held)
    trail.record("accounts.auditroom.changed", of=room, by=by, at=now, changes=changes)
    news.tell(news.OPENED, room, [one for pk, one in wanted.items() if pk not in readers], now=now)
    news.tell(news.CHANGED, room, [one for pk, one in wanted.items() if pk in readers], now=now)
    return room


@transaction.atomic
def close_audit_room(*, room: AuditRoom, by: User, now: datetime, reason: str) -> AuditRoom:
    """At once: the next page does not exist any more."""
    room = AuditRoom.objects.lock(room.pk)
    permissions.can_open_rooms(by).enforce()
    if room.closed_at is not None or room.ends_on < market_day(now):
        raise Refused(OVER)
    if not reason.strip():
        raise Refused(WHY)
    room.apply(closed_at=now, closed_by=by, closed_because=reason.strip()[:300])
    trail.record("accounts.auditroom.closed", of=room, by=by, at=now, reason=room.closed_because)
    news.tell(news.CLOSED, room, [one.person for one in room.readers.select_related("person")], now=now)
    return room


def record_opening(room: AuditRoom, page: str, *, by: User, now: datetime) -> None:
    """That an auditor opened this page of the room."""
    trail.record("accounts.auditroom.read", of=room, by=by, at=now, changes={"page": ["", page]})


def record_copy(room: AuditRoom, *, by: User, now: datetime, rows: int, digest: str) -> None:
    """That an auditor took the events in scope along; by the digest a changed file is told from the one given."""
    changes = {"format": ["", "proofs"], "rows": ["", rows], "digest": ["", digest]}
    trail.record("accounts.auditroom.exported", of=room, by=by, at=now, changes=changes)


def _require_sound(plan: RoomPlan, now: datetime) -> None:
    for objection in plan.objections(market_day(now)):
        raise Refused(objection)
    if any(not one.is_active or not one.can("rooms.read") for one in plan.readers):
        raise Refused(NO_AUDITOR)


def _fields(plan: RoomPlan) -> dict:
    nouns = [noun for noun in RoomNoun.values if noun in plan.nouns]
    return {name: getattr(plan, name) for name in FIELDS} | {"nouns": nouns, "issue_refs": sorted(plan.issue_refs)}


def _told(plan: RoomPlan) -> dict[str, list[str]]:
    """Who reads what, for the trail."""
    told = {name: str(getattr(plan, name) or "") for name in ("starts_on", "ends_on", "records_from", "records_until")}
    told |= {"readers": ", ".join(map(str, plan.readers)), "nouns": ", ".join(plan.nouns)}
    told |= {"participants": "all" if plan.everybody else ", ".join(plan.participants.values())}
    told |= {"issues": ", ".join(plan.issue_refs), "with_notes": str(plan.with_notes)}
    told |= {"with_protected": str(plan.with_protected)}
    return {name: ["", value] for name, value in told.items() if value}


def _differing(name: str, before: Iterable[str], after: Iterable[str]) -> dict[str, list[str]]:
    pair = [", ".join(sorted(before)), ", ".join(sorted(after))]
    return {name: pair} if pair[0] != pair[1] else {}


def _let_in(room: AuditRoom, people: Iterable[User]) -> None:
    AuditRoomReader.objects.bulk_create([AuditRoomReader(room=room, person=one) for one in people])


def _put_in(room: AuditRoom, participant_ids: Iterable[int]) -> None:
    AuditRoomParticipant.objects.bulk_create(
        [AuditRoomParticipant(room=room, participant_id=one) for one in sorted(participant_ids)]
    )

"""Opening a registration's checklist, and taking over what the company has shown already."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.planning import plan_open
from participants.checklist_people import people_of_registrations
from participants.checklists import asked_now
from participants.choices import ItemState, RoleKind
from participants.models import (
    BlockVersion,
    Checklist,
    ChecklistItem,
    MarketRole,
    Registration,
    Requirement,
    TestFlight,
)
from participants.querysets.registrations import ENDED
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.scoping.today import market_day

OPENED: Final = "This registration has its checklist already."
NOTHING_ASKED: Final = "The catalog asks nothing of this market role yet."
CLOSED: Final = "This registration has ended; its checklist cannot be opened any more."


@transaction.atomic
def open_checklist(
    *,
    registration: Registration,
    by: User,
    now: datetime,
    profile: MarketRole | None = None,
    target_on: date | None = None,
    flight: TestFlight | None = None,
    reuse: Collection[str] = (),
) -> Checklist:
    """Ask a registration for what its market role needs, under the versions that hold now.

    `profile` narrows the role (a QSE with resources); `reuse` names the items that count because the same company
    has shown them for another registration.
    """
    participant = lock_participant(registration.participant_id)
    registration = Registration.objects.select_related("role").lock(registration.pk)
    registration.participant = participant
    permissions.can_open_checklist(by, registration).enforce()
    if registration.status in ENDED:
        raise Refused(CLOSED)
    if Checklist.objects.filter(registration=registration).exists():
        raise Refused(OPENED)
    role = _followed(registration, profile)
    checklist = Checklist(participant=participant, registration=registration, role=role, opened_at=now, opened_by=by)
    with refusing({"participants_checklist_registration_id_key": OPENED}):
        checklist.save(force_insert=True)
    items = _items(checklist, _reusable(registration, reuse), now)
    ChecklistItem.objects.bulk_create(items)
    checklist.versions.set({item.requirement.version_id for item in items})
    taken = [item.code for item in items if item.reused_from_id]
    changes: dict[str, Any] = {"registration": ["", str(registration)], "items": ["", str(len(items))]}
    if taken:
        changes["reused"] = ["", ", ".join(taken)]
    trail.record("participants.checklist.opened", of=checklist, by=by, at=now, changes=changes)
    plan_open(checklist, target_on=target_on, flight=flight, by=by, now=now)
    posting.post(
        "participants.checklist.opened",
        to=people_of_registrations([registration], market_day(now))[registration.pk],
        about=checklist,
        dedupe=f"participants.checklist.opened:{checklist.ref}",
        now=now,
        participant_id=participant.pk,
    )
    return checklist


def reusable_items(registration: Registration) -> list[ChecklistItem]:
    """What the same company has been accepted for under other registrations and counts for this one too.

    The newest of each code; only items that the catalog calls reusable, with evidence that still counts.
    """
    return accepted_of(
        ChecklistItem.objects.filter(participant=registration.participant_id).exclude(
            checklist__registration=registration
        )
    )


def accepted_of(rows: QuerySet[ChecklistItem]) -> list[ChecklistItem]:
    """Of these the accepted ones that still count and that the catalog calls reusable, the newest of each code.

    Nothing lapses under a registration that has ended, so it is asked here whether the evidence counts today.
    """
    rows = rows.still_counting().filter(requirement__reusable=True)
    rows = rows.select_related("requirement", "checklist__registration__role").order_by("code", "-settled_at", "-id")
    newest: dict[str, ChecklistItem] = {}
    for row in rows:
        newest.setdefault(row.code, row)
    return list(newest.values())


def _followed(registration: Registration, profile: MarketRole | None) -> MarketRole:
    if profile is None or profile.pk == registration.role_id:
        return registration.role
    if profile.kind != RoleKind.PROFILE or profile.parent_id != registration.role_id:
        raise Refused(f"{profile.code} is no profile of {registration.role.code}.")
    return profile


def _reusable(registration: Registration, codes: Collection[str]) -> dict[str, ChecklistItem]:
    found = {row.code: row for row in reusable_items(registration)} if codes else {}
    if unknown := sorted(set(codes) - set(found)):
        raise Refused(f"{unknown[0]} has not been accepted for another registration of this company.")
    return {code: found[code] for code in codes}


def _items(checklist: Checklist, reused: dict[str, ChecklistItem], now: datetime) -> list[ChecklistItem]:
    """Unsaved items in the order of the catalog."""
    wanted = asked_now(checklist.role)
    if not wanted.items:
        raise Refused(NOTHING_ASKED)
    current = BlockVersion.objects.current()
    rows = {row.code: row for row in Requirement.objects.filter(version__in=current, code__in=wanted.items)}
    items = []
    for position, code in enumerate(wanted.items, start=1):
        item = ChecklistItem(
            participant_id=checklist.participant_id,
            checklist=checklist,
            requirement=rows[code],
            code=code,
            position=position,
            mandatory=rows[code].mandatory,
            waits_for=[one for one in wanted.items if one in wanted.before[code]],
        )
        if code in reused:
            _take_over(item, reused[code], now)
        items.append(item)
    return items


def _take_over(item: ChecklistItem, source: ChecklistItem, now: datetime) -> None:
    item.state, item.settled_at, item.reused_from = ItemState.ACCEPTED, now, source
    item.values = source.values
    item.evidence_expires_on, item.holder_id = source.evidence_expires_on, source.holder_id

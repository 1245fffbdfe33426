"""What an official letter says, read from the registration and its checklist, and how it is drawn.

Preview and issue draw from the same facts; a preview writes nothing and wears its word across the page.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings

from accounts.models import User
from participants import registration_obstacles as checklist
from participants.checklists import state_of
from participants.choices import AssignmentKind, ItemState, LetterKind
from participants.models import Assignment, ChecklistItem, Registration
from participants.rules import official_letters as rules
from participants.rules.checklist_moves import REVIEWABLE
from participants.rules.registration_items import LETTER_ITEMS
from portal import typesetting
from portal.scoping.today import market_day

PREVIEWED: Final = "OL-PREVIEW"
STATES: Final[dict[str, str]] = {
    ItemState.NOT_STARTED: "Not started",
    ItemState.WAITING: "Waits for you",
    ItemState.SUBMITTED: "Received",
    ItemState.IN_REVIEW: "In review",
    ItemState.RETURNED: "Returned",
    ItemState.AT_RISK: "At risk",
}
SENT_BACK: Final = (ItemState.RETURNED, ItemState.AT_RISK)


def refusal(kind: str, registration: Registration) -> str:
    """Why this letter cannot be issued now, in words; "" where it can."""
    return rules.refusal(
        kind,
        registration.status,
        checklist.open_items(registration),
        lacking=lacking_of(registration),
    )


def lacking_of(registration: Registration) -> str:
    """What was declared missing, while it is."""
    return registration.status_reason if registration.status == "incomplete" else ""


def facts(
    kind: str,
    registration: Registration,
    *,
    by: User,
    now: datetime,
    note: str = "",
    effective_on: date | None = None,
    reference: str = "",
) -> dict[str, Any]:
    """Everything the template prints; without a `reference` it is a preview."""
    company, today = registration.participant, market_day(now)
    open_items = _open(registration)
    return {
        "draft": not reference,
        "title": LetterKind(kind).label,
        "reference": reference or PREVIEWED,
        "date": _day(today),
        "operator": {
            "name": settings.OPERATOR_NAME,
            "logo": settings.OPERATOR_LOGO_TEXT or settings.OPERATOR_NAME,
            "address": [line.strip() for line in settings.OPERATOR_ADDRESS.split("|") if line.strip()],
        },
        "participant": {"name": company.name, "address": company.address.splitlines()},
        "registration": {
            "reference": registration.ref,
            "role": registration.role.code,
            "role_name": registration.role.name,
            "short_name": registration.short_name,
            "duns": registration.duns,
        },
        "section": registration.role.protocol_section,
        "application_on": _day(registration.application_on),
        "effective_on": _day(effective_on),
        "lacking": lacking_of(registration),
        "note": note,
        "signer": _card(by) | {"position": by.position},
        "manager": _manager(registration, today),
        **_sorted(open_items, registration),
    }


def pdf(kind: str, told: dict[str, Any], *, at: datetime) -> bytes:
    return typesetting.pdf(kind, told, at=at)


def pictures(kind: str, told: dict[str, Any]) -> list[bytes]:
    """The pages as PNG."""
    return typesetting.pictures(kind, told)


def _open(registration: Registration) -> list[ChecklistItem]:
    """The open mandatory items, without those that the certification letter itself will settle."""
    rows = ChecklistItem.objects.standing_in_the_way(registration).select_related("requirement")
    return [row for row in rows if row.code not in LETTER_ITEMS]


def _sorted(rows: Sequence[ChecklistItem], registration: Registration) -> dict[str, list[dict[str, str]]]:
    told = {row.pk: _item(row, registration) for row in rows}
    return {
        "open": list(told.values()),
        "returned": [told[row.pk] for row in rows if state_of(row) in SENT_BACK],
        "outstanding": [told[row.pk] for row in rows if state_of(row) not in (*SENT_BACK, *REVIEWABLE)],
        "in_review": [told[row.pk] for row in rows if row.state in REVIEWABLE],
    }


def _item(row: ChecklistItem, registration: Registration) -> dict[str, str]:
    return {
        "code": row.code,
        "title": row.requirement.title,
        "section": ", ".join(row.requirement.sections) or registration.role.protocol_section,
        "state": STATES[state_of(row)],
        "reason": row.reason,
        "due": _day(row.due_on),
    }


def _manager(registration: Registration, today: date) -> dict[str, str] | None:
    held = Assignment.objects.of(registration.participant_id).on(today).filter(kind=AssignmentKind.PRIMARY)
    first = held.select_related("person").first()
    return _card(first.person) if first is not None else None


def _card(person: User) -> dict[str, str]:
    return {"name": person.name, "email": person.email, "phone": person.phone}


def _day(day: date | None) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day is not None else ""

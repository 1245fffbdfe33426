"""The nouns an auditor's room may hold: which rows, in which order, and what a list says of each.

Everything begins with the room's scope and never with what the reader may see elsewhere.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db.models import QuerySet

from accounts.choices import RoomNoun
from issues.models import Issue, ReleaseOverride
from participants.models import AcceptedMatch, DisclosureLine, GlassBreak, HealthOverride, Obligation, Registration
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.dashboards import room_matters as matters
from portal.dashboards import room_records as records
from portal.dashboards.control import SOURCES
from portal.dashboards.room_scope import Scope

Cell = Callable[[Any], Any]
# So that all tabs of a room stand beside each other.
SHORT: Final = {"levels": "Above a level", "health": "Health by hand"}


@dataclass(frozen=True, slots=True)
class Noun:
    """`part` is what the room's terms call it; `day` says which day of a record counts."""

    key: str
    part: str
    label: str
    icon: str
    day: str
    rows: Callable[[Scope], QuerySet]
    order: tuple[str, ...]
    columns: dict[str, Cell]
    tell: Callable[[Any, Scope], records.Record]
    named_by: str = "ref"

    def name_of(self, row: Any) -> str:
        return str(getattr(row, self.named_by))


def _issues(scope: Scope) -> QuerySet:
    wanted = scope.about() & scope.within("opened_at") | scope.named("ref")
    return Issue.objects.filter(wanted).select_related("participant", "category", "owner", "reporter")


def _registrations(scope: Scope) -> QuerySet:
    return Registration.objects.filter(scope.about()).select_related("participant", "role", "checklist")


def _obligations(scope: Scope) -> QuerySet:
    return Obligation.objects.filter(scope.about() & scope.on("due_on")).select_related("participant", "type")


def _events(scope: Scope) -> QuerySet:
    return AuditEvent.objects.filter(scope.about() & scope.within("at") | scope.named("object_ref"))


def _disclosures(scope: Scope) -> QuerySet:
    rows = DisclosureLine.objects.filter(scope.about() & scope.within("disclosure__opened_at"))
    return rows.select_related("participant", "disclosure")


def _openings(scope: Scope) -> QuerySet:
    rows = GlassBreak.objects.filter(scope.about() & scope.within("opened_at"))
    return rows.select_related("participant", "person", "review__by")


def _overrides(scope: Scope, *, model: Any, joined: Iterable[str]) -> QuerySet:
    wanted = scope.about() & scope.within("at")
    if model is ReleaseOverride:
        wanted |= scope.named("issue__ref")
    return model.objects.filter(wanted).select_related("participant", "by", *joined)


def _named(row: Any) -> str:
    return row.participant.name


def _override(key: str) -> Noun:
    source = SOURCES[key]
    return Noun(
        key,
        RoomNoun.OVERRIDES,
        SHORT.get(key, source.label),
        {ReleaseOverride: "message-square-warning", AcceptedMatch: "user-check", HealthOverride: "heart-pulse"}[
            source.model
        ],
        "the day it was done",
        partial(_overrides, model=source.model, joined=source.joined),
        ("-at", "-id"),
        {"What": source.what, "Participant": _named, "Who": lambda row: row.by.name, "When": lambda row: row.at},
        records.override(source.what, source.why),
    )


NOUNS: Final = (
    Noun(
        "issues",
        RoomNoun.ISSUES,
        "Issues",
        "messages-square",
        "the day it was raised",
        _issues,
        ("-opened_at", "-id"),
        {
            "Issue": lambda row: row.title,
            "Reference": lambda row: row.ref,
            "Participant": _named,
            "State": lambda row: row.get_state_display(),
            "Raised": lambda row: row.opened_at,
        },
        matters.issue,
    ),
    Noun(
        "registrations",
        RoomNoun.REGISTRATIONS,
        "Registrations",
        "badge-check",
        "none: they say how things stand",
        _registrations,
        ("participant_id", "id"),
        {
            "Registration": str,
            "Participant": _named,
            "Market role": lambda row: row.role.name,
            "Status": lambda row: row.get_status_display(),
            "Checklist": lambda row: "yes" if hasattr(row, "checklist") else "no",
        },
        matters.registration,
    ),
    Noun(
        "obligations",
        RoomNoun.OBLIGATIONS,
        "Obligations",
        "calendar-check",
        "the day it is due",
        _obligations,
        ("-due_on", "-id"),
        {
            "Obligation": lambda row: row.type.name,
            "Participant": _named,
            "Period": lambda row: row.period,
            "State": lambda row: row.get_state_display(),
            "Due": lambda row: row.due_on,
        },
        matters.obligation,
    ),
    Noun(
        "events",
        RoomNoun.EVENTS,
        "Audit trail",
        "scroll-text",
        "the day it was recorded",
        _events,
        ("-at", "-id"),
        {
            "What": lambda row: told(row).label,
            "Of": lambda row: row.object_label,
            "Reference": lambda row: row.object_ref,
            "Who": lambda row: row.by_label,
            "When": lambda row: row.at,
        },
        records.event,
        named_by="pk",
    ),
    Noun(
        "disclosures",
        RoomNoun.DISCLOSURES,
        "Disclosures",
        "scale",
        "the day it was written down",
        _disclosures,
        ("-id",),
        {
            "Who asked": lambda row: row.requester,
            "Participant": _named,
            "Legal basis": lambda row: row.authority,
            "State": lambda row: row.get_state_display(),
            "Written down": lambda row: row.disclosure.opened_at,
        },
        records.disclosure,
    ),
    *(_override(key) for key in SOURCES),
    Noun(
        "openings",
        RoomNoun.OPENINGS,
        "Openings",
        "lock-open",
        "the day it was opened",
        _openings,
        ("-opened_at", "-id"),
        {
            "Participant": _named,
            "Opened by": lambda row: row.person.name,
            "Reason": lambda row: row.reason,
            "When": lambda row: row.opened_at,
        },
        records.opening,
    ),
)
BY_KEY: Final = {noun.key: noun for noun in NOUNS}


def nouns_of(scope: Scope) -> list[Noun]:
    """Those that the room holds, in the order of its pages."""
    return [noun for noun in NOUNS if scope.holds(noun.part)]

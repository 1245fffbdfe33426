"""One record of an auditor's room, told whole and to be read only: facts, tables, and what was said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString

from participants.models import DisclosureLine, GlassBreak
from portal.audit import naming, proofs
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.dashboards.room_scope import Scope
from portal.web.templatetags import look


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody said, noted or did; `html` was cleaned when it was written."""

    at: datetime
    who: str
    what: str
    html: SafeString | str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    header: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    empty: str

    @property
    def lines(self) -> list[list[tuple[str, Any]]]:
        """The rows with the heading beside each cell, for narrow screens."""
        return [list(zip(self.header, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Record:
    """`protected` are the rows whose Protected Information is shown, for its owner to read."""

    title: str
    facts: list[tuple[str, Any]]
    tables: list[Table] = field(default_factory=list)
    entries: list[Entry] | None = None
    more: bool = False
    protected: list[Any] = field(default_factory=list)


def shown(value: Any) -> Any:
    """A value as people read it."""
    if isinstance(value, datetime):
        return look.moment(value)
    if isinstance(value, date):
        return look.day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None or value == "" else value


def facts(*pairs: tuple[str, Any]) -> list[tuple[str, Any]]:
    return [(label, shown(value)) for label, value in pairs]


def event(row: AuditEvent, scope: Scope) -> Record:
    """With its way to the root of the seal, which anybody can reckon again."""
    one = told(row)
    names = naming.names([row.participant_id])
    told_facts = facts(
        ("When", row.at),
        ("Who", row.by_label),
        ("Of", row.object_label),
        ("Reference", row.object_ref),
        ("Participant", names[row.participant_id].name if row.participant_id in names else ""),
        ("Reason", row.reason),
        ("Address", row.address),
        ("Event", row.pk),
    )
    changes = [(change.field, change.before or "–", change.after or "–") for change in one.changes]
    tables = [Table("Changes", ("What", "Before", "After"), changes, "It says of no change.")]
    found = proofs.of_event(row.pk)
    if found is None:
        sealed = Table("Seal", ("What", "Value"), [], "It waits for its seal, which is made within minutes.")
    else:
        lines = [
            ("Seal", found.seal.number),
            ("Place", f"{found.index + 1} of {found.seal.count}"),
            ("Leaf of this event", found.leaf),
            *((f"Step {number}", digest) for number, digest in enumerate(found.path, start=1)),
            ("Root they lead to", found.leads_to),
            ("Root of the seal", found.seal.root),
            ("Digest of the seal", found.seal.digest),
            ("As it was sealed", shown(found.sound)),
        ]
        sealed = Table("Proof", ("What", "Value"), lines, "")
    return Record(one.label, told_facts, [*tables, sealed])


def disclosure(row: DisclosureLine, scope: Scope) -> Record:
    told_facts = facts(
        ("Participant", row.participant.name),
        ("Who asked", row.requester),
        ("Kind", row.get_requester_kind_display()),
        ("Legal basis", row.authority),
        ("Asked on", row.disclosure.asked_on),
        ("What of this owner", row.what),
        ("State", row.get_state_display()),
        ("Owner told", row.noticed_at),
        ("May object until", row.objects_until),
        ("Objection", row.objection),
        ("No notice under", row.section),
        ("Decided", row.decided_at),
        ("Reason", row.reason),
        ("Disclosed on", row.disclosed_on),
    )
    if scope.room.with_notes:
        told_facts += facts(("Note of the staff", row.disclosure.note))
    return Record(f"Disclosure to {row.requester}", told_facts)


def opening(row: GlassBreak, scope: Scope) -> Record:
    review = getattr(row, "review", None)
    told_facts = facts(
        ("Participant", row.participant.name),
        ("Opened by", row.person.name),
        ("Opened", row.opened_at),
        ("Until", row.expires_at),
        ("Reason", row.reason),
        ("Marked", review.get_mark_display() if review else ""),
        ("Remark", review.remark if review else ""),
        ("Marked by", review.by.name if review else ""),
    )
    return Record(f"Opening of {row.participant.name}", told_facts)


def override(what: Callable[[Any], str], why: Callable[[Any], str]) -> Callable[[Any, Scope], Record]:
    """How a kind of override is told."""

    def tell(row: Any, scope: Scope) -> Record:
        pairs = (("Participant", row.participant.name), ("What", what(row)), ("Why", why(row)))
        return Record(what(row), facts(*pairs, ("Who", row.by.name), ("When", row.at)))

    return tell

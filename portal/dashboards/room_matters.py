"""Issues, registrations and obligations, each told whole in an auditor's room."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, Final

from django.utils.safestring import mark_safe

from issues import protected_reading
from issues.models import CommentFile, Issue, NoteFile
from participants.models import Obligation, Registration
from portal.dashboards.room_records import Entry, Record, Table, facts, shown
from portal.dashboards.room_scope import Scope

# So many entries of one record stand on its page; an issue with more says so.
MOST: Final = 1000
KEPT_BACK: Final = "Protected Information, which this room leaves out"


def issue(row: Issue, scope: Scope) -> Record:
    """With its entries in order; notes of the staff and Protected Information only where the room says so."""
    protection = protected_reading.of_fields(), protected_reading.of_resolution()
    row.protected, repeats = Issue.objects.filter(pk=row.pk).values_list(*protection).get()
    kept_back = set() if scope.room.with_protected else {one.field for one in _closed(row)}
    said = _said(row.comments, "comment", row)
    noted = _said(row.notes.select_related("author"), "note", row) if scope.room.with_notes else []
    sources = [_comments(said, scope), _notes(noted, scope), _steps(row)]
    entries = sorted(chain.from_iterable(sources), key=lambda one: one.at)
    told_facts = facts(
        ("Participant", row.participant.name),
        ("State", row.get_state_display()),
        ("Area", row.get_area_display()),
        ("Category", row.category.name),
        ("Severity", row.get_severity_display()),
        ("Raised", row.opened_at),
        ("Raised by", row.reporter.name if row.reporter else ""),
        ("Owner", row.owner.name if row.owner else ""),
        ("First answered", row.first_answered_at),
        ("Operating day", KEPT_BACK if "operating_day" in kept_back else row.operating_day),
        ("Resolved", row.resolved_at),
        ("Cause", row.get_cause_display()),
        ("Resolution", KEPT_BACK if repeats and not scope.room.with_protected else row.resolution),
        ("Closed", row.ended_at),
        ("Times reopened", row.reopened),
    )
    protected = [row, *said, *noted] if scope.room.with_protected else []
    return Record(row.title, told_facts, entries=entries[:MOST], more=len(entries) > MOST, protected=protected)


def _said(rows: Any, kind: str, row: Issue) -> list[Any]:
    """Comments or notes with how each is protected."""
    found = list(rows.annotate(protected=protected_reading.of(kind)).order_by("at", "id")[: MOST + 1])
    for one in found:
        one.issue_ref = row.ref
    return found


def _closed(row: Any) -> list[protected_reading.Badge]:
    """What of the row is still protected."""
    return [one for one in protected_reading.badges(row.protected) if not one.open]


def _comments(found: list[Any], scope: Scope) -> Iterable[Entry]:
    files = _files(CommentFile.objects.filter(comment__in=found), "comment_id")
    for one in found:
        who = f"{one.author_name} ({one.get_side_display().lower()})"
        yield _entry(one, who, "wrote", files, scope)


def _notes(found: list[Any], scope: Scope) -> Iterable[Entry]:
    files = _files(NoteFile.objects.filter(note__in=found), "note_id") if found else {}
    for one in found:
        yield _entry(one, one.author.name if one.author else "The portal", "noted for the staff", files, scope)


def _entry(row: Any, who: str, what: str, files: dict[int, tuple[str, ...]], scope: Scope) -> Entry:
    closed = _closed(row)
    if closed and not scope.room.with_protected:
        return Entry(row.at, who, f"{what} {KEPT_BACK}")
    marked = f"{what} Protected Information ({closed[0].label})" if closed else what
    return Entry(row.at, who, marked, mark_safe(row.html), files.get(row.pk, ()))  # noqa: S308 - cleaned once


def _files(rows: Any, of: str) -> dict[int, tuple[str, ...]]:
    """Names of what was attached, by what it was attached to."""
    found: dict[int, tuple[str, ...]] = {}
    for one in rows.select_related("document").order_by("pk"):
        found[getattr(one, of)] = (*found.get(getattr(one, of), ()), str(one.document))
    return found


def _steps(row: Issue) -> Iterable[Entry]:
    for one in row.steps.select_related("by").order_by("at", "id")[: MOST + 1]:
        yield Entry(one.at, one.by.name if one.by else "The portal", f"{one.get_state_display()} from then", one.reason)


def registration(row: Registration, scope: Scope) -> Record:
    told_facts = facts(
        ("Participant", row.participant.name),
        ("Market role", row.role.name),
        ("DUNS", row.duns),
        ("Status", row.get_status_display()),
        ("In this state since", row.status_on),
        ("Reason", row.status_reason),
        ("Section of the rules", row.status_section),
        ("Application received", row.application_on),
        ("Agreement effective", row.agreement_date),
        ("Qualified from", row.qualified_on),
    )
    checklist = getattr(row, "checklist", None)
    if checklist is None:
        return Record(str(row), told_facts)
    items = checklist.items.select_related("requirement").order_by("position", "id")
    lines = [
        (
            f"{one.code} {one.requirement.title}",
            one.get_state_display(),
            shown(one.due_on),
            shown(one.settled_at),
            one.round,
            shown(one.reason),
        )
        for one in items
    ]
    header = ("Requirement", "State", "Due", "Settled", "Rounds of evidence", "Why")
    tables = [Table(f"Checklist {checklist.ref}", header, lines, "It has no items.")]
    if scope.room.with_notes:
        tables.append(_waivers(checklist))
    return Record(str(row), told_facts, tables)


def _waivers(checklist: Any) -> Table:
    model = checklist.items.model._meta.get_field("waivers").related_model
    rows = model.objects.filter(item__checklist=checklist).select_related("item", "asked_by", "decided_by")
    words = {True: "granted", False: "declined", None: "not decided"}
    lines = [
        (one.item.code, one.reason, one.asked_by.name, shown(one.asked_at), words[one.granted], shown(one.decision))
        for one in rows.order_by("asked_at", "id")
    ]
    header = ("Item", "Reason", "Asked by", "Asked", "Decision", "Why")
    return Table("Waivers", header, lines, "None was asked for.")


def obligation(row: Obligation, scope: Scope) -> Record:
    told_facts = facts(
        ("Participant", row.participant.name),
        ("Obligation", row.type.name),
        ("Period", row.period),
        ("State", row.get_state_display()),
        ("Due", row.due_on),
        ("Due by the rule", row.by_rule),
        ("Submitted", row.submitted_at),
        ("Settled", row.settled_at),
        ("Confirmation number", row.confirmation_number),
        ("Reason", row.reason),
    )
    rounds = row.rounds.select_related("submitted_by").order_by("submitted_at", "id")
    lines = [
        (
            shown(one.submitted_at),
            one.submitted_by.name,
            shown(one.remark),
            one.get_verdict_display() or "–",
            shown(one.comment),
        )
        for one in rounds
    ]
    header = ("Submitted", "By", "Remark", "Verdict", "Comment")
    tables = [Table("Submissions", header, lines, "Nothing was handed in.")]
    if scope.room.with_notes:
        notes = [
            (shown(one.written_at), one.written_by.name, one.text) for one in row.notes.select_related("written_by")
        ]
        tables.append(Table("Notes of the staff", ("Written", "By", "Note"), notes, "None."))
    return Record(str(row), told_facts, tables)

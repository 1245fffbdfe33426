"""Protecting what stands in issues: said by its writer, by a category of its fields, or set by the staff later on."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions, protected_news
from issues.actions.rows import lock_issue
from issues.models import Category, Comment, Guidance, Issue, Note, ProtectedEntry
from issues.rules.guidance import KEPT_BACK
from issues.rules.protected_fields import LABELS, wanted
from portal.audit import trail
from portal.documents.choices import Protection
from portal.documents.marking import Marking
from portal.documents.protecting import dates, protect_text, require_agreeable, rules_of
from portal.documents.protection import weaker
from portal.lifecycle.references import new_reference
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

WHY: Final = "Say why: the participant reads it."
NO_CLASS: Final = "That is not one of the available classes."
NO_FIELD: Final = "This field holds nothing that could be protected."
RELEASED: Final = "This is released already."
SAME: Final = "Nothing would change."

Thing = Comment | Note


def mark(thing: Thing, marking: Marking | None, *, by: User | None, now: datetime) -> ProtectedEntry | None:
    """What its writer said of a new comment or note; call it in the action that wrote it, as the operator."""
    if marking is None:
        return None
    of = {"note": thing, "inner": True} if isinstance(thing, Note) else {"comment": thing}
    given = protect_text(marking=marking, by=by, now=now)
    entry = ProtectedEntry(participant_id=thing.participant_id, set_by=by, set_at=now, **of, **given)
    entry.save(force_insert=True)
    return entry


def mark_fields(
    issue: Issue, category: Category, *, now: datetime, known: Iterable[str] | None = None
) -> list[ProtectedEntry]:
    """What the category protects of the fields that are filled in; no statement where it protects none.

    `known`: which fields have their protection already, where that is known.
    """
    values = {name: getattr(issue, f"{name}_id" if name == "resource" else name) for name in category.protects}
    if not any(values.values()):
        return []
    if known is None:
        known = ProtectedEntry.objects.filter(issue=issue).values_list("field", flat=True)
    classes = wanted(category.protects, values, known)
    if not classes:
        return []
    rules, stored_on = rules_of(classes.values()), market_day(issue.opened_at)
    rows = [
        ProtectedEntry(
            participant_id=issue.participant_id,
            issue=issue,
            field=field,
            protection=code,
            because=f"As usual for {category.name}.",
            set_at=now,
            **dates(rules[code], stored_on=stored_on, basis_day=issue.operating_day),
        )
        for field, code in classes.items()
    ]
    return ProtectedEntry.objects.bulk_create(rows)


def carry_over(thing: Thing, to: Thing) -> None:
    """What is protected in one place is where its words are written a second time; call it in that action."""
    entry = ProtectedEntry.objects.filter(**{"note" if isinstance(thing, Note) else "comment": thing}).first()
    if entry is None:
        return
    entry.pk, entry.ref, entry._state.adding = None, new_reference(ProtectedEntry.REF_PREFIX), True
    entry.inner = isinstance(to, Note)
    entry.comment, entry.note = (None, to) if entry.inner else (to, None)
    entry.save(force_insert=True)


def carry_fields(issue: Issue, to: Issue) -> None:
    """The same of fields that another issue takes along, whatever its own category says of them."""
    taken = [one for one in ProtectedEntry.objects.filter(issue=issue) if getattr(to, one.field)]
    if not taken:
        return
    ProtectedEntry.objects.filter(issue=to, field__in=[one.field for one in taken]).delete()
    for entry in taken:
        entry.pk, entry.ref, entry._state.adding = None, new_reference(ProtectedEntry.REF_PREFIX), True
        entry.issue = to
        entry.save(force_insert=True)


@transaction.atomic
def protect_entry(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    protection: str,
    reason: str,
    thing: Thing | None = None,
    field: str = "",
    basis_day: date | None = None,
    agreed: date | None = None,
) -> ProtectedEntry:
    """The staff set the class of a comment, a note or a field; where it protects less than before the owner is told."""
    issue = lock_issue(issue)
    permissions.can_protect(by, issue).enforce()
    reason = said(reason)
    if protection not in Protection.values:
        raise Refused(NO_CLASS)
    entry = _entry_of(issue, thing, field)
    if entry.released_at is not None:
        raise Refused(RELEASED)
    before = (entry.protection, entry.confidential_until) if entry.pk else (Protection.RELATION, None)
    rules = rules_of({before[0], protection})
    require_agreeable(rules[protection], agreed)
    stored_on = market_day(thing.at if thing is not None else issue.opened_at)
    basis_day = basis_day or (issue.operating_day if field else None)
    fields = dates(rules[protection], stored_on=stored_on, basis_day=basis_day, agreed=agreed)
    changes = _set(entry, protection=protection, because=reason, by=by, now=now, **fields)
    if isinstance(thing, Comment) and protection != Protection.PUBLIC:
        Guidance.objects.filter(comment=thing).update(wording=KEPT_BACK)
    told = changes | {"what": ["", what(entry)]}
    trail.record("issues.entry.classified", of=issue, by=by, at=now, changes=told, reason=reason)
    until = fields["confidential_until"]
    ends_sooner = until is not None and (before[1] is None or until < before[1])
    new = before == (Protection.RELATION, None)
    if not entry.inner and (weaker(rules[protection], rules[before[0]]) or ends_sooner) and not new:
        protected_news.tell_weakened(entry, issue, now=now)
    return entry


def what(entry: ProtectedEntry) -> str:
    """What is protected, in words without a word of its content."""
    if entry.field:
        return LABELS[entry.field]
    return "Internal note" if entry.inner else "Comment"


def said(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(WHY)
    return reason[:300]


def _entry_of(issue: Issue, thing: Thing | None, field: str) -> ProtectedEntry:
    """The entry there is, locked, or a new one that is not written yet."""
    if thing is not None:
        if thing.issue_id != issue.pk:
            permissions.NO_SUCH_ISSUE.enforce()
        of: dict[str, Any] = {"note": thing} if isinstance(thing, Note) else {"comment": thing}
    elif field in LABELS and getattr(issue, field):
        of = {"issue": issue, "field": field}
    else:
        raise Refused(NO_FIELD)
    found = ProtectedEntry.objects.select_for_update(of=("self",)).filter(**of).first()
    return found or ProtectedEntry(participant_id=issue.participant_id, inner="note" in of, **of)


def _set(
    entry: ProtectedEntry, *, protection: str, because: str, by: User, now: datetime, **fields: Any
) -> dict[str, list[str]]:
    values = {"protection": protection, "because": because, "set_by_operator": True, **fields}
    if entry.pk is None:
        for name, value in values.items():
            setattr(entry, name, value)
        entry.set_by, entry.set_at = by, now
        entry.save(force_insert=True)
        return {"protection": ["", protection]}
    changes = entry.apply(**values)
    if not changes.keys() - {"because", "set_by_operator"}:
        raise Refused(SAME)
    entry.apply(set_by=by, set_at=now, proposed_by=None, proposed_at=None, release_reason="")
    return changes

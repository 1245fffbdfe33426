"""What messages and clocks of disclosures are about, who hears of them, and the words of the audit trail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from accounts.choices import Role
from accounts.models import User
from participants.models import DisclosureLine
from participants.protection_news import administrators
from portal.audit import verbs
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity
from portal.outbox.posting import Draft

FOLDER: Final = "outbox/participants"
OWNERS, SUPERVISORS = "administrators", "supervisors"
KINDS: Final = (
    ("noticed", "Somebody asks for protected information of yours", Severity.HIGH, "participant"),
    ("ahead", "Days to object to a disclosure end soon", Severity.HIGH, "participant"),
    ("due", "Days to object to a disclosure have passed", Severity.NORMAL, "staff"),
    ("objected", "An owner objects to a disclosure", Severity.HIGH, "staff"),
    ("decided", "Decision about a disclosure", Severity.HIGH, "participant"),
    ("disclosed", "Protected information was disclosed", Severity.HIGH, "participant"),
)

for _verb, _label, _icon in (
    ("opened", "Disclosure written down", "file-text"),
    ("owner_named", "Owner of a disclosure named", "building-2"),
    ("items_named", "Items of a disclosure named", "list-plus"),
    ("item_removed", "Item of a disclosure removed", "list-x"),
    ("noticed", "Owner told of a disclosure", "mail"),
    ("silence_asked", "Disclosure without notice asked for", "eye-off"),
    ("silence_confirmed", "Disclosure without notice confirmed", "eye-off"),
    ("silence_refused", "Disclosure without notice refused", "eye"),
    ("objected", "Objection to a disclosure", "message-square"),
    ("decided", "Disclosure decided", "scale"),
    ("disclosed", "Protected information disclosed", "send"),
    ("withdrawn", "Disclosure withdrawn", "x"),
):
    verbs.register(f"participants.disclosure.{_verb}", _label, icon=_icon)


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.disclosureline", _lines)
    audiences.register("participants.disclosureline", people_for, words=(OWNERS, SUPERVISORS))
    for verb, label, severity, audience in KINDS:
        kinds.register(
            f"participants.disclosure.{verb}",
            label=label,
            severity=severity,
            audience=audience,
            template=f"{FOLDER}/disclosure_{verb}",
        )


def people_for(audience: str, refs: Iterable[str], now: datetime) -> dict[str, list[User]]:
    """The owner's administrators, or the supervisors, for each line by reference; KeyError for another audience."""
    rows = list(DisclosureLine.objects.filter(ref__in=set(refs)))
    if audience == SUPERVISORS:
        people = _supervisors()
        return {row.ref: people for row in rows}
    return {row.ref: {OWNERS: administrators}[audience](row.participant_id, now) for row in rows}


def tell_owner(verb: str, line: DisclosureLine, *, now: datetime) -> None:
    """The owner's administrators, unless the law keeps the whole of it from them."""
    if line.noticed_at is not None:
        _post(verb, administrators(line.participant_id, now), line, now)


def tell_objected(line: DisclosureLine, *, by: User, now: datetime) -> None:
    _post("objected", _supervisors(), line, now)


def _supervisors() -> list[User]:
    return list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("id"))


def _post(verb: str, people: Iterable[User], line: DisclosureLine, now: datetime) -> None:
    kind = f"participants.disclosure.{verb}"
    dedupe = f"{kind}:{line.ref}"
    drafts = [Draft(kind, one, line, dedupe=dedupe, participant_id=line.participant_id) for one in people]
    posting.post_many(drafts, now=now)


def _lines(user: Any) -> QuerySet[DisclosureLine]:
    return DisclosureLine.objects.visible_to(user)

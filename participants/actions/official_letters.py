"""Issuing official letters: drawn once, stored, and kept as they are."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import official_letters as papers
from participants import permissions, recipients
from participants.actions.evidence import record_evidence
from participants.actions.locks import lock_participant
from participants.actions.qualifying import require_effective
from participants.actions.registration_moves import locked
from participants.actions.shape import require_shape
from participants.choices import LetterKind
from participants.models import ChecklistItem, OfficialLetter, Registration
from participants.rules.official_letters import LONGEST_NOTE
from participants.rules.registration_items import LETTER_ITEMS
from portal.audit import trail
from portal.documents import storing
from portal.documents.choices import Place
from portal.lifecycle.refusals import Refused
from portal.outbox import posting

NO_DAY = "Name the effective operating day."
OTHER_DAY = "It is qualified from another operating day: {day}."


@transaction.atomic
def issue_official_letter(
    *,
    registration: Registration,
    kind: str,
    by: User,
    now: datetime,
    note: str = "",
    effective_on: date | None = None,
) -> OfficialLetter:
    """Draw, store and hand over a letter about a registration; the participant's people hear that it is there.

    Only a certification names an operating day; of a qualified registration it is the day of its qualification.
    """
    participant = lock_participant(registration.participant_id)
    permissions.can_issue_letter(by, participant, kind).enforce()
    registration = locked(registration)
    registration.participant = participant
    if reason := papers.refusal(kind, registration):
        raise Refused(reason)
    effective_on = _effective(kind, registration, effective_on, now)
    letter = OfficialLetter(
        participant=participant,
        registration=registration,
        kind=kind,
        effective_on=effective_on,
        note=note.strip(),
        issued_by=by,
        issued_at=now,
    )
    require_shape(letter, "kind", "note")
    if len(letter.note) > LONGEST_NOTE:
        raise Refused(f"The paragraph has at most {LONGEST_NOTE:,} characters.")
    told = papers.facts(
        kind, registration, by=by, now=now, note=letter.note, effective_on=effective_on, reference=letter.ref
    )
    name, content = f"{kind}-letter-{letter.ref}.pdf", papers.pdf(kind, told, at=now)
    letter.document = storing.store_bytes(
        name=name,
        content=content,
        participant_id=participant.pk,
        registration_id=registration.pk,
        by=by,
        now=now,
        place=Place.LETTER,
    )
    letter.save(force_insert=True)
    changes = {"letter": ["", letter.get_kind_display()], "registration": ["", registration.ref]}
    trail.record("participants.official_letter.issued", of=letter, by=by, at=now, changes=changes)
    posting.post(
        "participants.official_letter.issued",
        to=recipients.members_of(registration, now),
        about=letter,
        dedupe=f"participants.official_letter.issued:{letter.ref}",
        now=now,
        participant_id=participant.pk,
    )
    if kind == LetterKind.CERTIFICATION:
        _prove(letter, name, content, by=by, now=now)
    return letter


def _prove(letter: OfficialLetter, name: str, content: bytes, *, by: User, now: datetime) -> None:
    """The letter is the evidence of the items that ask for it, and nothing else of them is left to judge."""
    rows = ChecklistItem.objects.filter(checklist__registration=letter.registration, code__in=LETTER_ITEMS)
    for item in rows.open().order_by("position"):
        record_evidence(item=item, by=by, now=now, remark=str(letter), files=[(name, content)])


def _effective(kind: str, registration: Registration, day: date | None, now: datetime) -> date | None:
    if kind != LetterKind.CERTIFICATION:
        return None
    known = registration.qualified_on
    if known is not None and day not in (None, known):
        raise Refused(OTHER_DAY.format(day=known.isoformat()))
    day = known or day
    if day is None:
        raise Refused(NO_DAY)
    require_effective(registration, day, now)
    return day

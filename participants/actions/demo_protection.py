"""The demo world's protected files with who opened them, and a disclosure of two of them whose owner was just told."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from participants.actions.disclosure_items import name_items
from participants.actions.disclosures import name_owner, open_disclosure, send_notice
from participants.actions.protection import classify
from participants.models import Disclosure, Participant
from portal.documents.models import Document
from portal.documents.opening import note_opening
from portal.scoping.today import market_day

COMPANY: Final = "Prairie Lantern Energy"
OTHER: Final = "Blue Mesa Trading"
AUTHORITY: Final = "PURA 39.1515, request for information"
# Of the files that the company has: the class, how many days ago the operating day was, and why.
CLASSES: Final = (
    ("PI-OFFER", 75, "Offers of one operating day."),
    ("PI-SETTLE", 40, "A settlement statement is part of it."),
    ("PI-COST", None, "It names fuel prices."),
)


def fill_protection(*, now: datetime) -> None:
    """A supervisor classifies what is there; colleagues open it; the commission asks about two owners."""
    supervisor, manager, specialist = (
        User.objects.get(email=f"{name}@iso.example") for name in ("supervisor", "manager", "specialist")
    )
    company = Participant.objects.get(name=COMPANY)
    files = list(Document.objects.filter(participant_id=company.pk, inner=False).order_by("pk")[: len(CLASSES)])
    for document, (code, ago, reason) in zip(files, CLASSES, strict=False):
        basis_day = market_day(now) - timedelta(days=ago) if ago is not None else None
        given = {"protection": code, "basis_day": basis_day, "reason": reason, "by": supervisor, "now": now}
        classified = classify(document=document, **given)
        for hours, person in ((2, manager), (26, specialist)):
            note_opening(classified, by=person, now=now - timedelta(hours=hours))
    _disclosure(company, [one.ref for one in files[:2]], supervisor, now)


def _disclosure(company: Participant, refs: list[str], by: User, now: datetime) -> Disclosure:
    disclosure = open_disclosure(
        requester_kind="commission",
        requester="Public Utility Commission, market oversight",
        authority=AUTHORITY,
        asked_on=market_day(now) - timedelta(days=1),
        note="Two owners; neither learns of the other.",
        by=by,
        now=now,
    )
    line = name_owner(disclosure=disclosure, participant=company, what="Statements and invoices of May", by=by, now=now)
    if refs:
        name_items(line=line, refs=refs, by=by, now=now)
    send_notice(line=line, by=by, now=now)
    other = Participant.objects.filter(name=OTHER).first() or Participant.objects.exclude(pk=company.pk).first()
    name_owner(disclosure=disclosure, participant=other, what="Offers of May 14", by=by, now=now)
    return disclosure

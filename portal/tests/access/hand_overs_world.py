"""A hand-over of each company's account manager, and a participant without one, for the walks."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.models import User
from participants.actions.hand_overs import note_on_hand_over, prepare_hand_over
from participants.choices import GapReason
from participants.models import CoverageGap
from portal.scoping.today import market_day


def furnish_hand_overs(*companies: SimpleNamespace, receiver: User, by: User, now: datetime) -> None:
    """Permanent ones in sixty days, so that nothing moves while the walks go on."""
    for rows in companies:
        person, participant = rows.assignment.person, rows.participant
        # Of a restricted company nobody hears beforehand but who may see it anyway.
        chosen = by if participant.restricted else receiver
        given = {"person": person, "receiver": chosen, "participants": [participant], "by": by, "now": now}
        day = market_day(now) + timedelta(days=60)
        rows.hand_over = prepare_hand_over(kind="permanent", starts_on=day, note=f"About {rows.contact.name}", **given)
        note = rows.hand_over.notes.get()
        rows.hand_over_note = note_on_hand_over(note=note, text=f"Ask {rows.contact.name}", by=by, now=now)
        rows.hand_over_line = rows.hand_over.lines.get(subject_ref=rows.follow_up.ref)
        rows.coverage_gap = CoverageGap.objects.create(
            participant=participant, reason=GapReason.NOBODY, first_day=day, person=person, found_at=now
        )

"""What a department does with a question: take it, ask back, hand it back, answer it; and messages of both sides."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.referral_rows import enter, locked, write
from issues.actions.referrals import require_nameless
from issues.choices import HandBack, ReferralSaid, ReferralState
from issues.models import Referral, ReferralMessage
from issues.referral_deadlines import REFERRAL, open_clock
from issues.referral_news import tell_department, tell_owner
from issues.rules.referral_moves import UNSETTLED
from portal.audit import trail
from portal.calendars.actions.clocks import pause_clock, stop_clock
from portal.lifecycle.refusals import Refused

SETTLED: Final = "This question is settled."


@transaction.atomic
def take_referral(*, referral: Referral, by: User, now: datetime) -> Referral:
    """Somebody of the department works on it from now on; a colleague may take it over."""
    referral = locked(referral)
    permissions.can_answer_referral(by, referral).enforce()
    if referral.taken_by_id == by.pk and referral.state == ReferralState.IN_WORK:
        raise Refused("You work on it already.")
    before = referral.taken_by.name if referral.taken_by else ""
    if referral.state == ReferralState.IN_WORK:
        referral.apply(taken_by=by)
    else:
        enter(referral, ReferralState.IN_WORK, by=by, now=now, taken_by=by)
    trail.record("issues.referral.taken", of=referral, by=by, at=now, changes={"taken by": [before, by.name]})
    return referral


@transaction.atomic
def ask_back(*, referral: Referral, by: User, now: datetime, text: str, files: Iterable[Any] = ()) -> Referral:
    """More is needed before it can be answered: the account manager's turn, and the clock rests."""
    given = {"kind": ReferralSaid.ASKED_BACK, "because": HandBack.MORE_NEEDED}
    return _give_back(referral, text, by=by, now=now, files=files, **given)


@transaction.atomic
def hand_back(*, referral: Referral, by: User, now: datetime, text: str, files: Iterable[Any] = ()) -> Referral:
    """It is not this department's to answer: the account manager asks another, and the clock rests."""
    given = {"kind": ReferralSaid.HANDED_BACK, "because": HandBack.NOT_OURS}
    return _give_back(referral, text, by=by, now=now, files=files, **given)


@transaction.atomic
def answer_referral(*, referral: Referral, by: User, now: datetime, text: str, files: Iterable[Any] = ()) -> Referral:
    """The department's answer, for the account manager; nothing of it reaches the participant by itself."""
    referral = locked(referral)
    permissions.can_answer_referral(by, referral).enforce()
    message = write(referral, text, kind=ReferralSaid.ANSWERED, by=by, now=now, files=files)
    answered = {"answer": message.text, "answered_at": now, "answered_by": by, "taken_by": referral.taken_by or by}
    enter(referral, ReferralState.ANSWERED, by=by, now=now, **answered)
    clock = stop_clock(clock=open_clock(referral, REFERRAL), by=by, now=now)
    told = {"deadline": ["", clock.get_outcome_display().lower()]}
    trail.record("issues.referral.answered", of=referral, by=by, at=now, changes=told)
    tell_owner("answered", referral, by=by, now=now)
    return referral


@transaction.atomic
def write_on_referral(
    *, referral: Referral, by: User, now: datetime, text: str, files: Iterable[Any] = ()
) -> ReferralMessage:
    """A message between account manager and department; whose turn it is stays as it is."""
    referral = locked(referral)
    permissions.can_speak_on_referral(by, referral).enforce()
    if referral.state not in UNSETTLED:
        raise Refused(SETTLED)
    of_department = bool(permissions.can_answer_referral(by, referral))
    if not of_department and not referral.name_needed:
        require_nameless(referral.participant, text)
    message = write(referral, text, kind=ReferralSaid.MESSAGE, by=by, now=now, files=files)
    trail.record("issues.referral.message", of=referral, by=by, at=now)
    (tell_owner if of_department else tell_department)("message", referral, by=by, now=now)
    return message


def _give_back(
    referral: Referral, text: str, *, kind: str, because: str, by: User, now: datetime, files: Iterable[Any]
) -> Referral:
    referral = locked(referral)
    permissions.can_answer_referral(by, referral).enforce()
    enter(referral, ReferralState.HANDED_BACK, by=by, now=now, hand_back=because)
    message = write(referral, text, kind=kind, by=by, now=now, files=files)
    pause_clock(
        clock=open_clock(referral, REFERRAL), by=by, now=now, reason=f"Handed back: {HandBack(because).label.lower()}"
    )
    reason = message.text[:300]
    trail.record(
        "issues.referral.handed_back", of=referral, by=by, at=now, changes={"because": ["", because]}, reason=reason
    )
    tell_owner("handed_back", referral, by=by, now=now)
    return referral

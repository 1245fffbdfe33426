"""Exactly who hears of an escalation on each level."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from issues.choices import EscalationLevel
from issues.models import Escalation, Issue, Referral
from issues.referral_audiences import Looked, active, every_supervisor, seniors_of, supervisors_of
from issues.referral_news import ESCALATION, tell_lead, tell_of_escalation
from participants.choices import ContactRoleKind
from participants.models import ContactRole
from portal.outbox import posting
from portal.scoping.today import market_day


def tell_opened(escalation: Escalation, *, by: User | None, now: datetime, heard: Iterable[User] = ()) -> None:
    """Everybody of the level, except for who `heard` of it already. A department's lead reads of the question alone."""
    known = {person.pk for person in heard}
    people = [person for person in right_people(escalation, now=now) if person.pk not in known]
    tell_of_escalation("opened", escalation, people, by=by, now=now)
    for referral in late_questions(escalation):
        if (lead := active(referral.department.lead)) is not None and lead.pk not in known:
            tell_lead(referral, lead, by=by, now=now)


def right_people(escalation: Escalation, *, now: datetime) -> list[User]:
    """E1: the senior account manager, with the departments' leads. E2: the supervisors of client services.

    E3 and E4: all supervisors, the directors being known to the portal by no role of their own.
    """
    looked = [Looked(escalation.ref, active(escalation.issue.owner), escalation.participant)]
    if escalation.level == EscalationLevel.E1:
        return seniors_of(looked, market_day(now))[escalation.ref]
    if escalation.level == EscalationLevel.E2:
        return supervisors_of(looked, market_day(now))[escalation.ref]
    return every_supervisor()


def late_questions(escalation: Escalation) -> list[Referral]:
    """On the first level: the question whose answer is late; by hand, all that a department owes an answer to."""
    if escalation.level != EscalationLevel.E1:
        return []
    rows = Referral.objects.select_related("department__lead").order_by("asked_at", "id")
    if escalation.referral_id is not None:
        return list(rows.filter(pk=escalation.referral_id))
    return list(rows.with_department().filter(issue=escalation.issue_id))


def tell_representatives(escalation: Escalation, *, now: datetime) -> bool:
    """The participant's authorized representatives who have an account hear that directors look at the issue.

    Each may switch this kind of message off; returns whether there was anybody to be told.
    """
    people = representatives(escalation.issue, now=now)
    kind = f"{ESCALATION}.directors"
    posting.post(kind, to=people, about=escalation.issue, dedupe=f"{kind}:{escalation.ref}", now=now)
    return bool(people)


def representatives(issue: Issue, *, now: datetime) -> list[User]:
    """Those of the whole participant and of the registration the issue is about."""
    held = ContactRole.objects.on(market_day(now)).filter(
        participant=issue.participant_id,
        kind=ContactRoleKind.AUTHORIZED_REPRESENTATIVE,
        contact__user__is_active=True,
    )
    rows = held.select_related("contact__user").order_by("contact__name", "id")
    return list(dict.fromkeys(row.contact.user for row in rows if row.registration_id in (None, issue.registration_id)))

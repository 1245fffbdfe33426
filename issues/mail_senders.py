"""Whose address a mail is from, and what that person may do today: asked anew for each mail, never remembered."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import User
from issues.models import IncomingMail, Issue
from issues.rules.mail_calendar import CalendarAnswer
from issues.rules.mail_verdicts import Who
from participants.access import acting_as, memberships_of
from participants.models import Contact, Letter, LetterCopy, MeetingGuest, Participant
from participants.permissions import may_come
from portal.audit.models import AuditEvent
from portal.outbox import headers, people
from portal.scoping.today import market_day


@dataclass(slots=True)
class Sender:
    """A user with the memberships of today, or the contacts on file with this address that have no account."""

    who: Who = Who.NOBODY
    user: User | None = None
    memberships: list[Any] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)

    def companies(self) -> list[Participant]:
        """The participants that the person may write for."""
        found = {one.participant_id: one.participant for one in self.memberships}
        found |= {one.participant_id: one.participant for one in self.contacts}
        return list(found.values())

    def contact_at(self, participant_id: int) -> Contact | None:
        return next((one for one in self.contacts if one.participant_id == participant_id), None)

    def acts_for(self, participant_id: int) -> bool:
        return any(one.participant_id == participant_id for one in self.memberships)


def sender_of(address: str, *, now: datetime) -> Sender:
    """Who is on file with an address; a colleague's is a colleague's, whatever else it stands for."""
    if not address:
        return Sender()
    contacts = _contacts(address, now)
    user = User.objects.filter(email=address).first() or next((one.user for one in contacts if one.user_id), None)
    if user is not None and user.is_staff:
        return Sender(Who.STAFF, user)
    without_account = [one for one in contacts if one.user_id is None]
    if user is not None and not people.may_enter(user, now):
        return Sender(Who.BARRED, user)
    if user is not None:
        return Sender(Who.KNOWN, user, memberships_of(user, now), without_account)
    return Sender(Who.KNOWN, None, [], without_account) if without_account else Sender()


def may_speak(sender: Sender, issue: Issue, *, close: bool, now: datetime) -> bool:
    """Whether the person may speak in the issue: a user who sees it, or a contact on file of its participant who
    answers what only its readers know (`close`): a number can be guessed, and tells nothing of who may read."""
    if sender.who != Who.KNOWN or issue.participant.joined_into_id is not None:
        return False
    if sender.user is not None and sender.acts_for(issue.participant_id):
        with acting_as(sender.user, issue.participant_id, now=now):
            return Issue.objects.visible_to(sender.user).filter(pk=issue.pk).exists()
    return close and sender.contact_at(issue.participant_id) is not None


def copy_answered(sender: Sender, address: str, letter: Letter, *, close: bool) -> LetterCopy | None:
    """The copy of a letter that the person got and may answer: still of the company, and written to at this address or
    under this account. Whoever got the letter passed on by an addressee is judged by a person."""
    if sender.who != Who.KNOWN or not close or letter.participant.joined_into_id is not None:
        return None
    known = [one.pk for one in sender.contacts if one.participant_id == letter.participant_id]
    acts = sender.user is not None and sender.acts_for(letter.participant_id)
    if not known and not acts:
        return None
    own = Q(contact__in=known) | Q(address__iexact=address)
    if acts:
        own |= Q(contact__user=sender.user)
    return letter.copies.filter(own).select_related("contact").order_by("id").first()


def guest_answering(answer: CalendarAnswer | None, address: str, *, now: datetime) -> MeetingGuest | None:
    """Whose invitation a calendar answers, where the mail comes from the very address that was invited."""
    if answer is None or not address or answer.attendee not in ("", address.lower()):
        return None
    ref, _, domain = answer.uid.upper().partition("@")
    if domain.lower() != headers.domain().lower():
        return None
    rows = MeetingGuest.objects.invited().filter(meeting__ref=ref, address__iexact=address)
    guest = rows.select_related("meeting__participant", "contact", "person").first()
    return guest if guest is not None and may_come(guest, now) else None


def vouched_for(contact: Contact) -> bool:
    """Whether the operator knows a contact's address of its own: the staff wrote it, or judged a mail from it before.

    A company's administrators may put any address on file, also that of somebody who has nothing to do with it.
    """
    events = AuditEvent.objects.filter(participant_id=contact.participant_id, object_ref=contact.ref)
    wrote = Q(verb="participants.contact.added") | Q(verb="participants.contact.changed", changes__has_key="email")
    if events.filter(wrote).order_by("-id").values_list("by__is_staff", flat=True).first() is not False:
        return True
    judged = IncomingMail.objects.in_issues().filter(contact=contact, judged_by__isnull=False)
    return judged.filter(sender__iexact=contact.email).exists()


def _contacts(address: str, now: datetime) -> list[Contact]:
    rows = Contact.objects.there(market_day(now)).filter(email__iexact=address, participant__joined_into=None)
    return list(rows.select_related("participant", "user").order_by("id")[:50])

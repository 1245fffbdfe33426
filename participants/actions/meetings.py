"""Planning meetings with a participant: inviting, changing, canceling, and writing down what came of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import meeting_news as news
from participants import permissions
from participants.actions.interactions import log_interaction
from participants.actions.locks import lock_participant
from participants.actions.participants import tidy
from participants.actions.shape import only_fields, require_reason, require_shape
from participants.choices import AnswerWay, ContactChannel, GuestAnswer, MeetingState, Topic
from participants.models import Contact, Interaction, Meeting, MeetingGuest, Participant
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.outbox.addressing import troubled
from portal.scoping.today import market_day

MOST_GUESTS: Final = 50
LONGEST: Final = timedelta(hours=24)
LONGEST_AGENDA: Final = 5000
OVER: Final = "This meeting is over or canceled; plan another one."
NOT_YET: Final = "It has not begun yet."
NOBODY: Final = "Invite at least one person."
# What everybody invited is told of when it changes, and of these what asks for a new answer.
TOLD: Final = ("title", "agenda", "starts_at", "ends_at", "place")
CHANGEABLE: Final = frozenset({*TOLD, "topics"})
ASKED_ANEW: Final = frozenset({"starts_at", "ends_at"})


@transaction.atomic
def plan_meeting(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    agenda: str = "",
    topics: Iterable[str] = (),
    contacts: Iterable[Contact] = (),
    colleagues: Iterable[User] = (),
) -> Meeting:
    """Plan it and invite contacts and colleagues; the organizer comes, and has it in the calendar as well."""
    participant = lock_participant(participant.pk)
    permissions.can_plan_meetings(by, participant).enforce()
    values = _sound(title, starts_at, ends_at, place, agenda, topics)
    if starts_at <= now:
        raise Refused("A meeting is planned for a time to come.")
    meeting = Meeting(
        participant=participant, organizer=by, organizer_name=(by.name or by.email)[:120], changed_at=now, **values
    )
    guests = _guests(meeting, contacts, [by, *colleagues], now)
    meeting.save(force_insert=True)
    MeetingGuest.objects.bulk_create(guests)
    MeetingGuest.objects.filter(meeting=meeting, person=by, contact=None).update(
        answer=GuestAnswer.ACCEPTED, answered_at=now, way=AnswerWay.DESK
    )
    trail.record("participants.meeting.planned", of=meeting, by=by, at=now, changes=_told(meeting, guests))
    news.invite("invited", meeting, guests, now=now)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    by: User,
    now: datetime,
    contacts: Iterable[Contact] | None = None,
    colleagues: Iterable[User] | None = None,
    **changed: Any,
) -> Meeting:
    """Everybody hears of what changed, new guests are invited, and whoever is left out gets a cancellation.

    `changed`: any of `CHANGEABLE`; people that are not given stay invited. Another time asks everybody anew; another
    place, title or agenda leaves the answers as they are.
    """
    only_fields(changed, CHANGEABLE)
    meeting = _locked(meeting)
    permissions.can_change_meeting(by, meeting).enforce()
    _require_planned(meeting)
    changes = meeting.apply(**_sound(**{name: getattr(meeting, name) for name in CHANGEABLE} | changed))
    if ASKED_ANEW & changes.keys() and meeting.starts_at <= now:
        raise Refused("A meeting is moved to a time to come.")
    known = {_who(one): one for one in meeting.guests.select_related("contact", "person")}
    invited = [one for one in known.values() if one.removed_at is None]
    theirs = [one.contact for one in invited if one.contact is not None] if contacts is None else contacts
    ours = [one.person for one in invited if one.contact is None] if colleagues is None else colleagues
    wanted = {_who(one): one for one in _guests(meeting, theirs, [meeting.organizer, *ours], now)}
    added = [guest for who, guest in wanted.items() if who not in known]
    returned = [known[who] for who in wanted if who in known and known[who].removed_at is not None]
    left_out = [guest for who, guest in known.items() if who not in wanted and guest.removed_at is None]
    if not (added or returned or left_out or changes):
        return meeting
    stayed = [known[who] for who in wanted if who in known and known[who].removed_at is None]
    _follow_addresses([*stayed, *returned, *left_out])
    _count_up(meeting, changes, stayed, now)
    MeetingGuest.objects.bulk_create(added)
    for guest in returned:
        guest.apply(removed_at=None, **_unanswered())
    for guest in left_out:
        guest.apply(removed_at=now)
    if "agenda" in changes:
        changes["agenda"] = ["", "written anew"]
    told = {"invited": ["", _names([*added, *returned])], "no longer invited": ["", _names(left_out)]}
    changes |= {name: pair for name, pair in told.items() if pair[1]}
    trail.record("participants.meeting.changed", of=meeting, by=by, at=now, changes=changes)
    news.invite("invited", meeting, [*added, *returned], now=now)
    news.invite("canceled", meeting, left_out, now=now)
    if any(name in changes for name in TOLD):
        news.invite("changed", meeting, stayed, now=now)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: User, now: datetime, reason: str) -> Meeting:
    """It does not take place; everybody invited hears of it, without the reason, which is for the staff."""
    meeting = _locked(meeting)
    permissions.can_change_meeting(by, meeting).enforce()
    _require_planned(meeting)
    reason = require_reason(reason)
    changes = meeting.apply(state=MeetingState.CANCELED, sequence=meeting.sequence + 1, changed_at=now)
    trail.record(
        "participants.meeting.canceled", of=meeting, by=by, at=now, changes={"state": changes["state"]}, reason=reason
    )
    invited = list(meeting.guests.invited().select_related("contact", "person"))
    _follow_addresses(invited)
    news.invite("canceled", meeting, invited, now=now)
    return meeting


@transaction.atomic
def hold_meeting(*, meeting: Meeting, by: User, now: datetime, summary: str, **what_follows: Any) -> Meeting:
    """It took place: what was said is written down as an interaction, with whoever was invited and did not decline.

    `what_follows`: `follow_up` with `due_on` or `in_days`, as when an interaction is taken down.
    """
    meeting = _locked(meeting)
    permissions.can_change_meeting(by, meeting).enforce()
    _require_planned(meeting)
    if meeting.starts_at > now:
        raise Refused(NOT_YET)
    came = list(meeting.guests.invited().exclude(answer=GuestAnswer.DECLINED).select_related("contact", "person"))
    interaction: Interaction = log_interaction(
        participant=meeting.participant,
        by=by,
        now=now,
        summary=summary,
        channel=ContactChannel.MEETING,
        happened_at=meeting.starts_at,
        minutes=int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
        topics=meeting.topics,
        contacts=[one.contact for one in came if one.contact is not None],
        colleagues=[one.person for one in came if one.contact is None],
        about=meeting.ref,
        **what_follows,
    )
    changes = meeting.apply(state=MeetingState.HELD, interaction=interaction)
    trail.record("participants.meeting.held", of=meeting, by=by, at=now, changes={"state": changes["state"]})
    return meeting


def _sound(
    title: str, starts_at: datetime, ends_at: datetime, place: str, agenda: str, topics: Iterable[str]
) -> dict[str, Any]:
    """The values as they are stored; `Refused` in words."""
    values = {"title": tidy(title), "place": tidy(place), "agenda": agenda.strip()}
    if not values["title"]:
        raise Refused("Give the meeting a title; everybody invited reads it.")
    if len(values["agenda"]) > LONGEST_AGENDA:
        raise Refused(f"An agenda has at most {LONGEST_AGENDA:,} characters.")
    if ends_at <= starts_at:
        raise Refused("The meeting ends before it begins.")
    if ends_at - starts_at > LONGEST:
        raise Refused("A meeting lasts a day at most; plan one for each day.")
    chosen = set(topics)
    if unknown := chosen - set(Topic.values):
        raise Refused(f"There is no such topic: {sorted(unknown)[0]}.")
    require_shape(Meeting(**values), *values)
    ordered = [topic for topic in Topic.values if topic in chosen]
    return values | {"starts_at": starts_at, "ends_at": ends_at, "topics": ordered}


def _guests(
    meeting: Meeting, contacts: Iterable[Contact], colleagues: Iterable[User], now: datetime
) -> list[MeetingGuest]:
    """Unsaved rows, each person once: people the company still has, with a sound address, and colleagues who may see
    the participant."""
    participant = meeting.participant
    people = list({one.pk: one for one in contacts}.values())
    staff = list({one.pk: one for one in colleagues}.values())
    if not people and len(staff) < 2:
        raise Refused(NOBODY)
    if len(people) + len(staff) > MOST_GUESTS:
        raise Refused(f"At most {MOST_GUESTS} people are invited.")
    named = Contact.objects.filter(pk__in=[one.pk for one in people], participant=participant)
    there = set(named.there(market_day(now)).values_list("pk", flat=True))
    for one in people:
        if one.pk not in there:
            raise Refused(f"{one.name} is not, or no longer, a contact of this participant.")
        if not one.email:
            raise Refused(f"No e-mail address is known of {one.name}.")
    bad = troubled({one.email.lower() for one in people})
    if lost := [one.name for one in people if one.email.lower() in bad]:
        raise Refused(f"Mail does not arrive at {', '.join(lost)}. Correct the address first.")
    for one in staff:
        if not one.is_staff or not one.is_active:
            raise Refused(f"{one.name} is no colleague, or no longer.")
        if not permissions.can_view(one, participant):
            raise Refused(f"{one.name} may not see this restricted participant.")
    shared = {"meeting": meeting, "participant": participant}
    theirs = [
        MeetingGuest(contact=one, person_id=one.user_id, name=one.name, address=one.email, **shared) for one in people
    ]
    return theirs + [
        MeetingGuest(person=one, name=(one.name or one.email)[:120], address=one.email, **shared) for one in staff
    ]


def _count_up(meeting: Meeting, changes: dict[str, Any], stayed: list[MeetingGuest], now: datetime) -> None:
    """A new version of the invitation; of another time nobody has said anything yet but the organizer."""
    version = meeting.sequence + 1
    meeting.apply(sequence=version, changed_at=now)
    if not ASKED_ANEW & changes.keys():
        return
    meeting.apply(asked_sequence=version)
    for guest in stayed:
        if guest.contact_id is not None or guest.person_id != meeting.organizer_id:
            guest.apply(**_unanswered())


def _follow_addresses(guests: Iterable[MeetingGuest]) -> None:
    """Where an address was corrected since, nothing goes to the former one any more, and its link opens nothing."""
    for guest in guests:
        who = guest.contact or guest.person
        if who is not None and who.email:
            guest.apply(address=who.email)


def _unanswered() -> dict[str, Any]:
    return {"answer": GuestAnswer.WAITING, "answered_at": None, "way": "", "remark": ""}


def _locked(meeting: Meeting) -> Meeting:
    participant = lock_participant(meeting.participant_id)
    row = Meeting.objects.select_related("organizer").lock(meeting.pk)
    if row.participant_id == participant.pk:
        row.participant = participant
    return row


def _require_planned(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise Refused(OVER)


def _who(guest: MeetingGuest) -> tuple[int | None, int | None]:
    return (guest.contact_id, None) if guest.contact_id is not None else (None, guest.person_id)


def _told(meeting: Meeting, guests: Iterable[MeetingGuest]) -> dict[str, Any]:
    return {"starts_at": ["", meeting.starts_at.isoformat()], "invited": ["", _names(guests)]}


def _names(guests: Iterable[MeetingGuest]) -> str:
    return ", ".join(guest.name for guest in guests)

"""Taking down calls, meetings, visits and e-mails with a participant, with who took part and what is to follow."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.contacting import forget_contact, note_contact
from participants.actions.follow_ups import account_manager, promise
from participants.actions.locks import lock_participant
from participants.actions.shape import require_reason, require_shape
from participants.choices import ContactChannel, PlanSide, Topic
from participants.models import Contact, Interaction, InteractionPerson, Participant
from participants.rules.follow_up_days import Term
from portal.audit import trail
from portal.lifecycle.refusals import Refused

# What is taken down by hand; what is said in the portal stands there.
TAKEN_DOWN: Final = (ContactChannel.CALL, ContactChannel.MEETING, ContactChannel.VISIT, ContactChannel.MAIL)
MOST_PEOPLE: Final = 50
LONGEST: Final = 10_000
MOST_MINUTES: Final = 1440
AHEAD: Final = timedelta(minutes=5)
EMPTY: Final = "Say in a few words what it was about."
STRUCK: Final = "This was struck out; write it down anew if it happened after all."


@transaction.atomic
def log_interaction(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    summary: str,
    channel: str = ContactChannel.CALL,
    side: str = PlanSide.OPERATOR,
    happened_at: datetime | None = None,
    minutes: int = 0,
    topics: Iterable[str] = (),
    contacts: Iterable[Contact] = (),
    colleagues: Iterable[User] = (),
    about: str = "",
    follow_up: str = "",
    due_on: date | None = None,
    in_days: int | None = None,
) -> Interaction:
    """Write down what was said, and with a title in `follow_up` promise what comes next in the same step.

    The writer is among the colleagues. What is promised is due on a day or in so many Business Days, and the account
    manager's, as with every follow-up; it needs the right to keep one.
    """
    participant = lock_participant(participant.pk)
    permissions.can_log(by, participant).enforce()
    values = _sound(channel, side, happened_at or now, minutes, topics, summary, now)
    people = _people(participant, contacts, [by, *colleagues])
    interaction = Interaction(participant=participant, written_by=by, about=about[:20], **values)
    if follow_up.strip():
        permissions.can_edit(by, participant).enforce()
        interaction.follow_up = promise(
            participant=participant,
            by=by,
            now=now,
            term=Term(due_on, in_days),
            title=follow_up,
            note=f"After a {interaction.get_channel_display().lower()}: {interaction.ref}",
            responsible=account_manager(participant),
        )
    interaction.save(force_insert=True)
    _write_people(interaction, people)
    _note(interaction, people, by)
    changes = {"with": ["", ", ".join(one.name for one in people if one.contact_id)]}
    trail.record("participants.interaction.logged", of=interaction, by=by, at=now, changes=changes)
    return interaction


@transaction.atomic
def change_interaction(
    *,
    interaction: Interaction,
    by: User,
    now: datetime,
    summary: str | None = None,
    channel: str | None = None,
    side: str | None = None,
    happened_at: datetime | None = None,
    minutes: int | None = None,
    topics: Iterable[str] | None = None,
    contacts: Iterable[Contact] | None = None,
    colleagues: Iterable[User] | None = None,
) -> Interaction:
    """Correct what was written down; None leaves a thing as it is.

    The trail tells that the summary was written anew, not what it said.
    """
    participant, interaction = _locked(interaction)
    permissions.can_correct(by, interaction).enforce()
    _require_standing(interaction)
    values = _sound(
        channel=interaction.channel if channel is None else channel,
        side=interaction.side if side is None else side,
        happened_at=happened_at or interaction.happened_at,
        minutes=interaction.minutes if minutes is None else minutes,
        topics=interaction.topics if topics is None else topics,
        summary=interaction.summary if summary is None else summary,
        now=now,
    )
    known = list(interaction.people.select_related("contact", "colleague"))
    theirs = [one.contact for one in known if one.contact is not None] if contacts is None else contacts
    ours = [one.colleague for one in known if one.colleague is not None] if colleagues is None else colleagues
    people = _people(participant, theirs, [interaction.written_by, *ours], known)
    noted_at = interaction.happened_at
    changes: dict[str, Any] = interaction.apply(**values)
    if "summary" in changes:
        changes["summary"] = ["", "written anew"]
    before, after = ({(one.contact_id, one.colleague_id) for one in rows} for rows in (known, people))
    if before != after:
        interaction.people.all().delete()
        _write_people(interaction, people)
        changes["with"] = [_names(known), _names(people)]
    if changes.keys() & {"happened_at", "channel", "side", "with"}:
        forget_contact(participant_id=interaction.participant_id, about=interaction.ref, at=noted_at)
        _note(interaction, people, by)
    if changes:
        trail.record("participants.interaction.changed", of=interaction, by=by, at=now, changes=changes)
    return interaction


@transaction.atomic
def strike_interaction(*, interaction: Interaction, by: User, now: datetime, reason: str) -> Interaction:
    """It was written down by mistake, at the wrong participant say: it counts no more, and its words go."""
    _, interaction = _locked(interaction)
    permissions.can_correct(by, interaction).enforce()
    _require_standing(interaction)
    reason = require_reason(reason)
    interaction.apply(struck_at=now, summary="Struck out.", topics=[])
    forget_contact(participant_id=interaction.participant_id, about=interaction.ref, at=interaction.happened_at)
    trail.record("participants.interaction.struck", of=interaction, by=by, at=now, reason=reason)
    return interaction


def _sound(
    channel: str,
    side: str,
    happened_at: datetime,
    minutes: int,
    topics: Iterable[str],
    summary: str,
    now: datetime,
) -> dict[str, Any]:
    """The values as they are stored; `Refused` in words."""
    if channel not in TAKEN_DOWN:
        raise Refused("Choose a call, a meeting, a visit or an e-mail.")
    if side not in PlanSide.values:
        raise Refused("Say which side began it.")
    if happened_at > now + AHEAD:
        raise Refused("That is still to come: plan a meeting, or add a follow-up.")
    if not 0 <= minutes <= MOST_MINUTES:
        raise Refused("It took from 0 to 1,440 minutes.")
    summary = summary.strip()
    if not summary:
        raise Refused(EMPTY)
    if len(summary) > LONGEST:
        raise Refused(f"A summary has at most {LONGEST:,} characters.")
    chosen = set(topics)
    if unknown := chosen - set(Topic.values):
        raise Refused(f"There is no such topic: {sorted(unknown)[0]}.")
    require_shape(Interaction(summary=summary), "summary")
    return {
        "channel": channel,
        "side": side,
        "happened_at": happened_at,
        "minutes": minutes,
        "topics": [topic for topic in Topic.values if topic in chosen],
        "summary": summary,
    }


def _people(
    participant: Participant,
    contacts: Iterable[Contact],
    colleagues: Iterable[User],
    known: Iterable[InteractionPerson] = (),
) -> list[InteractionPerson]:
    """Who took part, once each: contacts of this participant, and colleagues. Known people keep their names."""
    names = {(one.contact_id, one.colleague_id): one.name for one in known}
    people = []
    for contact in {one.pk: one for one in contacts}.values():
        if contact.participant_id != participant.pk:
            raise Refused(f"{contact.name} is not one of this participant's people.")
        name = names.get((contact.pk, None), contact.name)
        people.append(InteractionPerson(contact=contact, name=name))
    for colleague in {one.pk: one for one in colleagues}.values():
        if not colleague.is_staff:
            raise Refused(f"{colleague.name} is no colleague.")
        name = names.get((None, colleague.pk), colleague.name)
        people.append(InteractionPerson(colleague=colleague, name=name or colleague.email))
    if len(people) > MOST_PEOPLE:
        raise Refused(f"At most {MOST_PEOPLE} people take part.")
    return people


def _write_people(interaction: Interaction, people: Iterable[InteractionPerson]) -> None:
    for one in people:
        one.interaction = interaction
    InteractionPerson.objects.bulk_create(people)


def _note(interaction: Interaction, people: list[InteractionPerson], by: User) -> None:
    """Who was in touch last: of the participant the first one named, where it came to us."""
    shared = {
        "participant_id": interaction.participant_id,
        "channel": interaction.channel,
        "at": interaction.happened_at,
        "about": interaction.ref,
        "side": interaction.side,
    }
    if interaction.side == PlanSide.OPERATOR:
        note_contact(by=by, **shared)
    else:
        named = next((one.name for one in people if one.contact_id), "")
        note_contact(by=None, who=named or interaction.participant.name, **shared)


def _locked(interaction: Interaction) -> tuple[Participant, Interaction]:
    participant = lock_participant(interaction.participant_id)
    row = Interaction.objects.select_related("written_by").lock(interaction.pk)
    if row.participant_id == participant.pk:
        row.participant = participant
    return participant, row


def _require_standing(interaction: Interaction) -> None:
    if interaction.struck_at is not None:
        raise Refused(STRUCK)


def _names(people: Iterable[InteractionPerson]) -> str:
    return ", ".join(one.name for one in people)

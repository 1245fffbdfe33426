"""What participants' own rows bring to the timeline: interactions, letters and answers to them, meetings, records."""

from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from participants import contact_timeline as timeline
from participants.choices import MeetingState, PlanSide, Topic
from participants.contact_timeline import Line, Person, Source, quoted
from participants.interaction_reading import described
from participants.models import Interaction, InteractionPerson, Letter, LetterReply, Meeting, Participant
from participants.timeline import events_of, told_to
from portal.audit.models import AuditEvent

CHANNEL_ICONS: Final = {"call": "phone", "meeting": "users", "visit": "map-pin", "mail": "mail"}


def register() -> None:
    """Called when the app is ready; records come last, whatever else is added later."""
    timeline.register(
        "interactions",
        Source(
            kind="interactions",
            label="Interactions",
            rows=lambda user, participant: Interaction.objects.visible_to(user).of(participant).standing(),
            at="happened_at",
            side=F("side"),
            lines=_interactions,
            of_person=_with_person,
            of_topic=lambda rows, topic: rows.filter(topics__contains=[topic]),
            instead_of=("participants.interaction.logged",),
        ),
    )
    timeline.register(
        "letters",
        Source(
            kind="letters",
            label="Letters",
            rows=lambda user, participant: Letter.objects.visible_to(user).of(participant),
            at="written_at",
            lines=_letters,
            of_person=lambda rows, person: rows.filter(
                Q(written_by__in=person.users) | Q(copies__contact__in=person.contacts)
            ).distinct(),
            instead_of=("participants.letter.written",),
        ),
    )
    timeline.register(
        "letter replies",
        Source(
            kind="letters",
            label="Letters",
            rows=lambda user, participant: LetterReply.objects.visible_to(user).of(participant).filter(automatic=False),
            at="received_at",
            side=Value(PlanSide.PARTICIPANT),
            lines=_replies,
            of_person=lambda rows, person: rows.filter(Q(person__in=person.users) | Q(contact__in=person.contacts)),
            instead_of=("participants.letter.replied",),
        ),
    )
    timeline.register(
        "meetings",
        Source(
            kind="meetings",
            label="Meetings",
            rows=lambda user, participant: (
                Meeting.objects.visible_to(user).of(participant).filter(state=MeetingState.PLANNED)
            ),
            at="starts_at",
            lines=_meetings,
            of_person=lambda rows, person: rows.filter(
                Q(organizer__in=person.users)
                | Q(guests__person__in=person.users)
                | Q(guests__contact__in=person.contacts)
            ).distinct(),
            of_topic=lambda rows, topic: rows.filter(topics__contains=[topic]),
            said=False,
        ),
    )
    timeline.register(
        "records",
        Source(
            kind=timeline.RECORDS,
            label="Records",
            rows=_records_of,
            at="at",
            lines=_records,
            of_person=lambda rows, person: rows.filter(by__in=person.users),
            said=False,
        ),
    )


def _with_person(rows: QuerySet, person: Person) -> QuerySet:
    took_part = InteractionPerson.objects.filter(interaction=OuterRef("pk")).filter(
        Q(colleague__in=person.users) | Q(contact__in=person.contacts)
    )
    return rows.filter(Q(written_by__in=person.users) | Exists(took_part))


def _interactions(user: Any, ids: list[int]) -> dict[int, Line]:
    rows = Interaction.objects.filter(pk__in=ids).select_related("written_by")
    return {
        row.pk: Line(
            at=row.happened_at,
            kind=row.get_channel_display(),
            icon=CHANNEL_ICONS.get(row.channel, "message-circle"),
            who=row.written_by.name if row.side == PlanSide.OPERATOR else ", ".join(row.theirs) or "The participant",
            side=row.side,
            words=quoted(row.summary),
            url=row.get_absolute_url(),
            note=" · ".join(filter(None, [_with(row), *row.topic_words])),
        )
        for row in described(rows)
    }


def _with(row: Interaction) -> str:
    names = row.theirs if row.side == PlanSide.OPERATOR else row.ours
    return f"with {', '.join(names)}" if names else ""


def _letters(user: Any, ids: list[int]) -> dict[int, Line]:
    rows = Letter.objects.filter(pk__in=ids).select_related("written_by").annotate(addressees=Count("copies"))
    return {
        row.pk: Line(
            at=row.written_at,
            kind="Letter",
            icon="mail",
            who=row.written_by.name,
            side=PlanSide.OPERATOR,
            words=quoted(row.text.replace("{{ person }}", "…")),
            url=row.get_absolute_url(),
            note=f"to {row.addressees} contact{'' if row.addressees == 1 else 's'}",
        )
        for row in rows
    }


def _replies(user: Any, ids: list[int]) -> dict[int, Line]:
    rows = LetterReply.objects.filter(pk__in=ids).select_related("letter")
    return {
        row.pk: Line(
            at=row.received_at,
            kind="Answer to a letter",
            icon="mail-open",
            who=row.name,
            side=PlanSide.PARTICIPANT,
            words=quoted(row.text),
            url=row.get_absolute_url(),
        )
        for row in rows
    }


def _meetings(user: Any, ids: list[int]) -> dict[int, Line]:
    return {
        row.pk: Line(
            at=row.starts_at,
            kind="Meeting planned",
            icon="calendar-days",
            who=row.organizer_name,
            side=PlanSide.OPERATOR,
            words=row.title,
            url=row.get_absolute_url(),
            note=" · ".join(Topic(topic).label for topic in row.topics),
        )
        for row in Meeting.objects.filter(pk__in=ids)
    }


def _records_of(user: Any, participant: Participant) -> QuerySet[AuditEvent]:
    return events_of(user, [participant.pk]).exclude(verb__in=timeline.told_elsewhere())


def _records(user: Any, ids: list[int]) -> dict[int, Line]:
    tales = told_to(user, AuditEvent.objects.filter(pk__in=ids))
    return {tale.event.pk: Line(at=tale.event.at, kind=tale.label, icon=tale.icon, told=tale) for tale in tales}

"""What of participants stands in the worklist: follow-ups, obligations, items of checklists, plan tasks, quiet ones."""

from datetime import timedelta
from typing import Final

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat, ExtractDay, Now

from participants import permissions, worklist
from participants.choices import FollowUpState, ItemState, ObligationState, PlanSide
from participants.models import ChecklistItem, FollowUp, Obligation, Participant, PlanTask, Registration
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import REVIEWABLE
from participants.rules.obligation_moves import OWED
from participants.worklist import Asked, colleagues, lines, ours, theirs

# Obligations further away than that belong to the calendar of obligations.
AHEAD: Final = timedelta(days=30)
OUR_DEPARTMENT: Final = [permissions.CLIENT_SERVICES]


def _step(*cases: When, default: str) -> Case:
    return Case(*cases, default=Value(default))


def follow_ups(asked: Asked) -> QuerySet:
    """Promised about my participants by whomever, and by my people about anybody."""
    rows = FollowUp.objects.visible_to(asked.user).still_open()
    rows = rows.filter(asked.of(company="participant", person="responsible"))
    waits, mine = When(state=FollowUpState.WAITING, then=Value("wait")), Q(responsible__in=asked.people)
    return lines(
        rows,
        due_on=F("due_on"),
        step=_step(waits, When(mine, then=Value("do")), default="other"),
        person=F("responsible"),
    )


def obligations(asked: Asked) -> QuerySet:
    """Owed soon or late already, and what our department has to look at."""
    owed = Q(state__in=OWED, due_on__lte=asked.today + AHEAD)
    filed = Q(state=ObligationState.SUBMITTED, type__reviewers__contains=OUR_DEPARTMENT)
    rows = Obligation.objects.visible_to(asked.user).filter(owed | filed, participant__in=asked.companies)
    handed_in = When(state=ObligationState.SUBMITTED, then=Value("review"))
    late = When(due_on__lt=asked.today, then=Value("chase"))
    return lines(
        rows,
        title=Concat(F("type__name"), Value(", "), F("period")),
        due_on=Case(When(state__in=OWED, then=F("due_on"))),
        step=_step(handed_in, late, default="wait"),
        since=Case(When(state=ObligationState.SUBMITTED, then=F("submitted_at"))),
    )


def checklist_items(asked: Asked) -> QuerySet:
    """What waits for the operator and is not held up by other items, and what a participant is late with."""
    rows = ChecklistItem.objects.visible_to(asked.user).filter(participant__in=asked.companies).open().unblocked()
    rows = rows.exclude(checklist__registration__status__in=ENDED)
    with_us = Q(state__in=REVIEWABLE) | Q(requirement__by_operator=True)
    client = Q(requirement__reviewers__contains=OUR_DEPARTMENT)
    rows = rows.filter(with_us | Q(due_on__lt=asked.today) | Q(state=ItemState.AT_RISK))
    return lines(
        rows,
        title=F("requirement__title"),
        due_on=F("due_on"),
        step=_step(
            When(with_us & client & Q(state__in=REVIEWABLE), then=Value("review")),
            When(with_us & client, then=Value("bring")),
            When(with_us, then=Value("department")),
            default="chase",
        ),
        since=F("submitted_at"),
    )


def plan_tasks(asked: Asked) -> QuerySet:
    """Tasks of what both sides agreed; of the participant's the late ones are ours to chase."""
    rows = PlanTask.objects.visible_to(asked.user).under_way()
    rows = rows.filter(asked.of(company="participant", person="owner"))
    side, late = Q(side=PlanSide.PARTICIPANT), Q(due_on__lt=asked.today)
    mine = Q(owner__isnull=True) | Q(owner__in=asked.people)
    return lines(
        rows,
        due_on=F("due_on"),
        step=_step(
            When(side & late, then=Value("chase")),
            When(side, then=Value("wait")),
            When(mine, then=Value("do")),
            default="other",
        ),
        person=F("owner"),
    )


def quiet(asked: Asked) -> QuerySet:
    """Participants in the market with whom nobody was in touch for thirty Business Days, or ever."""
    since = Coalesce(F("last_contact__at"), F("created_at"))
    registered = Registration.objects.standing().filter(participant=OuterRef("pk"))
    rows = Participant.objects.visible_to(asked.user).filter(Exists(registered), pk__in=asked.companies)
    rows = rows.alias(last=since).filter(last__lt=asked.quiet_since)
    return lines(
        rows,
        participant=F("pk"),
        title=Value("Get in touch"),
        step=Case(When(last_contact__isnull=True, then=Value("never")), default=Value("quiet")),
        since=F("last_contact__at"),
        quiet_days=ExtractDay(Now() - since, output_field=IntegerField()),
    )


def register() -> None:
    worklist.register(
        "follow-up",
        "Follow-ups",
        "calendar-check",
        follow_ups,
        page="participants:follow-up-detail",
        steps={
            "do": ours("Do what was promised"),
            "wait": theirs("The participant comes first"),
            "other": colleagues("A colleague does it"),
        },
        order=20,
    )
    worklist.register(
        "obligation",
        "Obligations",
        "calendar-range",
        obligations,
        page="participants:obligation-detail",
        steps={
            "review": ours("Look at what was filed"),
            "chase": ours("Ask why it was not filed"),
            "wait": theirs("The participant files it"),
        },
        order=30,
    )
    worklist.register(
        "item",
        "Checklist items",
        "list-checks",
        checklist_items,
        page="participants:checklist-item",
        steps={
            "review": ours("Review the evidence"),
            "bring": ours("Bring it about"),
            "department": colleagues("Another department reviews it"),
            "chase": ours("Ask for the evidence"),
        },
        order=40,
    )
    worklist.register(
        "plan-task",
        "Plan tasks",
        "square-check",
        plan_tasks,
        page="participants:plan-task",
        steps={
            "do": ours("Do the task"),
            "other": colleagues("A colleague does it"),
            "chase": ours("Ask how far it is"),
            "wait": theirs("The participant does it"),
        },
        order=50,
    )
    worklist.register(
        "quiet",
        "Quiet relationships",
        "message-circle-off",
        quiet,
        page="participants:participant-detail",
        steps={"quiet": ours("Call or write"), "never": ours("Call or write: no contact is on record")},
        order=70,
    )

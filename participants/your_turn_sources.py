"""What of participants waits for a company's own people: items of checklists, obligations, changes, the plan, meetings.

Each reads what the person may see, so a membership narrowed to registrations is told of those alone.
"""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from participants import your_turn
from participants.choices import ChangeState, GuestAnswer, ItemState, MeetingState, PlanSide, PlanState, TaskState
from participants.models import (
    Acknowledgment,
    Change,
    ChangeSignature,
    ChecklistItem,
    MeetingGuest,
    Obligation,
    PlanDependency,
    PlanTask,
    PlanVersion,
)
from participants.querysets.registrations import ENDED
from participants.rules.change_moves import EDITABLE
from participants.rules.checklist_moves import WITH_PARTICIPANT
from participants.rules.obligation_periods import IS_DAY
from participants.your_turn import Asked, DayWords, lines

# What stops to count so soon asks to be renewed; a proposal of this product.
BEFORE_IT_ENDS: Final = timedelta(days=45)
S, C = ItemState, ChangeState


def _words(*parts: Any) -> Concat:
    return Concat(*(Value(one) if isinstance(one, str) else one for one in parts), output_field=CharField())


def _registration(path: str) -> Coalesce:
    """How a registration is called in a row: by its short name, else by its market role."""
    return Coalesce(NullIf(F(f"{path}__short_name"), Value("")), F(f"{path}__role__name"))


def checklist_items(asked: Asked) -> QuerySet:
    """What is wanted, with nothing that has to come before; as on the page of the checklist."""
    rows = ChecklistItem.objects.visible_to(asked.user).filter(state__in=WITH_PARTICIPANT).unblocked()
    rows = rows.filter(Q(mandatory=True) | ~Q(state=S.NOT_STARTED), requirement__by_operator=False)
    flight, target = F("checklist__flight__code"), F("checklist__target_on")
    return lines(
        _underway(rows),
        title=F("requirement__title"),
        about=_registration("checklist__registration"),
        step=F("state"),
        due_on=F("due_on"),
        why=Case(
            When(due_on=None, then=Value("")),
            When(checklist__flight__isnull=False, then=_words("planned back from test flight ", flight)),
            When(checklist__target_on__isnull=False, then=_words("planned back from ", DayWords(target))),
            default=Value(""),
        ),
        departments=F("requirement__reviewers"),
    )


def ending_evidence(asked: Asked) -> QuerySet:
    """Accepted, and soon not counting any more."""
    rows = ChecklistItem.objects.visible_to(asked.user).filter(
        state=S.ACCEPTED, evidence_expires_on__lte=asked.today + BEFORE_IT_ENDS
    )
    return lines(
        _underway(rows),
        title=F("requirement__title"),
        about=_registration("checklist__registration"),
        step=Value("renew"),
        due_on=F("evidence_expires_on"),
        why=Value("the evidence counts until that day"),
        departments=F("requirement__reviewers"),
    )


def _underway(rows: QuerySet) -> QuerySet:
    return rows.exclude(checklist__registration__status__in=ENDED)


def obligations(asked: Asked) -> QuerySet:
    """To be handed in, the window being open. What is filed elsewhere counts by its confirmation number alone."""
    rows = Obligation.objects.visible_to(asked.user).open_on(asked.today)
    return lines(
        rows,
        title=F("type__name"),
        about=_words(
            Case(When(period__regex=IS_DAY, then=DayWords(Cast("period", DateField()))), default=F("period")),
            Case(When(registration=None, then=Value("")), default=_words(" · ", _registration("registration"))),
        ),
        step=Case(
            When(state="returned", then=Value("correct")),
            When(~Q(type__filed_in=""), then=Value("confirm")),
            default=Value("file"),
        ),
        due_on=F("due_on"),
        why=Case(
            When(~Q(due_on=F("by_rule")), then=_words("moved; by the rule it was ", DayWords(F("by_rule")))),
            default=F("type__rule"),
        ),
        departments=F("type__reviewers"),
    )


def changes(asked: Asked) -> QuerySet:
    """To be finished or corrected, and to be signed by whoever has not signed yet."""
    signed = ChangeSignature.objects.filter(change=OuterRef("pk"), round=OuterRef("round"), signer=asked.user.pk)
    rows = Change.objects.visible_to(asked.user).filter(Q(state__in=EDITABLE) | Q(state=C.SUBMITTED) & ~Exists(signed))
    return lines(
        rows,
        title=F("procedure__name"),
        step=F("state"),
        why=Case(
            When(state=C.SUBMITTED, then=Value("it takes effect only after it was signed")),
            When(state=C.RETURNED, then=Value("the reviewers say what is missing")),
            default=_words("begun on ", DayWords(F("requested_at"))),
        ),
        asker=Case(When(state=C.RETURNED, then=Value("")), default=F("requested_name")),
    )


def acknowledgments(asked: Asked) -> QuerySet:
    """Asked by another company that wants to be represented."""
    rows = Acknowledgment.objects.visible_to(asked.user).waiting()
    return lines(
        rows.filter(representative=asked.user.acting_for.participant_id),
        title=_words("Representation of ", F("represented_name")),
        step=Value("answer"),
        due_on=F("starts_on"),
        why=Case(When(starts_on=None, then=Value("")), default=Value("the representation begins on that day")),
        asker=F("represented_name"),
    )


def plan_versions(asked: Asked) -> QuerySet:
    rows = PlanVersion.objects.visible_to(asked.user).filter(state=PlanState.IN_REVIEW, confirmed_at=None)
    return lines(
        rows,
        title=F("plan__title"),
        about=_words("version ", F("number")),
        step=Value("confirm"),
        why=_words("sent for sign-off on ", DayWords(F("sent_at"))),
        person=F("plan__owner"),
    )


def plan_tasks(asked: Asked) -> QuerySet:
    """Of the own side, agreed by both, with nothing that has to be done before."""
    ahead = PlanDependency.objects.filter(task=OuterRef("pk"), after__state=TaskState.OPEN)
    rows = PlanTask.objects.visible_to(asked.user).under_way().filter(~Exists(ahead), side=PlanSide.PARTICIPANT)
    return lines(
        rows,
        about=Coalesce(F("contact__name"), Value("")),
        step=Value("do"),
        due_on=F("due_on"),
        why=Case(When(days=None, then=Value("as agreed in the plan")), default=Value("")),
        days=F("days"),
        calendar=F("calendar"),
        begins_on=F("begins_on"),
        person=F("version__plan__owner"),
    )


def meetings(asked: Asked) -> QuerySet:
    """Invitations of this very person that wait for an answer."""
    rows = MeetingGuest.objects.visible_to(asked.user).filter(
        answer=GuestAnswer.WAITING, meeting__state=MeetingState.PLANNED, meeting__starts_at__gt=asked.now
    )
    return lines(
        rows,
        title=F("meeting__title"),
        about=F("meeting__place"),
        step=Value("answer"),
        due_at=F("meeting__starts_at"),
        why=Value("the meeting begins then"),
        asker=F("meeting__organizer_name"),
    )


def register() -> None:
    your_turn.register(
        "item",
        "Checklist items",
        "list-checks",
        checklist_items,
        page="my-checklist-item",
        steps={
            S.NOT_STARTED: "Send the evidence",
            S.WAITING: "Send what was asked for",
            S.RETURNED: "Correct it and send it again",
            S.AT_RISK: "Renew the evidence",
        },
        order=10,
    )
    your_turn.register(
        "evidence",
        "Evidence that ends",
        "file-clock",
        ending_evidence,
        page="my-checklist-item",
        steps={"renew": "Have it renewed"},
        order=15,
    )
    your_turn.register(
        "obligation",
        "Obligations",
        "calendar-range",
        obligations,
        page="my-obligation",
        steps={
            "file": "Hand it in",
            "confirm": "File it, and record its number",
            "correct": "Correct it and hand it in again",
        },
        members_only=True,
        order=20,
    )
    your_turn.register(
        "change",
        "Changes",
        "file-pen",
        changes,
        page="my-change-detail",
        steps={C.DRAFT: "Finish and submit it", C.SUBMITTED: "Sign it", C.RETURNED: "Correct and submit it again"},
        members_only=True,
        order=40,
    )
    your_turn.register(
        "acknowledgment",
        "Representations",
        "handshake",
        acknowledgments,
        page="my-acknowledgment",
        steps={"answer": "Acknowledge or decline"},
        members_only=True,
        order=45,
    )
    your_turn.register(
        "plan",
        "Plan to confirm",
        "notebook-text",
        plan_versions,
        page="my-plan-version",
        steps={"confirm": "Confirm or return the plan"},
        members_only=True,
        order=50,
    )
    your_turn.register(
        "plan-task",
        "Plan tasks",
        "square-check",
        plan_tasks,
        page="my-plan-task",
        steps={"do": "Do it, and say what came of it"},
        members_only=True,
        order=55,
    )
    your_turn.register(
        "meeting",
        "Meetings",
        "calendar-days",
        meetings,
        page="my-meeting-list",
        steps={"answer": "Accept or decline"},
        whole_page=True,
        order=60,
    )

"""Seats to accept and sessions to evaluate, as lines of what waits for a participant's people."""

from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When

from participants import your_turn
from participants.your_turn import Asked, lines
from training.actions.attendance import HELD
from training.choices import EnrollmentState, SessionState
from training.models import Enrollment, Evaluation
from training.rules.evaluating import OPEN_FOR


def _session() -> Case:
    return Case(
        When(session__title="", then=F("session__course__title")),
        default=F("session__title"),
        output_field=CharField(),
    )


def seats(asked: Asked) -> QuerySet:
    """Offered to the person; for a company's administrators, to any of its people."""
    rows = Enrollment.objects.visible_to(asked.user).filter(
        state=EnrollmentState.OFFERED, offer_until__gt=asked.now, session__state=SessionState.PUBLISHED
    )
    return lines(
        rows,
        title=_session(),
        about=F("contact__name"),
        step=Value("accept"),
        due_at=F("offer_until"),
        why=Value("then the seat goes to the next in line"),
        asker=Value("Training"),
    )


def to_evaluate(user: Any, now: Any) -> QuerySet[Enrollment]:
    """The person's own seats of sessions that are over, while one may still say what they were worth."""
    rows = Enrollment.objects.visible_to(user).filter(contact__user=user.pk, state=EnrollmentState.SEATED)
    rows = rows.filter(session__state__in=HELD, session__ends_at__lte=now, session__ends_at__gt=now - OPEN_FOR)
    return rows.not_absent().exclude(pk__in=Evaluation.objects.visible_to(user).values("pk"))


def evaluations(asked: Asked) -> QuerySet:
    return lines(
        to_evaluate(asked.user, asked.now),
        title=_session(),
        step=Value("evaluate"),
        due_at=F("session__ends_at") + OPEN_FOR,
        why=Value(f"open for {OPEN_FOR.days} days after the session"),
        asker=Value("Training"),
    )


def register() -> None:
    your_turn.register(
        "seat",
        "Seats offered",
        "graduation-cap",
        seats,
        page="my-enrollment",
        steps={"accept": "Accept the seat, or leave it to others"},
        members_only=True,
        order=70,
    )
    your_turn.register(
        "evaluation",
        "Sessions to evaluate",
        "star",
        evaluations,
        page="my-evaluate",
        steps={"evaluate": "Say what it was worth"},
        members_only=True,
        order=75,
    )

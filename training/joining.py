"""What of training moves along when two companies are joined: everything of a person who moves."""

from typing import Final

from django.db.models import Model, Q, QuerySet

from participants.actions import joining_rows
from participants.actions.joining_rows import Move, Moving
from training.models import (
    ArticleFeedback,
    Attendance,
    Certificate,
    Enrollment,
    EnrollmentGroup,
    EnrollmentStep,
    Evaluation,
    NeedEvidence,
    TestResult,
    TrainingNeed,
)


def of_people_who_move(model: type[Model], person: str = "contact") -> Move:
    """Rows of a person move with that person; who is known to the other company as well stays behind."""

    def rows(moving: Moving) -> QuerySet:
        own = model.objects.filter(participant=moving.absorbed)
        return own.exclude(**{f"{person}__in": moving.doubled_contacts()})

    return Move(f"{model._meta.verbose_name_plural}", model, "participant", rows)


def needs(moving: Moving) -> QuerySet:
    """All but an open one on a topic on which the other company has an open one itself."""
    own = TrainingNeed.objects.filter(participant=moving.absorbed)
    theirs = TrainingNeed.objects.still_open().filter(participant=moving.kept).exclude(topic="")
    doubled = own.still_open().filter(topic__in=theirs.values("topic"))
    return own.exclude(pk__in=doubled.values("pk"))


def cases(moving: Moving) -> QuerySet:
    """Of the market's needs, and of the company's own that move."""
    rows = NeedEvidence.objects.filter(participant=moving.absorbed)
    return rows.filter(Q(need__participant=None) | Q(need__in=needs(moving).values("pk")))


MOVES: Final = (
    of_people_who_move(Enrollment),
    of_people_who_move(EnrollmentStep, "enrollment__contact"),
    of_people_who_move(Attendance, "enrollment__contact"),
    of_people_who_move(TestResult, "enrollment__contact"),
    of_people_who_move(Evaluation, "enrollment__contact"),
    of_people_who_move(Certificate),
    Move("feedback on articles", ArticleFeedback, "participant"),
    Move("groups of enrollments", EnrollmentGroup, "participant"),
    Move("training needs", TrainingNeed, "participant", needs),
    Move("cases of training needs", NeedEvidence, "participant", cases),
)


def register() -> None:
    joining_rows.register(*MOVES)

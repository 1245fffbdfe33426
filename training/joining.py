"""What of training moves along when two companies are joined: everything of a person who moves."""

from typing import Final

from django.db.models import Model, QuerySet

from participants.actions import joining_rows
from participants.actions.joining_rows import Move, Moving
from training.models import (
    Attendance,
    Certificate,
    Enrollment,
    EnrollmentGroup,
    EnrollmentStep,
    Evaluation,
    TestResult,
)


def of_people_who_move(model: type[Model], person: str = "contact") -> Move:
    """Rows of a person move with that person; who is known to the other company as well stays behind."""

    def rows(moving: Moving) -> QuerySet:
        own = model.objects.filter(participant=moving.absorbed)
        return own.exclude(**{f"{person}__in": moving.doubled_contacts()})

    return Move(f"{model._meta.verbose_name_plural}", model, "participant", rows)


MOVES: Final = (
    of_people_who_move(Enrollment),
    of_people_who_move(EnrollmentStep, "enrollment__contact"),
    of_people_who_move(Attendance, "enrollment__contact"),
    of_people_who_move(TestResult, "enrollment__contact"),
    of_people_who_move(Evaluation, "enrollment__contact"),
    of_people_who_move(Certificate),
    Move("groups of enrollments", EnrollmentGroup, "participant"),
)


def register() -> None:
    joining_rows.register(*MOVES)

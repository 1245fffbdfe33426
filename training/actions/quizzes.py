"""Quizzes of procedures: written with the draft, taken by colleagues, graded here and nowhere else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from portal.lifecycle.refusals import Refused
from training import permissions
from training.actions.article_rows import locked_version, saved_by, take_over
from training.models import ArticleVersion, QuizAttempt, QuizQuestion
from training.permissions.reading import can_take_quiz
from training.rules.article_moves import EDITABLE
from training.rules.quizzes import FEWEST_CHOICES, MOST_CHOICES, MOST_QUESTIONS, PASS_PERCENT, grade

OF_PROCEDURES: Final = "Only procedures carry a quiz."
NOT_EDITABLE: Final = "The quiz changes with the text: begin a new version, or take this one back to draft."
SAVED_ELSEWHERE: Final = "Somebody saved this draft since you opened it: look at it again, then change the quiz."
TOO_MANY: Final = f"Ask at most {MOST_QUESTIONS} questions."
NO_QUIZ: Final = "This procedure has no quiz."
OTHER_VERSION: Final = "A new version was published meanwhile: read it, then take its quiz."
ODD_PERCENT: Final = "Give the percentage needed to pass as a number from 1 to 100."


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it came in; `right` are the places of its right choices, counted from 0."""

    text: str
    choices: Sequence[str]
    right: Sequence[int]
    explanation: str = ""


@transaction.atomic
def write_quiz(
    *,
    version: ArticleVersion,
    revision: int,
    questions: Iterable[Asked],
    by: User,
    now: datetime,
    pass_percent: int = PASS_PERCENT,
) -> ArticleVersion:
    """Replace the quiz of a draft; no questions remove it. It is a change of the draft like one of its text."""
    version = locked_version(version)
    permissions.can_edit_version(by, version).enforce()
    if not version.article.is_procedure:
        raise Refused(OF_PROCEDURES)
    if version.state not in EDITABLE:
        raise Refused(NOT_EDITABLE)
    if version.revision != revision:
        raise Refused(SAVED_ELSEWHERE)
    if not 1 <= pass_percent <= 100:
        raise Refused(ODD_PERCENT)
    store_questions(version, questions)
    version.apply(pass_percent=pass_percent, **saved_by(version, by, now=now))
    take_over(version.article, now=now)
    return version


@transaction.atomic
def take_quiz(*, version: ArticleVersion, answers: Mapping[str, Iterable[int]], by: User, now: datetime) -> QuizAttempt:
    """Grade the answers (places of the ticked choices by question) and keep them; any number of attempts."""
    version = locked_version(version)
    if version.article.is_archived or version.pk != _published(version):
        raise Refused(OTHER_VERSION)
    can_take_quiz(by, version).enforce()
    questions = {question.ref: question for question in version.questions.all()}
    if not questions:
        raise Refused(NO_QUIZ)
    ticked = {ref: sorted(set(answers.get(ref, ()))) for ref in questions}
    result = grade({ref: question.right for ref, question in questions.items()}, ticked, version.pass_percent)
    attempt = QuizAttempt(version=version, person=by, answers=ticked, taken_at=now, **result._asdict())
    attempt.save(force_insert=True)
    return attempt


def copy_quiz(model: ArticleVersion, version: ArticleVersion) -> None:
    """A new version begins with the quiz of the one it was made of."""
    version.apply(pass_percent=model.pass_percent)
    store_questions(
        version, [Asked(row.text, row.choices, row.right, row.explanation) for row in model.questions.all()]
    )


def store_questions(version: ArticleVersion, questions: Iterable[Asked]) -> None:
    """In the place of those before; call while holding the version's lock."""
    rows = [_sound(version, at, asked) for at, asked in enumerate(questions)]
    if len(rows) > MOST_QUESTIONS:
        raise Refused(TOO_MANY)
    version.questions.all().delete()
    QuizQuestion.objects.bulk_create(rows)


def _published(version: ArticleVersion) -> int | None:
    return version.article.versions.published().values_list("pk", flat=True).first()


def _sound(version: ArticleVersion, at: int, asked: Asked) -> QuizQuestion:
    """Fit to be stored; the number stands in the refusal, because a quiz is sent as a whole."""
    choices = [tidy(choice) for choice in asked.choices]
    right = sorted(set(asked.right))
    name = f"Question {at + 1}"
    if not tidy(asked.text):
        raise Refused(f"{name}: say what is asked.")
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES or not all(choices):
        raise Refused(f"{name}: give {FEWEST_CHOICES} to {MOST_CHOICES} choices, each with words.")
    if len(set(choices)) < len(choices):
        raise Refused(f"{name}: two choices say the same.")
    if not right or right[0] < 0 or right[-1] >= len(choices):
        raise Refused(f"{name}: mark at least one of its choices as right.")
    row = QuizQuestion(
        version=version,
        position=at,
        text=tidy(asked.text),
        choices=choices,
        right=right,
        explanation=tidy(asked.explanation),
    )
    try:
        require_shape(row, "text", "choices", "explanation")
    except Refused as refusal:
        raise Refused(f"{name}: {refusal.reason}") from refusal
    return row

"""Who has done the quiz of a procedure: for mentors their own colleagues, for supervisors and coordinators all."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from accounts.choices import Level
from accounts.models import Mentoring, User
from portal.scoping.today import MarketToday
from training.models import ArticleVersion, QuizAttempt

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """A colleague and the attempt that says most: the passed one, else the best, else none."""

    person: User
    attempt: QuizAttempt | None
    attempts: int


def new_colleagues(user: Any) -> list[User]:
    """Active colleagues who are new: at level I, or with a mentor today. A mentor sees the own ones."""
    pairs = Mentoring.objects.on(MarketToday())
    if user.can("training.manage"):
        new = Q(level=Level.ONE) | Q(pk__in=pairs.values("colleague"))
    else:
        new = Q(pk__in=pairs.filter(mentor=user.pk).values("colleague"))
    return list(User.objects.staff().active().filter(new).order_by("name", "id")[:MOST])


def standings(user: Any, version: ArticleVersion) -> list[Standing]:
    """Each new colleague with how the quiz of this version went; two statements."""
    people = new_colleagues(user)
    if not people:
        return []
    attempts = QuizAttempt.objects.visible_to(user).filter(version=version, person__in=people)
    best: dict[int, QuizAttempt] = {}
    number: dict[int, int] = {}
    for attempt in attempts.order_by("passed", "percent", "-taken_at"):
        best[attempt.person_id] = attempt
        number[attempt.person_id] = number.get(attempt.person_id, 0) + 1
    return [Standing(person, best.get(person.pk), number.get(person.pk, 0)) for person in people]


def own_best(user: Any, version: ArticleVersion) -> QuizAttempt | None:
    """One's own attempt that says most."""
    own = QuizAttempt.objects.visible_to(user).by(user).filter(version=version)
    return own.order_by("-passed", "-percent", "taken_at").first()

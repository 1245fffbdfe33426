"""What the people of a session thought of it, together; never who thought what."""

from dataclasses import dataclass

from training.models import CourseSession, Evaluation
from training.models.outcome import RATINGS
from training.rules.evaluating import LEAST, Spread, spread


@dataclass(frozen=True, slots=True)
class Summary:
    """`questions` and `comments` stay empty while fewer than three people answered."""

    answers: int
    questions: tuple[tuple[str, Spread], ...]
    comments: tuple[str, ...]

    @property
    def enough(self) -> bool:
        return self.answers >= LEAST


def summary_of(session: CourseSession) -> Summary:
    """Comments come in the order of their own words, which says nothing of who wrote them, or when."""
    rows = Evaluation.objects.filter(session=session).order_by("comment", *RATINGS)
    given = list(rows.values("comment", *RATINGS))
    if len(given) < LEAST:
        return Summary(len(given), (), ())
    labels = {name: str(Evaluation._meta.get_field(name).verbose_name) for name in RATINGS}
    questions = tuple((label, spread([row[name] for row in given])) for name, label in labels.items())
    return Summary(len(given), questions, tuple(row["comment"] for row in given if row["comment"]))

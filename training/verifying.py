"""What anybody may learn of a certificate by its number: whether it counts, of which course, and the holder's initials.

Never the full name, the company, the score or any way to reach somebody. Whoever has the paper at hand may ask
whether the name on it is the holder's.
"""

from dataclasses import dataclass
from datetime import date

from portal.scoping import wall
from training.models import Certificate
from training.rules.certificate_days import Standing
from training.rules.certificate_numbers import as_written
from training.rules.initials import initials, same_name


@dataclass(frozen=True, slots=True)
class Verified:
    """What the public page shows. `name_fits` is None while no name was asked about."""

    number: str
    standing: Standing
    course_code: str
    course_title: str
    completed_on: date
    expires_on: date | None
    initials: str
    name_fits: bool | None = None


def verify(number: str, today: date, *, name: str = "") -> Verified | None:
    """By a number as somebody typed it; None where no certificate has it."""
    wanted = as_written(number)
    if not wanted:
        return None
    with wall.as_operator("look a certificate up by its number"):
        row = Certificate.objects.filter(number=wanted).select_related("course").first()
        if row is None:
            return None
        return Verified(
            number=row.number,
            standing=row.standing_on(today),
            course_code=row.course.code,
            course_title=row.course_title,
            completed_on=row.completed_on,
            expires_on=row.expires_on,
            initials=initials(row.holder_name),
            name_fits=same_name(name, row.holder_name) if name else None,
        )

"""Which courses are advised to a company, so that their sessions can be marked."""

from collections.abc import Iterable

from training.advice import advised_to
from training.choices import Advice

MARKED = (Advice.REQUIRED, Advice.RECOMMENDED)


def marked_courses(roles: Iterable[str]) -> dict[int, str]:
    """Course -> "required" or "recommended", where that is sure; two statements.

    What may concern the company or not bears no mark.
    """
    return {course: one.advice for course, one in advised_to(roles).items() if one.certain and one.advice in MARKED}

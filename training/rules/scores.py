"""What a test's score means for a course. Pure."""

from decimal import Decimal


def passed(percent: Decimal, passing_percent: int) -> bool:
    """At the mark itself one has passed."""
    return percent >= passing_percent


def refusal_of_attempt(*, taken: int, allowed: int | None, passed_before: bool) -> str:
    """Why this attempt is not entered, in words; "" where it is. `allowed` None: no limit."""
    if passed_before:
        return "This person has passed the test already."
    if allowed is not None and taken >= allowed:
        return f"The course allows {allowed} attempt{'s' if allowed > 1 else ''}; all were taken."
    return ""


def hours_earned(ceh: Decimal, *, attended: bool, tested: bool, passed_it: bool) -> Decimal:
    """Continuing-education hours are for who attended, and passed where there is a test."""
    return ceh if attended and (passed_it or not tested) else Decimal(0)

"""What a person still lacks for a certificate. Pure."""

from collections.abc import Sequence


def missing(marks: Sequence[bool | None], *, tested: bool, passed: bool) -> str:
    """In words; "" where everything is there. `marks`: was there, was not, nobody has marked it (None)."""
    if any(mark is False for mark in marks):
        return "Was not there on every day"
    if any(mark is None for mark in marks):
        return "Attendance is not marked"
    if tested and not passed:
        return "Has not passed the test"
    return ""

"""What a change of a course would do, before it is saved. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from participants.choices import SourceTag
from training.actions.courses import needed_codes, tidy
from training.choices import CourseStatus, Format
from training.models import Course, CourseSession, Enrollment, LearningStep
from training.rules.course_changes import Ahead, consequences
from training.rules.enrollment_moves import LIVE
from training.rules.prerequisites import circle, in_words, missing

NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Preview:
    """`changes`: field, before, after, in words. `fault`: why it would be refused."""

    changes: list[tuple[str, str, str]]
    consequences: list[str]
    fault: str = ""


def preview_of(course: Course, given: Mapping[str, Any], now: datetime) -> Preview:
    """What saving the form's data would change and what follows from that."""
    wanted = tidy({name: value for name, value in given.items() if name != "prerequisites"})
    changed = {name for name, value in wanted.items() if getattr(course, name) != value}
    rows = [(label(name), words(name, getattr(course, name)), words(name, wanted[name])) for name in wanted]
    shown = [row for row, name in zip(rows, wanted, strict=True) if name in changed]
    ahead = ahead_of(course, now)
    fault = ""
    if "prerequisites" in given:
        needs = needed_codes()
        before, after = needs.get(course.code, set()), {one.code for one in given["prerequisites"]}
        if before != after:
            changed.add("prerequisites")
            shown.append(("Prerequisites", ", ".join(sorted(before)) or NOTHING, ", ".join(sorted(after)) or NOTHING))
            needs[course.code] = after
            way = circle(course.code, needs)
            fault = f"Prerequisites would run in a circle: {in_words(way)}." if way else ""
            ahead = replace(ahead, paths=_lacking(course, needs))
    leaves = wanted.get("status") == CourseStatus.HISTORIC != course.status
    return Preview(shown, consequences(changed, ahead, leaves=leaves), fault)


def ahead_of(course: Course, now: datetime) -> Ahead:
    """Sessions that are announced or drafted, and the people in them; two statements."""
    sessions = CourseSession.objects.filter(course=course, ends_at__gt=now, ended_at=None)
    people = Enrollment.objects.filter(session__in=sessions, state__in=LIVE)
    return Ahead(sessions=sessions.count(), people=people.count())


def label(name: str) -> str:
    text = str(Course._meta.get_field(name).verbose_name)
    return text[:1].upper() + text[1:]


def words(name: str, value: Any) -> str:
    """A value of a course as people read it."""
    if name == "formats":
        return ", ".join(Format(one).label if one in Format.values else one for one in value) or NOTHING
    if name == "status":
        return CourseStatus(value).label
    if name == "tag":
        return SourceTag(value).label
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value) if value not in (None, "") else NOTHING


def _lacking(course: Course, needs: Mapping[str, set[str]]) -> tuple[tuple[str, str], ...]:
    """Learning paths that have the course, and not before it what it would need."""
    paths = LearningStep.objects.filter(course=course).values("path")
    steps = LearningStep.objects.filter(path__in=paths).select_related("path", "course").order_by("path", "position")
    codes: dict[str, list[str]] = {}
    for step in steps:
        codes.setdefault(step.path.title, []).append(step.course.code)
    found = ((title, missing(of_path, needs)) for title, of_path in codes.items())
    return tuple((title, needed) for title, lacking in found for code, needed in lacking if code == course.code)

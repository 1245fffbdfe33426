"""Writing the catalog of courses. Whoever corrects a course keeps it: the defaults leave it alone from then on."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.actions.shape import only_fields, require_reason, require_shape
from participants.choices import SourceTag
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from training import permissions
from training.actions.catalog import first_version
from training.choices import CourseStatus
from training.models import Course
from training.rules.prerequisites import circle, in_words

FIELDS: Final = (
    "title",
    "description",
    "formats",
    "length",
    "hours",
    "audience",
    "status",
    "tested",
    "passing_percent",
    "attempts",
    "ceh",
    "validity_months",
    "need_approval",
    "source",
    "tag",
)
CHANGEABLE: Final = frozenset(FIELDS) | {"prerequisites"}
SORTED_LISTS: Final = ("formats",)
ENTERED_HERE: Final = "entered in the portal"
RETIRE: Final = "To take a course out of the catalog, retire it and say why."


@transaction.atomic
def add_course(*, code: str, title: str, by: User, now: datetime, outline: str = "", **fields: Any) -> Course:
    """A course that the defaults do not know, with its first version. The code is for good."""
    only_fields(fields, CHANGEABLE)
    permissions.can_manage_training(by).enforce()
    lock_catalog()
    prerequisites = fields.pop("prerequisites", ())
    given = {"status": CourseStatus.CURRENT, "source": ENTERED_HERE, "tag": SourceTag.PROPOSED} | fields
    course = Course(code=sound_code(code), edited=True, order=_last() + 1, **tidy(given | {"title": title}))
    require_course(course)
    if Course.objects.filter(code__iexact=course.code).exists():
        raise Refused(f"There is a course {course.code} already.")
    course.save(force_insert=True)
    first_version(course, outline=sound_text(outline), now=now)
    if prerequisites:
        set_prerequisites(course, prerequisites)
    trail.record("training.course.added", of=course, by=by, at=now, changes={"title": ["", course.title]})
    return course


@transaction.atomic
def change_course(*, course: Course, by: User, now: datetime, **fields: Any) -> Course:
    """Correct a course; only what is given changes. People with a seat keep it, and sessions keep their version."""
    only_fields(fields, CHANGEABLE)
    lock_catalog()
    course = Course.objects.get(pk=course.pk)
    permissions.can_edit_course(by, course).enforce()
    prerequisites = fields.pop("prerequisites", None)
    if fields.get("status") == CourseStatus.HISTORIC != course.status:
        raise Refused(RETIRE)
    changes = course.apply(**_checked(course, fields))
    if prerequisites is not None:
        changes |= set_prerequisites(course, prerequisites)
    if changes:
        course.apply(edited=True)
        trail.record("training.course.changed", of=course, by=by, at=now, changes=changes)
    return course


@transaction.atomic
def retire_course(*, course: Course, reason: str, by: User, now: datetime) -> Course:
    """It is taught no more and stays to be read; sessions that are announced still take place."""
    course = Course.objects.lock(course.pk)
    permissions.can_edit_course(by, course).enforce()
    reason = require_reason(reason)
    if course.status == CourseStatus.HISTORIC:
        raise Refused("This course is retired already.")
    changes = course.apply(status=CourseStatus.HISTORIC)
    course.apply(edited=True)
    trail.record("training.course.retired", of=course, by=by, at=now, changes=changes, reason=reason)
    return course


def lock_catalog() -> list[Course]:
    """All courses, locked: two changes of prerequisites at once could close a circle that neither of them sees."""
    return list(Course.objects.select_for_update(of=("self",), no_key=True).order_by("pk"))


def set_prerequisites(course: Course, wanted: Iterable[Course]) -> dict[str, list[str]]:
    """What has to be taken before; refused with the way round where it closes a circle. Lock the catalog first."""
    wanted = {one.code: one for one in wanted}
    needs = needed_codes()
    before = needs.get(course.code, set())
    if before == set(wanted):
        return {}
    require_no_circle(course.code, needs | {course.code: set(wanted)})
    course.prerequisites.set(wanted.values())
    return {"prerequisites": [", ".join(sorted(before)), ", ".join(sorted(wanted))]}


def require_no_circle(code: str, needs: Mapping[str, set[str]]) -> None:
    if way := circle(code, needs):
        raise Refused(f"Prerequisites would run in a circle: {in_words(way)}.")


def needed_codes() -> dict[str, set[str]]:
    """The codes of what each course needs, in one statement."""
    links = Course.prerequisites.through.objects.values_list("from_course__code", "to_course__code")
    needs: dict[str, set[str]] = {}
    for code, needed in links:
        needs.setdefault(code, set()).add(needed)
    return needs


def require_course(course: Course, *names: str) -> None:
    """Fields that can be stored, and what no single field can tell."""
    if not course.title:
        raise Refused("A course needs a title.")
    if not course.formats:
        raise Refused("Say how the course is taught: at least one format.")
    if not course.source:
        raise Refused("Say where this is written; “entered in the portal” is a source too.")
    require_shape(course, *(names or ("code", *FIELDS)))
    for name, least in (("hours", "0.25"), ("validity_months", "1"), ("attempts", "1")):
        value = getattr(course, name)
        if value is not None and value <= 0:
            raise Refused(f"{Course._meta.get_field(name).verbose_name.capitalize()}: at least {least}, or empty.")
    if course.ceh < 0:
        raise Refused("Continuing-education hours cannot be negative.")


def sound_code(code: str) -> str:
    """A code names a course in addresses and files: capitals, digits and hyphens."""
    code = code.strip().upper()
    if not code or len(code) > 30 or not code.isascii() or not code.replace("-", "").isalnum():
        raise Refused("A code has letters, digits and hyphens, at most 30, for instance WMO-RT.")
    return code


def sound_text(text: str) -> str:
    if "\x00" in text:
        raise Refused("This text holds characters that cannot be stored.")
    return text.strip()


def tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without surrounding space, lists without doubles in the order of their choices."""
    found = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    for name in SORTED_LISTS:
        if name in found:
            order = [key for key, _ in Course._meta.get_field(name).base_field.choices]
            given = set(found[name])
            found[name] = [one for one in order if one in given] + sorted(given - set(order))
    return found


def _checked(course: Course, fields: Mapping[str, Any]) -> dict[str, Any]:
    wanted = Course.objects.get(pk=course.pk)
    for name, value in tidy(fields).items():
        setattr(wanted, name, value)
    require_course(wanted, *sorted(fields))
    return {name: getattr(wanted, name) for name in fields}


def _last() -> int:
    return Course.objects.order_by("-order").values_list("order", flat=True).first() or 0

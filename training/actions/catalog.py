"""Loading the default courses and learning paths; a row that was corrected here is left alone."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from participants.models import MarketRole
from portal.lifecycle.catalogs import read_rows
from training.choices import Advice
from training.models import Course, CourseVersion, LearningPath, LearningStep, Recommendation

FOLDER: Final = Path(__file__).resolve().parent.parent / "catalog"
COURSES: Final = FOLDER / "courses.yaml"
PATHS: Final = FOLDER / "paths.yaml"

# The first version holds for whatever was taught before somebody wrote a second one.
FROM_THE_BEGINNING: Final = date(2020, 1, 1)

FIELDS: Final[Mapping[str, Any]] = {
    "title": "",
    "description": "",
    "formats": [],
    "length": "",
    "hours": None,
    "audience": "",
    "status": "",
    "tested": False,
    "source": "",
    "tag": "",
}
PATH_SOURCE: Final = "courses and their order are a proposal of this product"


def advice_of(row: Mapping[str, Any]) -> dict[str, str]:
    """What a row of the file advises, by code of the market role."""
    cells = dict.fromkeys(row.get("recommended", []), Advice.RECOMMENDED.value)
    return cells | dict.fromkeys(row.get("useful", []), Advice.USEFUL.value)


def steps_of(row: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """The courses of a path in order, each with whether it is optional."""
    return [(step, False) if isinstance(step, str) else (step["optional"], True) for step in row["steps"]]


@transaction.atomic
def load_courses(*, now: datetime) -> int:
    """Add missing courses, each with its first version, and bring unedited ones up to date; returns how many changed.

    A course that left the file stays: sessions and certificates name it. The file names prerequisites in any order.
    """
    rows = read_rows(COURSES)
    known = {course.code: course for course in Course.objects.select_for_update(of=("self",))}
    changed = set()
    for order, row in enumerate(rows, start=1):
        values = {name: row.get(name, unless) for name, unless in FIELDS.items()} | {"order": order}
        course = known.get(row["code"])
        if course is None:
            known[row["code"]] = _first(row, values, now)
            changed.add(row["code"])
        elif not course.edited and course.apply(**values):
            changed.add(row["code"])
    ours = [row for row in rows if not known[row["code"]].edited]
    return len(changed | _load_prerequisites(ours, known) | _load_advice(ours, known))


@transaction.atomic
def load_paths(*, now: datetime) -> int:
    """Add missing learning paths and bring unedited ones up to date; returns how many changed."""
    known = {path.code: path for path in LearningPath.objects.select_for_update(of=("self",))}
    courses = {course.code: course for course in Course.objects.all()}
    roles = {role.code: role for role in MarketRole.objects.all()}
    kept = _steps_by_path()
    changed = 0
    for order, row in enumerate(read_rows(PATHS), start=1):
        values = {"title": row["title"], "description": row["description"], "role": roles[row["role"]]}
        values |= {"order": order, "source": PATH_SOURCE, "tag": "P"}
        path = known.get(row["code"])
        if path is not None and path.edited:
            continue
        steps = steps_of(row)
        differs = path is None or kept.get(path.pk, []) != steps
        if path is None:
            path = LearningPath.objects.create(code=row["code"], **values)
        elif _apply_path(path, values):
            changed += not differs
        if differs:
            write_steps(path, [(courses[code], optional) for code, optional in steps])
            changed += 1
    return changed


def write_steps(path: LearningPath, steps: Iterable[tuple[Course, bool]]) -> None:
    """The courses of a path, in place of those it had; call while holding the path's lock."""
    path.steps.all().delete()
    LearningStep.objects.bulk_create(
        LearningStep(path=path, course=course, position=position, optional=optional)
        for position, (course, optional) in enumerate(steps, start=1)
    )


def first_version(course: Course, *, outline: str, now: datetime) -> CourseVersion:
    return CourseVersion.objects.create(
        course=course, outline=outline, effective_from=FROM_THE_BEGINNING, published_at=now
    )


def _first(row: Mapping[str, Any], values: dict[str, Any], now: datetime) -> Course:
    course = Course.objects.create(code=row["code"], **values)
    first_version(course, outline=row.get("outline", ""), now=now)
    return course


def _load_prerequisites(rows: list[dict[str, Any]], known: Mapping[str, Course]) -> set[str]:
    needed: dict[int, set[int]] = {}
    for link in Course.prerequisites.through.objects.all():
        needed.setdefault(link.from_course_id, set()).add(link.to_course_id)
    changed = set()
    for row in rows:
        course = known[row["code"]]
        wanted = {known[code].pk for code in row.get("prerequisites", [])}
        if needed.get(course.pk, set()) != wanted:
            course.prerequisites.set(wanted)
            changed.add(course.code)
    return changed


def _load_advice(rows: list[dict[str, Any]], known: Mapping[str, Course]) -> set[str]:
    roles = {role.code: role for role in MarketRole.objects.all()}
    cells: dict[int, dict[int, str]] = {}
    for cell in Recommendation.objects.all():
        cells.setdefault(cell.course_id, {})[cell.role_id] = cell.advice
    changed = set()
    for row in rows:
        course = known[row["code"]]
        wanted = {roles[code].pk: advice for code, advice in advice_of(row).items()}
        if cells.get(course.pk, {}) != wanted:
            course.recommendations.all().delete()
            Recommendation.objects.bulk_create(
                Recommendation(course=course, role_id=role, advice=advice) for role, advice in wanted.items()
            )
            changed.add(course.code)
    return changed


def _steps_by_path() -> dict[int, list[tuple[str, bool]]]:
    found: dict[int, list[tuple[str, bool]]] = {}
    for step in LearningStep.objects.select_related("course").order_by("path", "position"):
        found.setdefault(step.path_id, []).append((step.course.code, step.optional))
    return found


def _apply_path(path: LearningPath, values: dict[str, Any]) -> bool:
    """`apply` would ask each role for its words; ids are enough."""
    role = values["role"]
    plain = {name: value for name, value in values.items() if name != "role"}
    moved = path.role_id != role.pk
    if moved:
        path.role = role
        path.save(update_fields=["role"])
    return bool(path.apply(**plain)) or moved

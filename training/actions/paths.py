"""Writing learning paths: courses in an order that makes sense for somebody who is new to a role."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.actions.shape import only_fields, require_shape
from participants.choices import SourceTag
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from training import permissions
from training.actions.catalog import PATH_SOURCE, write_steps
from training.actions.courses import sound_code
from training.models import Course, LearningPath

FIELDS: Final = frozenset({"title", "description", "role"})
MOST_STEPS: Final = 40

# One course of a path, and whether it is optional.
Step = tuple[Course, bool]


@transaction.atomic
def add_path(
    *, code: str, title: str, steps: Sequence[Step], by: User, now: datetime, description: str = "", role: Any = None
) -> LearningPath:
    """A path that the defaults do not know. The code is for good."""
    permissions.can_manage_training(by).enforce()
    path = LearningPath(
        code=sound_code(code),
        title=title.strip(),
        description=description.strip(),
        role=role,
        source=PATH_SOURCE,
        tag=SourceTag.PROPOSED,
        edited=True,
        order=LearningPath.objects.count() + 1,
    )
    _require(path)
    _require_steps(steps)
    if LearningPath.objects.filter(code__iexact=path.code).exists():
        raise Refused(f"There is a learning path {path.code} already.")
    path.save(force_insert=True)
    write_steps(path, steps)
    changes = {"title": ["", path.title], "courses": ["", _in_words(steps)]}
    trail.record("training.path.added", of=path, by=by, at=now, changes=changes)
    return path


@transaction.atomic
def change_path(
    *, path: LearningPath, by: User, now: datetime, steps: Sequence[Step] | None = None, **fields: Any
) -> LearningPath:
    """Correct a path; from then on the defaults leave it alone."""
    only_fields(fields, FIELDS)
    path = LearningPath.objects.lock(path.pk)
    permissions.can_edit_path(by, path).enforce()
    wanted = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    for name, value in wanted.items():
        setattr(path, name, value)
    _require(path)
    stored = LearningPath.objects.select_related("role").get(pk=path.pk)
    changes = stored.apply(**wanted)
    if steps is not None:
        changes |= _set_steps(stored, steps)
    if changes:
        stored.apply(edited=True)
        trail.record("training.path.changed", of=stored, by=by, at=now, changes=changes)
    return stored


def _set_steps(path: LearningPath, steps: Sequence[Step]) -> dict[str, list[str]]:
    _require_steps(steps)
    before = [(step.course, step.optional) for step in path.steps.select_related("course")]
    if [(course.pk, optional) for course, optional in before] == [(course.pk, optional) for course, optional in steps]:
        return {}
    write_steps(path, steps)
    return {"courses": [_in_words(before), _in_words(steps)]}


def _require(path: LearningPath) -> None:
    require_shape(path, "code", "title", "description")
    if not path.title:
        raise Refused("A learning path needs a title.")


def _require_steps(steps: Sequence[Step]) -> None:
    codes = [course.code for course, _ in steps]
    if not codes:
        raise Refused("A learning path has at least one course.")
    if len(codes) > MOST_STEPS:
        raise Refused(f"A learning path has at most {MOST_STEPS} courses.")
    if double := next((code for code in codes if codes.count(code) > 1), None):
        raise Refused(f"{double} stands twice in the path.")


def _in_words(steps: Sequence[Step]) -> str:
    return ", ".join(f"{course.code} (optional)" if optional else course.code for course, optional in steps)

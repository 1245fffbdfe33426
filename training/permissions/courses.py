"""Who may edit the catalog of courses: the people who run the training of the department."""

from typing import Any

from portal.lifecycle.refusals import Answer
from training.models import Course, LearningPath
from training.permissions.sessions import can_manage_training


def can_edit_course(user: Any, course: Course) -> Answer:
    """All of the catalog or none of it: courses belong to nobody in particular."""
    return can_manage_training(user)


def can_edit_path(user: Any, path: LearningPath) -> Answer:
    return can_manage_training(user)

"""Which of our tables keep what their rows were: courses and paths. Articles have versions."""

from typing import Final

from portal.audit import history
from portal.audit.history import Kept
from training.models import Course, CourseVersion, LearningPath, LearningStep, Recommendation, TrainingEvidence

KEPT: Final = (
    Kept(Course),
    Kept(Course.prerequisites.through, part_of="from_course_id"),
    Kept(CourseVersion, part_of="course_id"),
    Kept(LearningPath),
    Kept(LearningStep, part_of="path_id"),
    Kept(Recommendation),
    Kept(TrainingEvidence),
)


def register() -> None:
    history.register(KEPT)

"""The entries of the catalog of courses in the menus and in the search."""

from portal.search import registry
from portal.web import navigation
from training.course_search import find_courses, find_paths

OF_PARTICIPANTS = ("my-course", "my-path", "my-session", "my-enrollment", "my-training", "my-coverage")
OF_PARTICIPANTS += ("my-certificate", "my-certificates", "my-transcript", "my-check-in", "my-evaluate")


def _in_training(user: object) -> bool:
    """The staff's readers, and whoever acts for a company, also for one that only applies so far."""
    return user.can("training.view") if user.is_staff else user.acting_for is not None


def register() -> None:
    navigation.register(
        "desk",
        "training",
        "Training",
        "graduation-cap",
        "training:course-list",
        visible=lambda user: user.can("training.view"),
        order=60,
        section="Education",
        match=("training",),
    )
    navigation.register(
        "my",
        "training",
        "Training",
        "graduation-cap",
        "my-course-list",
        visible=lambda user: user.acting_for is not None,
        order=45,
        match=OF_PARTICIPANTS,
    )
    registry.register("courses", "Courses", find_courses, visible=_in_training)
    registry.register("learning-paths", "Learning paths", find_paths, visible=_in_training)

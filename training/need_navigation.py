"""The entries of training needs and coverage in the menus, the panel on a participant's page, and what is found."""

from portal.web import navigation, panels
from training.need_search import register_finder
from training.querysets.enrollments import sees_colleagues
from training.views.desk.coverage_panel import training_of


def _administers(user: object) -> bool:
    """Administers a whole company that is in the market."""
    acting_for = user.acting_for
    return acting_for is not None and not acting_for.applying and sees_colleagues(acting_for)


def register() -> None:
    register_finder()
    navigation.register(
        "desk",
        "training-needs",
        "Training needs",
        "lightbulb",
        "training:need-list",
        visible=lambda user: user.can("training.view"),
        order=42,
        match=("training:need",),
    )
    navigation.register(
        "desk",
        "training-coverage",
        "Training coverage",
        "graduation-cap",
        "training:coverage-list",
        visible=lambda user: user.can("training.view"),
        order=43,
        match=("training:coverage",),
    )
    navigation.register(
        "my", "training-coverage", "Our training", "graduation-cap", "my-coverage", order=46, visible=_administers
    )
    panels.register(
        "participant",
        "training",
        template="training/_participant_training.html",
        context=training_of,
        visible=lambda user, of: user.can("training.view"),
        place="aside",
        order=60,
    )

"""The entry of training needs and coverage in the menu, the panel on a participant's page, and what is found."""

from portal.web import navigation, panels
from training.need_search import register_finder
from training.views.desk.coverage_panel import read_along, training_of


def register() -> None:
    register_finder()
    read_along()
    navigation.register(
        "desk",
        "training-needs",
        "Training needs",
        "lightbulb",
        "training:need-list",
        visible=lambda user: user.can("training.view"),
        order=61,
        section="Education",
        match=("training:need", "training:coverage", "training:coordinator-board"),
    )
    panels.register(
        "participant",
        "training-coverage",
        template="training/_participant_training.html",
        context=training_of,
        visible=lambda user, of: user.can("training.view"),
        place="aside",
        order=60,
    )

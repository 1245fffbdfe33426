"""What sessions add to other pages: their entry in the search, and the panels."""

from portal.web import panels
from training import session_search
from training.session_panels import my_training, training_of


def register() -> None:
    session_search.register()
    panels.register("participant", "training", template="training/_panel.html", context=training_of, order=110)
    panels.register(
        "my-home", "training", template="training/_panel.html", context=my_training, order=110, place="below"
    )

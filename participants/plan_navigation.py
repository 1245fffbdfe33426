"""The entry of account plans in the desk's menu, their panel on a participant's page, and finding them."""

from participants.views.desk.plans_panel import plans_of, read_along
from portal.web import navigation, panels


def register() -> None:
    """Called when the app is ready."""
    navigation.register(
        "desk",
        "plans",
        "Account plans",
        "notebook-text",
        "participants:plan-list",
        visible=lambda user: user.can("participants.view"),
        order=30,
        section="Relationship",
        match=("participants:plan",),
    )
    panels.register("participant", "plans", template="participants/_plans.html", context=plans_of, order=20)
    read_along()

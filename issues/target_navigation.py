"""The entry of service targets in the menu of the desk, and the panels on both sides' pages of an issue."""

from issues.views.target_panels import clocks_of, targets_of
from portal.web import navigation, panels


def register() -> None:
    navigation.register(
        "desk",
        "service-targets",
        "Service targets",
        "timer",
        "issues:policy-list",
        visible=lambda user: user.can("issues.view"),
        order=77,
        section="Department",
        match=("issues:policy", "issues:duty", "issues:grid-event"),
    )
    panels.register(
        "issue", "targets", template="issues/_issue_clocks.html", context=clocks_of, place="aside", order=10
    )
    panels.register(
        "my-issue", "targets", template="issues/_my_issue_targets.html", context=targets_of, place="aside", order=10
    )
